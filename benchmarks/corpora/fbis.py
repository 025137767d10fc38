"""A dispatch of the Foreign Broadcast Information Service in capitals, as a page that the workbench reads.

The line that heads it gives the place; `[TEXT]` and its like are furniture; words that the monitors put into brackets
are read as if they stood in the text, abbreviations in brackets stay in brackets. Each paragraph becomes one line.
"""

from __future__ import annotations

import re

from corpora import Document
from corpora.truecase import truecase
from workbench.records import Article, Block

_HEAD = re.compile(
    r"\s*(?P<place>[^\d\n(,]{3,40})[^\d]{0,60}?,\s+(?:NO DATE|\d{1,2}\s+[A-Z]{3}\w*\.?(?:\s+\d\d)?)\b.{0,200}?--\s*",
    re.DOTALL,
)
_LABEL = r"text|excerpts?|summary|commentary|editorial|article|interview|from the|correspondent"
_FURNITURE = re.compile(
    rf"\[(?:{_LABEL})\b[^\]]*\]"
    r"|\[[^\]]*\b(?:report|communique|dispatch|newscast|commentary|indistinct|passage omitted)\b[^\]]*\]"
    r"|\[(?:begin|end|video|sic|as (?:received|heard)|applause|continued)\b[^\]]*\]",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"\[([A-Z][\w.-]{1,9})\]")
_SPELT_OUT = re.compile(r"(?<=[A-Z]) \[([A-Z][^\]]{8,80})\]")


def article(document: Document) -> Article:
    """The dispatch with its dateline's place and one body block a paragraph, in running case."""
    text = document.text
    head = _HEAD.match(text)
    place = truecase(head["place"].strip()) if head else None
    cased = truecase(text[head.end() :] if head else text)
    blocks: list[Block] = []
    page = ""
    for piece in re.split(r"\n\s*\n", cased):
        words = " ".join(_unbracketed(piece).split())
        if any(c.isalpha() for c in words):
            page += "\n\n" if page else ""
            blocks.append(Block("body", len(page), len(page) + len(words)))
            page += words[0].upper() + words[1:]
    return Article(
        document.docid, document.docid, page, dateline=place, published=document.published,
        published_basis="analyst" if document.published else "unknown", blocks=tuple(blocks),
    )  # fmt: skip


def _unbracketed(piece: str) -> str:
    """The words of a paragraph without the monitors' furniture and brackets."""
    words = _FURNITURE.sub(" ", piece)
    words = _SPELT_OUT.sub(r" (\1)", _ABBREVIATION.sub(r"(\1)", words))
    return words.replace("[", "").replace("]", "")


def header(text: str) -> str:
    """The words of the line that heads a dispatch, and the monitors' word for its kind ("communique")."""
    head = _HEAD.match(text)
    if head is None:
        return ""
    return " ".join([head.group(), *_FURNITURE.findall(text[head.end() : head.end() + 120])])
