"""A machine's reading and a store in, the events as corrected so far out.

The case behind a desk, without a widget: what the machine read, under the
publication date in force, with the corrections in force applied anew each
time. What is corrected goes to the store first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workbench import corrections as rules
from workbench import ledger, wording
from workbench import store as stores
from workbench.desk import marks, steps, words
from workbench.records import Article, Correction, Event, Passage, Reading

ARTICLE_FIELD = "published"
EVENT_FIELDS = rules.VALUE_FIELDS
_ROLES = ("main", "background", "aggregate", "planned", "threat", "commentary")
_TOLD_ELSEWHERE = ("type", "role", "status")
"""Fields that the line of an event says already."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an analyst wants to change: the field of an event (or of its claim `part`), the value it is and shall be.

    Both values are canonical JSON; None is unknown.
    """

    event: str
    field: str
    was: str | None
    now: str | None
    part: str | None = None


class Case:
    """An article under review: `reading` under the publication date in force, `events` as corrected, main first."""

    def __init__(
        self, reading: Reading, *, store: stores.Store | None, analyst: str, extract: Callable[[Article], Reading]
    ) -> None:
        self._machine, self._extract, self.analyst = reading, extract, analyst
        self.is_kept = store is not None
        self._store = store or stores.open("sqlite://")
        self._store.save(reading)
        self.reading = reading
        self.events: tuple[Event, ...] = ()
        self.overtaken: tuple[rules.StaleCorrection, ...] = ()
        """The corrections in force whose field the machine now reads otherwise."""
        self._homeless: tuple[Correction, ...] = ()
        self.apply()

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The corrections of this article that are in force, in the order they were made."""
        return self._store.corrections(self._machine.article.id)

    @property
    def log(self) -> tuple[ledger.LogEntry, ...]:
        """Every entry ever made on this article, those taken back too."""
        return self._store.log(self._machine.article.id)

    @property
    def marked(self) -> marks.Marks:
        """What is marked in the article: the machine's mentions with every analyst's changes in force."""
        return marks.Marks(self.reading.article.text, self.reading.mentions, marks.changes(self.corrections))

    def keep_mark(self, change: marks.Change) -> None:
        """Nothing: the store has acknowledged a change of marked words; raises where it refuses it."""
        self._store.append(marks.correction(change, article=self._machine.article.id, by=self.analyst))

    def event(self, name: str) -> Event | None:
        """The event of an id; None where there is none."""
        return next((event for event in self.events if event.id == name), None)

    def apply(self) -> None:
        """Nothing: the page is read under the publication date in force, and every correction applied to it."""
        made = self.corrections
        published = rules.published_from(made)
        self.reading = self._read_under(published)
        replayed = rules.replay(self.reading.events, made)
        self.events = tuple(sorted(replayed.events, key=lambda event: _ROLES.index(event.role)))
        self.overtaken, self._homeless = replayed.stale, replayed.homeless

    def _read_under(self, published: dt.date | None) -> Reading:
        """The machine's reading under a publication date; the page is read again only where that is another one."""
        if published is None:
            return self._machine
        article = self.reading.article
        if (article.published, article.published_basis) == (published, "analyst"):
            return self.reading
        return rules.redated(self._machine, published, self._extract)

    def keep(self, changes: Iterable[Change], *, reason: str, note: str = "", passage: Passage | None = None) -> str:
        """The words for changes that the store has acknowledged, all of them or none; raises where it refuses one."""
        wanted = tuple(changes)
        made = [self._correction(change, reason, note, passage) for change in wanted]
        if not made:
            raise rules.CorrectionError("Nothing is changed; choose what to change before saving.")
        before = self._dated()
        try:
            entries = self._store.append_all(made)
        except rules.StaleCorrection as error:
            raise self._in_words(error, made) from error
        self.apply()
        numbers = f"entry {entries[0].seq}" if len(entries) == 1 else f"entries {entries[0].seq} to {entries[-1].seq}"
        told = f"Saved as {numbers}" if self.is_kept else f"{numbers.capitalize()}, not saved: no store given"
        more = self._dated() - before
        resolved = f"; {more} more date{' resolves' if more == 1 else 's resolve'}"
        return told + resolved if wanted[0].field == ARTICLE_FIELD else told

    def _in_words(self, error: rules.StaleCorrection, made: Iterable[Correction]) -> rules.StaleCorrection:
        """What somebody else made of a field meanwhile, in the desk's words instead of the log's JSON."""
        for one in made:
            key = (one.event, one.field, one.part)
            on_it = [entry for entry in self.log if (entry.event, entry.field, entry.part) == key]
            if on_it and on_it[-1].now != one.was:
                latest = on_it[-1]
                was, now = (wording.written_words(one.field, text) for text in (one.was, latest.now))
                return rules.StaleCorrection(
                    f"Not saved: yours overrules “{was}”, but {latest.who} made it “{now}” meanwhile (entry "
                    f"{latest.seq}). Look at both; saving again overrules {latest.who} knowingly."
                )
        return error

    def _correction(self, change: Change, reason: str, note: str, passage: Passage | None) -> Correction:
        if change.now == change.was:
            raise rules.CorrectionError(f"{change.field}: this is the value already; change it before saving.")
        return Correction(
            self._machine.article.id, change.event, change.field, change.was, change.now, reason, note, self.analyst,
            passage=passage, part=change.part,
        )  # fmt: skip

    @property
    def can_undo(self) -> bool:
        """Whether the analyst has a step in force."""
        return steps.undoable(self.log, self.analyst) is not None

    @property
    def can_redo(self) -> bool:
        """Whether the analyst has a step that was undone last."""
        return steps.redoable(self.log, self.analyst) is not None

    def take_back(self, seq: int) -> str:
        """The words for an entry of the log, taken back by one more.

        Raises StoreError where it cannot be, CorrectionError where later corrections rest on it.
        """
        self._refuse_foundation([seq])
        self._store.undo(seq, by=self.analyst)
        self.apply()
        return f"Entry {seq} is taken back"

    def undo(self) -> str:
        """The words for the analyst's last step, taken back; raises CorrectionError where there is none."""
        step = steps.undoable(self.log, self.analyst)
        if step is None:
            raise rules.CorrectionError(f"There is nothing of {self.analyst} to undo.")
        self._refuse_foundation([entry.seq for entry in step])
        return self._reverse(step, "Undone")

    def redo(self) -> str:
        """The words for the step last undone, made good again; raises CorrectionError where there is none."""
        step = steps.redoable(self.log, self.analyst)
        if step is None:
            raise rules.CorrectionError(f"There is nothing of {self.analyst} to redo.")
        return self._reverse(step, "Redone")

    def _reverse(self, step: steps.Step, verb: str) -> str:
        self._store.undo_all([entry.seq for entry in step], by=self.analyst)
        self.apply()
        what = rules.CORRECTABLE[step[0].field].title.lower()
        return f"{verb}: {what}" if len(step) == 1 else f"{verb}: {len(step)} changes together"

    def _refuse_foundation(self, seqs: Iterable[int]) -> None:
        """Nothing; raises CorrectionError where taking entries back would leave later ones without what they change."""
        gone = set(seqs)
        left = [entry.correction() for entry in ledger.in_force(self.log) if entry.seq not in gone]
        if rules.published_from(left) != rules.published_from(self.corrections):
            return
        without = rules.replay(self.reading.events, left)
        resting = [one for one in without.homeless if one not in self._homeless]
        if resting:
            raise rules.CorrectionError(
                f"{resting[0].field} of {resting[0].part or resting[0].event}: a later correction rests on this entry; "
                f"take that one back first."
            )

    def last_entry(self, event: str, field: str) -> int | None:
        """The number of the entry that a field's value rests on; None where the machine's reading stands."""
        standing = ledger.in_force(self.log)
        numbers = [entry.seq for entry in standing if (entry.event, entry.field) == (event, field)]
        return numbers[-1] if numbers else None

    def entry_of_claim(self, part: str) -> int | None:
        """The number of the last entry in force on a claim; None where an analyst has not touched it."""
        numbers = [entry.seq for entry in ledger.in_force(self.log) if entry.field == "claim" and entry.part == part]
        return numbers[-1] if numbers else None

    def gone(self) -> tuple[tuple[int, str], ...]:
        """The events that an analyst dropped or merged: the number of the entry and the words for it."""
        told = {"event": "dropped", "merged_into": "merged"}
        return tuple(
            (entry.seq, f"{self._named(entry.event)} was {told[entry.field]} by {entry.who}")
            for entry in ledger.in_force(self.log)
            if self.event(entry.event) is None
            and (entry.field == "merged_into" or (entry.field == "event" and entry.now is None))
        )

    def _named(self, event: str) -> str:
        found = next((each for each in self.reading.events if each.id == event), None)
        return words.event_words(found) if found else event

    def free_id(self, start: int | None, *, of: str = "event") -> str:
        """An id that no event, or no claim, of the article has: its place in the text, or a number of the analyst."""
        where = str(start) if start is not None else f"{self.analyst}"
        base = f"{self._machine.article.id}:{where}" + ("" if of == "event" else ":claim")
        taken = {entry.event if of == "event" else entry.part for entry in self.log}
        taken |= {event.id for event in self.reading.events}
        names = (base if number == 1 else f"{base}.{number}" for number in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)

    def names(self, field: str) -> tuple[str, ...]:
        """Names to offer for a field, in order: those that the article's own mentions give."""
        kind = {"perpetrators": "actor", "place": "place", "weapons": "weapon"}.get(field)
        return tuple(sorted({mention.text for mention in self.reading.mentions if mention.kind == kind}))

    def summary(self) -> str:
        """The events with what is known of them, and how many corrections, as short lines in a fixed order."""
        article = self.reading.article
        day = f"{article.published} ({article.published_basis})" if article.published else wording.UNKNOWN
        lines = [article.title or article.source, f"published: {day}"]
        for event in self.events:
            lines.append(f"{words.event_words(event)} [{event.id}]")
            known = (f for f in EVENT_FIELDS if f not in _TOLD_ELSEWHERE and rules.written(rules.current(event, f)))
            lines.extend(f"  {field}: {words.field_words(event, field)}" for field in known)
        return "\n".join([*lines, *self.state()[:1]])

    def state(self) -> tuple[str, ...]:
        """How many corrections are in force, where they are kept, and what does not fit the machine's reading."""
        count = len(self.corrections)
        kept = f"kept in {self._store.name}" if self.is_kept else "not saved: no store given"
        notices = tuple(
            f"{number} {what}"
            for number, what in (
                (len(self.overtaken), "overrule what the machine now reads otherwise"),
                (len(self._homeless), "on events that the machine no longer finds"),
                (len(self.gone()), "of the events dropped or merged, listed below the cards"),
            )
            if number
        )
        return f"{count} correction{'' if count == 1 else 's'} in force", kept, *notices

    def close(self) -> None:
        """Nothing: a store that the case made for itself is closed."""
        if not self.is_kept:
            self._store.close()

    def _dated(self) -> int:
        return sum(1 for claim in self.reading.claims if claim.days and (claim.days.start or claim.days.end))
