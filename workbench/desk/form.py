"""What an analyst wants to change in, the form that asks for it and for the reason out.

A form says what the analyst wants to say; whether that is kept, and what it
then changes, is the desk's business. It is shown as saved only after the desk
has said so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import ipywidgets as widgets

from workbench.corrections import CORRECTABLE, REASONS, CorrectionError, written
from workbench.desk import inputs
from workbench.desk.buttons import small_button
from workbench.desk.case import Change
from workbench.records import Passage

Keep = Callable[["Form"], str]
"""What a desk does with a filled form; the words that it answers with."""

_ASKED = {code: said for code, said in REASONS.items() if code != "annotation"}


class Form(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """A form of the desk: its controls by name (`form["best"].value = "4"`), `reason`, `note` and `save`."""

    controls: inputs.Controls

    def __init__(
        self, title: str, lines: Sequence[Any], *, keep: Keep, mark: Callable[[], Passage | None], verb: str = "Save"
    ) -> None:
        self.title = title
        self.passage: Passage | None = None
        self._keep, self._mark = keep, mark
        reasons = [("choose a reason …", ""), *((f"{code}: {said}", code) for code, said in _ASKED.items())]
        self.reason = widgets.Dropdown(description="Reason", options=reasons, value="")
        self.note = widgets.Text(description="Note", placeholder="optional")
        self.button = widgets.Button(description=verb, button_style="primary", tooltip=f"{verb}: {title.lower()}")
        marked = "The words marked in the article become the evidence of the correction"
        self.evidence = small_button("Use as evidence", marked, self.use_marked)
        self.message = widgets.HTML()
        self.button.on_click(self._saved)
        super().__init__(self._rows(lines))
        self.add_class("wb-form")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.title})"

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 (a widget of any kind)
        """The control of a name; raises KeyError with the names that there are."""
        if name not in self.controls:
            raise KeyError(f"{self.title} has no control {name!r}; it has {', '.join(self.controls)}")
        return self.controls[name]

    def changes(self) -> tuple[Change, ...]:
        """What the controls say shall be changed; raises CorrectionError where they say nothing that can be."""
        raise NotImplementedError

    def save(self) -> str:
        """The desk's answer, after the correction is kept; raises CorrectionError or StoreError where it is refused."""
        if not self.reason.value:
            raise CorrectionError(f"{self.title}: no reason is chosen; choose why this changes.")
        answer = self._keep(self)
        self.reason.value, self.note.value, self.passage = "", "", None
        self.say(answer, good=True)
        return answer

    def use_marked(self) -> None:
        """Nothing: the words marked in the article are the evidence of the next save."""
        self.passage = self._mark()
        if self.passage is None:
            self.say("Mark words in the article first.", good=False)
        else:
            self.say(f"Evidence: “{self.passage.text}”", good=True)

    def say(self, words: str, *, good: bool) -> None:
        """Nothing: the words stand beside the button."""
        kind, role = ("wb-good", "status") if good else ("wb-bad", "alert")
        self.message.value = f'<div class="wb-note {kind}" role="{role}">{escape(words)}</div>'

    def _saved(self, _button: object) -> None:
        try:
            self.save()
        except ValueError as error:
            self.say(str(error), good=False)
        except Exception as error:
            self.say(f"Not saved: {type(error).__name__}: {error}", good=False)
            raise

    def _rows(self, lines: Sequence[Any]) -> list[Any]:
        title = widgets.HTML(f'<span class="wb-form-title">{escape(self.title)}</span>')
        fields = widgets.Box(lines)
        fields.add_class("wb-fields")
        save = widgets.HBox([self.button, self.evidence, self.message])
        save.add_class("wb-save")
        return [title, fields, self.reason, self.note, save]


class FieldForm(Form):
    """The form of one field of an event, or of the article where `event` is empty."""

    def __init__(
        self, event: str, field: str, value: object, *, keep: Keep, mark: Callable[[], Passage | None],
        names: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        self.event, self.field, self.was = event, field, written(value)
        self._inputs = inputs.for_field(field)
        self.controls = self._inputs.make(value, names or inputs.choices(field))
        title = f"Correct {CORRECTABLE[field].title.lower()}"
        super().__init__(title, self._inputs.lines(self.controls), keep=keep, mark=mark)

    def value(self) -> object:
        """The value that the controls say; raises CorrectionError where they say none."""
        return self._inputs.read(self.field, self.controls)

    def changes(self) -> tuple[Change, ...]:
        """The one change of the field, from the value that the form was made with."""
        return (Change(self.event, self.field, self.was, written(self.value())),)
