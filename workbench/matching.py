"""Attacks of a history and events of articles in, suggestions of which are one out; a person decides.

`matches` says which row of the history an event may be, `retellings` which
events of several articles are one attack, `duplicates` which rows of a table
are. All three weigh the same `evidence`. A suggestion stands above the
threshold only if something tells the attack from others of its day and kind
and nothing fits about as well. Nothing here merges: `decide` makes an
analyst's word a correction, which the log of a store keeps and takes back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import pandas as pd

from workbench import downloads, past, tables
from workbench.attacks import Attack, HistoryError
from workbench.corrections import written
from workbench.evidence import FARTHEST, Evidence, allowance, gap, weigh
from workbench.records import Correction, Decision, Event, Reading
from workbench.suggestions import Match, Matches

THRESHOLD = 5.0
"""The score from which a suggestion stands: a shared day (3) and kind (1) and the town (1.5), or what is worth that."""
SURE = 7.5
"""The same for two rows of one table, whose maker meant to enter two: day, kind and site (7) and what is worth more."""
LISTED = 2.0
"""The least score that is suggested at all."""
MARGIN = 1.0
"""By how much the best has to lead what else fits; nearer ones leave it to the analyst."""

History = pd.DataFrame | Iterable[Attack] | str | Path | None


def matches(
    history: History, events: Event | Iterable[Event], *, threshold: float = THRESHOLD, listed: float = LISTED
) -> Matches:
    """The rows of a history that events of articles may be, event by event, the best first.

    `history` is a table as `wb.history` gives it, its attacks, or the file of one; None is the shipped table. An
    aggregate, a plan, a denial, or an event without known days is no row of any. Raises HistoryError for a table
    that lacks columns.
    """
    told = _listed(events)
    entries = [read for event in told if (read := past.from_event(event)) is not None]
    return suggest(attacks_of(history), entries, _decisions(told), threshold=threshold, listed=listed)


def suggest(
    rows: Iterable[Attack], entries: Iterable[Attack], decided: Mapping[frozenset[str], bool] | None = None, *,
    threshold: float = THRESHOLD, listed: float = LISTED,
) -> Matches:  # fmt: skip
    """As `matches`, for what is an entry of a history already; entries of one source are never the same row.

    `decided` has what an analyst said, by the ids of the two.
    """
    singles = [_Side(row, "") for row in rows if _is_single(row)]
    told = [_Side(entry, " ".join(entry.sources[:1]) or entry.id) for entry in entries]
    pairs = ((row, side) for side in told for row in singles if gap(row.attack, side.attack) <= FARTHEST)
    return _suggested(pairs, decided or {}, threshold, listed)


def retellings(readings: Iterable[Reading | Event], *, threshold: float = THRESHOLD, listed: float = LISTED) -> Matches:
    """The events of different articles that may be one attack, in the order given, the best first."""
    parts = (part.events if isinstance(part, Reading) else (part,) for part in readings)
    events = [event for some in parts for event in some]
    told = [_Side(read, event.article) for event in events if (read := past.from_event(event)) is not None]
    pairs = ((one, other) for n, other in enumerate(told) for one in told[:n] if one.group != other.group)
    return _suggested(pairs, _decisions(events), threshold, listed)


def duplicates(history: History = None, *, threshold: float = SURE, listed: float = LISTED) -> Matches:
    """The rows of a history that may be one attack entered twice, by the first of the two, the best first.

    Takes and raises as `matches`.
    """
    rows = sorted((row for row in attacks_of(history) if _is_single(row)), key=lambda row: (row.start, row.id))
    return _suggested(_neighbours(rows), {}, threshold, listed)


def decide(
    event: Event, other: Match | str, *, same: bool | None, by: str = "analyst", reason: str = "dedup",
    note: str = "", of: Literal["row", "event"] = "row",
) -> Correction:  # fmt: skip
    """The correction by which an analyst accepts (True) or refuses (False) a suggestion, or opens it again (None).

    `other` is the suggestion, or the id of a row, or of an event of another article where `of` says so. Hand it to
    `correct`, and to a store that keeps it and can undo it. Raises ValueError for a suggestion about other records.
    """
    if isinstance(other, Match):
        sides = {other.row.id: other.row, other.other.id: other.other}
        if event.id not in sides:
            raise ValueError(f"The suggestion is about {' and '.join(sides)}, not about {event.id}; name that event.")
        (side,) = (attack for name, attack in sides.items() if name != event.id)
        other, of = side.id, "event" if side.origin == "article" else "row"
    decided = tuple(one for one in event.same_as if one.other != other)
    now = decided if same is None else (*decided, Decision(other, same, of))
    return Correction(
        event.article, event.id, "same_as", written(event.same_as), written(now), reason, note=note, by=by
    )


def attacks_of(history: History) -> tuple[Attack, ...]:
    """The attacks of a history however it is given; rows of a table without known days are left out."""
    if history is None:
        return past.load()
    if isinstance(history, str | Path):
        return downloads.load(history)
    if not isinstance(history, pd.DataFrame):
        return tuple(history)
    missing = [column for column in _NEEDED if column not in history]
    if missing:
        raise HistoryError(f"The table has no column {', '.join(missing)}; give one that `history` made.")
    return tables.attacks(history)


_NEEDED = ("event", "type", "role", "date_start", "date_end", "date_precision")


def _is_single(attack: Attack) -> bool:
    return attack.is_attack and attack.role in {"main", "background"}


def _listed(events: Event | Iterable[Event]) -> tuple[Event, ...]:
    return (events,) if isinstance(events, Event) else tuple(events)


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two attacks that are compared, and the article or table it is told in."""

    attack: Attack
    group: str


Pair = tuple[_Side, _Side]


def _neighbours(rows: Sequence[Attack]) -> Iterator[Pair]:
    """The pairs of rows, sorted by their first day, that lie near enough to be weighed."""
    starts = [row.start.toordinal() for row in rows]
    for n, row in enumerate(rows):
        last = bisect_right(starts, row.end.toordinal() + FARTHEST)
        yield from ((_Side(row, row.id), _Side(other, other.id)) for other in rows[n + 1 : last])


def _decisions(events: Iterable[Event]) -> dict[frozenset[str], bool]:
    return {frozenset({event.id, one.other}): one.same for event in events for one in event.same_as}


def _suggested(
    pairs: Iterable[Pair], decided: Mapping[frozenset[str], bool], threshold: float, listed: float
) -> Matches:
    """The suggestions that pairs come to: by the second of each pair, the best first."""
    found: list[tuple[Pair, Match]] = []
    for one, other in pairs:
        ids = frozenset({one.attack.id, other.attack.id})
        if len(ids) == 1 or gap(one.attack, other.attack) > allowance(one.attack, other.attack):
            continue
        evidence = weigh(one.attack, other.attack)
        match = Match(one.attack, other.attack, evidence or (), stands=False, decision=decided.get(ids))
        if (evidence is not None and match.score >= listed) or match.decision:
            found.append(((one, other), match))
    judged = _judged(found, threshold)
    order = {match.other.id: n for n, match in reversed(list(enumerate(judged)))}
    return Matches(tuple(sorted(judged, key=lambda match: (order[match.other.id], -match.score))), threshold)


def _judged(found: Sequence[tuple[Pair, Match]], threshold: float) -> list[Match]:
    """The matches with whether each stands and what rivals it has."""
    beside: dict[tuple[str, str], list[tuple[str, Match]]] = {}
    for (one, other), match in found:
        beside.setdefault((other.attack.id, one.group), []).append((one.attack.id, match))
        beside.setdefault((one.attack.id, other.group), []).append((other.attack.id, match))
    judged = []
    for (one, other), match in found:
        near = (*beside[other.attack.id, one.group], *beside[one.attack.id, other.group])
        rivals = tuple(name for name, rival in near if rival is not match and _rivals(rival, match))
        fits = match.score >= threshold and _tells_apart(match.evidence) and not rivals
        judged.append(replace(match, rivals=rivals, stands=fits if match.decision is None else match.decision))
    return judged


def _tells_apart(evidence: Sequence[Evidence]) -> bool:
    """True where evidence tells an attack from others near it, which a score alone does not.

    One day, kind and place do. Where one of the three is not known well enough, an actor by name or a number of people
    has to stand in for it, with nothing against; without any place it has to be the actor.
    """
    told = {one.about for one in evidence if one.weight > 0}
    if {"day", "kind", "place"} <= told:
        return True
    stands_in = told & {"actor", "people"} if "place" in told else told & {"actor"}
    return bool(stands_in) and all(one.weight >= 0 for one in evidence)


def _rivals(rival: Match, match: Match) -> bool:
    """True where another suggestion was accepted instead, or fits about as well or better and was not refused."""
    if match.decision is not None or rival.decision is False:
        return False
    return rival.decision is True or rival.score > match.score - MARGIN
