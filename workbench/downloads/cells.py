"""One row of a download in, its cells as values out.

A blank cell, or one of the words by which programs write a blank, is unknown
and becomes None. What cannot be read is refused by file, row, column and
remedy; nothing is guessed, and a day that could be read in two ways is not
read in either.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from workbench import gazetteer, outlines
from workbench.attacks import HistoryError, Span
from workbench.downloads.sheets import Words

_BLANK = frozenset({"", "na", "n/a", "nan", "none", "null", "<na>"})
"""How R, pandas, SQL and POLECAT's own files write a blank."""
_LONGEST_BLANK = max(map(len, _BLANK))
_DAYS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y")
"""2021-03-15, `15 March 2021` (ACLED's export), `15 Mar 2021`, `15-Mar-2021`."""
_CLOCK = re.compile(r"[T ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?Z?$")
_WHOLE = re.compile(r"(\d+)(?:\.0*)?")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)")
_COUNTRIES: Mapping[str, str] = {
    "democratic republic of the congo": "COD", "republic of the congo": "COG", "peoples republic of the congo": "COG",
    "kingdom of eswatini": "SWZ", "eswatini": "SWZ", "macedonia fyr": "MKD", "slovak republic": "SVK", "macau": "MAC",
    "new hebrides": "VUT", "west bank and gaza strip": "PSE", "st kitts and nevis": "KNA", "st lucia": "LCA",
    "bahrain": "BHR", "brunei darussalam": "BRN", "reunion": "REU", "bailiwick of jersey": "JEY",
    "bailiwick of guernsey": "GGY", "caribbean netherlands": "BES", "saint martin": "MAF",
    "saint helena ascension and tristan da cunha": "SHN", "united states virgin islands": "VIR",
}  # fmt: skip
"""Names of countries in ACLED, UCDP and GTD that the gazetteer does not have, by its key."""
_GONE = frozenset({"soviet union", "ussr", "yugoslavia", "serbia montenegro", "czechoslovakia"})
"""States whose land lies in several of today's: no code of ISO 3166-1 stands for them."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a download: where it stands, and how each cell of it is read."""

    file: str
    number: int
    names: Mapping[str, int]
    """Where each column stands, by its name in lower case and as its project writes it."""
    row: Words
    key: str
    """The column that tells rows apart."""

    def fault(self, column: str, what: str) -> HistoryError:
        """The error that names this row and a column of it."""
        return HistoryError(
            f"{self.file}, row {self.number} ({self.words(self.key) or 'no id'}), column {column}: {what}"
        )

    def words(self, column: str) -> str | None:
        """The words of a cell; None where it is blank or the file lacks the column."""
        place = self.names.get(column)
        words = self.row[place].strip() if place is not None else ""
        return None if len(words) <= _LONGEST_BLANK and words.lower() in _BLANK else words

    def needed(self, column: str) -> str:
        """The words of a cell; raises HistoryError where it is blank."""
        words = self.words(column)
        if words is None:
            raise self.fault(column, "the cell is blank; every row needs it.")
        return words

    def id(self) -> str:
        """What tells this row apart; raises HistoryError where a spreadsheet shortened it to `2.01E+11`."""
        words = self.needed(self.key)
        if re.fullmatch(r"\d(?:[.,]\d+)?E\+\d+", words, flags=re.IGNORECASE):
            raise self.fault(self.key, "a spreadsheet has shortened this number; use the file as it was downloaded.")
        return words.removesuffix(".0")

    def code(self, column: str) -> int | None:
        """The whole number of a code, below zero too; None where blank."""
        words = self.words(column)
        if words is None:
            return None
        number = _number(words)
        if number is None:
            raise self.fault(column, f"{words!r} is no code, which is a whole number; correct the cell.")
        return number

    def known(self, column: str, *codes: int) -> int:
        """The code of a cell that holds one of some; raises HistoryError for another or none."""
        code = self.code(column)
        if code not in codes:
            listed = ", ".join(map(str, codes))
            raise self.fault(column, f"{self.words(column)!r} is not one of {listed}; use one of these.")
        return code

    def count(self, column: str) -> int | None:
        """A number of people; None where blank."""
        words = self.words(column)
        found = _WHOLE.fullmatch(words) if words is not None else None
        if words is not None and (found is None or not words.isascii()):
            raise self.fault(column, f"{words!r} is not a whole number; write digits, or leave it blank if unknown.")
        return int(found[1]) if found else None

    def span(self, low: str, best: str, high: str) -> Span:
        """A count with its range from three columns; raises HistoryError where it falls."""
        span = Span(self.count(low), self.count(best), self.count(high))
        known = [number for number in (span.low, span.best, span.high) if number is not None]
        if known != sorted(known):
            raise self.fault(best, f"low, best and high are {known}; they must not fall.")
        return span

    def day(self, column: str) -> dt.date:
        """A day that can be read in one way only; raises HistoryError for any other, `03/04/2021` among them."""
        words = self.needed(column)
        found = day(words)
        if found is None:
            raise self.fault(column, f"{words!r} is no day that can be read in one way; write it as 2021-03-15.")
        return found

    def point(self, lat: str, lon: str) -> tuple[float | None, float | None]:
        """Degrees of WGS84, both or neither."""
        north, east = self._degrees(lat, 90), self._degrees(lon, 180)
        if (north is None) != (east is None):
            raise self.fault(lat if north is None else lon, "half a point is given; give both degrees or neither.")
        return north, east

    def _degrees(self, column: str, limit: int) -> float | None:
        words = self.words(column)
        if words is None:
            return None
        try:
            value = float(words)
        except ValueError:
            value = float("nan")
        if not -limit <= value <= limit:
            raise self.fault(
                column, f"{words!r} is not between -{limit} and {limit} degrees with a decimal point; blank is unknown."
            )
        return value


@lru_cache(maxsize=20_000)
def _number(words: str) -> int | None:
    found = _WHOLE.fullmatch(words.removeprefix("-"))
    if found is None:
        return None
    return -int(found[1]) if words.startswith("-") else int(found[1])


@lru_cache(maxsize=20_000)
def day(words: str) -> dt.date | None:
    """The day that some words give in one way only, with or without a time of day behind it; else None."""
    bare = _CLOCK.sub("", words.strip())
    for shape in _DAYS:
        try:
            return dt.datetime.strptime(bare, shape).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


@cache
def country(words: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of a country by name or code; None for a state that is gone or an unknown name.

    Kosovo is `XKX`, as in the gazetteer. A former name in brackets, as UCDP writes it, is left aside.
    """
    bare = _PARENTHESIS.sub("", words).strip()
    name = gazetteer.key(bare.replace(",", ""))
    if name in _GONE:
        return None
    found = gazetteer.country_named(bare)
    return _COUNTRIES.get(name) or (found.code if found else None) or outlines.codes().get(bare)


def told(*parts: str | bool | None) -> str | None:
    """Notes as one text, without those that are not there."""
    return " ".join(part for part in parts if isinstance(part, str) and part) or None


def listed(names: Iterable[str | None]) -> str | None:
    """Names parted by semicolons, each once; None where there is none."""
    return "; ".join(dict.fromkeys(name for name in names if name)) or None


def unplaced(words: str | None, project: str) -> str | None:
    """The note for a country that has no code today."""
    return f"{project} names the country {words}." if words and country(words) is None else None
