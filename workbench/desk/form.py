"""A field of an event in, the form that corrects it out.

The form says what the analyst wants to say; whether that is kept, and what it
then changes, is the desk's business. It is shown as saved only after the desk
has said so.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets

from workbench.corrections import CORRECTABLE, REASONS, CorrectionError, written
from workbench.desk import inputs
from workbench.desk.card import small_button
from workbench.records import Passage

Keep = Callable[["FieldForm"], str]
"""What a desk does with a filled form; the words that it answers with."""


class FieldForm(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """The form of one field: its controls by name (`form["best"].value = "4"`), `reason`, `note` and `save`."""

    def __init__(
        self, event: str, field: str, value: object, *, keep: Keep, mark: Callable[[], Passage | None],
        names: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        self.event, self.field, self.was = event, field, written(value)
        self.passage: Passage | None = None
        self._keep, self._mark = keep, mark
        self._inputs = inputs.for_field(field)
        self.controls = self._inputs.make(value, names or inputs.choices(field))
        reasons = [("choose a reason …", ""), *((f"{code}: {said}", code) for code, said in REASONS.items())]
        self.reason = widgets.Dropdown(description="Reason", options=reasons, value="")
        self.note = widgets.Text(description="Note", placeholder="optional")
        self.button = widgets.Button(description="Save", button_style="primary", tooltip=f"Save {field}")
        marked = "The words marked in the article become the evidence of the correction"
        self.evidence = small_button("Use marked words", marked, self.use_marked)
        self.message = widgets.HTML()
        self.button.on_click(self._saved)
        super().__init__(self._rows())
        self.add_class("wb-form")

    def __repr__(self) -> str:
        return f"FieldForm({self.field} of {self.event or 'the article'})"

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 (a widget of any kind)
        """The control of a name; raises KeyError with the names that there are."""
        if name not in self.controls:
            raise KeyError(f"{self.field} has no control {name!r}; it has {', '.join(self.controls)}")
        return self.controls[name]

    def value(self) -> object:
        """The value that the controls say; raises CorrectionError where they say none."""
        return self._inputs.read(self.field, self.controls)

    def save(self) -> str:
        """The desk's answer, after the correction is kept; raises CorrectionError or StoreError where it is refused."""
        if not self.reason.value:
            raise CorrectionError(f"{self.field}: no reason is chosen; choose why the value changes.")
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

    def _rows(self) -> list[Any]:
        title = widgets.HTML(f'<span class="wb-form-title">Correct {CORRECTABLE[self.field].title.lower()}</span>')
        fields = widgets.Box(self._inputs.lines(self.controls))
        fields.add_class("wb-fields")
        save = widgets.HBox([self.button, self.evidence, self.message])
        save.add_class("wb-save")
        return [title, fields, self.reason, self.note, save]
