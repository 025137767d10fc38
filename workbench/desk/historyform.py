"""An event and the rows of the history that it may be in, the form in which an analyst decides out.

What speaks for and against each row is listed; nothing is chosen beforehand,
and an event that is accepted as a row is no second attack in any count.
"""

from __future__ import annotations

from html import escape

import ipywidgets as widgets

from workbench import matching, wording
from workbench.corrections import CorrectionError
from workbench.desk import words
from workbench.desk.case import Change
from workbench.desk.eventform import Mark
from workbench.desk.form import Form, Keep
from workbench.records import Days, Event
from workbench.suggestions import Match, Matches

_INLINE = {"description_width": "initial"}
_ANSWERS: dict[str, bool | None] = {"this very attack": True, "another attack": False, "not decided": None}


class HistoryForm(Form):
    """The form of whether an event is a row of the history: `row`, `answer`, and the evidence of each row."""

    def __init__(self, event: Event, suggested: Matches, *, keep: Keep, mark: Mark) -> None:
        self._event, self._matches = event, {match.row.id: match for match in suggested}
        rows = [(_in_a_line(match), name) for name, match in self._matches.items()]
        self.controls = {
            "row": widgets.Dropdown(
                description="Row", options=[("choose a row …", ""), *rows], value="", style=_INLINE,
            ),
            "answer": widgets.Dropdown(
                description="It is", options=[("choose …", ""), *((said, said) for said in _ANSWERS)], value="",
                style=_INLINE,
            ),
        }  # fmt: skip
        told = widgets.HTML("".join(map(_evidence, suggested)) or "<p>No row of the history may be this event.</p>")
        told.add_class("wb-evidence").add_class("wb-wide")
        title = f"The event in the history: {words.event_words(event)}"
        super().__init__(title, [told, *self.controls.values()], keep=keep, mark=mark, verb="Save decision")

    def changes(self) -> tuple[Change, ...]:
        """The one change that accepts or refuses a row, or leaves it open again."""
        row, answer = self.controls["row"].value, self.controls["answer"].value
        if not row or not answer:
            raise CorrectionError(f"{self.title}: choose a row and what it is; nothing is assumed.")
        made = matching.decide(self._event, self._matches[row], same=_ANSWERS[answer])
        return (Change(made.event, made.field, made.was, made.now),)


def _in_a_line(match: Match) -> str:
    row = match.row
    days = wording.days_words(Days(row.start, row.end))
    return f"{row.id}: {row.type.replace('_', ' ')}, {days}, {row.place or 'place unknown'}{_standing(match)}"


def _standing(match: Match) -> str:
    if match.decision is not None:
        return " (accepted)" if match.decision else " (refused)"
    return " (suggested)" if match.stands else ""


def _evidence(match: Match) -> str:
    said = [("for", one) for one in match.speaks_for] + [("against", one) for one in match.speaks_against]
    items = "".join(f"<li><b>{side}</b> {escape(one)}</li>" for side, one in said)
    return f"<p>{escape(_in_a_line(match))}</p><ul>{items}</ul>"
