"""What stands on a desk and in its forms, for tests that sit at one without a browser."""

import html

from ipywidgets import HTML, Button


def everything(widget):
    """The widget and all that is in it, outermost first."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from everything(child)


def said(widget):
    """The words of all its text, as markup without entities."""
    return " ".join(html.unescape(part.value) for part in everything(widget) if isinstance(part, HTML))


def button(desk, description):
    """The first button that says so."""
    return next(part for part in everything(desk) if isinstance(part, Button) and part.description == description)


def filled_in(form, reason, controls):
    """The form, with its controls and its reason set."""
    for name, value in controls.items():
        form[name].value = value
    form.reason.value = reason
    return form
