"""A line of a page or an address in, the day that it says the story came out.

Only a line that holds nothing but a date and its trimmings counts; a date
inside a sentence never does. A day written as 03/04/2020 could be two days
and so gives none. Sources: the date lines of the outlets in outlets.toml.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_DAY}[\s/.-]*(?:of\s)?{_MONTH},?[\s/-]*{_YEAR}",
        rf"\b{_MONTH}\s*{_DAY}(?:[,.]\s?|\s){_YEAR}",
        r"(?<!\d)(?P<year>\d{4})(?P<gap>[-/.])(?P<number>\d{1,2})(?P=gap)(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<first>\d{1,2})(?P<gap>[-/.])(?P<second>\d{1,2})(?P=gap)(?P<year>\d{4})(?!\d)",
    )
)
_WITHOUT_YEAR = (
    re.compile(rf"\b{_MONTH}\s*\d{{1,2}}\b", re.IGNORECASE),
    re.compile(rf"\b{_DAY}\s+{_MONTH}", re.IGNORECASE),
)
_NUMBERED = re.compile(r"(?<![\w-])(?P<year>(?:19|20)\d{2})-(?P<number>0[1-9]|1[0-2])-[A-Z]{1,3}\W{0,2}\d{2,4}(?!\w)")
_OPENING_DAY = re.compile(rf"{_MONTH}\s*\d{{1,2}}:\s", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?i)\bT?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\s*(?:[ap]\.?\s?m\b\.?|hrs?\b|hours\b|Z\b)?"
    r"|\b\d{1,2}\s?[ap]\.?m\b\.?|\b\d{4}\s?(?:GMT|UTC|HKT|hrs?)\b|(?:GMT|UTC)\s?[+-]?\d{0,2}(?::\d{2})?|[+-]\d{2}:?\d{2}\b"
)
_TRIMMINGS = re.compile(
    r"(?i)\b(?:published|publication|updated?|last|latest|modified|revised|posted|issued|released|filed|written|first"
    r"|created|edited|uploaded|added|archived|original|originally|dated?|on|at|the|time|local|mon(?:day)?|tue(?:s|sday)?"
    r"|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|noon|midnight|hours?|days?|weeks?"
    r"|months?|years?|an?|ago|min(?:ute)?s?|read|comments?|share|print|email|[A-Z]{1,2}T|(?-i:[A-Z]{3,4}))\b"
)
_LATER = re.compile(r"(?i)\b(?:updated?|modified|revised|edited)\b[^\d]{0,40}$")
_PLACE = re.compile(r"(?:[A-Z][\w.’'-]+\s?){1,2}")
_LONGEST_LINE, _LONGEST_UNDATED = 180, 60
"""Characters of a date line, with and without the year."""
_MONTHS_A_YEAR = 12
_FIRST_YEAR, _LAST_YEAR = 1700, 2200


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as a page prints it: the day, and whether it is that of an update."""

    day: dt.date
    update: bool


def dates(words: str) -> tuple[Printed, ...]:
    """Every whole date in some words, in order; a date without a year, or that could be two days, is left out."""
    matches = sorted(_matches(words), key=lambda match: match.start())
    found = [(match, _day(match)) for match in matches]
    return tuple(Printed(day, bool(_LATER.search(words[: match.start()]))) for match, day in found if day)


def without_dates(words: str) -> str:
    """Some words less their whole dates and times of day."""
    for match in _matches(words):
        words = words.replace(match.group(), " | ")
    return " ".join(_CLOCK.sub(" | ", words).split())


def line(words: str, outlets: re.Pattern[str]) -> tuple[Printed, ...]:
    """The dates of a line that holds nothing else but labels, times, an outlet or a place; else none."""
    found = dates(words) if len(words) <= _LONGEST_LINE else ()
    return found if found and not _left_over(words, outlets) else ()


def is_undated_line(words: str, outlets: re.Pattern[str]) -> bool:
    """Whether a line is a time or a day without its year, such as `Updated 3 hours ago` or `Friday, 5 June`."""
    if len(words) > _LONGEST_UNDATED or not re.search(r"\d|day\b", words):
        return False
    bare = words
    for pattern in _WITHOUT_YEAR:
        bare = pattern.sub(" ", bare, count=1)
    return not re.search(r"[^\W\d_]", _untrimmed(bare, outlets))


def from_url(url: str) -> dt.date | None:
    """The day that an address carries: 2020/11/17, 2020-11-17, 2020/nov/17 or 2020/section/11/17; else None."""
    patterns = (
        r"(?<!\d)(?P<year>\d{4})(?P<gap>[-/])(?P<number>\d{1,2})(?P=gap)(?P<day>\d{1,2})(?!\d)",
        r"/(?P<year>\d{4})/(?P<month>[a-z]{3})/(?P<day>\d{1,2})(?!\d)",
        r"/(?P<year>\d{4})(?:/[A-Za-z]+)+/(?P<number>\d{2})/(?P<day>\d{2})(?!\d)",
        r"/(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})(?=[/_.-]|$)",
    )
    matches = (re.search(pattern, url) for pattern in patterns)
    return next((day for match in matches if match and (day := _day(match))), None)


def numbered(words: str) -> tuple[int, int] | None:
    """Year and month of a release numbered by them, such as `2011-03-S-038`; else None."""
    match = _NUMBERED.search(words)
    return (int(match["year"]), int(match["number"])) if match else None


def completed(words: str, number: tuple[int, int]) -> dt.date | None:
    """The day that a dateline or the opening of a headline (`May 12: ...`) gives without its year, by the number.

    None where words and number name different months: then one of them is of something else.
    """
    for pattern in _WITHOUT_YEAR:
        match = pattern.search(words)
        day = match and _day_of_month(match.group())
        if day and day[0] == number[1]:
            try:
                return dt.date(number[0], *day)
            except ValueError:
                return None
    return None


def opens_with_day(words: str) -> bool:
    """Whether words open with a day and a colon, as headlines of daily releases do."""
    return bool(_OPENING_DAY.match(words))


def _day_of_month(words: str) -> tuple[int, int] | None:
    """Month and day of `Jan. 5` or `5 January`."""
    name, figure = re.search(r"[A-Za-z]{3,}", words), re.search(r"\d{1,2}", words)
    known = name.group().lower()[:3] if name else ""
    return (_MONTHS.index(known) + 1, int(figure.group())) if figure and known in _MONTHS else None


def in_reach(year: int) -> bool:
    """Whether a year can be that of a news story."""
    return _FIRST_YEAR <= year < _LAST_YEAR


def _matches(words: str) -> list[re.Match[str]]:
    return [match for pattern in _WRITTEN for match in pattern.finditer(words)]


def _left_over(words: str, outlets: re.Pattern[str]) -> bool:
    """Whether a line says more than when, by which outlet and, set off by a comma, where."""
    for match in _matches(words):
        words = words.replace(match.group(), " ")
    rest = re.sub(r"[^\w\s’'.-]+|\s-+\s|\b\d+\b", " , ", _untrimmed(words, outlets)).strip(" ,.-")
    return bool(rest) and not _PLACE.fullmatch(rest)


def _untrimmed(words: str, outlets: re.Pattern[str]) -> str:
    return _TRIMMINGS.sub(" ", outlets.sub(" ", _CLOCK.sub(" ", words)))


def _day(match: re.Match[str]) -> dt.date | None:
    found = match.groupdict()
    year = int(found["year"])
    month, day = _month_and_day(found)
    if month is None or day is None or not in_reach(year):
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        # Figures that look like a date and name no day of the calendar.
        return None


def _month_and_day(found: dict[str, str | None]) -> tuple[int | None, int | None]:
    if name := found.get("month"):
        known = name.lower()[:3]
        return (_MONTHS.index(known) + 1 if known in _MONTHS else None), int(found["day"] or 0)
    if number := found.get("number"):
        return int(number), int(found["day"] or 0)
    first, second = int(found["first"] or 0), int(found["second"] or 0)
    if found["gap"] == "." or first > _MONTHS_A_YEAR or first == second:
        return second, first
    return (first, second) if second > _MONTHS_A_YEAR else (None, None)
