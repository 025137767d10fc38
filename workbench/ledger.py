"""Log entries in, what of them stands out.

The log of corrections only grows, and each entry is sealed with the hash of
the one before. The rules of that chain are here, without a database: which
entries are in force, which correction has gone stale, what may be taken back,
and where a chain was broken. Nothing here reads or writes anything.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from workbench import canonical
from workbench.corrections import CORRECTABLE, REASONS, CorrectionError, StaleCorrection, read_value
from workbench.records import Correction, Passage

_FIRST = "0" * 64
"""What stands before the first entry."""
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
"""NUL, which PostgreSQL keeps nowhere, and halves of characters, which UTF-8 cannot write."""


class StoreError(ValueError):
    """A store that cannot be used as asked: one sentence with the place in it and the remedy."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry of the log as it was committed; `hash` seals it together with all before it."""

    seq: int
    prev_hash: str
    hash: str
    when: str
    """ISO 8601 in UTC."""
    who: str
    article: str
    event: str
    field: str
    was: str | None
    now: str | None
    reason: str
    note: str
    passage: str | None
    """Canonical JSON of a Passage."""
    undoes: int | None = None
    """The number of the entry that this one takes back."""
    part: str | None = None
    """The claim or mention that the entry is about, where it is one."""

    def correction(self) -> Correction:
        """The correction that the entry holds."""
        return Correction(
            self.article,
            self.event,
            self.field,
            self.was,
            self.now,
            self.reason,
            self.note,
            self.who,
            dt.datetime.fromisoformat(self.when),
            canonical.value(Passage, self.passage) if self.passage else None,
            self.part,
        )


def following(last: tuple[int, str] | None, made: Correction, *, undoes: int | None = None) -> LogEntry:
    """The sealed entry of a correction, after the number and hash of the last one; its time is now if it has none."""
    seq, before = (last[0] + 1, last[1]) if last else (1, _FIRST)
    unsealed = LogEntry(
        seq=seq,
        prev_hash=before,
        hash="",
        when=stamp(made.when or dt.datetime.now(dt.UTC)),
        who=made.by,
        article=made.article,
        event=made.event,
        field=made.field,
        was=made.was,
        now=made.now,
        reason=made.reason,
        note=made.note,
        passage=canonical.text(made.passage),
        undoes=undoes,
        part=made.part,
    )
    return replace(unsealed, hash=_sealed(unsealed))


def verify(entries: Sequence[LogEntry]) -> int:
    """How many entries a chain has; raises StoreError naming the first that is not as it was committed.

    Entries cut off the end leave no trace in the chain itself: keep the last hash elsewhere to notice.
    """
    before = _FIRST
    for number, entry in enumerate(entries, start=1):
        if entry.seq != number or entry.prev_hash != before or entry.hash != _sealed(entry):
            raise StoreError(
                f"Entry {entry.seq} of the log is not as it was committed, or entry {number} is gone; "
                f"restore the store from a copy."
            )
        before = entry.hash
    return len(entries)


def check(made: Correction) -> None:
    """Nothing; raises CorrectionError for a correction whose value, reason, analyst or event is none."""
    read_value(made.field, made.now)
    if made.reason not in REASONS:
        raise CorrectionError(f"{made.field}: {made.reason!r} is no reason code; use one of {', '.join(REASONS)}.")
    if not made.by.strip() or made.by == "machine":
        raise CorrectionError(f"{made.field}: say whose correction it is with the analyst's name.")
    if any(_NO_TEXT.search(words) for words in (made.note, made.by, made.event, made.part or "")):
        raise CorrectionError(f"{made.field}: the note or a name holds a character that no text can hold; take it out.")
    row = CORRECTABLE[made.field]
    if row.has_event and not made.event:
        raise CorrectionError(f"{made.field}: it belongs to an event; name the event.")
    if not row.has_event and made.event:
        raise CorrectionError(f"{made.field}: it belongs to the {row.of}, not to an event; leave `event` empty.")
    if bool(made.part) is not row.has_part:
        raise CorrectionError(f"{made.field}: `part` names the claim or mention that is corrected, and nothing else.")


def refuse_stale(made: Correction, log: Iterable[LogEntry]) -> None:
    """Nothing; raises StaleCorrection where the log holds another value than the one a correction overrules."""
    entries = [entry for entry in log if _same_field(entry, made)]
    standing = in_force(entries)
    if standing:
        latest = standing[-1].now
    elif entries and made.was == entries[-1].was != entries[-1].now:
        latest = entries[-1].now
    else:
        # Never corrected, or all taken back: the machine's value, which the caller has on the screen.
        return
    if made.was != latest:
        raise StaleCorrection(
            f"{made.field} of {made.event or made.article}: this correction overrules {made.was or 'unknown'}, "
            f"but entry {entries[-1].seq} by {entries[-1].who} made it {latest or 'unknown'}; "
            f"look at both, then correct that."
        )


def refuse_covered(undone: LogEntry, log: Iterable[LogEntry]) -> None:
    """Nothing; raises StoreError for an entry that is taken back already, or that later ones on its field stand on.

    Corrections of a field are a pile: the top one may be taken off, and one taken off may be put back where it lay.
    """
    entries = [entry for entry in log if _same_field(entry, undone)]
    by = taken_back(entries).get(undone.seq)
    if by is not None:
        raise StoreError(f"Entry {undone.seq} is taken back already; undo entry {by} to make it good again.")
    pile = [entry.seq for entry in in_force(entries)]
    corrected, in_place = _corrected(undone, entries)
    at_hand = pile[-1:] == [corrected] if in_place else all(seq < corrected for seq in pile)
    if not at_hand or undone.now != entries[-1].now:
        first = pile[-1] if pile and pile[-1] > corrected else entries[-1].seq
        raise StoreError(f"Later entries on {undone.field} stand on entry {undone.seq}; undo entry {first} first.")


def _corrected(entry: LogEntry, log: Iterable[LogEntry]) -> tuple[int, bool]:
    """The number of the correction that an entry makes, takes back or puts back, and whether it leaves it in force."""
    entries, in_place = {other.seq: other for other in log}, True
    while entry.undoes is not None:
        entry, in_place = entries[entry.undoes], not in_place
    return entry.seq, in_place


def in_force(entries: Iterable[LogEntry]) -> tuple[LogEntry, ...]:
    """The entries that correct and were not taken back; an undoing that was itself undone takes nothing back."""
    log = tuple(entries)
    back = taken_back(log)
    return tuple(entry for entry in log if entry.undoes is None and entry.seq not in back)


def taken_back(entries: Iterable[LogEntry]) -> dict[int, int]:
    """The number of each entry that is taken back, an undoing too, and of the entry that does it."""
    back: dict[int, int] = {}
    for entry in reversed(tuple(entries)):
        if entry.undoes is not None and entry.seq not in back:
            back[entry.undoes] = entry.seq
    return back


def _same_field(entry: LogEntry, other: LogEntry | Correction) -> bool:
    return (entry.article, entry.event, entry.field, entry.part) == (
        other.article, other.event, other.field, other.part,
    )  # fmt: skip


def stamp(moment: dt.datetime) -> str:
    """A moment as ISO 8601 in UTC to the microsecond; raises StoreError for one without a zone."""
    if moment.tzinfo is None:
        raise StoreError(f"The time {moment} has no zone; give it one, such as datetime.UTC.")
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _sealed(entry: LogEntry) -> str:
    """SHA-256 of the entry's fields and the hash before it, as hexadecimal digits."""
    return digest(canonical.text(replace(entry, hash="")) or "")


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
