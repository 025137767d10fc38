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
import re
import tomllib
from calendar import isleap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

from dateutil.relativedelta import relativedelta

from workbench import lexicons
from workbench.lexicons import Row
from workbench.records import DateBasis, DatePrecision, Days, Mention

Tense = Literal["past", "future"]
_Span = tuple[dt.date, dt.date]

_SLOT = re.compile(r"\{(?:([a-z_]+):)?([a-z_]+)\}")
_SPACE = r"(?:\s[^\S\n]*)"
_EDGES = r"(?<![\w$£€])(?<![0-9][.,:/])(?:{})(?!\w)(?![.,:/][0-9])"
_SIGNS = re.compile("[\ue000-\uf8ff]")
_WORD = re.compile(r"\w+")
_CUT = "\0"
_REACH = 45
_MONTHS, _NOON, _LEAP_YEAR = 12, 12, 2000
_ONE_DAY = dt.timedelta(days=1)
_PRECISIONS: tuple[tuple[int, DatePrecision], ...] = (
    (1, "day"), (6, "days_2_6"), (7, "week"), (31, "month"), (184, "season"), (366, "year"),
)  # fmt: skip
_NO_PUBLICATION = "is counted from the publication date, which is not known; set it and this resolves."
_NO_YEAR = "gives no year, and the publication date, which would, is not known; set it and this resolves."
_NO_ANCHOR = "is counted from another event, whose day is not known."
_NO_RULE = "is no expression of time that the rules know."


def find(text: str, *, lengths: bool = False) -> tuple[Mention, ...]:
    """The expressions of time in a text, in reading order, none overlapping, the longest that begins first.

    Lengths of time, habits and "now" name no day and are left out unless `lengths` asks for them.
    """
    return tuple(
        Mention("time", piece.start, piece.end, text[piece.start : piece.end], piece.row.rule)
        for piece in _pieces(text, lengths=lengths)
    )


def resolve(words: str, published: dt.date | None, *, tense: Tense | None = "past", anchor: Days | None = None) -> Days:
    """The days that words of time mean, or why they cannot be known, in `unresolved`.

    Days and months without a year are the latest up to publication ("past") or the next from it
    ("future"); an unknown tense (None) reads deadlines forward and everything else back. `anchor` is
    the other event that "two days earlier" is counted from.
    """
    try:
        days = _read(" ".join(words.split()), _Asked(published, tense, anchor))
    except _UnknownError as unknown:
        return Days(text=words, time_of_day=unknown.time_of_day, unresolved=f'"{words}" {unknown.reason}')
    except (ValueError, OverflowError):
        return Days(text=words, unresolved=f'"{words}" names a day that the calendar does not have.')
    if days.start and days.end and days.start > days.end:
        return Days(text=words, unresolved=f'"{words}" would end before it begins.')
    return replace(days, text=words)


class _UnknownError(Exception):
    """Why words of time name no day, as the rest of a sentence that they begin."""

    def __init__(self, reason: str, time_of_day: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.time_of_day = time_of_day


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a reading is counted from."""

    published: dt.date | None
    tense: Tense | None
    anchor: Days | None

    def publication(self, reason: str = _NO_PUBLICATION) -> dt.date:
        """The publication date; raises _UnknownError with the reason where there is none."""
        if self.published is None:
            raise _UnknownError(reason)
        return self.published

    def anchored(self) -> _Span:
        """First and last day of the anchor; raises _UnknownError where there is none."""
        start = (self.anchor.start or self.anchor.end) if self.anchor else None
        end = (self.anchor.end or self.anchor.start) if self.anchor else None
        if start is None or end is None:
            raise _UnknownError(_NO_ANCHOR)
        return start, end


# The rows, compiled


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((files(lexicons) / "times.toml").read_text(encoding="utf-8"))


@cache
def _rows() -> tuple[Row, ...]:
    """The rows that find days, then those that find lengths."""
    return (*lexicons.load("times"), *lexicons.parse("times", _file()["length"], "times.toml"))


@cache
def _tables() -> tuple[Mapping[str, Mapping[str, str]], Mapping[str, str]]:
    """The tables of words and the named patterns of times.toml."""
    raw = _file()
    words = {name: {word: str(value) for word, value in table.items()} for name, table in raw["words"].items()}
    return words, raw["patterns"]


def _value(table: str, word: str) -> str:
    """What a table says of a word, whatever its case; raises KeyError for a word that it lacks."""
    return {key.lower(): value for key, value in _tables()[0][table].items()}[word.lower()]


@cache
def _slot(name: str) -> str:
    """The expression that {name} stands for: words of a table, a pattern, or the sign of a row."""
    words, patterns = _tables()
    if name in words:
        return "|".join(map(_literal, sorted(words[name], key=len, reverse=True)))
    return _expanded(patterns[name], set()) if name in patterns else _sign(name)


def _literal(word: str) -> str:
    escaped = _SPACE.join(map(re.escape, word.split(" ")))
    return escaped if word == word.lower() else f"(?-i:{escaped})"


def _sign(name: str) -> str:
    """The private-use character that stands for what the row of that id found."""
    return chr(0xE000 + [row.id for row in _rows()].index(name))


def _expanded(form: str, names: set[str]) -> str:
    """A form with its slots filled; the first slot under each of the names is captured."""

    def fill(slot: re.Match[str]) -> str:
        name, words = slot[1] or slot[2], _slot(slot[2])
        if name in names:
            names.discard(name)
            return f"(?P<{name}>{words})"
        # One sign needs no group round it: most of what a row of a later tier is made of, and half its time to compile.
        return words if _SIGNS.fullmatch(words) else f"(?:{words})"

    return _SLOT.sub(fill, form.replace(" ", _SPACE))


@cache
def _apart(form: str) -> re.Pattern[str]:
    """A form compiled to take one match apart: every slot is caught under its name."""
    names = {slot[1] or slot[2] for slot in _SLOT.finditer(form)}
    return re.compile(_expanded(form, names), re.IGNORECASE)


@dataclass(frozen=True)
class _Rule:
    """A row to be found anywhere, compiled when it is first looked for."""

    row: Row
    sign: str
    is_length: bool

    @cached_property
    def anywhere(self) -> re.Pattern[str]:
        """All forms of the row at once; nothing is caught."""
        loose = "|".join(_expanded(form, set()) for form in self.row.forms)
        return re.compile(_EDGES.format(loose), re.IGNORECASE)


@cache
def _tiers() -> tuple[tuple[_Rule, ...], ...]:
    tiers: dict[int, list[_Rule]] = {}
    for order, row in enumerate(_rows()):
        rule = _Rule(row, _sign(row.id), is_length=order >= len(lexicons.load("times")))
        tiers.setdefault(int(row.fact("tier") or 1), []).append(rule)
    return tuple(tuple(tiers[tier]) for tier in sorted(tiers))


# A text in which what was found stands as signs


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that a row recognised, `start` to `end` of the text, with what its slots caught."""

    start: int
    end: int
    row: Row
    words: Mapping[str, str]
    pieces: Mapping[str, _Piece]

    def value(self, table: str) -> str | None:
        """What the table says of the word caught under its name; None where none was caught."""
        return _value(table, self.words[table]) if table in self.words else None

    def number(self, table: str, otherwise: int | None = None) -> int | None:
        """The value as a number."""
        value = self.value(table)
        return otherwise if value is None else int(value)


@dataclass(frozen=True, slots=True)
class _Line:
    """A text with signs in it; `begins` says where each character begins in the original."""

    text: str
    begins: list[int]
    pieces: Mapping[int, _Piece]
    """By where they begin in the original."""

    def after(self, tier: Iterable[_Rule]) -> _Line:
        """The line with the finds of one more tier standing as signs."""
        text, begins, pieces = self.text, self.begins, dict(self.pieces)
        for start, end, rule in reversed(self._longest(tier)):
            pieces[begins[start]] = self._piece(rule, start, end)
            text = text[:start] + rule.sign + text[end:]
            begins = begins[: start + 1] + begins[end:]
        return _Line(text, begins, pieces)

    def _longest(self, tier: Iterable[_Rule]) -> list[tuple[int, int, _Rule]]:
        hits = sorted(
            (match.start(), -match.end(), order, rule)
            for order, rule in enumerate(tier)
            for match in rule.anywhere.finditer(self.text)
        )
        chosen: list[tuple[int, int, _Rule]] = []
        for start, negative_end, _, rule in hits:
            if not chosen or start >= chosen[-1][1]:
                chosen.append((start, -negative_end, rule))
        return chosen

    def _piece(self, rule: _Rule, start: int, end: int) -> _Piece:
        forms = map(_apart, rule.row.forms)
        match = next(match for form in forms if (match := form.fullmatch(self.text, start, end)))
        caught = {name: word for name, word in match.groupdict().items() if word is not None}
        signs = [name for name, word in caught.items() if _SIGNS.fullmatch(word)]
        pieces = {name: self.pieces[self.begins[match.start(name)]] for name in signs}
        words = {name: word for name, word in caught.items() if name not in pieces}
        return _Piece(self.begins[start], self.begins[end], rule.row, words, pieces)


@cache
def _cues() -> frozenset[str]:
    """The words without one of which, or a figure, no row fires."""
    tables = _tables()[0]
    last_words = (key.split()[-1] for name in tables["cues"] for key in tables[name])
    return frozenset(word.lower().strip(".") for word in (*last_words, *tables["cue"]))


def _near_cues(text: str) -> _Line:
    """The text with all that stands far from any cue cut out, since most of a story tells no time."""
    kept: list[tuple[int, int]] = []
    for word in _WORD.finditer(text):
        if word[0][0].isdecimal() or word[0].lower() in _cues():
            start, end = max(0, word.start() - _REACH), min(len(text), word.end() + _REACH)
            if kept and start <= kept[-1][1]:
                kept[-1] = (kept[-1][0], end)
            else:
                kept.append((start, end))
    begins = [begin for start, end in kept for begin in range(start, end + 1)]
    return _Line("".join(text[start:end] + _CUT for start, end in kept), [*begins, len(text)], {})


def _pieces(text: str, *, lengths: bool) -> list[_Piece]:
    """What the rows recognise in a text, tier after tier."""
    line = _near_cues(_SIGNS.sub(" ", text))
    for tier in _tiers():
        line = line.after(rule for rule in tier if lengths or not rule.is_length)
    return [line.pieces[line.begins[sign.start()]] for sign in _SIGNS.finditer(line.text)]


# Readings: what a piece means


def _read(words: str, asked: _Asked) -> Days:
    """The days that words mean, also a bare "March" or "2011"; raises _UnknownError."""
    for phrase in (words, f"in {words}"):
        pieces = _pieces(phrase, lengths=True)
        if len(pieces) == 1 and (pieces[0].start, pieces[0].end) == (0, len(phrase)):
            return _meaning(pieces[0], asked)
    raise _UnknownError(_NO_RULE)


def _meaning(piece: _Piece, asked: _Asked) -> Days:
    return _READINGS[piece.row.facts["means"]](piece, asked)


def _inner(piece: _Piece, name: str, asked: _Asked) -> Days:
    return _meaning(piece.pieces[name], asked) if name in piece.pieces else _read(piece.words[name], asked)


def _days(start: dt.date | None, end: dt.date | None, basis: DateBasis, part: str | None = None) -> Days:
    """The interval, as precise as it is long; an open one has no precision."""
    precision: DatePrecision = "unknown"
    if start and end:
        length = (end - start).days + 1
        precision = next((name for longest, name in _PRECISIONS if length <= longest), "multi_year")
    return _at(Days(start, end, precision, basis), part)


def _at(days: Days, part: str | None) -> Days:
    """The days with a part of the day or an hour, which makes a single day more precise."""
    if part is None:
        return days
    finer: DatePrecision = "minute" if ":" in part else "part_of_day"
    return replace(days, time_of_day=part, precision=finer if days.start == days.end else days.precision)


def _moved(day: dt.date, count: int, unit: str) -> dt.date:
    """The day some units on; hours count as the days they may reach into."""
    name, factor = _value("unit", unit).split()
    if name == "hours":
        return day + _ONE_DAY * (-(-abs(count) // 24) * (1 if count > 0 else -1))
    return day if name == "minutes" else day + relativedelta(**{name: count * int(factor)})  # type: ignore[arg-type]


def _around(day: dt.date, unit: str) -> _Span:
    """The calendar's own week (Monday to Sunday), month or year around a day; else the day."""
    name = _value("unit", unit).split()[0]
    if name == "weeks":
        monday = day - _ONE_DAY * day.weekday()
        return monday, monday + 6 * _ONE_DAY
    if name == "months":
        return _stretch(day.replace(day=1), months=1)
    return _stretch(day.replace(month=1, day=1), years=1) if name == "years" else (day, day)


def _stretch(first: dt.date, *, months: int = 0, years: int = 0) -> _Span:
    return first, first + relativedelta(months=months, years=years) - _ONE_DAY


def _edge(span: _Span, unit: str, edge: str | None) -> _Span:
    """The early, middle or late days of a span, as the tables `edge_of_` its unit have it."""
    if edge is None:
        return span
    name, first, last = _value(f"edge_of_{unit}", edge).split()
    start = span[0] + relativedelta(**{name: int(first) - 1})  # type: ignore[arg-type]
    return start, min(span[1], span[0] + relativedelta(**{name: int(last)}) - _ONE_DAY)  # type: ignore[arg-type]


def _chosen(spans: Iterable[_Span], asked: _Asked, which: int | None, published: dt.date) -> _Span:
    """The last span before publication (-1), the next after it (1), or as the tense says."""
    if which == -1:
        return max(span for span in spans if span[1] < published)
    if which == 1:
        return min(span for span in spans if span[0] > published)
    if asked.tense == "future":
        return min(span for span in spans if span[1] >= published)
    return max(span for span in spans if span[0] <= published)


def _years(published: dt.date) -> range:
    """Years around publication, enough for a 29 February."""
    return range(max(1, published.year - 8), min(9999, published.year + 9))


def _day_number(date: str) -> int:
    return int(date.rstrip("stndrhSTNDRH"))


def _full_day(piece: _Piece, _asked: _Asked) -> Days:
    month = piece.number("month") or int(piece.words["month_number"])
    day = dt.date(int(piece.words["year"]), month, _day_number(piece.words["date"]))
    return _days(day, day, "explicit")


def _numeric_day(piece: _Piece, _asked: _Asked) -> Days:
    first, second, year = map(int, piece.words["figures"].split("/"))
    day = dt.date(year, first, second) if second > _MONTHS else dt.date(year, second, first)
    return _days(day, day, "explicit")


def _month_day(piece: _Piece, asked: _Asked) -> Days:
    """A day and month: the year by the weekday where one is named, else by the tense."""
    month, date = _month_and_date(piece)
    dt.date(_LEAP_YEAR, month, date)
    published = asked.publication(_NO_YEAR)
    days = [day for year in _years(published) if (day := _calendar_day(year, month, date))]
    weekday = piece.number("weekday")
    if weekday is not None:
        days = [day for day in days if day.weekday() == weekday and abs(day.year - published.year) <= 1]
        if not days:
            raise _UnknownError("names a weekday that this date has in no year next to that of publication.")
        day = min(days, key=lambda day: abs(day - published))
    else:
        day = _chosen(((day, day) for day in days), asked, piece.number("which"), published)[0]
    return _days(day, day, "partial_date_completed")


def _month_and_date(piece: _Piece) -> tuple[int, int]:
    holiday = piece.value("holiday")
    if holiday:
        month, date = map(int, holiday.split())
        return month, date
    return int(_value("month", piece.words["month"])), _day_number(piece.words["date"])


def _calendar_day(year: int, month: int, date: int) -> dt.date | None:
    """The day, or None for a 29 February that the year does not have."""
    leapless = (month, date) == (2, 29) and not isleap(year)
    return None if leapless else dt.date(year, month, date)


def _days_of_month(piece: _Piece, asked: _Asked) -> Days:
    month, year = piece.words["month"], piece.words.get("year", "")
    last = _read(f"{piece.words['last_date']} {month} {year}".strip(), asked)
    if last.end is None:
        raise _UnknownError(_NO_YEAR)
    return _days(last.end.replace(day=_day_number(piece.words["date"])), last.end, last.basis or "explicit")


def _weekday(piece: _Piece, asked: _Asked) -> Days:
    weekday, which = piece.number("weekday"), piece.number("which")
    neighbour = piece.number("neighbour")
    base, basis = _base(asked, neighbour)
    nearby = (base + _ONE_DAY * days for days in range(-7, 8))
    days = [(day, day) for day in nearby if day.weekday() == weekday]
    day = _chosen(days, asked, neighbour or which, base)[0]
    return _days(day, day, basis)


def _base(asked: _Asked, neighbour: int | None) -> tuple[dt.date, DateBasis]:
    """What a weekday, week, month or year is counted from: another event for "the following", else publication."""
    if neighbour is None:
        return asked.publication(), "relative_to_publication"
    start, end = asked.anchored()
    return (end if neighbour == 1 else start), "inferred"


def _weekday_of_week(piece: _Piece, asked: _Asked) -> Days:
    week = _moved(asked.publication(), piece.number("which") or 0, "week")
    day = _around(week, "week")[0] + _ONE_DAY * (piece.number("weekday") or 0)
    return _days(day, day, "relative_to_publication")


def _relative_day(piece: _Piece, asked: _Asked) -> Days:
    day = asked.publication() + _ONE_DAY * (piece.number("offset") or 0)
    return _days(day, day, "relative_to_publication")


def _part_of_today(piece: _Piece, asked: _Asked) -> Days:
    offset, part = _value("part_today", piece.words["part_today"]).split()
    day = asked.publication() + _ONE_DAY * int(offset)
    return _days(day, day, "relative_to_publication", part)


def _part_of_day(piece: _Piece, asked: _Asked) -> Days:
    return _at(_inner(piece, "inner", asked), piece.value("part") or piece.value("shade"))


def _clock(piece: _Piece, asked: _Asked) -> Days:
    """An hour on the day of the anchor; alone it names no day."""
    hour = _hour(piece)
    if asked.anchor is None:
        raise _UnknownError("names a time of day but not the day.", hour)
    start, end = asked.anchored()
    return _days(start, end, "inferred", hour)


def _hour(piece: _Piece) -> str | None:
    """hh:mm or the part of the day; None for "5:30", which can be either half of the day."""
    if "hour" not in piece.words:
        return piece.value("instant") or piece.value("part") or "night"
    hour, minute = int(piece.words["hour"]), int(piece.words.get("minute", "0"))
    half = piece.words.get("half", "").lower()
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    elif not half and 0 < hour <= _NOON and "zone" not in piece.words and "military" not in piece.words:
        return None
    return f"{hour:02}:{minute:02}"


def _clock_of_day(piece: _Piece, asked: _Asked) -> Days:
    return _at(_inner(piece, "inner", asked), _hour(piece.pieces.get("time", piece)))


def _overnight(piece: _Piece, asked: _Asked) -> Days:
    """Both days that the night joins: the night before, where its day is that of publication."""
    if "first" in piece.pieces:
        return _at(_range(piece, asked), "night")
    if "inner" not in piece.pieces:
        published = asked.publication()
        return _days(published - _ONE_DAY, published, "relative_to_publication", "night")
    inner = _inner(piece, "inner", asked)
    if inner.start is None or inner.end is None:
        raise _UnknownError(_NO_RULE)
    if inner.end == asked.published and asked.tense != "future":
        return _days(inner.start - _ONE_DAY, inner.end, inner.basis or "inferred", "night")
    return _days(inner.start, inner.end + _ONE_DAY, inner.basis or "inferred", "night")


def _month(piece: _Piece, asked: _Asked) -> Days:
    month, edge = piece.number("month") or 0, piece.value("edge")
    if "year" in piece.words:
        span = _edge(_stretch(dt.date(int(piece.words["year"]), month, 1), months=1), "month", edge)
        return _days(*span, "explicit")
    return _days(*_by_tense(piece, asked, month, months=1), "partial_date_completed")


def _month_of_which_year(piece: _Piece, asked: _Asked) -> Days:
    base, basis = _base(asked, piece.number("neighbour"))
    year = base.year + (piece.number("which") or piece.number("neighbour") or 0)
    span = _stretch(dt.date(year, piece.number("month") or 0, 1), months=1)
    return _days(*_edge(span, "month", piece.value("edge")), basis)


def _season(piece: _Piece, asked: _Asked) -> Days:
    month, edge = piece.number("season") or 0, piece.value("edge")
    if "year" in piece.words:
        span = _stretch(dt.date(int(piece.words["year"]), month, 1), months=3)
        return _days(*_edge(span, "season", edge), "explicit")
    return _days(*_by_tense(piece, asked, month, months=3), "partial_date_completed")


def _by_tense(piece: _Piece, asked: _Asked, month: int, *, months: int) -> _Span:
    """The span of months that begins with `month` in the year that the tense, "last", "this" or "next" asks for."""
    published, which = asked.publication(_NO_YEAR), piece.number("which")
    years = [published.year] if which == 0 else _years(published)
    unit = "month" if months == 1 else "season"
    spans = [_edge(_stretch(dt.date(year, month, 1), months=months), unit, piece.value("edge")) for year in years]
    return spans[0] if which == 0 else _chosen(spans, asked, which, published)


def _year(piece: _Piece, _asked: _Asked) -> Days:
    span = _stretch(dt.date(int(piece.words["year"]), 1, 1), years=1)
    return _days(*_edge(span, "year", piece.value("edge")), "explicit")


def _decade(piece: _Piece, _asked: _Asked) -> Days:
    span = _stretch(dt.date(int(piece.words["tens"]), 1, 1), years=10)
    return _days(*_edge(span, "decade", piece.value("edge")), "explicit")


def _century(piece: _Piece, _asked: _Asked) -> Days:
    first = dt.date(_day_number(piece.words["ordinal"]) * 100 - 99, 1, 1)
    return _days(*_edge(_stretch(first, years=100), "century", piece.value("edge")), "explicit")


def _unit(piece: _Piece, asked: _Asked) -> Days:
    """A whole week, month or year; "earlier this month" ends and "later this month" begins at publication."""
    published, unit, side = asked.publication(), piece.words["unit"], piece.value("side")
    span = _around(_moved(published, piece.number("which") or 0, unit), unit)
    start, end = _edge(span, unit.lower(), piece.value("edge"))
    start, end = (start, min(end, published)) if side == "before" else (start, end)
    return _days(max(start, published) if side == "after" else start, end, "relative_to_publication")


def _weekend(piece: _Piece, asked: _Asked) -> Days:
    published = asked.publication()
    saturday = published + _ONE_DAY * (5 - published.weekday())
    weekends = [(day, day + _ONE_DAY) for day in (saturday + 7 * _ONE_DAY * weeks for weeks in range(-2, 3))]
    return _days(*_chosen(weekends, asked, piece.number("which"), published), "relative_to_publication")


def _rolling(piece: _Piece, asked: _Asked) -> Days:
    """The two months up to publication, or the two months from it."""
    published, count, unit = asked.publication(), _count(piece), piece.words["unit"]
    if piece.number("direction") == 1:
        return _days(published, _moved(published, count, unit), "relative_to_publication")
    return _days(_moved(published, -count, unit), published, "relative_to_publication")


def _count(piece: _Piece) -> int:
    word = piece.words.get("count", "1")
    return int(word) if word.isdecimal() else int(_value("number", word))


def _ago(piece: _Piece, asked: _Asked) -> Days:
    published, unit = asked.publication(), piece.words["unit"]
    start, end = _around(_moved(published, -_count(piece), unit), unit)
    within_hours = _value("unit", unit).startswith("hours")
    return _days(start, published if within_hours else end, "relative_to_publication")


def _counted(piece: _Piece, asked: _Asked) -> Days:
    """So many days, or the week, month or year so many on, from the anchor; hours reach into the next day."""
    (start, end), unit = asked.anchored(), piece.words["unit"]
    steps = _count(piece) * (piece.number("relation") or 0)
    name = _value("unit", unit).split()[0]
    if name in {"hours", "minutes"}:
        return _days(min(start, _moved(start, steps, unit)), max(end, _moved(end, steps, unit)), "inferred")
    if name == "days":
        return _days(_moved(start, steps, unit), _moved(end, steps, unit), "inferred")
    return _days(*_around(_moved(start, steps, unit), unit), "inferred")


def _neighbour(piece: _Piece, asked: _Asked) -> Days:
    """The same, the previous or the following day, week, month or year of the anchor, or a part of such a day."""
    start, end = asked.anchored()
    step = piece.number("neighbour")
    step = piece.number("relation") or 0 if step is None else step
    unit = piece.words.get("unit", "day")
    if unit.lower() == "day" and step == 0:
        return _days(start, end, "inferred", piece.value("part"))
    span = _around(_moved(end if step > 0 else start, step, unit), unit)
    return _days(*span, "inferred", piece.value("part"))


def _since(piece: _Piece, asked: _Asked) -> Days:
    inner = _inner(piece, "inner", replace(asked, tense="past"))
    return _days(inner.start, asked.published, inner.basis or "inferred")


def _deadline(piece: _Piece, asked: _Asked) -> Days:
    inner = _inner(piece, "inner", replace(asked, tense=asked.tense or "future"))
    before = piece.number("limit") == -1 and inner.start is not None
    end = inner.start - _ONE_DAY if before and inner.start else inner.end
    return _days(None, end, inner.basis or "inferred")


def _range(piece: _Piece, asked: _Asked) -> Days:
    """From the first to the last; where only one of them gives a year, the other is read beside it."""
    try:
        last = _inner(piece, "last", asked)
    except _UnknownError:
        first = _inner(piece, "first", asked)
        last = _inner(piece, "last", replace(asked, published=first.start, tense="future"))
        return _days(first.start, last.end, "partial_date_completed")
    try:
        first = _inner(piece, "first", asked)
    except _UnknownError:
        first = Days()
    if first.start is None or last.end is None or first.start > last.end:
        first = _inner(piece, "first", replace(asked, published=last.end, tense="past"))
    basis = first.basis if last.basis == "explicit" else last.basis
    return _days(first.start, last.end, basis or "inferred")


def _vague(_piece: _Piece, _asked: _Asked) -> Days:
    raise _UnknownError("is too vague to count days by.")


def _either_order(_piece: _Piece, _asked: _Asked) -> Days:
    raise _UnknownError("can be two days, since nothing says whether the day or the month stands first.")


def _length(_piece: _Piece, _asked: _Asked) -> Days:
    raise _UnknownError("says how long or how often, not when.")


_READINGS: Mapping[str, Callable[[_Piece, _Asked], Days]] = {
    "full_day": _full_day,
    "numeric_day": _numeric_day,
    "month_day": _month_day,
    "days_of_month": _days_of_month,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "relative_day": _relative_day,
    "part_of_today": _part_of_today,
    "part_of_day": _part_of_day,
    "clock": _clock,
    "clock_of_day": _clock_of_day,
    "overnight": _overnight,
    "month": _month,
    "month_of_which_year": _month_of_which_year,
    "season": _season,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "unit": _unit,
    "weekend": _weekend,
    "rolling": _rolling,
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
