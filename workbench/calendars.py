"""Readings of what the calendar itself names: days of a month, months, seasons, years, decades, centuries.

A piece of `expressions` in, days out. A year that the words do not give comes from
the publication date and the tense, or from nowhere.
"""

from __future__ import annotations

import datetime as dt
from calendar import isleap

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from workbench.expressions import Piece, entry
from workbench.intervals import (
    NO_YEAR,
    ONE_DAY,
    Asked,
    Span,
    UnknownError,
    base_of,
    chosen,
    day_number,
    days_between,
    edge_of,
    stretch,
    years_near,
)
from workbench.records import Days

_MONTHS, _LEAP_YEAR = 12, 2000


def full_day(piece: Piece, _asked: Asked) -> Days:
    """The day of "3 January 2020"."""
    month = piece.number("month") or int(piece.words["month_number"])
    day = dt.date(int(piece.words["year"]), month, _date(piece))
    return days_between(day, day, "explicit")


def numeric_day(piece: Piece, _asked: Asked) -> Days:
    """The day of "17/11/2020"."""
    first, second, year = map(int, piece.words["figures"].split("/"))
    day = dt.date(year, first, second) if second > _MONTHS else dt.date(year, second, first)
    return days_between(day, day, "explicit")


def month_day(piece: Piece, asked: Asked) -> Days:
    """A day and month: the year by the weekday where one is named, else by the tense."""
    month, date = _month_and_date(piece)
    dt.date(_LEAP_YEAR, month, date)
    published = asked.publication(NO_YEAR)
    days = [day for year in years_near(published) if (day := _calendar_day(year, month, date))]
    weekday = piece.number("weekday")
    if weekday is not None:
        days = [day for day in days if day.weekday() == weekday and abs(day.year - published.year) <= 1]
        if not days:
            raise UnknownError("names a weekday that this date has in no year next to that of publication.")
        day = min(days, key=lambda day: abs(day - published))
    else:
        day = chosen(((day, day) for day in days), asked, piece.number("which"), published)[0]
    return days_between(day, day, "partial_date_completed")


def short_year(piece: Piece, _asked: Asked) -> Days:
    """The day of "4 FEB 90": a year in two figures is of the last century, since news of this one writes four."""
    day = dt.date(1900 + int(piece.words["years"]), int(entry("month", piece.words["month"])), _date(piece))
    return days_between(day, day, "explicit")


def day_standing(piece: Piece, asked: Asked) -> Days:
    """The day of "on the 14th": the latest up to publication, or the next from it, as the tense says."""
    published, date = asked.publication(), _date(piece)
    months = (published.replace(day=1) + relativedelta(months=step) for step in range(-2, 3))
    days = [month.replace(day=date) for month in months if date <= stretch(month, months=1)[1].day]
    day = chosen(((day, day) for day in days), asked, None, published)[0]
    return days_between(day, day, "partial_date_completed")


def day_of_which_year(piece: Piece, asked: Asked) -> Days:
    """The day of "October 29 that year"."""
    base, basis = base_of(asked, piece.number("neighbour"))
    year = base.year + (piece.number("which") or piece.number("neighbour") or 0)
    day = dt.date(year, int(entry("month", piece.words["month"])), _date(piece))
    return days_between(day, day, basis)


def feast(piece: Piece, asked: Asked) -> Days:
    """The day of "Good Friday", in the year that is given or that the tense asks for."""
    if "year" in piece.words:
        day = _feast(piece.words["feast"], int(piece.words["year"]))
        return days_between(day, day, "explicit")
    published = asked.publication(NO_YEAR)
    days = [_feast(piece.words["feast"], year) for year in years_near(published)]
    day = chosen(((day, day) for day in days), asked, piece.number("which"), published)[0]
    return days_between(day, day, "partial_date_completed")


def _feast(words: str, year: int) -> dt.date:
    """The day of a feast that moves: counted from Easter Sunday, or the nth weekday of a month (-1: its last)."""
    rule = entry("feast", words).split()
    if rule[0] == "easter":
        return easter(year) + ONE_DAY * int(rule[1])
    month, weekday, which = map(int, rule)
    first, last = stretch(dt.date(year, month, 1), months=1)
    days = [day for day in (first + ONE_DAY * n for n in range((last - first).days + 1)) if day.weekday() == weekday]
    return days[which - 1 if which > 0 else which]


def _month_and_date(piece: Piece) -> tuple[int, int]:
    holiday = piece.value("holiday")
    if holiday:
        month, date = map(int, holiday.split())
        return month, date
    return int(entry("month", piece.words["month"])), _date(piece)


def _date(piece: Piece) -> int:
    return day_number(piece.words["date"])


def _calendar_day(year: int, month: int, date: int) -> dt.date | None:
    """The day, or None for a 29 February that the year does not have."""
    leapless = (month, date) == (2, 29) and not isleap(year)
    return None if leapless else dt.date(year, month, date)


def month(piece: Piece, asked: Asked) -> Days:
    """The month of "in July 2015", or of "in October" by the tense."""
    month, edge = piece.number("month") or 0, piece.value("edge")
    if "year" in piece.words:
        span = edge_of(stretch(dt.date(int(piece.words["year"]), month, 1), months=1), "month", edge)
        return days_between(*span, "explicit")
    return days_between(*_by_tense(piece, asked, month, months=1), "partial_date_completed")


def month_of_which_year(piece: Piece, asked: Asked) -> Days:
    """The month of "June last year"."""
    base, basis = base_of(asked, piece.number("neighbour"))
    year = base.year + (piece.number("which") or piece.number("neighbour") or 0)
    span = stretch(dt.date(year, piece.number("month") or 0, 1), months=1)
    return days_between(*edge_of(span, "month", piece.value("edge")), basis)


def season(piece: Piece, asked: Asked) -> Days:
    """The season of "the summer of 2014", or of "last winter" by the tense."""
    month, edge = piece.number("season") or 0, piece.value("edge")
    if "year" in piece.words:
        span = stretch(dt.date(int(piece.words["year"]), month, 1), months=3)
        return days_between(*edge_of(span, "season", edge), "explicit")
    return days_between(*_by_tense(piece, asked, month, months=3), "partial_date_completed")


def _by_tense(piece: Piece, asked: Asked, month: int, *, months: int) -> Span:
    """The span of months that begins with `month` in the year that the tense, "last", "this" or "next" asks for."""
    published, which = asked.publication(NO_YEAR), piece.number("which")
    years = [published.year] if which == 0 else years_near(published)
    unit = "month" if months == 1 else "season"
    spans = [edge_of(stretch(dt.date(year, month, 1), months=months), unit, piece.value("edge")) for year in years]
    return spans[0] if which == 0 else chosen(spans, asked, which, published)


def year(piece: Piece, _asked: Asked) -> Days:
    """The year of "in 2011", or its early, middle or late months."""
    span = stretch(dt.date(int(piece.words["year"]), 1, 1), years=1)
    return days_between(*edge_of(span, "year", piece.value("edge")), "explicit")


def decade(piece: Piece, _asked: Asked) -> Days:
    """The ten years of "the 1990s"."""
    span = stretch(dt.date(int(piece.words["tens"]), 1, 1), years=10)
    return days_between(*edge_of(span, "decade", piece.value("edge")), "explicit")


def century(piece: Piece, _asked: Asked) -> Days:
    """The hundred years of "the 19th century"."""
    first = dt.date(day_number(piece.words["ordinal"]) * 100 - 99, 1, 1)
    return days_between(*edge_of(stretch(first, years=100), "century", piece.value("edge")), "explicit")
