"""A reading and its marks in, its article as a widget out; what a hand marks there, kept.

The page is drawn by `view.js`, which makes text nodes of every word. What it
is handed and hands back are code points into the article's text. The page
asks, `marks` decides what that comes to, `keep` commits it, and only then does
the page show it; a refusal is shown on the page itself.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from workbench.desk.marks import ANALYST, KINDS, Change, History, MarkError, Marks, readable, words
from workbench.records import Mention, MentionKind, Passage, Reading

_HERE = Path(__file__).parent
_FEW = 100
"""As many changed spans go to the page one by one; beyond that all spans are sent anew, once."""

Keep = Callable[[Change], object]
"""Commits a change; raises a ValueError with the words to show where it is refused."""
Travel = Callable[[], "Change | None"]
"""Takes the last change back, or makes it anew: the change that this comes to, or None where `show` was called."""

_ASKED: dict[str, Callable[[Marks, dict[str, Any]], Change]] = {
    "add": lambda marks, asked: marks.add(asked["start"], asked["end"], asked["kind"]),
    "delete": lambda marks, asked: marks.delete(asked["part"]),
    "relabel": lambda marks, asked: marks.relabel(asked["part"], asked["kind"]),
    "move": lambda marks, asked: marks.move(asked["part"], asked["edge"], asked["by"]),
    "accept": lambda marks, asked: marks.accept(asked["part"]),
    "reject": lambda marks, asked: marks.reject(asked["part"]),
}
"""What the page may ask for, and the change that it comes to."""


class ArticleView(anywidget.AnyWidget):
    """The article of a reading; `light` shows where a passage stands, `selected` is what the analyst selected.

    With `keep` the analyst may mark words: `marks` is what is marked now. Without it the page is for reading only.
    """

    _esm = _HERE / "view.js"
    _css = _HERE / "view.css"

    text = traitlets.Unicode("").tag(sync=True)
    kinds: traitlets.List[MentionKind] = traitlets.List(default_value=list(KINDS)).tag(sync=True)
    editable = traitlets.Bool(False).tag(sync=True)  # noqa: FBT003 (a trait's default)
    buttons = traitlets.Bool(True).tag(sync=True)  # noqa: FBT003 (a trait's default)
    """Whether the page has buttons for undo and redo; a desk has its own for both, and the keys work always."""
    blocks: traitlets.List[dict[str, Any]] = traitlets.List(traitlets.Dict()).tag(sync=True)
    mentions: traitlets.List[dict[str, Any]] = traitlets.List(traitlets.Dict()).tag(sync=True)
    changed: traitlets.Dict[str, dict[str, Any] | None] = traitlets.Dict().tag(sync=True)
    """What differs from `mentions`, by part, None for a span that is gone: small where all of them are not."""
    answer: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    """What was done or refused last; a trait and no message, so that it arrives with the marks it speaks of."""
    lits: traitlets.List[dict[str, Any]] = traitlets.List(traitlets.Dict()).tag(sync=True)
    selection: traitlets.List[int] = traitlets.List(traitlets.Int()).tag(sync=True)

    def __init__(
        self,
        reading: Reading,
        *,
        marks: Marks | None = None,
        keep: Keep | None = None,
        undo: Travel | None = None,
        redo: Travel | None = None,
    ) -> None:
        super().__init__()
        self.add_class("wb-article-box")
        self._keep, self._undo, self._redo = keep, undo, redo
        self._history = History()
        self.editable = keep is not None
        self.buttons = undo is None and redo is None
        self.marks = Marks("", ())
        """The spans that the page shows."""
        self._sent: dict[str, Mention] = {}
        self.show(reading, marks)
        self.on_msg(self._heard)

    def __repr__(self) -> str:
        return f"ArticleView({len(self.text)} characters, {len(self.marks)} mentions)"

    def show(self, reading: Reading, marks: Marks | None = None) -> None:
        """Nothing: the page shows an article and its marks; where none are given, the changes made so far stay."""
        text = reading.article.text
        if marks is None:
            marks = Marks(text, reading.mentions, self.marks.changes if text == self.marks.text else ())
        with self.hold_sync():
            self.text = text
            self.blocks = [{"kind": b.kind, "start": b.start, "end": b.end} for b in reading.article.blocks]
            self._show_marks(marks)

    def light(self, *passages: Passage) -> None:
        """Nothing: the words of the passages are lit and scrolled into view."""
        with self.hold_sync():
            self.lits = [{"start": passage.start, "end": passage.end} for passage in passages]
            self._answer(do="reveal")

    @property
    def selected(self) -> Passage | None:
        """The words that are selected on the page, grown to whole words; None where none are."""
        whole = words(self.text).snapped(*self.selection) if self.selection else None
        return Passage(*whole, self.text[slice(*whole)]) if whole else None

    def _show_marks(self, marks: Marks) -> None:
        """Nothing: the page shows the marks; a few changes travel by themselves, as all spans together are slow."""
        sent, now = self._sent, marks.parts
        # Marks that did not change are the very same records, which is quick to see.
        parts = [part for part in sent.keys() | now.keys() if sent.get(part) is not now.get(part)]
        differing = {part: now.get(part) for part in parts if sent.get(part) != now.get(part)}
        with self.hold_sync():
            if len(differing) > _FEW or self.marks.text != marks.text:
                self._sent, differing = dict(now), {}
                self.mentions = [_span(part, mention, marks) for part, mention in now.items()]
            self.changed = {
                part: _span(part, mention, marks) if mention else None for part, mention in differing.items()
            }
        self.marks = marks

    def _heard(self, _widget: object, asked: dict[str, Any], _buffers: object) -> None:
        """Nothing: what the page asks for is kept, then shown; what is refused or fails is told on the page."""
        with self.hold_sync():
            try:
                change = self._done(asked)
            except ValueError as error:
                self._answer(do="refused", said=readable(str(error)))
            except Exception as error:
                self._answer(do="refused", said=f"{type(error).__name__}: {error}")
                raise
            else:
                part = change.part if change and change.now else ""
                self._answer(do="done", part=part, said=_told(asked["do"], change))

    def _answer(self, **answer: str) -> None:
        # Numbered, because the same answer twice is two answers.
        self.answer = {"number": self.answer.get("number", 0) + 1, **answer}

    def _done(self, asked: dict[str, Any]) -> Change | None:
        if self._keep is None:
            raise MarkError("This page is for reading only; give it `keep` to mark words on it.")
        before, keep = self.marks, self._keep

        def fit(change: Change) -> None:
            # What does not fit the marks shown is refused before anybody keeps it.
            before.apply(change)
            keep(change)

        if asked["do"] in ("undo", "redo"):
            change = self._travelled(asked["do"], fit)
        else:
            change = _ASKED[asked["do"]](before, asked)
            fit(change)
            self._history = self._history.made(change)
        # Whoever keeps may have shown the marks already, with what others changed meanwhile.
        self.selection = []
        if change is not None and self.marks is before:
            self._show_marks(before.apply(change))
        return change

    def _travelled(self, way: str, keep: Keep) -> Change | None:
        given = self._undo if way == "undo" else self._redo
        if given is not None:
            return given()
        travel = self._history.undo if way == "undo" else self._history.redo
        change, self._history = travel(keep)
        return change


def _span(part: str, mention: Mention, marks: Marks) -> dict[str, Any]:
    """A mark as the page draws it; where an analyst changed the machine's, with what that was."""
    span = {"part": part, "kind": mention.kind, "start": mention.start, "end": mention.end, "rule": mention.rule}
    machine = marks.machine.get(part)
    if mention.rule == ANALYST and machine is not None:
        span["machine"] = f"{machine.kind} “{machine.text}”, {machine.rule}"
    return span


def _told(did: str, change: Change | None) -> str:
    """What was done, in the words that the page shows and a screen reader speaks."""
    if change is None:
        return "Undone" if did == "undo" else "Done again"
    was, now = change.was, change.now
    if now is None:
        told = f"{'rejected' if did == 'reject' else 'deleted'} {was.kind} “{was.text}”" if was else "nothing changed"
    elif was is None:
        told = f"marked {now.kind} “{now.text}”"
    elif did == "accept":
        told = f"accepted {now.kind} “{now.text}”"
    else:
        told = f"{was.kind} “{was.text}” is now {now.kind} “{now.text}”"
    ahead = {"undo": "Undone: ", "redo": "Done again: "}.get(did, "")
    return ahead + told if ahead else told[0].upper() + told[1:]
