"""A field of an event in, its head and, once opened, the rows of its claims out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

import ipywidgets as widgets

from workbench import wording
from workbench.corrections import CORRECTABLE, StaleCorrection, current, read_value
from workbench.desk import words
from workbench.desk.buttons import small_button
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
        for name in filter(None, (mark, "wb-open" if is_open else "", "wb-blank" if value == wording.UNKNOWN else "")):
            self.add_class(name)


def show_event(head: Head, event: Event, overtaken: Iterable[StaleCorrection], *, is_open: bool) -> None:
    """Nothing: a head reads what an event says about its field, and what the machine now reads where that moved."""
    value = wording.value_words(head.field, current(event, head.field))
    by = words.settled_by(event, head.field)
    differs = words.differ(head.field, standing(event, head.field))
    mark = "wb-analyst" if by.startswith("corrected") or "chosen by" in by else "wb-differs" if differs else ""
    moved = [_moved(one) for one in overtaken if one.correction and _is_of(one.correction, event, head.field)]
    because = " · ".join(filter(None, (by, "voices differ" if differs else "", *moved)))
    head.show(value, because, mark, is_open=is_open)


def _is_of(made: Any, event: Event, field: str) -> bool:  # noqa: ANN401 (a Correction)
    return (made.event, made.field) == (event.id, field)


def _moved(stale: StaleCorrection) -> str:
    """What the machine reads now where an analyst corrected something else."""
    made = stale.correction
    if made is None:
        return ""
    now, was = (wording.written_words(made.field, text) for text in (stale.present, made.was))
    return f"the machine now reads {now}; when this was corrected it read {was}"


def standing(event: Event, field: str) -> tuple[Claim, ...]:
    """The claims behind a field that count: none that an analyst set aside."""
    return tuple(claim for claim in words.behind(event, field) if claim.id not in event.set_aside)


@dataclass(frozen=True, slots=True)
class Acts:
    """What the buttons of a claim do."""

    light: Callable[[Passage], None]
    change: Callable[[Claim], None]
    take_back: Callable[[int], None]


def claim_rows(event: Event, field: str, acts: Acts, entry_of: Callable[[str], int | None]) -> list[Any]:
    """A row a claim: what it says, who says so, in which words; buttons that light the words and change the claim."""
    rows = [_claim_row(event, claim, acts, entry_of) for claim in words.behind(event, field)]
    return rows or [widgets.HTML('<span class="wb-voice">The article says nothing on this.</span>')]


def _claim_row(event: Event, claim: Claim, acts: Acts, entry_of: Callable[[str], int | None]) -> Any:  # noqa: ANN401
    is_decision, is_aside = claim.speaker_kind == "analyst", claim.id in event.set_aside
    buttons = []
    if claim.passage:
        passage = claim.passage
        shown = f"Show in the article: {_short(passage.text)}"
        buttons.append(small_button("Show words", shown, lambda: acts.light(passage)))
    if not is_decision and not is_aside:
        says = words.claim_words(claim)
        buttons.append(small_button("Change", f"Change this claim: {says}", lambda: acts.change(claim)))
    seq = entry_of(claim.id.partition("+")[0]) if is_aside else None
    if seq is not None:
        told = f"Take back entry {seq}, which set this claim aside"
        buttons.append(small_button("Count again", told, lambda: acts.take_back(seq)))
    side = widgets.VBox(buttons)
    side.add_class("wb-claim-buttons")
    row = widgets.HBox([widgets.HTML(_told(claim, is_aside=is_aside)), side])
    row.add_class("wb-claim")
    return row


def _told(claim: Claim, *, is_aside: bool) -> str:
    """The words of a row. The only mark-up is ours: every word of the article is escaped before it gets here."""
    value = read_value(claim.field, claim.value) if claim.speaker_kind == "analyst" else None
    passage = claim.passage
    quote = f"<br><q>{escape(_short(passage.text))}</q>" if passage else ""
    aside = '<span class="wb-rule">set aside, no longer counted</span><br>' if is_aside else ""
    said = (
        f'<b>{escape(words.claim_words(claim, value))}</b> <span class="wb-voice">{escape(words.voice(claim))}</span>'
    )
    where = f' data-wb-start="{passage.start}" data-wb-end="{passage.end}"' if passage else ""
    return f'<div class="wb-told{" wb-aside" if is_aside else ""}"{where}>{aside}{said}{quote}</div>'


def _short(quote: str) -> str:
    words_only = " ".join(quote.split())
    return words_only if len(words_only) <= _LONGEST_QUOTE else f"{words_only[:_LONGEST_QUOTE].rstrip()} …"
