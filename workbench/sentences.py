"""Doc in, the same Doc out, told where a sentence surely begins and where it surely does not.

Runs before the parser, which keeps what it is told and settles the rest
itself. A sentence begins behind a dateline and behind a line that ends one of
its own; it begins neither behind a title, an initial or "No." nor between a
quotation and who said it. In doubt nothing is said. Rules from the writing
habits of news agencies; no word of a text is ever moved.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from workbench import furniture, lexicons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

WRITTEN = "workbench_written"
"""Where `Doc.user_data` may hold the text with the line ends that the parser does not get to see."""
TITLES = (
    "Adm|Amb|Brig|Capt|Cdr|Cmdr|Col|Cpl|Det|Dr|Fr|Gen|Gov|Insp|Lt|Maj|Messrs|Mr|Mrs|Ms|Pfc|Pres|Prof|Pvt|Rep|Rev"
    "|Sen|Sgt|Spc|Supt"
)
"""Titles that are shortened with a point, as alternatives of a regular expression."""
_BEFORE_FIGURES = "Nos?|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_BEFORE_SMALL = "Inc|Corp|Co|Ltd|Bros|Jr|Sr|vs|approx"
_LETTERED = (
    "Annex|Appendix|Area|Article|Block|Building|Camp|Category|Class|Company|Gate|Group|Hall|Hepatitis|Part|Phase|Plan"
    "|Point|Schedule|Section|Sector|Terminal|Type|Unit|Vitamin|War|Zone"
)
"""Words that a single letter follows without being the initial of a name."""
_OPENERS = "A|An|And|As|At|But|He|Her|His|I|In|It|No|On|Police|She|Some|That|The|There|They|This|Two|We|When|You"
_DATELINE_MARK = re.compile(r"[-–—―:_•()\[\]]")
_DATELINE_REACH = 120
_LINE_END = re.compile(r"[^\S\n]*\n\s*")
_STOPPED = re.compile(r"(?:[a-z]{3}|\d|[a-z][)\]])[.!?]+[\"”’')\]]*$")
_UNSTOPPED = re.compile(r"[\w)\]\"”’'%]$")
_CAPITAL = re.compile(r"[\"“‘'(\[]?[A-Z]")
_OPENS_SENTENCE = re.compile(r"[\"“‘'(\[]*[A-Z0-9]")
_ITEM = re.compile(r"(?:[•*·–—-]|\(?\d{1,2}[.)])\s+\S")
_RUNS_ON = re.compile(
    r"(?i)\b(?:an?|the|of|in|on|at|to|by|for|from|with|and|or|but|as|near|that|which|who|is|was|were|are|be|been|has"
    r"|had|have|said|says|his|her|its|their|[a-z]+’s|[a-z]+'s|mr|gen|president|minister|general|commander|spokesman)$"
)
_WIDEST_WRAP, _NARROWEST_WRAP = 110, 40
_SLACK = 10
"""Columns by which typists and mail programs stop short of the width."""
_LONGEST_HEADLINE = 15


def divide(doc: Doc) -> Doc:
    """The Doc with `is_sent_start` preset where a sentence surely begins (True) or surely goes on (False)."""
    written = text_of(doc)
    for start in _openings(written):
        span = doc.char_span(start, start + 1, alignment_mode="expand")
        if span is not None and span.start and span.start_char == start:
            span[0].is_sent_start = True
    # What holds a sentence together is surer than a line end: the second may be a typist's.
    for match in _holding().finditer(written):
        span = doc.char_span(match.start(), match.end() + 1, alignment_mode="expand")
        for token in span[1:] if span is not None else ():
            token.is_sent_start = False
    return doc


def text_of(doc: Doc) -> str:
    """The text of a Doc, code point for code point, with its line ends where the Doc was told of them."""
    written: str | None = doc.user_data.get(WRITTEN)
    return doc.text if written is None else written


@cache
def _holding() -> re.Pattern[str]:
    """Words and signs that the next word belongs to: the match ends where that word begins."""
    verbs = {form for row in lexicons.load("reporting") if row.fact("class") == "verb" for form in row.forms}
    said = "|".join(sorted(verb for verb in verbs if " " not in verb))
    return re.compile(
        rf"\b(?:{TITLES})\.\s+(?=[A-Z])"
        rf"|\b(?:{_BEFORE_FIGURES})\.\s+(?=\d)"
        rf"|\b(?:{_BEFORE_SMALL})\.\s+(?=[a-z])"
        r"|\b(?:[A-Za-z]\.){2,}\s+(?=[a-z])"
        rf"|\b(?!(?:{_LETTERED})\b)[A-Z][a-z]+\s+(?:[A-HJ-WYZ]\.\s?)+\s(?!(?:{_OPENERS})\b)(?=[A-Z][a-z])"
        r"|(?<=\w),[\"”]\s+(?=[A-Za-z])"
        r"|[?!][\"”]\s+(?=[a-z])"
        rf"|\.[\"”]\s+(?=(?:{said})(?:s|d|ed)?\b)"
    )


def _openings(written: str) -> Iterator[int]:
    """The code points at which a sentence surely begins."""
    yield from _behind_dateline(written, 0)
    if "\n" not in written:
        return
    lines = [line.strip() for line in written.splitlines()]
    wide = max([_NARROWEST_WRAP, *(len(line) for line in lines if len(line) <= _WIDEST_WRAP)])
    for gap in _LINE_END.finditer(written):
        above, below = _line_before(written, gap.start()), _line_after(written, gap.end())
        if above and below and ("\n" in gap.group().strip(" \t\r")[1:] or _ends_a_line(above, below, wide)):
            yield gap.end()
            yield from _behind_dateline(written, gap.end())


def _line_before(text: str, end: int) -> str:
    return text[text.rfind("\n", 0, end) + 1 : end].strip()


def _line_after(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)].strip()


def _behind_dateline(text: str, start: int) -> Iterator[int]:
    """Where the words behind a dateline begin: `KABUL, Afghanistan, Nov 3 - Two men ...`."""
    if not _DATELINE_MARK.search(text, start, start + _DATELINE_REACH):
        return
    raw = _line_after(text, start)
    lead = furniture.dateline(raw)
    if lead is not None and raw[lead.end() :].strip():
        rest = raw[lead.end() :]
        yield text.index(raw, start) + lead.end() + len(rest) - len(rest.lstrip())


def _ends_a_line(above: str, below: str, wide: int) -> bool:
    """Whether a line ends one of its own: a sentence, a headline or an item; not where the typist ran out of width."""
    if _ITEM.match(below):
        return True
    if _STOPPED.search(above):
        return _OPENS_SENTENCE.match(below) is not None
    if above.count(" ") >= _LONGEST_HEADLINE or not _UNSTOPPED.search(above) or _RUNS_ON.search(above):
        return False
    first = below.split(maxsplit=1)[0]
    had_room = len(above) + 1 + len(first) + _SLACK <= wide
    return had_room and _CAPITAL.match(below) is not None
