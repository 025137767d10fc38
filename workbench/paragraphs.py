"""Text in, paragraphs out, each knowing where it stands.

A paragraph is a line, unless the page was wrapped at a fixed width (typed
dispatches, mail, plain-text archives): then the lines that the wrapping cut
are one paragraph. The text itself is never changed: a paragraph points into it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_SPACE = re.compile(r"\s+")
_WIDEST_WRAP = 110
_NARROWEST_WRAP = 40
_LEAST_CUT = 2
_LEAST_CUT_SHARE = 0.35
_SLACK = 10
"""Columns by which typists and mail programs stop short of the width."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of the page between two code points, and the same words with every white space as one blank."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        """How many words, as blanks divide them."""
        return self.text.count(" ") + 1


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    text: str
    follows_blank: bool


def split(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a page in order, trimmed, together holding every character that is not white space."""
    lines = _lines(text)
    width = _wrap_width(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and width and _goes_on(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_paragraph(text, group[0].start, group[-1].end) for group in groups)


def _paragraph(text: str, start: int, end: int) -> Paragraph:
    return Paragraph(start, end, _SPACE.sub(" ", text[start:end]))


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    offset, blank = 0, True
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            indent = len(raw) - len(raw.lstrip())
            start = offset + indent
            lines.append(_Line(start, start + len(words), indent, words, blank))
        blank = not words
        offset += len(raw)
    return lines


def _wrap_width(lines: list[_Line]) -> int:
    """The width that a page was wrapped at in characters, 0 where each line is whole.

    Only wrapping makes many lines begin in lower case right under another line.
    """
    pairs = [(above, below) for above, below in pairwise(lines) if not below.follows_blank]
    cut = [above for above, below in pairs if below.text[0].islower()]
    lengths = sorted(len(above.text) for above in cut)
    if len(cut) < _LEAST_CUT or len(cut) < _LEAST_CUT_SHARE * len(pairs):
        return 0
    width = lengths[len(lengths) * 9 // 10]
    return width if _NARROWEST_WRAP <= width <= _WIDEST_WRAP else 0


def _goes_on(above: _Line, below: _Line, width: int) -> bool:
    """Whether a line carries on the one above: nothing divides them, and its first word had no room up there."""
    if below.follows_blank or below.indent > above.indent + 1 or len(above.text) > width + _SLACK:
        return False
    if below.text[0].islower():
        return True
    first = below.text.split(maxsplit=1)[0]
    return len(above.text) + 1 + len(first) > width - _SLACK
