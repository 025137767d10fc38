"""A claim of an event in, the form that changes, moves or sets it aside, or adds one, out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, get_args

import ipywidgets as widgets

from workbench.corrections import CORRECTABLE, CorrectionError, saying, written
from workbench.desk import inputs, words
from workbench.desk.case import Change
from workbench.desk.form import Form, Keep
from workbench.records import AttributionLevel, Claim, Days, Event, Passage, Place, Saying, Stance
from workbench.settling import RULES, VOICE

_COUNTED = frozenset({"killed", "wounded", "missing", "captured", "munitions", "quantity"})
_ADDED_AS = {"perpetrators": "perpetrator", "targets": "target", "weapons": "munitions"}
_INLINE = {"description_width": "initial"}


def field_of_claims(field: str) -> str:
    """The field that a claim added on a field of an event speaks to."""
    return _ADDED_AS.get(field, field)


class ClaimForm(Form):
    """The form of one claim: what it says, who says it, how firmly, of which event, and whether it counts."""

    def __init__(
        self, event: Event, claim: Claim | None, field: str, *, events: Sequence[Event], voices: Sequence[str],
        part: Callable[[int | None], str], keep: Keep, mark: Callable[[], Passage | None],
    ) -> None:  # fmt: skip
        self._event, self._claim, self._part = event, claim, part
        self._before = saying(event, claim) if claim else Saying(event.id, field_of_claims(field))
        self.controls = _controls(self._before, events, voices, is_new=claim is None)
        kind = self._before.field.replace("_", " ")
        title = f"Change the claim on {kind}" if claim else f"Add a claim on {kind}"
        super().__init__(title, list(self.controls.values()), keep=keep, mark=mark, verb="Save claim")

    def changes(self) -> tuple[Change, ...]:
        """The one change of the claim; set aside, it says nothing any more."""
        was = written(self._before) if self._claim else None
        if self._claim is not None and self.controls["counts"].value == "set aside":
            return (Change(self._event.id, "claim", was, None, self._claim.id.partition("+")[0]),)
        now = _said(self._before, self.controls)
        if self._claim is None and not any((now.value, now.low, now.high, now.days, now.place)) and now.low != 0:
            raise CorrectionError(f"{self.title}: it says nothing yet; give what the voice says.")
        start = self.passage.start if self.passage else None
        part = self._claim.id.partition("+")[0] if self._claim else self._part(start)
        return (Change(self._event.id, "claim", was, written(now), part),)


def _controls(before: Saying, events: Sequence[Event], voices: Sequence[str], *, is_new: bool) -> inputs.Controls:
    controls = _what(before)
    who = "blank: the reporter"
    controls["speaker"] = _named("Says", before.speaker or "", voices, who)
    controls["messenger"] = _named("Through", before.messenger or "", voices, "blank: nobody else")
    controls["stance"] = _choice("Stance", get_args(Stance), before.stance)
    if before.field in {"perpetrator", "responsibility"}:
        levels = ("", *get_args(AttributionLevel))
        controls["attribution"] = _choice("Is", levels, before.attribution or "")
    if before.field in _COUNTED:
        controls["group"] = widgets.Text(description="Group", value=before.group or "", placeholder="civilian, …")
    about = [(words.event_words(event), event.id) for event in events]
    controls["event"] = widgets.Dropdown(description="About", options=about, value=before.event, style=_INLINE)
    if not is_new:
        controls["counts"] = _choice("Claim", ("counts", "set aside"), "counts")
    return controls


def _what(before: Saying) -> inputs.Controls:
    """The controls for what a claim says: a place, days, or words and figures."""
    if before.field == "place":
        return inputs.for_field("place").make(before.place, ())
    if before.field == "date":
        return inputs.for_field("date").make(before.days, ())
    worded = widgets.Text(description="Words", value=before.value or "", placeholder="what is said", style=_INLINE)
    if before.field not in _COUNTED:
        return {"value": worded}
    return {
        "low": inputs.count_control("low", before.low),
        "high": inputs.count_control("high", before.high),
        "value": worded,
    }


def _said(before: Saying, controls: inputs.Controls) -> Saying:
    """What the controls say, laid over what the claim said before."""
    text: dict[str, Any] = {
        name: controls[name].value.strip() or None
        for name in ("value", "speaker", "messenger", "attribution", "group")
        if name in controls
    }
    said: dict[str, Any] = {**text, "stance": controls["stance"].value, "event": controls["event"].value}
    if "low" in controls:
        said |= {side: inputs.whole(before.field, controls[side]) for side in ("low", "high")}
        if (said["low"], said["high"]) != (before.low, before.high) and said["value"] == before.value:
            # The words of the machine's figure would stand beside another figure.
            said["value"] = None
    if before.field == "place":
        said |= _placed(before, inputs.for_field("place").read("place", controls))
    if before.field == "date":
        said |= _dated(before, inputs.for_field("date").read("date", controls))
    return replace(before, **said)


def _placed(before: Saying, place: object) -> dict[str, Any]:
    if not isinstance(place, Place):
        return {"place": None, "value": None}
    return {"place": place, "value": before.value if place == before.place else place.name}


def _dated(before: Saying, days: object) -> dict[str, Any]:
    if not isinstance(days, Days) or (before.days and (days.start, days.end) == (before.days.start, before.days.end)):
        return {}
    return {"days": replace(days, text=before.days.text if before.days else None)}


class RuleForm(Form):
    """The form that chooses the rule by which a field of an event is settled."""

    def __init__(
        self, event: Event, field: str, chosen: str | None, voices: Sequence[str], *, keep: Keep,
        mark: Callable[[], Passage | None],
    ) -> None:  # fmt: skip
        self._event, self._field, self._chosen = event, field, chosen
        heard = [(f"the voice of {voice or 'the reporter'}", VOICE + voice) for voice in voices]
        named = [(rule.replace("_", " "), rule) for rule in RULES[field]]
        options = [("the field's own rule", ""), *named, *heard]
        known = chosen if any(chosen == value for _, value in options) else ""
        self.controls = {"rule": widgets.Dropdown(description="Settle by", options=options, value=known, style=_INLINE)}
        title = f"Choose the rule for {CORRECTABLE[field].title.lower()}"
        super().__init__(title, [self.controls["rule"]], keep=keep, mark=mark, verb="Use this rule")

    def changes(self) -> tuple[Change, ...]:
        """The one change of the rule."""
        now = self.controls["rule"].value or None
        return (Change(self._event.id, f"{self._field}.rule", written(self._chosen), written(now)),)


def _named(label: str, value: str, names: Sequence[str], hint: str) -> Any:  # noqa: ANN401 (ipywidgets has no types)
    offered = tuple(dict.fromkeys(name for name in names if name))
    return widgets.Combobox(description=label, value=value, options=offered, placeholder=hint, style=_INLINE)


def _choice(label: str, names: Sequence[str], value: str) -> Any:  # noqa: ANN401
    options = [(name.replace("_", " ") or "not said", name) for name in names]
    return widgets.Dropdown(description=label, options=options, value=value, style=_INLINE)
