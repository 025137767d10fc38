"""A machine's reading and a store in, the events as corrected so far out.

The case behind a desk, without a widget: what the machine read, under the
publication date in force, with the corrections in force applied anew each
time. What is corrected goes to the store first.
"""

from __future__ import annotations

from collections.abc import Callable

from workbench import corrections as rules
from workbench import ledger
from workbench import store as stores
from workbench.desk import words
from workbench.records import Article, Correction, Event, Reading

ARTICLE_FIELD = "published"
EVENT_FIELDS = rules.VALUE_FIELDS
_ROLES = ("main", "background", "aggregate", "planned", "threat", "commentary")
_TOLD_ELSEWHERE = ("type", "role", "status")
"""Fields that the line of an event says already."""


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
        self._notices: tuple[str, ...] = ()
        self.apply()

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The corrections of this article that are in force, in the order they were made."""
        return self._store.corrections(self._machine.article.id)

    def event(self, name: str) -> Event | None:
        """The event of an id; None where there is none."""
        return next((event for event in self.events if event.id == name), None)

    def apply(self) -> None:
        """Nothing: the page is read under the publication date in force, and every correction applied to it."""
        made = self.corrections
        published = rules.published_from(made)
        self.reading = self._machine if published is None else rules.redated(self._machine, published, self._extract)
        replayed = rules.replay(self.reading.events, made)
        self.events = tuple(sorted(replayed.events, key=lambda event: _ROLES.index(event.role)))
        self._notices = tuple(
            f"{count} {what}"
            for count, what in (
                (len(replayed.stale), "overrule what the machine now reads otherwise"),
                (len(replayed.homeless), "on events that the machine no longer finds"),
            )
            if count
        )

    def keep(self, made: Correction) -> str:
        """The words for a correction that the store has acknowledged; raises where it is refused."""
        before = self._dated()
        entry = self._store.append(made)
        self.apply()
        told = f"Saved as entry {entry.seq}" if self.is_kept else f"Entry {entry.seq}, not saved: no store given"
        more = self._dated() - before
        resolved = f"; {more} more date{' resolves' if more == 1 else 's resolve'}"
        return told + resolved if made.field == ARTICLE_FIELD else told

    def correction(
        self, event: str, field: str, was: str | None, now: str | None, *, reason: str, note: str
    ) -> Correction:
        """The analyst's correction of a field, not yet kept; raises CorrectionError where it changes nothing."""
        if now == was:
            raise rules.CorrectionError(f"{field}: this is the value already; change it before saving.")
        return Correction(self._machine.article.id, event, field, was, now, reason, note, self.analyst)

    def undo(self, seq: int) -> None:
        """Nothing: an entry of the log is taken back by one more; raises StoreError where it cannot be."""
        self._store.undo(seq, by=self.analyst)
        self.apply()

    def last_entry(self, event: str, field: str) -> int | None:
        """The number of the entry that a field's value rests on; None where the machine's reading stands."""
        standing = ledger.in_force(self._store.log(self._machine.article.id))
        numbers = [entry.seq for entry in standing if (entry.event, entry.field) == (event, field)]
        return numbers[-1] if numbers else None

    def names(self, field: str) -> tuple[str, ...]:
        """Names to offer for a field, in order: those that the article's own mentions give."""
        kind = {"perpetrators": "actor", "place": "place", "weapons": "weapon"}.get(field)
        return tuple(sorted({mention.text for mention in self.reading.mentions if mention.kind == kind}))

    def summary(self) -> str:
        """The events with what is known of them, and how many corrections, as short lines in a fixed order."""
        article = self.reading.article
        day = f"{article.published} ({article.published_basis})" if article.published else words.UNKNOWN
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
        return f"{count} correction{'' if count == 1 else 's'} in force", kept, *self._notices

    def close(self) -> None:
        """Nothing: a store that the case made for itself is closed."""
        if not self.is_kept:
            self._store.close()

    def _dated(self) -> int:
        return sum(1 for claim in self.reading.claims if claim.days and (claim.days.start or claim.days.end))
