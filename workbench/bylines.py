"""A byline or a contributors' note in, the names in it out.

Names are runs of capitalised words once titles of work, places and dates are
cut away. An agency's name counts only where nobody else is named. A note that
names nobody gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench import furniture, publication

_START = re.compile(r"(?i)^\W*(?:written |words |story |report )?by\b:?\s*|^\W*(?:authors?|reporters?|writers?)\s*:\s*")
_NAME = re.compile(r"[A-Z][\w.’'-]*(?:\s(?:[A-Z][\w.’'-]*|al|bin|ibn|de|van|von|der|la|el))+|[A-Z][\w/’'-]{2,}")
_SPLIT = re.compile(r"\s*(?:[,|/&•;]|\band\b|\s[-–—]\s)\s*")
_FROM_PLACE = re.compile(r"\s(?:in|from|at|for|of|on|with)\s.*")
_SENTENCE = re.compile(r"(?<=[a-z]{2}\.)\s+|;\s*")
_REPORTERS = re.compile(
    r"(?i)^\W*(?:with )?(?:additional )?reporting (?:was provided )?by\s*:?\s*"
    r"|^\W*with (?:reporting|files?|inputs?) (?:by|from)\s*"
)
_AFTER_NAMES = re.compile(r"\b(?:also )?(?:contributed|reported from)\b.*")
_ROLE = re.compile(
    r"(?i)^(?:the )?(?:[\w.]+(?:['’]s)?\s){0,3}?(?:writers?|reporters?|journalists?|correspondents?|producers?"
    r"|researchers?|photographers?|videojournalists?|editors?|staff)\s+(?=(?-i:[A-Z]))"
)
_POSSESSOR = re.compile(r"^(?:The )?[\w ]{2,20}['’]s?\s(?=[A-Z])")
_NO_NAME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun|GMT|E[SD]T|UTC|[AP]M|Staff|Updated|Published"
)


def authors(lines: Iterable[str]) -> tuple[str, ...]:
    """The names in some byline lines, each once, in order."""
    return _people(_fragments(_START.sub("", publication.without_dates(line)).strip()) for line in lines)


def contributors(notes: Iterable[str]) -> tuple[str, ...]:
    """The names of those who contributed to or reported a story, by its closing notes; editors are left out."""
    sentences = (sentence for note in notes for sentence in _SENTENCE.split(note.strip("()[] ")))
    return _people(_fragments(_credited(sentence)) for sentence in sentences)


def _credited(sentence: str) -> str:
    """The part of a sentence that lists who reported; empty where it credits nobody."""
    if _REPORTERS.match(sentence):
        return _REPORTERS.sub("", sentence).rstrip(".)")
    if not _AFTER_NAMES.search(sentence):
        return ""
    return _AFTER_NAMES.sub("", sentence)


def _fragments(words: str) -> list[str]:
    if furniture.outlet(words):
        return [words]
    bare = (_FROM_PLACE.sub("", f" {part}").strip(" .,()") for part in _SPLIT.split(words))
    return [_ROLE.sub("", _POSSESSOR.sub("", part)) for part in bare if part]


def _people(lists: Iterable[list[str]]) -> tuple[str, ...]:
    """Each name once: people by their full names, failing these an agency, failing that a single word."""
    names = [part for parts in lists for part in parts if _NAME.fullmatch(part) and not _NO_NAME.fullmatch(part)]
    outlets = [name for name in names if furniture.outlet(name)]
    people = [name for name in names if " " in name and name not in outlets]
    return tuple(dict.fromkeys(people or outlets or names))
