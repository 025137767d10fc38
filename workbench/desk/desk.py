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
from html import escape
from typing import Any, cast

import ipywidgets as widgets

from workbench import corrections as rules
from workbench.desk import card, words
from workbench.desk.case import ARTICLE_FIELD, EVENT_FIELDS, Case
from workbench.desk.form import FieldForm
from workbench.desk.page import ArticleView
from workbench.records import Article, Correction, Event, Passage, Reading
from workbench.store import Store

_BASES = {"unknown": "the page does not say; relative dates wait for it", "analyst": "corrected by an analyst"}


class Review(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """The desk of one article: `form_for` a field opens its card; fill the form and save."""

    def __init__(
        self, reading: Reading, *, store: Store | None, analyst: str, extract: Callable[[Article], Reading]
    ) -> None:
        self._case = Case(reading, store=store, analyst=analyst, extract=extract)
        self._event = self.events[0].id if self.events else ""
        self.form: FieldForm | None = None
        """The form of the open card."""
        self.article = ArticleView(self._case.reading)
        self._heads = {field: card.Head(field, self._toggled) for field in (ARTICLE_FIELD, *EVENT_FIELDS)}
        self._picker = widgets.Dropdown(description="Event", layout={"width": "auto"})
        self._cards, self._claims, self._status = widgets.VBox(), widgets.VBox(), widgets.HTML()
        super().__init__([self._panes(), self._status])
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
        return replace(self._case.reading, events=self.events)

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
        self._show_cards()
        self._light_all(field)
        return self.form

    def turn_to(self, event: str) -> None:
        """Nothing: the cards show another event; raises CorrectionError for an unknown one."""
        if self._case.event(event) is None:
            known = ", ".join(each.id for each in self.events)
            raise rules.CorrectionError(f"There is no event {event!r}; use one of {known}.")
        self._picker.value = event

    def undo(self, seq: int) -> None:
        """Nothing: an entry of the log is taken back by one more; raises StoreError where it cannot be."""
        self._case.undo(seq)
        self._show()

    def close(self) -> None:
        """Nothing: the widget is gone; a store that the desk made for itself too."""
        self._case.close()
        super().close()

    def _panes(self) -> Any:  # noqa: ANN401 (ipywidgets has no types)
        self._cards.add_class("wb-cards")
        side = widgets.VBox([self._picker, self._cards])
        side.add_class("wb-side")
        panes = widgets.Box([self.article, side])
        panes.add_class("wb-panes")
        return panes

    def _shown(self) -> Event | None:
        return self._case.event(self._event)

    def _form(self, field: str) -> FieldForm:
        event = self._shown()
        name, value = "", cast("object", None)
        if field == ARTICLE_FIELD:
            value = self._case.reading.article.published
        elif event is not None:
            name, value = event.id, rules.current(event, field)
        else:
            raise rules.CorrectionError(f"{field}: the article tells of no event; only its date can be corrected.")
        mark = lambda: self.article.selected  # noqa: E731
        return FieldForm(name, field, value, keep=self._kept, mark=mark, names=self._case.names(field))

    def _kept(self, form: FieldForm) -> str:
        """The words for what a form says, once the store has acknowledged it."""
        now = rules.written(form.value())
        made = self._case.correction(
            form.event, form.field, form.was, now, reason=form.reason.value, note=form.note.value.strip()
        )
        try:
            answer = self._case.keep(replace(made, passage=form.passage))
        except rules.StaleCorrection:
            # Somebody was faster: the desk shows their value, and a second save overrules it knowingly.
            self._case.apply()
            self._follow(form)
            raise
        self._follow(form)
        return answer

    def _follow(self, form: FieldForm) -> None:
        """Nothing: all but the form reads as the case now stands, and the form overrules the value of now."""
        event = self._shown()
        value = (
            self._case.reading.article.published
            if event is None or not form.event
            else rules.current(event, form.field)
        )
        form.was = rules.written(value)
        self.article.show(self._case.reading)
        self._show_picker()
        self._show_heads()
        self._show_claims(form.field)

    def _picked(self, change: dict[str, Any]) -> None:
        if change["new"] and change["new"] != self._event:
            self._event = change["new"]
            with self._told():
                self._show()

    def _toggled(self, field: str) -> None:
        with self._told():
            if self.form is not None and self.form.field == field:
                self.form = None
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

    def _behind(self, field: str) -> tuple[Any, ...]:
        event = self._shown()
        return words.behind(event, field) if event and field != ARTICLE_FIELD else ()

    def _show(self) -> None:
        """Everything anew; an open card keeps its field and gets a form of the value as it is now."""
        self.article.show(self._case.reading)
        self._show_picker()
        self.form = self._form(self.form.field) if self.form else None
        self._show_cards()

    def _show_picker(self) -> None:
        self._picker.options = [(words.event_words(event), event.id) for event in self.events]
        self._picker.value = self._event or None

    def _show_cards(self) -> None:
        self._show_heads()
        children: list[Any] = []
        for field in self._order():
            children.append(self._heads[field])
            if self.form is not None and self.form.field == field:
                children.append(self._body(self.form))
        self._cards.children = children

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
        day = str(article.published or words.UNKNOWN)
        self._heads[ARTICLE_FIELD].show(day, because, mark, is_open=opened == ARTICLE_FIELD)
        if event is not None:
            for field in EVENT_FIELDS:
                card.show_event(self._heads[field], event, is_open=opened == field)
        self._say("; ".join(self._case.state()), "wb-rule", "status")

    def _body(self, form: FieldForm) -> Any:  # noqa: ANN401
        self._claims = widgets.VBox()
        self._show_claims(form.field)
        body = widgets.VBox([self._claims, form])
        body.add_class("wb-body")
        return body

    def _show_claims(self, field: str) -> None:
        rows = card.claim_rows(self._behind(field), self._light) if field != ARTICLE_FIELD else []
        seq = self._case.last_entry("" if field == ARTICLE_FIELD else self._event, field)
        if seq is not None:
            told = "The machine's reading stands again; the log keeps both"
            rows.append(card.small_button(f"Take back entry {seq}", told, lambda: self._taken_back(seq)))
        self._claims.children = rows

    def _taken_back(self, seq: int) -> None:
        with self._told():
            self.undo(seq)

    def _say(self, said: str, kind: str, role: str) -> None:
        self._status.value = f'<div class="{kind}" role="{role}">{escape(said)}</div>'

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A block whose failure is shown on the desk; one that is no refusal goes on to the log as well."""
        try:
            yield
        except Exception as error:
            self._say(f"{type(error).__name__}: {error}", "wb-note wb-bad", "alert")
            if not isinstance(error, ValueError):
                raise
