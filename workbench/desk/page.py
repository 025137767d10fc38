"""A reading in, its article as a widget out: blocks named, mentions coloured, evidence lit.

The page is drawn by `view.js`, which makes text nodes of every word. What it
is handed and hands back are code points into the article's text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from workbench.records import Passage, Reading

_HERE = Path(__file__).parent


class ArticleView(anywidget.AnyWidget):
    """The article of a reading; `light` shows where a passage stands, `selected` is what the analyst marked."""

    _esm = _HERE / "view.js"
    _css = _HERE / "view.css"

    text = traitlets.Unicode("").tag(sync=True)
    blocks: traitlets.List[dict[str, Any]] = traitlets.List(traitlets.Dict()).tag(sync=True)
    mentions: traitlets.List[dict[str, Any]] = traitlets.List(traitlets.Dict()).tag(sync=True)
    lits: traitlets.List[dict[str, Any]] = traitlets.List(traitlets.Dict()).tag(sync=True)
    selection: traitlets.List[int] = traitlets.List(traitlets.Int()).tag(sync=True)

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.add_class("wb-article-box")
        self.show(reading)

    def __repr__(self) -> str:
        return f"ArticleView({len(self.text)} characters, {len(self.mentions)} mentions)"

    def show(self, reading: Reading) -> None:
        """Nothing: the page shows the article and mentions of a reading."""
        with self.hold_sync():
            self.text = reading.article.text
            self.blocks = [{"kind": b.kind, "start": b.start, "end": b.end} for b in reading.article.blocks]
            self.mentions = [{"kind": m.kind, "start": m.start, "end": m.end, "rule": m.rule} for m in reading.mentions]

    def light(self, *passages: Passage) -> None:
        """Nothing: the words of the passages are lit and scrolled into view."""
        self.lits = [{"start": passage.start, "end": passage.end} for passage in passages]
        self.send({"do": "reveal"})

    @property
    def selected(self) -> Passage | None:
        """The words that are marked in the page, grown to whole words; None where none are."""
        if not self.selection:
            return None
        start, end = self.selection
        return Passage(start, end, self.text[start:end])
