"""A table of past attacks in, frozen `Attack` records out.

A blank cell is unknown and becomes None, never zero. Every row is checked on
the way in, and the first fault is refused by row (as a spreadsheet numbers
it), column and remedy. Nothing is completed: a row keeps the precision of
its day and its place, and the sources and the confidence it was given.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar, get_args

from workbench import outlines
from workbench.records import EventType, PlacePrecision, Role
from workbench.samples import data

Origin = Literal["table", "article"]
Confidence = Literal["high", "medium", "low"]
Kind = Literal["service_member", "security_force", "contractor", "civilian", "child", "armed_group", "unknown"]
Word = TypeVar("Word", bound=str)

COLUMNS: tuple[str, ...] = (
    "event_id", "date", "date_precision", "location_name", "admin1", "country", "lat", "lon", "geo_precision",
    "geo_basis", "event_type", "weapon", "munitions_low", "munitions_best", "munitions_high", "perpetrator_side",
    "militia_campaign", "attributed_to", "claimed_by", "target", "killed_low", "killed_best", "killed_high",
    "wounded_low", "wounded_best", "wounded_high", "killed_groups", "victims_note", "source_1", "source_2",
    "confidence",
)  # fmt: skip
"""The columns of data/history/attacks.csv, explained in data/history/README.md."""

_PLACE_PRECISIONS: Mapping[str, PlacePrecision] = {
    "site": "facility", "area": "neighbourhood", "city": "city", "admin1": "admin1", "country": "country",
}  # fmt: skip


class HistoryError(ValueError):
    """A history table that cannot be used: names the file, the row, the column and the remedy."""


@dataclass(frozen=True, slots=True)
class Span:
    """A count of people or weapons over its sources; None is a side that nobody states."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the killed of one attack: of which country, of which kind, and how many by the best figure."""

    nation: str
    """ISO 3166-1 alpha-3; `foreign` is another country than that of the row, `unknown` is not told."""
    kind: Kind
    count: int


@dataclass(frozen=True, slots=True)
class Attack:
    """One past attack, strike or truce with known days, from the table or from an article."""

    id: str
    start: dt.date
    end: dt.date
    type: EventType
    date_precision: str
    """A precision of `records.DatePrecision`, or `day_approx`: a day worked out from loose words."""
    place: str | None = None
    admin1: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-3."""
    lat: float | None = None
    lon: float | None = None
    place_precision: PlacePrecision = "unknown"
    weapon: str | None = None
    munitions: Span = Span()
    perpetrator_side: str | None = None
    """`armed_group`, or the ISO 3166-1 alpha-3 code of the state whose forces struck."""
    militia_campaign: bool | None = None
    """Whether it belongs to the militias' fire on American, Western and Green Zone targets."""
    attributed_to: str | None = None
    claimed_by: str | None = None
    target: str | None = None
    killed: Span = Span()
    wounded: Span = Span()
    killed_groups: tuple[Group, ...] = ()
    """The killed of the best figure, as far as it is told who they were."""
    note: str | None = None
    sources: tuple[str, ...] = ()
    confidence: Confidence | None = None
    """How far sources agree, graded by whoever compiled the table; None for an attack read from an article."""
    origin: Origin = "table"
    role: Role = "main"
    """What the article tells it as, main or background; main for a row of the table, aggregate for a sum in one."""
    is_attack: bool = True
    """False for what a download lists beside attacks: a protest, an arrest, a meeting."""
    dataset: str | None = None
    """The project whose download the row is from, as it wants to be named; None for a table of our own columns."""
    time_of_day: str | None = None
    """As in `records.Days`; None where nobody states it, as in the table."""
    told_by: tuple[str, ...] = ()
    """The ids of events of articles that an analyst accepted as this row."""


def load(path: str | Path | None = None) -> tuple[Attack, ...]:
    """The attacks of a history table in file order; raises HistoryError, or FileNotFoundError without a table.

    Without a path it is data/history/attacks.csv of the checkout. Columns as in `COLUMNS`, in any order.
    """
    file = Path(path) if path is not None else data("history", "attacks.csv")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        _check_header(file.name, rows.fieldnames or ())
        found = tuple(_Row(file.name, number, row).attack() for number, row in enumerate(rows, start=2))
    _check_ids(file.name, found)
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the file, and how each cell of it is read."""

    file: str
    number: int
    cells: Mapping[str, str | None]

    def attack(self) -> Attack:
        day = self.date()
        lat, lon = self.point()
        return Attack(
            id=self.needed("event_id"), start=day, end=day,
            type=self.one_of("event_type", {name: name for name in get_args(EventType)}),
            date_precision=self.one_of("date_precision", {"day": "day", "day_approx": "day_approx"}),
            place=self.words("location_name"), admin1=self.words("admin1"), country=self.country(),
            lat=lat, lon=lon, place_precision=self.one_of("geo_precision", _PLACE_PRECISIONS),
            weapon=self.words("weapon"), munitions=self.span("munitions"),
            perpetrator_side=self.side(), militia_campaign=self.campaign(),
            attributed_to=self.words("attributed_to"), claimed_by=self.words("claimed_by"),
            target=self.words("target"), killed=self.span("killed"), wounded=self.span("wounded"),
            killed_groups=self.groups(),
            note=self.words("victims_note"), sources=self.sources(),
            confidence=self.one_of("confidence", {name: name for name in get_args(Confidence)}),
        )  # fmt: skip

    def fault(self, column: str, what: str) -> HistoryError:
        return HistoryError(f"{self.file}, row {self.number} ({self.cells['event_id']}), column {column}: {what}")

    def words(self, column: str) -> str | None:
        return (self.cells[column] or "").strip() or None

    def needed(self, column: str) -> str:
        words = self.words(column)
        if words is None:
            raise self.fault(column, "the cell is blank; every row needs it.")
        return words

    def one_of(self, column: str, known: Mapping[str, Word]) -> Word:
        words = self.needed(column)
        if words not in known:
            raise self.fault(column, f"{words!r} is not one of {', '.join(known)}; use one of these.")
        return known[words]

    def date(self) -> dt.date:
        words = self.needed("date")
        try:
            return dt.date.fromisoformat(words)
        except ValueError:
            raise self.fault("date", f"{words!r} is not a day; write it as 2020-11-17.") from None

    def country(self) -> str | None:
        words = self.words("country")
        if words is None:
            return None
        code = outlines.codes().get(words)
        if code is None:
            raise self.fault(
                "country", f"{words!r} is no country of our map; write its English name or ISO 3166-1 alpha-3 code."
            )
        return code

    def point(self) -> tuple[float | None, float | None]:
        lat, lon = self.degrees("lat", 90), self.degrees("lon", 180)
        if (lat is None) != (lon is None):
            raise self.fault("lat" if lat is None else "lon", "half a point is given; give both degrees or neither.")
        return lat, lon

    def degrees(self, column: str, limit: int) -> float | None:
        words = self.words(column)
        if words is None:
            return None
        try:
            value = float(words)
        except ValueError:
            value = float("nan")
        if not -limit <= value <= limit:
            raise self.fault(column, f"{words!r} is not between -{limit} and {limit} degrees; blank means unknown.")
        return value

    def span(self, name: str) -> Span:
        span = Span(*(self.count(f"{name}_{side}") for side in ("low", "best", "high")))
        known = [number for number in (span.low, span.best, span.high) if number is not None]
        if known != sorted(known):
            raise self.fault(f"{name}_best", f"low, best and high are {known}; they must not fall.")
        return span

    def count(self, column: str) -> int | None:
        words = self.words(column)
        if words is not None and not (words.isascii() and words.isdigit()):
            raise self.fault(column, f"{words!r} is not a whole number; write digits, or leave it blank if unknown.")
        return int(words) if words is not None else None

    def side(self) -> str | None:
        words = self.words("perpetrator_side")
        if words is None or words == "armed_group" or words in outlines.codes().values():
            return words
        raise self.fault(
            "perpetrator_side", f"{words!r} is no side; write armed_group or the state's ISO 3166-1 alpha-3 code."
        )

    def campaign(self) -> bool | None:
        words = self.words("militia_campaign")
        if words not in {None, "yes", "no"}:
            raise self.fault("militia_campaign", f"{words!r} is neither yes nor no; blank means unknown.")
        return None if words is None else words == "yes"

    def groups(self) -> tuple[Group, ...]:
        try:
            found = groups(self.words("killed_groups"))
        except ValueError as told:
            raise self.fault("killed_groups", str(told)) from None
        counted, killed = sum(group.count for group in found), self.span("killed")
        most = killed.best if killed.best is not None else killed.high
        if most is not None and counted > most:
            raise self.fault(
                "killed_groups", f"it tells of {counted} killed and the row of {most}; correct one of them."
            )
        return found

    def sources(self) -> tuple[str, ...]:
        """All pages the row rests on: the first, then those that ` | ` parts in the second cell."""
        more = (self.words("source_2") or "").split(" | ")
        return (self.needed("source_1"), *(source.strip() for source in more if source.strip()))


def groups(words: str | None) -> tuple[Group, ...]:
    """The groups that a cell `USA contractor 1; GBR service_member 1` tells of; none where it is blank.

    Raises ValueError with the remedy for words that are no such group, or the same one twice.
    """
    found = tuple(_group(part.strip()) for part in (words or "").split(";") if part.strip())
    if len({(group.nation, group.kind) for group in found}) < len(found):
        raise ValueError(f"{words!r} tells of one group twice; add the two up.")
    return found


def _group(words: str) -> Group:
    nation, kind, count, *_ = (*words.split(), "", "", "")
    known = nation in {"foreign", "unknown"} or nation in outlines.codes().values()
    number = count.isascii() and count.isdigit() and int(count) > 0
    if not (known and kind in get_args(Kind) and number and len(words.split()) == 3):  # noqa: PLR2004 - three words
        raise ValueError(
            f"{words!r} is no group; write an ISO 3166-1 alpha-3 code (or foreign, unknown), one of"
            f" {', '.join(get_args(Kind))}, and a count, such as 'USA contractor 1', with ; between groups."
        )
    return Group(nation, kind, int(count))  # type: ignore[arg-type]  # one of the kinds, as was just asked


def written(found: Iterable[Group]) -> str | None:
    """Groups as the cell that `groups` reads; None for none."""
    return "; ".join(f"{group.nation} {group.kind} {group.count}" for group in found) or None


def _check_header(file: str, header: Iterable[str]) -> None:
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise HistoryError(f"{file}, row 1: there is no column {', '.join(missing)}; add it, blank where unknown.")


def _check_ids(file: str, attacks: Iterable[Attack]) -> None:
    seen: dict[str, int] = {}
    for number, attack in enumerate(attacks, start=2):
        if attack.id in seen:
            raise HistoryError(
                f"{file}, row {number} ({attack.id}), column event_id: row {seen[attack.id]} has this id; give another."
            )
        seen[attack.id] = number
