"""TempEval-3: where the expressions of time are, and what each means as a TIMEX3 value."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from corpora import Document, timex_values
from workbench import dates
from workbench.expressions import Piece, alone, recognised
from workbench.intervals import Tense
from workbench.records import Days

WHERE = (
    "TempEval-3 (TimeBank, AQUAINT, Platinum) and WikiWars: github.com/jspotter/TempEval-3, github.com/xszhong/syntime"
)

_LEADING = re.compile(
    r"(?:(?:in|on|at|during|over|by|since|until|till|through|throughout|from|between|within|for|before|around|about"
    r"|approximately|roughly|only|just|shortly|soon|after|near|ever|early on|late on)\s+)+"
    r"(?:the (?=(?:(?:early|late)[- ])?(?:1[0-9]|20)[0-9]{2}(?!s|['’]s)))?",
    re.IGNORECASE,
)
"""What TIMEX3 leaves outside: prepositions, and the article before a bare year."""
_AHEAD = re.compile(
    r"\b(?:will|would|shall|won't|going to|expect\w*|scheduled|plan(?:s|ned|ning)?|due|set (?:for|to)|to be"
    r"|(?:is|are|was|were) to|may|might|must|should|could|hop(?:e|es|ed|ing) to|intends?|upcoming|coming|starting"
    r"|begin(?:s|ning)?|effective|until|by|(?:early|soon|late) as)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:said|told|announced|reported|added|[a-z]{3,}ed)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d$£€.,])(?:1[0-9]|20)[0-9]{2}(?![\d,.]\d|\d)")
_WINDOW = 90
"""Characters before an expression in which its verb is looked for."""
_NEWS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun|to|yester)day|tomorrow|last (?:week|month|year))\b", re.IGNORECASE
)
_LEAST_YEARS = 8
"""Years that a history names, several for each day that is counted from when it was written."""
_BEHIND = re.compile(r"\s+(?:after|before)$", re.IGNORECASE)
_SINGLE = frozenset({"minute", "part_of_day", "day"})


@dataclass(frozen=True, slots=True)
class _Leaf:
    """An expression that is one TIMEX3: where it stands, and its words written out in full."""

    start: int
    end: int
    words: str
    piece: Piece


class _Story:
    """A text with the days that it has told of so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.told: Days | None = None
        self.day: Days | None = None
        years, recent = len(_YEAR.findall(document.text)), len(_NEWS.findall(document.text))
        self.is_history = document.published is None or years >= max(_LEAST_YEARS, 10 * recent)

    def days(self, leaf: _Leaf) -> Days:
        """The days of an expression: in news counted from publication, in a history from what was told last."""
        row, published = leaf.piece.row, self.document.published
        if self.is_history and self.told and self.told.start and row.id not in _OWN_YEAR:
            end = dt.date(self.told.start.year, 12, 31)
            found = dates.resolve(leaf.words, end, anchor=self.day or self.told)
        else:
            tense = _tense(self.document.text, leaf)
            tense = None if row.facts["means"] in _YEARLESS and tense == "past" else tense
            found = dates.resolve(leaf.words, published, tense=tense, anchor=self._anchor(leaf))
        if found.start and found.precision in _CLOSED and not timex_values.is_length(leaf.piece):
            self.told = found
            self.day = found if found.precision in _SINGLE else self.day if self.is_history else None
        return found

    def _anchor(self, leaf: _Leaf) -> Days | None:
        """What "that day" is counted from; an hour alone is of the day of publication, where no day was told."""
        if leaf.piece.row.facts["means"] == "clock" and self.day is None and self.document.published:
            return Days(self.document.published, self.document.published, "day", "relative_to_publication")
        return self.day or self.told


def predict(document: Document) -> dict[str, Any]:
    """`docid` and `timexes`: spans in code points, TIMEX3 value and type."""
    story = _Story(document)
    found = []
    for leaf in (leaf for piece in recognised(document.text, lengths=True) for leaf in _leaves(document.text, piece)):
        if leaf.piece.row.id in _OF_HISTORIES and not story.is_history:
            continue
        days = story.days(leaf)
        value, kind = timex_values.of(leaf.piece, leaf.words, days)
        if _BEHIND.search(leaf.words) and leaf.piece.row.id in _DISTANCES and _goes_on(document.text, leaf):
            value, kind = timex_values.duration(leaf.piece, leaf.words), "DURATION"
        if kind:
            found.append({"start": leaf.start, "end": leaf.end, "value": value, "type": kind})
    if story.is_history:
        past = _FORMER.finditer(document.text)
        found += [{"start": m.start(), "end": m.end(), "value": "PAST_REF", "type": "DATE"} for m in past]
    return {"docid": document.docid, "timexes": found}


def _goes_on(text: str, leaf: _Leaf) -> bool:
    """Whether a distance is counted from what follows: "ten days before the raid" is a length of time."""
    return bool(re.match(r"\s+(?:after|before)\s+\w", text[leaf.end :], re.IGNORECASE))


def _leaves(text: str, piece: Piece) -> Iterator[_Leaf]:
    """The parts that are expressions of their own ("from 2011 to 2013"), without their prepositions."""
    means = piece.row.facts["means"]
    if means == "days_of_month":
        yield from _days_of_month(text, piece)
    elif means in {"since", "deadline", "range"} or "first" in piece.spans:
        for name in ("first", "last", "inner"):
            if name in piece.spans:
                yield from _part(text, piece, name)
    else:
        yield _leaf(text, piece.start, piece.end, piece)


def _part(text: str, piece: Piece, name: str) -> Iterator[_Leaf]:
    """One end of a range; "March" of "between March and April 1918" is of the year of the other end."""
    start, end = piece.spans[name]
    words = _plain(text[start:end])
    inner = piece.pieces.get(name) or alone(words)
    year = _YEAR.search(text, *piece.spans["last"]) if name == "first" and "last" in piece.spans else None
    if inner is not None:
        leaf = _leaf(text, start, end, inner)
        yearless = year and inner.row.facts["means"] in _YEARLESS and not _YEAR.search(words)
        yield replace(leaf, words=f"{leaf.words} {year[0]}") if year and yearless else leaf


def _days_of_month(text: str, piece: Piece) -> Iterator[_Leaf]:
    """Both days of "January 3-5, 2020"."""
    start, end = piece.spans["last_date"]
    month, year = piece.words["month"], piece.words.get("year", "")
    first_ends = piece.spans["date"][1]
    yield replace(_leaf(text, piece.start, first_ends, piece), words=f"{piece.words['date']} {month} {year}".strip())
    last_ends = max(piece.end, end) if piece.spans["month"][0] > start else piece.end if year else end
    yield replace(_leaf(text, start, last_ends, piece), words=f"{piece.words['last_date']} {month} {year}".strip())


def _leaf(text: str, start: int, end: int, piece: Piece) -> _Leaf:
    words = _plain(text[start:end])
    lead = _LEADING.match(text, start, end)
    start = lead.end() if lead and lead.end() < end else start
    behind = _BEHIND.search(text[start:end]) if piece.row.id in _DISTANCES else None
    return _Leaf(start, start + behind.start() if behind else end, words, piece)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _tense(text: str, leaf: _Leaf) -> Tense | None:
    """Whether the words before an expression, in its sentence, speak of what is to come."""
    if text.startswith(("'s", "’s"), leaf.end):
        return "past"
    before = re.split(r"[.;!?]\s|\n\n", text[max(0, leaf.start - _WINDOW) : leaf.start])[-1]
    ahead = [match.end() for match in _AHEAD.finditer(before)]
    past = [match.end() for match in _TOLD.finditer(before)]
    if ahead and ahead[-1] >= max(past, default=0):
        return "future"
    return "past" if past else None


_OF_HISTORIES = frozenset({"early_year", "early_years", "season_bare"})
_FORMER = re.compile(r"\bformer\b", re.IGNORECASE)
"""WikiWars marks what somebody was."""
_CLOSED = frozenset({"minute", "part_of_day", "day", "days_2_6", "week", "month", "season", "year"})
_SINGLE = frozenset({"minute", "part_of_day", "day"})
_YEARLESS = frozenset({"month_day", "feast", "month", "season"})
_OWN_YEAR = frozenset({"now", "vague", "duration", "how_often", "relative_day", "ago"})
_DISTANCES = frozenset({"counted_from_another", "moments_from_another", "vague"})
