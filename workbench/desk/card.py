"""A field of an event in, its head and, once opened, its claims and its form out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

import ipywidgets as widgets

from workbench.corrections import CORRECTABLE, current, read_value
from workbench.desk import words
from workbench.records import Claim, Event, Passage

_LONGEST_QUOTE, _LONGEST_TITLE = 160, 50
_MARKS = ("wb-differs", "wb-analyst", "wb-blank", "wb-open")


class Head(widgets.Button):  # type: ignore[misc]  # ipywidgets has no types
    """The line of a field that opens its card: name, value, and the rule that settled it."""

    def __init__(self, field: str, opened: Callable[[str], None]) -> None:
        super().__init__(tooltip=f"Open {CORRECTABLE[field].title.lower()}")
        self.field = field
        self.add_class("wb-head")
        self.on_click(lambda _button: opened(field))

    def __repr__(self) -> str:
        return f"Head({self.field})"

    def show(self, value: str, because: str, mark: str = "", *, is_open: bool = False) -> None:
        """Nothing: the head reads so, with the mark `wb-differs`, `wb-analyst` or none."""
        title = CORRECTABLE[self.field].title
        # Only the first line is set large, so a value that would run over gets lines of its own.
        parting = ":\n" if len(title) + len(value) > _LONGEST_TITLE else ": "
        self.description = f"{title}{parting}{value}" + (f"\n{because}" if because else "")
        for name in _MARKS:
            self.remove_class(name)
        for name in filter(None, (mark, "wb-open" if is_open else "", "wb-blank" if value == words.UNKNOWN else "")):
            self.add_class(name)


def show_event(head: Head, event: Event, *, is_open: bool) -> None:
    """Nothing: a head reads what an event says about its field."""
    value = words.value_words(head.field, current(event, head.field))
    by = words.settled_by(event, head.field)
    differs = words.differ(head.field, words.behind(event, head.field))
    mark = "wb-analyst" if by.startswith("corrected") else "wb-differs" if differs else ""
    because = " · ".join(filter(None, (by, "voices differ" if differs else "")))
    head.show(value, because, mark, is_open=is_open)


def claim_rows(claims: Iterable[Claim], light: Callable[[Passage], None]) -> list[Any]:
    """A row a claim: what it says, who says so, in which words, and a button that shows them in the article."""
    rows = [_claim_row(claim, light) for claim in claims]
    return rows or [widgets.HTML('<span class="wb-voice">The article says nothing on this.</span>')]


def _claim_row(claim: Claim, light: Callable[[Passage], None]) -> Any:  # noqa: ANN401 (ipywidgets has no types)
    value = read_value(claim.field, claim.value) if claim.by != "machine" else None
    said, passage = words.claim_words(claim, value), claim.passage
    quote = f"<br><q>{escape(_short(passage.text))}</q>" if passage else ""
    # The only mark-up is ours: every word of the article is escaped before it gets here.
    told = f'<b>{escape(said)}</b> <span class="wb-voice">{escape(words.voice(claim))}</span>{quote}'
    parts = [widgets.HTML(told)]
    if passage:
        parts.append(small_button("Show words", f"Show in the article: {_short(passage.text)}", lambda: light(passage)))
    row = widgets.HBox(parts)
    row.add_class("wb-claim")
    return row


def small_button(description: str, tooltip: str, pressed: Callable[[], None]) -> Any:  # noqa: ANN401
    """A button that stands back behind what it belongs to."""
    button = widgets.Button(description=description, tooltip=tooltip)
    button.on_click(lambda _button: pressed())
    button.add_class("wb-small")
    return button


def _short(quote: str) -> str:
    words_only = " ".join(quote.split())
    return words_only if len(words_only) <= _LONGEST_QUOTE else f"{words_only[:_LONGEST_QUOTE].rstrip()} …"
