"""A Doc in, its quotations out: which words stand between quote marks, over sentences and paragraphs.

Marks are paired within a block. A quotation that a block leaves open goes on
where the next block begins with a mark, as print does it, and ends with its
sentence where none does. Single marks count where they open before a word and
close behind one; an apostrophe is neither. Nothing here knows who speaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.records import CLAIM_BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from workbench.records import Article

_DOUBLE = frozenset({'"', "''", "``"})
_STOPS = frozenset({",", ".", "!", "?"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """The tokens `first` to `last` (exclusive), marks included; `goes_on` where the paragraph before left it open."""

    first: int
    last: int
    goes_on: bool = False


def find(doc: Doc, article: Article) -> tuple[Quotation, ...]:
    """Every quotation of the readable blocks, in reading order."""
    found: list[Quotation] = []
    is_open = False
    for tokens in _blocks(doc, article):
        here, is_open = _in_block(tokens, goes_on=is_open)
        found += here
    return tuple(found)


def _blocks(doc: Doc, article: Article) -> Iterator[list[Token]]:
    """The tokens of each readable block that has quote marks; an empty list for one without."""
    for block in article.blocks:
        if block.kind not in CLAIM_BLOCKS:
            continue
        span = doc.char_span(block.start, block.end, alignment_mode="contract")
        yield [t for t in span if not t.is_space] if span is not None else []


def _in_block(tokens: list[Token], *, goes_on: bool) -> tuple[list[Quotation], bool]:
    """The quotations of one block, and whether the last of them is left open at its end."""
    found: list[Quotation] = []
    start: Token | None = None
    for place, token in enumerate(tokens):
        if start is None:
            if _opens(token, tokens[place - 1] if place else None):
                start = token
        elif _closes(token, start):
            found.append(Quotation(start.i, token.i + 1, goes_on and not found and start == tokens[0]))
            start = None
    if start is None:
        return found, False
    continued = goes_on and not found and start == tokens[0]
    if _is_double(start):
        found.append(Quotation(start.i, tokens[-1].i + 1, continued))
        return found, True
    return found, False


def _is_double(token: Token) -> bool:
    """True for a double mark, and for the first of two single ones that were typed for it and cut apart."""
    if token.text in _DOUBLE:
        return True
    twin = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return token.text == "'" and twin is not None and twin.text == "'" and not token.whitespace_


def _opens(token: Token, before: Token | None) -> bool:
    if _is_double(token):
        return True
    begins = before is None or bool(before.whitespace_) or before.is_space
    return token.text == "'" and token.tag_ != "POS" and not token.whitespace_ and begins


def _closes(token: Token, start: Token) -> bool:
    if _is_double(start):
        return token.text in _DOUBLE
    if token.text != "'" or token.nbor(-1).whitespace_:
        return False
    return token.nbor(-1).text in _STOPS or token.tag_ != "POS"
