"""An article in, the frame out that turns its words of violence into something else, or None.

A striker who kills the game, a raid on a bank's shares, a warehouse blown up
for a film, marines who storm a beach in a drill, a house that a gas leak
levelled: such a story tells of no attack, however warlike its verbs. It is
known by several different words of its trade in `lexicons/frames.toml`; one
word of real violence from the same row, and the story is read as any other.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from workbench import lexicons
from workbench.records import CLAIM_BLOCKS

if TYPE_CHECKING:
    from workbench.records import Article


def of(article: Article) -> str | None:
    """The rule of the frame that an article is told in (`frames:sport`), or None for a story taken at its word."""
    words = " ".join(article.text[b.start : b.end] for b in article.blocks if b.kind in CLAIM_BLOCKS).lower()
    return next((row.rule for row in lexicons.load("frames") if _holds(row, words)), None)


def _holds(row: lexicons.Row, words: str) -> bool:
    """True where enough different words of the trade stand in a text and none of real violence."""
    trade = set(_pattern(row.forms).findall(words))
    return len(trade) >= int(row.facts["least"]) and not _pattern(tuple(row.facts["unless"].split("|"))).search(words)


@cache
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=lambda form: -len(form))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
