"""Values, claims and events in, the words that a desk shows for them out.

Unknown is written out as unknown, an open side as "at least" or "at most".
Nothing here decides anything but whether voices differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workbench.corrections import current
from workbench.exports import span
from workbench.records import Claim, Event, Why
from workbench.wording import UNKNOWN, days_words, place_words, rule_words, value_words

_CLAIMED_AS: dict[str, tuple[str, ...]] = {
    "perpetrators": ("perpetrator", "responsibility", "statement"),
    "targets": ("target",),
    "weapons": ("munitions", "weapon", "quantity"),
    "type": ("act", "event", "merged_into"),
    "role": ("act", "event"),
    "status": ("act", "event"),
}
"""The fields of claims that lie behind a field of an event, where the names are not the same."""


def behind(event: Event, field: str) -> tuple[Claim, ...]:
    """The claims of an event that lie behind one of its fields, in reading order and the analyst's last."""
    names = (field, f"{field}.rule", *_CLAIMED_AS.get(field, ()))
    return tuple(claim for claim in event.claims if claim.field in names)


def differ(field: str, claims: Iterable[Claim]) -> bool:
    """Whether the claims of voices that speak of the same thing give different answers on a field."""
    answers: dict[tuple[str | None, ...], set[object]] = {}
    for claim in claims:
        if claim.speaker_kind != "analyst" and not _is_vague(field, claim):
            about = (claim.field, claim.scope, claim.group, claim.subset_of)
            answers.setdefault(about, set()).add(_answer(field, claim))
    return any(len(given) > 1 for given in answers.values())


def _is_vague(field: str, claim: Claim) -> bool:
    """Whether a claim names its act in words that say no type ("the attack", "killing")."""
    return field == "type" and claim.act is not None and (claim.act.generic or claim.act.type == "other")


def _answer(field: str, claim: Claim) -> object:
    if claim.act is not None and claim.field == "act":
        return getattr(claim.act, field)
    if claim.days is not None:
        return claim.days.start, claim.days.end
    if claim.place is not None:
        return claim.place.name, claim.place.country
    return (claim.low, claim.high) if claim.low is not None or claim.high is not None else claim.value


def settled_by(event: Event, field: str) -> str:
    """The rule that settled a field and how many claims it rests on, as words; empty where no rule did."""
    why = next((why for why in event.why if why.field == field), None)
    if why is None:
        return ""
    chose = [c.by for c in event.claims if c.id in why.claim_ids and c.field == f"{field}.rule"]
    if not chose:
        return _reason(why)
    return f"{_reason(replace(why, claim_ids=why.claim_ids[:-1]))} · rule chosen by {chose[-1]}"


def _reason(why: Why) -> str:
    count = len(why.claim_ids)
    if why.rule == "analyst":
        return "corrected by an analyst"
    return f"{rule_words(why.rule)} of {count} claim{'s' if count > 1 else ''}" if count else rule_words(why.rule)


def claim_words(claim: Claim, value: object = None) -> str:
    """What a claim says: its figure or value with what narrows it; an analyst's by the value it stands for."""
    if claim.speaker_kind == "analyst":
        return _decision(claim, value)
    if claim.place is not None:
        return place_words(claim.place) if claim.by != "machine" else claim.value or UNKNOWN
    count = span(claim.low, claim.high)
    figure = f"about {count}" if count and claim.qualifier == "about" else count
    parts = (figure, None if claim.value == count else claim.value, claim.scope, claim.group)
    if claim.by != "machine" and claim.days is not None:
        return days_words(claim.days)
    said = ", ".join(dict.fromkeys(part.replace("_", " ") for part in parts if part))
    return said or UNKNOWN


def _decision(claim: Claim, value: object) -> str:
    """What an analyst decided, as words."""
    if claim.field.endswith(".rule"):
        return f"settle by {rule_words(str(value))}" if value else "settle by the field's own rule"
    if claim.field == "event":
        return f"added as {value_words('event', value)}"
    if claim.field == "merged_into":
        return "another event was merged into this one"
    return value_words(claim.field, value)


def voice(claim: Claim) -> str:
    """Who says so, through whom and how firmly; for what an analyst changed or added, who that was."""
    if claim.speaker_kind == "analyst":
        return f"{claim.by}, analyst"
    speaker = claim.speaker or "the reporter"
    passed_on = f", through {claim.messenger}" if claim.messenger else ""
    notes = (claim.stance, claim.attribution, "counted in another claim" if claim.subset_of else None)
    firmly = ", ".join(note.replace("_", " ") for note in dict.fromkeys(notes) if note)
    corrected = "" if claim.by == "machine" else f", as {claim.by} has it"
    return f"{speaker}{passed_on} ({firmly}){corrected}"


def event_words(event: Event) -> str:
    """An event in a line: its role, kind, day and place."""
    kind = event.type.replace("_", " ")
    parts = [event.role, kind if event.status == "occurred" else f"{kind}, {event.status}"]
    if event.values.date and (event.values.date.start or event.values.date.end):
        parts.append(days_words(event.values.date))
    if event.values.place:
        parts.append(event.values.place.name)
    return " · ".join(parts)


def field_words(event: Event, field: str) -> str:
    """A field's value and the rule that settled it, in a line."""
    by = settled_by(event, field)
    value = value_words(field, current(event, field))
    return f"{value} — {by}" if by else value
