"""Text in, the name of another language out, or nothing where it is English.

The small words of a language (its articles, prepositions and the like) are
counted against those of the others; the lists are rows of
`lexicons/tongues.toml`. Short dispatches pass on little evidence. No claim is
made about what a refused text is written in unless its small words say so.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from workbench import lexicons

_WORD = re.compile(r"[^\W\d_]+")
_FEW_WORDS = 15
_MANY_WORDS = 40
_LEAST_LATIN = 0.5
_LEAST_SHARE = 0.10
"""English news runs above a third of small words; tables and lists of names stay above a tenth."""


def foreign(text: str) -> str | None:
    """The language that a text is in, `another language` where that is unknown, or None for English."""
    words = _WORD.findall(text.casefold())
    tallies = {name: sum(word in forms for word in words) for name, forms in _tongues().items()}
    english = tallies.pop("English")
    rival = max(tallies, key=lambda name: tallies[name])
    if tallies[rival] > english:
        return rival
    if _latin_share(text) < _LEAST_LATIN or not _enough(english, len(words)):
        return rival if tallies[rival] else "another language"
    return None


def _enough(small_words: int, words: int) -> bool:
    if words < _FEW_WORDS:
        return True
    return small_words >= (1 if words < _MANY_WORDS else _LEAST_SHARE * words)


def _latin_share(text: str) -> float:
    """The share of a text's letters that are Latin; 1 where it has none."""
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return 1.0
    latin = sum(letter.isascii() or unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return latin / len(letters)


@cache
def _tongues() -> dict[str, frozenset[str]]:
    return {row.fact("name") or row.id: frozenset(row.forms) for row in lexicons.load("tongues")}
