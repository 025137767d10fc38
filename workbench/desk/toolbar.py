"""Names and what they do in, a row of buttons out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

import ipywidgets as widgets

from workbench.desk.buttons import small_button

_TOLD = {
    "Undo": "Take back your last step; the log keeps both",
    "Redo": "Make the step last undone good again",
    "Add event": "An event that the machine missed",
    "Merge": "Merge the event shown into another one",
    "Split": "Make a second event of some claims of the one shown",
    "History": "Rows of the history that the event shown may be; you decide",
    "Drop": "Drop the event shown: it is none, or none of ours",
}


class Toolbar(widgets.HBox):  # type: ignore[misc]  # ipywidgets has no types
    """The buttons for what is done to whole events, each within `told`, which shows what fails."""

    def __init__(self, acts: Mapping[str, Callable[[], Any]], told: Callable[[], AbstractContextManager[None]]) -> None:
        self._told = told
        self._buttons = {name: small_button(name, _TOLD[name], self._within(act)) for name, act in acts.items()}
        super().__init__(list(self._buttons.values()))
        self.add_class("wb-tools")

    def __repr__(self) -> str:
        return f"Toolbar({', '.join(self._buttons)})"

    def enable(self, possible: Mapping[str, bool]) -> None:
        """Nothing: the buttons named can be pressed or not."""
        for name, can in possible.items():
            self._buttons[name].disabled = not can

    def _within(self, act: Callable[[], Any]) -> Callable[[], None]:
        def pressed() -> None:
            with self._told():
                act()

        return pressed
