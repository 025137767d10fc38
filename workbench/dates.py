"""Words of time in, days out.

`find` marks the expressions of time in a text by the rows of `times.toml`;
`resolve` counts what one of them means from the publication date, the tense
around it and, for "the day before", the days of another event. The answer is
an interval with its precision and basis, or the reason why none is known.
Nothing here falls back to the publication date, adds a year that nothing
gives, or picks between two orders of day and month.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from workbench import calendars
from workbench.expressions import Piece, alone, entry, recognised
from workbench.intervals import (
    NO_YEAR,
    ONE_DAY,
    Asked,
    Tense,
    UnknownError,
    around,
    base_of,
    chosen,
    day_number,
    days_between,
    edge_of,
    moved,
    with_part,
)
from workbench.records import Days, Mention

_NOON, _SUNSET = 12, 6
_NO_RULE = "is no expression of time that the rules know."


def find(text: str, *, lengths: bool = False) -> tuple[Mention, ...]:
    """The expressions of time in a text, in reading order, none overlapping, the longest that begins first.

    Lengths of time, habits and "now" name no day and are left out unless `lengths` asks for them.
    """
    return tuple(
        Mention("time", piece.start, piece.end, text[piece.start : piece.end], piece.row.rule)
        for piece in recognised(text, lengths=lengths)
    )


def resolve(words: str, published: dt.date | None, *, tense: Tense | None = "past", anchor: Days | None = None) -> Days:
    """The days that words of time mean, or why they cannot be known, in `unresolved`.

    Days and months without a year are the latest up to publication ("past") or the next from it
    ("future"); an unknown tense (None) reads deadlines and what is nine months past forward, the rest back. `anchor` is
    the other event that "two days earlier" is counted from.
    """
    try:
        days = _read(" ".join(words.split()), Asked(published, tense, anchor))
    except UnknownError as unknown:
        return Days(text=words, time_of_day=unknown.time_of_day, unresolved=f'"{words}" {unknown.reason}')
    except (ValueError, OverflowError):
        return Days(text=words, unresolved=f'"{words}" names a day that the calendar does not have.')
    if days.start and days.end and days.start > days.end:
        return Days(text=words, unresolved=f'"{words}" would end before it begins.')
    return replace(days, text=words)


def _read(words: str, asked: Asked) -> Days:
    """The days that words mean, also a bare "March" or "2011"; raises UnknownError."""
    piece = alone(words)
    if piece is None:
        raise UnknownError(_NO_RULE)
    return _meaning(piece, asked)


def _meaning(piece: Piece, asked: Asked) -> Days:
    return _READINGS[piece.row.facts["means"]](piece, asked)


def _inner(piece: Piece, name: str, asked: Asked) -> Days:
    return _meaning(piece.pieces[name], asked) if name in piece.pieces else _read(piece.words[name], asked)


def _days_of_month(piece: Piece, asked: Asked) -> Days:
    month, year = piece.words["month"], piece.words.get("year", "")
    last = _read(f"{piece.words['last_date']} {month} {year}".strip(), asked)
    if last.end is None:
        raise UnknownError(NO_YEAR)
    first = last.end.replace(day=day_number(piece.words["date"]))
    return days_between(first, last.end, last.basis or "explicit", piece.value("part"))


def _weekday(piece: Piece, asked: Asked) -> Days:
    weekday, which = piece.number("weekday"), piece.number("which")
    neighbour = piece.number("neighbour")
    base, basis = base_of(asked, neighbour)
    nearby = (base + ONE_DAY * days for days in range(-7, 8))
    days = [(day, day) for day in nearby if day.weekday() == weekday]
    day = chosen(days, asked, neighbour or which, base)[0]
    return days_between(day, day, basis)


def _weekday_of_week(piece: Piece, asked: Asked) -> Days:
    week = moved(asked.publication(), piece.number("which") or 0, "week")
    day = around(week, "week")[0] + ONE_DAY * (piece.number("weekday") or 0)
    return days_between(day, day, "relative_to_publication")


def _relative_day(piece: Piece, asked: Asked) -> Days:
    day = asked.publication() + ONE_DAY * (piece.number("offset") or 0)
    return days_between(day, day, "relative_to_publication")


def _part_of_today(piece: Piece, asked: Asked) -> Days:
    offset, part = entry("part_today", piece.words["part_today"]).split()
    day = asked.publication() + ONE_DAY * int(offset)
    return days_between(day, day, "relative_to_publication", part)


def _part_of_day(piece: Piece, asked: Asked) -> Days:
    return with_part(_inner(piece, "inner", asked), piece.value("part") or piece.value("shade"))


def _clock(piece: Piece, asked: Asked) -> Days:
    """An hour on the day of the anchor; alone it names no day."""
    hour = _hour(piece)
    if asked.anchor is None:
        raise UnknownError("names a time of day but not the day.", hour)
    start, end = asked.anchored()
    return days_between(start, end, "inferred", hour)


def _hour(piece: Piece) -> str | None:
    """hh:mm or the part of the day; None for "5:30", which can be either half of the day."""
    if "full_hour" in piece.words:
        return f"{int(piece.words['full_hour']):02}:{piece.words['minute']}"
    if "spelt_hour" in piece.words:
        hour = int(entry("number", piece.words["spelt_hour"]))
        return f"{hour % _NOON + (_NOON if _half(piece, hour) == 'p' else 0):02}:00" if hour <= _NOON else None
    if "hour" not in piece.words:
        return piece.value("instant") or piece.value("part") or "night"
    hour, minute = int(piece.words["hour"]), int(piece.words.get("minute", "0"))
    half = _half(piece, hour)
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    elif not half and 0 < hour <= _NOON and "zone" not in piece.words and "military" not in piece.words:
        return None
    return f"{hour:02}:{minute:02}"


def _half(piece: Piece, hour: int) -> str:
    """Which half of the day an hour is in: a or p, as "a.m." or "in the morning" says, else nothing."""
    if "half" in piece.words:
        return piece.words["half"][0].lower()
    part = piece.value("part")
    if part == "night":
        return "p" if _SUNSET <= hour < _NOON else "a"
    return {"morning": "a", "afternoon": "p", "evening": "p"}.get(part or "", "")


def _clock_of_day(piece: Piece, asked: Asked) -> Days:
    return with_part(_inner(piece, "inner", asked), _hour(piece.pieces.get("time", piece)))


def _overnight(piece: Piece, asked: Asked) -> Days:
    """Both days that the night joins: the night before, where its day is that of publication."""
    if "first" in piece.pieces:
        return with_part(_range(piece, asked), "night")
    if "inner" not in piece.pieces:
        published = asked.publication()
        return days_between(published - ONE_DAY, published, "relative_to_publication", "night")
    inner = _inner(piece, "inner", asked)
    if inner.start is None or inner.end is None:
        raise UnknownError(_NO_RULE)
    if inner.end == asked.published and asked.tense != "future":
        return days_between(inner.start - ONE_DAY, inner.end, inner.basis or "inferred", "night")
    return days_between(inner.start, inner.end + ONE_DAY, inner.basis or "inferred", "night")


def _unit(piece: Piece, asked: Asked) -> Days:
    """A whole week, month or year; "earlier this month" ends and "later this month" begins at publication."""
    published, unit, side = asked.publication(), piece.words["unit"], piece.value("side")
    span = around(moved(published, piece.number("which") or 0, unit), unit)
    start, end = edge_of(span, unit.lower(), piece.value("edge"))
    start, end = (start, min(end, published)) if side == "before" else (start, end)
    return days_between(max(start, published) if side == "after" else start, end, "relative_to_publication")


def _weekend(piece: Piece, asked: Asked) -> Days:
    published = asked.publication()
    saturday = published + ONE_DAY * (5 - published.weekday())
    weekends = [(day, day + ONE_DAY) for day in (saturday + 7 * ONE_DAY * weeks for weeks in range(-2, 3))]
    return days_between(*chosen(weekends, asked, piece.number("which"), published), "relative_to_publication")


def _rolling(piece: Piece, asked: Asked) -> Days:
    """The two months up to publication, or the two months from it."""
    published, count, unit = asked.publication(), piece.count(), piece.words["unit"]
    if piece.number("direction") == 1:
        return days_between(published, moved(published, count, unit), "relative_to_publication")
    return days_between(moved(published, -count, unit), published, "relative_to_publication")


def _ago(piece: Piece, asked: Asked) -> Days:
    published, unit = asked.publication(), piece.words["unit"]
    start, end = around(moved(published, -piece.count(), unit), unit)
    within_hours = entry("unit", unit).startswith("hours")
    return days_between(start, published if within_hours else end, "relative_to_publication")


def _past_hours(_piece: Piece, asked: Asked) -> Days:
    """The day of publication and the one before, which a few hours may reach back into."""
    published = asked.publication()
    return days_between(published - ONE_DAY, published, "relative_to_publication")


def _counted(piece: Piece, asked: Asked) -> Days:
    """So many days, or the week, month or year so many on, from the anchor; hours reach into the next day."""
    (start, end), unit = asked.anchored(), piece.words["unit"]
    steps = piece.count() * (piece.number("relation") or 0)
    name = entry("unit", unit).split()[0]
    if name in {"hours", "minutes"}:
        return days_between(min(start, moved(start, steps, unit)), max(end, moved(end, steps, unit)), "inferred")
    if name == "days":
        return days_between(moved(start, steps, unit), moved(end, steps, unit), "inferred")
    return days_between(*around(moved(start, steps, unit), unit), "inferred")


def _neighbour(piece: Piece, asked: Asked) -> Days:
    """The same, the previous or the following day, week, month or year of the anchor, or a part of such a day."""
    start, end = asked.anchored()
    step = piece.number("neighbour")
    step = piece.number("relation") or 0 if step is None else step
    unit = piece.words.get("unit", "day")
    if unit.lower() == "day" and step == 0:
        return days_between(start, end, "inferred", piece.value("part"))
    span = around(moved(end if step > 0 else start, step, unit), unit)
    return days_between(*span, "inferred", piece.value("part"))


def _since(piece: Piece, asked: Asked) -> Days:
    inner = _inner(piece, "inner", replace(asked, tense="past"))
    return days_between(inner.start, asked.published, inner.basis or "inferred")


def _deadline(piece: Piece, asked: Asked) -> Days:
    inner = _inner(piece, "inner", replace(asked, tense=asked.tense or "future"))
    before = piece.number("limit") == -1 and inner.start is not None
    end = inner.start - ONE_DAY if before and inner.start else inner.end
    return days_between(None, end, inner.basis or "inferred")


def _range(piece: Piece, asked: Asked) -> Days:
    """From the first to the last; where only one of them gives a year, the other is read beside it."""
    try:
        last = _inner(piece, "last", asked)
    except UnknownError:
        first = _inner(piece, "first", asked)
        last = _inner(piece, "last", replace(asked, published=first.start, tense="future"))
        return days_between(first.start, last.end, "partial_date_completed")
    try:
        first = _inner(piece, "first", asked)
    except UnknownError:
        first = Days()
    if first.start is None or last.end is None or first.start > last.end:
        first = _inner(piece, "first", replace(asked, published=last.end, tense="past"))
    basis = first.basis if last.basis == "explicit" else last.basis
    return days_between(first.start, last.end, basis or "inferred")


def _week_of(piece: Piece, asked: Asked) -> Days:
    """The seven days that begin with a day."""
    inner = _inner(piece, "inner", asked)
    if inner.start is None:
        raise UnknownError(_NO_RULE)
    return days_between(inner.start, inner.start + 6 * ONE_DAY, inner.basis or "inferred")


def _before_christ(_piece: Piece, _asked: Asked) -> Days:
    raise UnknownError("lies before the first day that can be counted.")


def _vague(_piece: Piece, _asked: Asked) -> Days:
    raise UnknownError("is too vague to count days by.")


def _either_order(_piece: Piece, _asked: Asked) -> Days:
    raise UnknownError("can be two days, since nothing says whether the day or the month stands first.")


def _length(_piece: Piece, _asked: Asked) -> Days:
    raise UnknownError("says how long or how often, not when.")


_READINGS: Mapping[str, Callable[[Piece, Asked], Days]] = {
    "full_day": calendars.full_day,
    "numeric_day": calendars.numeric_day,
    "month_day": calendars.month_day,
    "day_standing": calendars.day_standing,
    "day_of_which_year": calendars.day_of_which_year,
    "short_year": calendars.short_year,
    "feast": calendars.feast,
    "week_of": _week_of,
    "before_christ": _before_christ,
    "days_of_month": _days_of_month,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "relative_day": _relative_day,
    "part_of_today": _part_of_today,
    "part_of_day": _part_of_day,
    "clock": _clock,
    "clock_of_day": _clock_of_day,
    "overnight": _overnight,
    "month": calendars.month,
    "month_of_which_year": calendars.month_of_which_year,
    "season": calendars.season,
    "year": calendars.year,
    "decade": calendars.decade,
    "century": calendars.century,
    "unit": _unit,
    "weekend": _weekend,
    "rolling": _rolling,
    "past_hours": _past_hours,
    "ago": _ago,
    "counted": _counted,
    "neighbour": _neighbour,
    "since": _since,
    "deadline": _deadline,
    "range": _range,
    "vague": _vague,
    "either_order": _either_order,
    "length": _length,
}
