"""A reading in, a desk to correct it at out.

Left the article, right the fields of one event, those on which voices differ
first. A correction goes to the store before anything on the desk says that it
is saved. Only the card that is open has a form. What fails is shown on the
desk, because nobody looks for it in a log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any, cast

import ipywidgets as widgets

from workbench import corrections as rules
from workbench import matching, settling, wording
from workbench.desk import card, words
from workbench.desk.buttons import small_button
from workbench.desk.case import ARTICLE_FIELD, EVENT_FIELDS, Case, Change
from workbench.desk.claimform import ClaimForm, RuleForm
from workbench.desk.eventform import AddForm, DropForm, MergeForm, SplitForm
from workbench.desk.form import FieldForm, Form
from workbench.desk.historyform import HistoryForm
from workbench.desk.marks import Change as MarkChange
from workbench.desk.page import ArticleView
from workbench.desk.toolbar import Toolbar
from workbench.records import Article, Claim, Correction, Event, Passage, Reading
from workbench.restructuring import counted
from workbench.store import Store

_BASES = {"unknown": "the page does not say; relative dates wait for it", "analyst": "corrected by an analyst"}


class Review(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """The desk of one article: `form_for` a field opens its card; fill the form and save."""

    def __init__(
        self, reading: Reading, *, store: Store | None, analyst: str, extract: Callable[[Article], Reading],
        history: matching.History = None,
    ) -> None:  # fmt: skip
        self._history = history
        self._case = Case(reading, store=store, analyst=analyst, extract=extract)
        self._event = self.events[0].id if self.events else ""
        self.form: FieldForm | None = None
        """The form of the open card."""
        self.side_form: Form | None = None
        """The form that is open beside it: of a claim or a rule in the card, or of a whole event above the cards."""
        self.article = ArticleView(
            self._case.reading, marks=self._case.marked, keep=self._marked_on_page,
            undo=partial(self._travelled, self.undo), redo=partial(self._travelled, self.redo),
        )  # fmt: skip
        self._heads = {field: card.Head(field, self._toggled) for field in (ARTICLE_FIELD, *EVENT_FIELDS)}
        self._picker = widgets.Dropdown(description="Event", layout={"width": "auto"})
        self._tools = Toolbar({
            "Undo": lambda: self._tell(self.undo()),
            "Redo": lambda: self._tell(self.redo()),
            "Add event": lambda: self.event_form("add"),
            "Merge": lambda: self.event_form("merge"),
            "Split": lambda: self.event_form("split"),
            "Drop": lambda: self.event_form("drop"),
            "History": lambda: self.event_form("history"),
        }, self._told)  # fmt: skip
        self._slot, self._cards, self._body = widgets.VBox(), widgets.VBox(), widgets.VBox()
        self._message, self._state = widgets.HTML(), widgets.HTML()
        super().__init__([self._panes(), self._message, self._state])
        self.add_class("wb-review")
        self._picker.observe(self._picked, "value")
        self._show()

    def __repr__(self) -> str:
        return f"Review({len(self.events)} events, {len(self.corrections)} corrections)"

    @property
    def events(self) -> tuple[Event, ...]:
        """The events as corrected, the main ones first."""
        return self._case.events

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The corrections of this article that are in force, in the order they were made."""
        return self._case.corrections

    @property
    def reading(self) -> Reading:
        """The article under the publication date in force, its mentions and claims, and the events as corrected."""
        return replace(self._case.reading, mentions=self.article.marks.mentions, events=self.events)

    def summary(self) -> str:
        """The events with what is known of them, and how many corrections, as short lines in a fixed order."""
        return self._case.summary()

    def form_for(self, field: str, event: str | None = None) -> FieldForm:
        """The form of a field, its card opened; of the event shown, unless another is named.

        Raises CorrectionError for an unknown field or event.
        """
        if field not in self._heads:
            raise rules.CorrectionError(f"{field!r} cannot be corrected; the fields are {', '.join(self._heads)}.")
        if event is not None:
            self.turn_to(event)
        self.form = self._form(field)
        self.side_form = None
        self._show_cards()
        self._light_all(field)
        return self.form

    def claim_form(self, field: str, claim: str | None = None) -> ClaimForm:
        """The form that changes a claim of the event shown, or adds one on a field where none is named.

        Raises CorrectionError for an unknown field, event or claim.
        """
        self.form_for(field)
        event = self._event_shown()
        found = next((one for one in card.standing(event, field) if one.id == claim), None)
        if claim is not None and found is None:
            raise rules.CorrectionError(f"{field}: there is no claim {claim!r} that counts; open the card and look.")
        self.side_form = ClaimForm(
            event, found, field, events=self.events, voices=self._all_voices(), keep=self._kept, mark=self._marked,
            part=lambda start: self._case.free_id(start, of="claim"),
        )  # fmt: skip
        self._show_body()
        return self.side_form

    def rule_form(self, field: str) -> RuleForm:
        """The form that chooses how a field of the event shown is settled; raises CorrectionError where none can be."""
        if field not in settling.RULES:
            raise rules.CorrectionError(
                f"{field}: it is settled by no rule; rules can be chosen for {', '.join(settling.RULES)}."
            )
        self.form_for(field)
        event = self._event_shown()
        chosen = cast("str | None", rules.current(event, f"{field}.rule"))
        voices = settling.voices(counted(event), field)
        self.side_form = RuleForm(event, field, chosen, voices, keep=self._kept, mark=self._marked)
        self._show_body()
        return self.side_form

    def event_form(self, what: str) -> Form:
        """The form that will `add` an event, `drop`, `merge` or `split` the one shown, or find it in the `history`."""
        self.side_form = self._event_form(what)
        self._show_cards()
        return self.side_form

    def turn_to(self, event: str) -> None:
        """Nothing: the cards show another event; raises CorrectionError for an unknown one."""
        if self._case.event(event) is None:
            known = ", ".join(each.id for each in self.events)
            raise rules.CorrectionError(f"There is no event {event!r}; use one of {known}.")
        self._picker.value = event

    def undo(self, seq: int | None = None) -> str:
        """The words for the analyst's last step, or the entry of a number, taken back by one more entry of the log.

        Raises CorrectionError where there is none or a later one rests on it, StoreError where the store refuses.
        """
        answer = self._case.undo() if seq is None else self._case.take_back(seq)
        self._show()
        return answer

    def redo(self) -> str:
        """The words for the step last undone, made good again; raises as `undo`."""
        answer = self._case.redo()
        self._show()
        return answer

    def close(self) -> None:
        """Nothing: the widget is gone; a store that the desk made for itself too."""
        self._case.close()
        super().close()

    def _panes(self) -> Any:  # noqa: ANN401 (ipywidgets has no types)
        self._cards.add_class("wb-cards")
        self._body.add_class("wb-body")
        self._slot.add_class("wb-slot")
        side = widgets.VBox([self._picker, self._tools, self._slot, self._cards])
        side.add_class("wb-side")
        panes = widgets.Box([self.article, side])
        panes.add_class("wb-panes")
        return panes

    def _shown(self) -> Event | None:
        return self._case.event(self._event)

    def _event_shown(self) -> Event:
        event = self._shown()
        if event is None:
            raise rules.CorrectionError("The article tells of no event; add one first.")
        return event

    def _marked_on_page(self, change: MarkChange) -> None:
        """Nothing: words marked, changed or unmarked on the page are in the store, and can be undone."""
        self._case.keep_mark(change)
        self._show_state()

    def _travelled(self, step: Callable[[], str]) -> None:
        """Nothing: undo or redo was pressed on the page, which is shown anew."""
        self._tell(step())

    def _marked(self) -> Passage | None:
        return self.article.selected

    def _form(self, field: str) -> FieldForm:
        name, value = "", cast("object", self._case.reading.article.published)
        if field != ARTICLE_FIELD:
            event = self._event_shown()
            name, value = event.id, rules.current(event, field)
        return FieldForm(name, field, value, keep=self._kept, mark=self._marked, names=self._case.names(field))

    def _event_form(self, what: str) -> Form:
        asked: dict[str, Any] = {"keep": self._kept, "mark": self._marked}
        if what == "add":
            return AddForm(self._case.free_id, **asked)
        event = self._event_shown()
        if what == "merge":
            return MergeForm(event, [other for other in self.events if other.id != event.id], **asked)
        if what == "split":
            return SplitForm(event, counted(event), self._case.free_id, **asked)
        if what == "history":
            return HistoryForm(event, matching.matches(self._history, event), **asked)
        return DropForm(event, **asked)

    def _kept(self, form: Form) -> str:
        """The words for what a form says, once the store has acknowledged it."""
        changes = form.changes()
        try:
            answer = self._case.keep(
                changes, reason=form.reason.value, note=form.note.value.strip(), passage=form.passage
            )
        except rules.StaleCorrection:
            # Somebody was faster: the desk shows their value, and a second save overrules it knowingly.
            self._case.apply()
            self._follow(form)
            raise
        if isinstance(form, FieldForm):
            self._follow(form)
        else:
            self._close_side(form, changes[0], answer)
        return answer

    def _follow(self, form: Form) -> None:
        """Nothing: all but the form reads as the case now stands, and a field's form overrules the value of now."""
        self.article.show(self._case.reading, self._case.marked)
        self._show_picker()
        if isinstance(form, FieldForm):
            event = self._case.event(form.event)
            of_article = cast("object", self._case.reading.article.published)
            value = of_article if event is None else rules.current(event, form.field)
            form.was = rules.written(value)
        self._show_heads()
        self._show_body()

    def _close_side(self, form: Form, change: Change, answer: str) -> None:
        """Nothing: what the form did is shown, and the form is gone."""
        self.side_form = None
        if isinstance(form, MergeForm):
            self._event = form.controls["into"].value
        elif isinstance(form, AddForm | SplitForm):
            self._event = change.event
        self._show()
        self._tell(answer)

    def _picked(self, change: dict[str, Any]) -> None:
        if change["new"] and change["new"] != self._event:
            self._event, self.side_form = change["new"], None
            with self._told():
                self._show()

    def _toggled(self, field: str) -> None:
        with self._told():
            if self.form is not None and self.form.field == field:
                self.form = self.side_form = None
                self._show_cards()
            else:
                self.form_for(field)

    def _light(self, passage: Passage) -> None:
        with self._told():
            self.article.light(passage)

    def _light_all(self, field: str) -> None:
        passages = [claim.passage for claim in self._behind(field) if claim.passage]
        if passages:
            self.article.light(*passages)

    def _behind(self, field: str) -> tuple[Claim, ...]:
        event = self._shown()
        return card.standing(event, field) if event and field != ARTICLE_FIELD else ()

    def _all_voices(self) -> tuple[str, ...]:
        spoken = [c.speaker for event in self.events for c in event.claims if c.speaker and c.speaker_kind != "analyst"]
        return tuple(dict.fromkeys(spoken))

    def _show(self) -> None:
        """Everything anew; an open card keeps its field and gets a form of the value as it is now."""
        if self._shown() is None:
            self._event = self.events[0].id if self.events else ""
        self.article.show(self._case.reading, self._case.marked)
        self._show_picker()
        is_open = self.form is not None and (self._event or self.form.field == ARTICLE_FIELD)
        self.form = self._form(self.form.field) if self.form is not None and is_open else None
        self._show_cards()

    def _show_picker(self) -> None:
        self._picker.options = [(words.event_words(event), event.id) for event in self.events]
        self._picker.value = self._event or None

    def _show_cards(self) -> None:
        self._show_heads()
        self._show_body()
        children: list[Any] = []
        for field in self._order():
            children.append(self._heads[field])
            if self.form is not None and self.form.field == field:
                children.append(self._body)
        self._cards.children = [*children, *self._gone_rows()]

    def _order(self) -> list[str]:
        """The article's own date, then the fields on which voices differ, then the rest, by consequence."""
        if self._shown() is None:
            return [ARTICLE_FIELD]
        return [ARTICLE_FIELD, *sorted(EVENT_FIELDS, key=lambda field: not words.differ(field, self._behind(field)))]

    def _show_heads(self) -> None:
        article, event = self._case.reading.article, self._shown()
        opened = self.form.field if self.form else None
        because = _BASES.get(article.published_basis, f"from the {article.published_basis}")
        mark = "wb-analyst" if article.published_basis == "analyst" else ""
        day = str(article.published or wording.UNKNOWN)
        self._heads[ARTICLE_FIELD].show(day, because, mark, is_open=opened == ARTICLE_FIELD)
        if event is not None:
            for field in EVENT_FIELDS:
                card.show_event(self._heads[field], event, self._case.overtaken, is_open=opened == field)
        self._show_state()

    def _show_state(self) -> None:
        self._state.value = f'<div class="wb-rule">{escape("; ".join(self._case.state()))}</div>'
        self._tools.enable({
            "Undo": self._case.can_undo, "Redo": self._case.can_redo, "Merge": len(self.events) > 1,
            **dict.fromkeys(("Split", "Drop", "History"), self._shown() is not None),
        })  # fmt: skip

    def _show_body(self) -> None:
        """The claims of the open card, what can be done with them, the form beside, and the form of the field."""
        is_of_event = isinstance(self.side_form, AddForm | DropForm | HistoryForm | MergeForm | SplitForm)
        self._slot.children = [self.side_form, self._closer()] if is_of_event else []
        if self.form is None:
            self._body.children = []
            return
        aside = [self.side_form, self._closer()] if self.side_form is not None and not is_of_event else []
        self._body.children = [*self._claims(self.form.field), *aside, self.form]

    def _claims(self, field: str) -> list[Any]:
        event = self._shown()
        rows, buttons = [], []
        if field != ARTICLE_FIELD and event is not None:
            acts = card.Acts(self._light, lambda claim: self._doing(self.claim_form, field, claim.id), self._taken_back)
            rows = card.claim_rows(event, field, acts, self._case.entry_of_claim)
            told = "A claim of the article that the machine missed, or one from another source"
            buttons.append(small_button("Add a claim", told, lambda: self._doing(self.claim_form, field)))
            if field in settling.RULES:
                told = "Let another rule, or one voice, settle this field"
                buttons.append(small_button("Choose the rule", told, lambda: self._doing(self.rule_form, field)))
        seq = self._case.last_entry("" if field == ARTICLE_FIELD else self._event, field)
        if seq is not None:
            told = "The value before stands again; the log keeps both"
            buttons.append(small_button(f"Take back entry {seq}", told, lambda: self._taken_back(seq)))
        line = widgets.HBox(buttons)
        line.add_class("wb-line-of-buttons")
        return [*rows, line]

    def _closer(self) -> Any:  # noqa: ANN401
        return small_button("Close without saving", "Nothing is changed", self._close_without)

    def _close_without(self) -> None:
        self.side_form = None
        self._show_body()

    def _gone_rows(self) -> list[Any]:
        """A row for each event that was dropped or merged, with the button that brings it back."""
        rows = []
        for seq, told in self._case.gone():
            back = small_button("Bring back", f"Take back entry {seq}", partial(self._taken_back, seq))
            row = widgets.HBox([widgets.HTML(f'<span class="wb-voice">{escape(told)}</span>'), back])
            row.add_class("wb-gone")
            rows.append(row)
        return rows

    def _doing(self, opened: Callable[..., Form], *about: str) -> None:
        with self._told():
            opened(*about)

    def _taken_back(self, seq: int) -> None:
        with self._told():
            self._tell(self.undo(seq))

    def _tell(self, said: str) -> None:
        self._say(said, "wb-note wb-good", "status")

    def _say(self, said: str, kind: str, role: str) -> None:
        self._message.value = f'<div class="{kind}" role="{role}">{escape(said)}</div>'

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A block whose failure is shown on the desk; one that is no refusal goes on to the log as well."""
        try:
            yield
        except Exception as error:
            said = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
            self._say(said, "wb-note wb-bad", "alert")
            if not isinstance(error, ValueError):
                raise
