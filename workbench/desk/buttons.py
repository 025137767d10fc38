"""Words and what they do in, a button of the desk out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets


def small_button(description: str, tooltip: str, pressed: Callable[[], None]) -> Any:  # noqa: ANN401 (an untyped widget)
    """A button that stands back behind what it belongs to."""
    button = widgets.Button(description=description, tooltip=tooltip)
    button.on_click(lambda _button: pressed())
    button.add_class("wb-small")
    return button
