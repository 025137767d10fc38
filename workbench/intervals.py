"""The arithmetic of the calendar: weeks, months and years around a day, and what a reading is counted from.

First and last day in, first and last day out. Nothing here reads words but the tables
of `times.toml`, and nothing knows a day that it was not given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from dateutil.relativedelta import relativedelta

from workbench.expressions import entry
from workbench.records import DateBasis, DatePrecision, Days

Tense = Literal["past", "future"]
Span = tuple[dt.date, dt.date]

ONE_DAY = dt.timedelta(days=1)
_PRECISIONS: tuple[tuple[int, DatePrecision], ...] = (
    (1, "day"), (6, "days_2_6"), (8, "week"), (31, "month"), (184, "season"), (366, "year"),
)  # fmt: skip
_NO_PUBLICATION = "is counted from the publication date, which is not known; set it and this resolves."
_NO_ANCHOR = "is counted from another event, whose day is not known."
_LONG_AGO = 270
"""Days after which news would give the year, or say "last"."""
NO_YEAR = "gives no year, and the publication date, which would, is not known; set it and this resolves."


class UnknownError(Exception):
    """Why words of time name no day, as the rest of a sentence that they begin."""

    def __init__(self, reason: str, time_of_day: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.time_of_day = time_of_day


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reading is counted from."""

    published: dt.date | None
    tense: Tense | None
    anchor: Days | None

    def publication(self, reason: str = _NO_PUBLICATION) -> dt.date:
        """The publication date; raises UnknownError with the reason where there is none."""
        if self.published is None:
            raise UnknownError(reason)
        return self.published

    def anchored(self) -> Span:
        """First and last day of the anchor; raises UnknownError where there is none."""
        start = (self.anchor.start or self.anchor.end) if self.anchor else None
        end = (self.anchor.end or self.anchor.start) if self.anchor else None
        if start is None or end is None:
            raise UnknownError(_NO_ANCHOR)
        return start, end


def days_between(start: dt.date | None, end: dt.date | None, basis: DateBasis, part: str | None = None) -> Days:
    """The interval, as precise as it is long; an open one has no precision."""
    precision: DatePrecision = "unknown"
    if start and end:
        length = (end - start).days + 1
        precision = next((name for longest, name in _PRECISIONS if length <= longest), "multi_year")
    return with_part(Days(start, end, precision, basis), part)


def with_part(days: Days, part: str | None) -> Days:
    """The days with a part of the day or an hour, which makes a single day more precise."""
    if part is None:
        return days
    finer: DatePrecision = "minute" if ":" in part else "part_of_day"
    return replace(days, time_of_day=part, precision=finer if days.start == days.end else days.precision)


def moved(day: dt.date, count: int, unit: str) -> dt.date:
    """The day some units on; hours count as the days they may reach into."""
    name, factor = entry("unit", unit).split()
    if name == "hours":
        return day + ONE_DAY * (-(-abs(count) // 24) * (1 if count > 0 else -1))
    return day if name == "minutes" else day + relativedelta(**{name: count * int(factor)})  # type: ignore[arg-type]


def around(day: dt.date, unit: str) -> Span:
    """The calendar's own week (Monday to Sunday), month or year around a day; else the day."""
    name = entry("unit", unit).split()[0]
    if name == "weeks":
        monday = day - ONE_DAY * day.weekday()
        return monday, monday + 6 * ONE_DAY
    if name == "months":
        return stretch(day.replace(day=1), months=1)
    return stretch(day.replace(month=1, day=1), years=1) if name == "years" else (day, day)


def stretch(first: dt.date, *, months: int = 0, years: int = 0) -> Span:
    """The months or years that begin with a day."""
    return first, first + relativedelta(months=months, years=years) - ONE_DAY


def edge_of(span: Span, unit: str, edge: str | None) -> Span:
    """The early, middle or late days of a span, as the tables `edge_of_` its unit have it."""
    if edge is None:
        return span
    name, first, last = entry(f"edge_of_{unit}", edge).split()
    start = span[0] + relativedelta(**{name: int(first) - 1})  # type: ignore[arg-type]
    return start, min(span[1], span[0] + relativedelta(**{name: int(last)}) - ONE_DAY)  # type: ignore[arg-type]


def chosen(spans: Iterable[Span], asked: Asked, which: int | None, published: dt.date) -> Span:
    """The last span before publication (-1), the next after it (1), or as the tense says.

    Where the tense is unknown, a month or day that is nine months past is rather the one to come.
    """
    if which == -1:
        return max(span for span in spans if span[1] < published)
    if which == 1:
        return min(span for span in spans if span[0] > published)
    spans = tuple(spans)
    past = max((span for span in spans if span[0] <= published), default=None)
    ahead = min((span for span in spans if span[1] >= published), default=None)
    if past is None or ahead is None:
        raise UnknownError("lies beyond the years that are counted.")
    if asked.tense == "future":
        return ahead
    return ahead if asked.tense is None and (published - past[1]).days > _LONG_AGO else past


def years_near(published: dt.date) -> range:
    """Years around publication, enough for a 29 February."""
    return range(max(1, published.year - 8), min(9999, published.year + 9))


def day_number(date: str) -> int:
    """The number of "3rd"."""
    return int(date.rstrip("stndrhSTNDRH"))


def base_of(asked: Asked, neighbour: int | None) -> tuple[dt.date, DateBasis]:
    """What a weekday, week, month or year is counted from: another event for "the following", else publication."""
    if neighbour is None:
        return asked.publication(), "relative_to_publication"
    start, end = asked.anchored()
    return (end if neighbour == 1 else start), "inferred"
