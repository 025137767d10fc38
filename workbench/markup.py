"""A reading in, a still page of its article out: blocks named, mentions coloured and labelled.

For a notebook saved without its kernel, where no widget shows. Every word of
the article goes in as text: nothing of it can become markup, script or style.
The same reading gives the same page, so that saved notebooks can be compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import pairwise
from typing import get_args

from workbench.records import CLAIM_BLOCKS, Article, Block, Mention, MentionKind, Reading

_LABELS: dict[MentionKind, str] = {
    "action": "act", "weapon": "weapon", "actor": "who", "people": "people", "place": "where", "time": "when",
    "number": "number", "report": "says", "hedge": "hedge",
}  # fmt: skip
"""The word written beside a mention: colour alone is lost on some eyes, printers and viewers."""


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of the article that a claim rests on: code points `start` to `end`, and the claim's number on a page."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with the mentions to show on it; a notebook shows it as a page."""

    article: Article
    mentions: tuple[Mention, ...]

    def __repr__(self) -> str:
        kinds = len({mention.kind for mention in self.mentions})
        title = self.article.title or self.article.source
        return f"<Annotated {title!r}: {len(self.mentions)} mentions of {kinds} kinds>"

    def _repr_html_(self) -> str:
        return f"<style>{style()}</style>{self.body()}"

    def body(self, cited: Sequence[Cited] = ()) -> str:
        """The page without its style: the legend and the blocks.

        Words that are cited are tied to their claims: they have the id `words-N`, and a link to `claim-N` behind them.
        """
        blocks = "".join(_block(self, block, cited) for block in _covering(self.article))
        return f'<div class="wbm">{_legend(self.mentions)}{blocks}</div>'


def style() -> str:
    """The style sheet of an annotated page."""
    return files("workbench").joinpath("markup.css").read_text(encoding="utf-8")


def page(reading: Reading, *, kinds: Iterable[MentionKind] | None = None) -> Annotated:
    """The article of a reading with its mentions, or those of some kinds; raises ValueError for an unknown kind."""
    wanted = set(get_args(MentionKind)) if kinds is None else set(kinds)
    unknown = sorted(wanted - set(get_args(MentionKind)))
    if unknown:
        raise ValueError(f"There is no mention kind {', '.join(unknown)}; use {', '.join(get_args(MentionKind))}.")
    return Annotated(reading.article, tuple(mention for mention in reading.mentions if mention.kind in wanted))


def _covering(article: Article) -> tuple[Block, ...]:
    """The blocks and, between them, what belongs to none, so that no word of the page goes missing."""
    pieces: list[Block] = []
    at = 0
    for block in sorted(article.blocks, key=lambda block: block.start):
        if article.text[at : block.start].strip():
            pieces.append(Block("other", at, block.start))
        pieces.append(block)
        at = max(at, block.end)
    if article.text[at:].strip():
        pieces.append(Block("other", at, len(article.text)))
    return tuple(pieces)


def _legend(mentions: Sequence[Mention]) -> str:
    counts = Counter(mention.kind for mention in mentions)
    entries = "".join(
        f'<span class="wbm-{kind} wbm-mark">{_LABELS[kind]}</span> {counts[kind]} '
        for kind in get_args(MentionKind)
        if counts[kind]
    )
    return f'<p class="wbm-legend">{entries or "nothing recognised"}</p>'


def _block(shown: Annotated, block: Block, cited: Sequence[Cited]) -> str:
    kind = escape(block.kind.replace("_", " "), quote=True)
    silent = "" if block.kind in CLAIM_BLOCKS else " wbm-silent"
    note = "" if block.kind in CLAIM_BLOCKS else '<span class="wbm-note">: carries no claims</span>'
    return (
        f'<div class="wbm-block{silent}"><div class="wbm-kind">{kind}{note}</div>'
        f'<div class="wbm-text" dir="auto">{_marked(shown, block, cited)}</div></div>'
    )


def _marked(shown: Annotated, block: Block, cited: Sequence[Cited]) -> str:
    """The text of a block, cut wherever a mention or cited words begin or end, so that they may overlap."""
    inside = [mention for mention in shown.mentions if mention.start < block.end and mention.end > block.start]
    tied = [words for words in cited if words.start < block.end and words.end > block.start]
    edges = [edge for mention in inside for edge in (mention.start, mention.end)]
    edges += [edge for words in tied for edge in (words.start, words.end)]
    cuts = sorted({block.start, block.end, *(edge for edge in edges if block.start < edge < block.end)})
    text = shown.article.text
    pieces = (
        _tied(_piece(text[start:end], _over(inside, start, end), end), tied, start, end)
        for start, end in pairwise(cuts)
    )
    return "".join(pieces)


def _tied(piece: str, cited: Sequence[Cited], start: int, end: int) -> str:
    """A piece with an anchor for each claim whose words begin here, and a link to each whose words end here."""
    over = [words for words in cited if words.start <= start and end <= words.end]
    if not over:
        return piece
    anchors = "".join(f'<span id="words-{words.number}"></span>' for words in over if words.start == start)
    names = " ".join(f"words-{words.number}" for words in over)
    ends = [words.number for words in over if words.end == end]
    links = ", ".join(f'<a href="#claim-{number}" aria-label="claim {number}">{number}</a>' for number in ends)
    cites = f'<sup class="wbm-cites">[{links}]</sup>' if links else ""
    return f'{anchors}<span class="wbm-cited {names}">{piece}</span>{cites}'


def _over(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """The mentions that hold a piece, narrowest first."""
    held = [mention for mention in mentions if mention.start <= start and end <= mention.end]
    return sorted(held, key=lambda mention: (mention.end - mention.start, mention.start, mention.kind))


def _piece(words: str, held: Sequence[Mention], end: int) -> str:
    if not held:
        return escape(words)
    names = "; ".join(f"{mention.kind}, {mention.rule}: {mention.text}" for mention in held)
    labels = "".join(
        f'<small class="wbm-label">\u00a0{_LABELS[mention.kind]}</small>' for mention in held if mention.end == end
    )
    title = escape(names, quote=True)
    return f'<span class="wbm-{held[0].kind} wbm-mark" title="{title}">{escape(words)}{labels}</span>'
