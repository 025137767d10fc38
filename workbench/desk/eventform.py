"""The events of an article in, the forms that add, drop, merge or split them out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, get_args

import ipywidgets as widgets

from workbench.corrections import CorrectionError, current, saying, written
from workbench.desk import words
from workbench.desk.case import Change
from workbench.desk.form import Form, Keep
from workbench.records import Claim, Event, EventType, Passage, Role, Sketch, Status

_INLINE = {"description_width": "initial"}
Mark = Callable[[], Passage | None]
Name = Callable[[int | None], str]
"""Gives an id that no event has yet, for the place in the text that it begins at."""


class AddForm(Form):
    """The form of an event that the machine missed; nothing about it is assumed."""

    def __init__(self, name: Name, *, keep: Keep, mark: Mark) -> None:
        self._name = name
        self.controls = _sketched()
        super().__init__("Add an event", list(self.controls.values()), keep=keep, mark=mark, verb="Add event")

    def changes(self) -> tuple[Change, ...]:
        """The one change that adds the event."""
        made = self._name(self.passage.start if self.passage else None)
        return (Change(made, "event", None, written(_sketch(self.title, self.controls))),)


class DropForm(Form):
    """The form that drops an event that is none; its claims stay in the log and can be brought back."""

    def __init__(self, event: Event, *, keep: Keep, mark: Mark) -> None:
        self._event, self.controls = event, {}
        super().__init__(f"Drop the event: {words.event_words(event)}", [], keep=keep, mark=mark, verb="Drop event")

    def changes(self) -> tuple[Change, ...]:
        """The one change that drops the event."""
        return (Change(self._event.id, "event", written(current(self._event, "event")), None),)


class MergeForm(Form):
    """The form that merges an event into another one, which then holds the claims of both."""

    def __init__(self, event: Event, others: Sequence[Event], *, keep: Keep, mark: Mark) -> None:
        self._event = event
        options = [("choose an event …", ""), *((words.event_words(other), other.id) for other in others)]
        self.controls = {"into": widgets.Dropdown(description="Into", options=options, value="", style=_INLINE)}
        title = f"Merge the event: {words.event_words(event)}"
        super().__init__(title, [self.controls["into"]], keep=keep, mark=mark, verb="Merge events")

    def changes(self) -> tuple[Change, ...]:
        """The one change that merges the event."""
        if not self.controls["into"].value:
            raise CorrectionError(f"{self.title}: no event is chosen; choose the one it belongs to.")
        return (Change(self._event.id, "merged_into", None, written(self.controls["into"].value)),)


class SplitForm(Form):
    """The form that makes a second event of some claims of one."""

    def __init__(self, event: Event, claims: Sequence[Claim], name: Name, *, keep: Keep, mark: Mark) -> None:
        self._event, self._claims, self._name = event, {claim.id: claim for claim in claims}, name
        options = [(_in_a_line(claim), claim.id) for claim in claims]
        moved = widgets.SelectMultiple(description="Claims to move", options=options, rows=min(8, len(options) + 1))
        moved.add_class("wb-wide")
        self.controls = {"claims": moved, **_sketched()}
        title = f"Split the event: {words.event_words(event)}"
        super().__init__(title, list(self.controls.values()), keep=keep, mark=mark, verb="Split event")

    def changes(self) -> tuple[Change, ...]:
        """The change that adds the second event, then one for each claim that moves to it."""
        moved = [self._claims[claim] for claim in self.controls["claims"].value]
        if not moved:
            raise CorrectionError(f"{self.title}: no claim is chosen; choose those that tell of the other event.")
        starts = [claim.passage.start for claim in moved if claim.passage]
        name = self._name(min(starts, default=None))
        added = Change(name, "event", None, written(_sketch(self.title, self.controls)))
        return (added, *(_moved(self._event, claim, name) for claim in moved))


def _moved(event: Event, claim: Claim, name: str) -> Change:
    before = saying(event, claim)
    part = claim.id.partition("+")[0]
    return Change(event.id, "claim", written(before), written(replace(before, event=name)), part)


def _in_a_line(claim: Claim) -> str:
    return f"{claim.field.replace('_', ' ')}: {words.claim_words(claim)}, {words.voice(claim)}"


def _sketched() -> dict[str, Any]:
    choices = {"type": ("Kind", EventType), "role": ("Role", Role), "status": ("Status", Status)}
    return {
        name: widgets.Dropdown(
            description=label,
            options=[("choose …", ""), *((word.replace("_", " "), word) for word in get_args(words_of))],
            value="",
            style=_INLINE,
        )
        for name, (label, words_of) in choices.items()
    }


def _sketch(title: str, controls: dict[str, Any]) -> Sketch:
    chosen = {name: controls[name].value for name in ("type", "role", "status")}
    blank = [controls[name].description.lower() for name, value in chosen.items() if not value]
    if blank:
        raise CorrectionError(f"{title}: {' and '.join(blank)} not chosen; nothing about an event is assumed.")
    return Sketch(**chosen)
