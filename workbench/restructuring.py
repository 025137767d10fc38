"""The events of an article and one correction in, what it overrules and the events after it out.

A value is settled by the analyst. A rule chosen for a field settles it anew
from the claims that count. A claim that is changed, moved or dropped is set
aside, never deleted; what replaces it is one more claim under its id with a
number. An event is added by a sketch of it, dropped, or merged into another,
which then holds the claims of both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, cast

from workbench import settling
from workbench.correctable import CorrectionError, read_value, row_of, written
from workbench.records import Claim, Correction, Days, Event, Place, Qualifier, Saying, Sketch, Toll, Values, Why

Events = dict[str, Event]
"""The events of an article by id, in their order."""

_VALUES = frozenset(field.name for field in fields(Values))
_NO_ATTACK = frozenset({"truce", "troop_move", "other"})
_SETTLES = {
    "perpetrator": "perpetrators",
    "interceptor": "interceptors",
    "target": "targets",
    "munitions": "weapons",
    "weapon": "weapons",
    **{field: field for field in ("killed", "wounded", "missing", "captured", "date", "place")},
}
"""The field of an event that the claims of a field settle."""


def current(event: Event, field: str) -> object:
    """The value of a field as an event has it; for `killed.rule` and its like the rule an analyst chose, else None.

    Raises CorrectionError for a field that belongs to something else than an event.
    """
    row = row_of(field)
    if row.of != "event":
        raise CorrectionError(f"{field}: it belongs to the {row.of}, not to an event; leave `event` empty.")
    if field == "event":
        return Sketch(event.type, event.role, event.status)
    if field == "merged_into":
        return None
    if field.endswith(".rule"):
        return _rules(event).get(field.removesuffix(".rule"))
    return getattr(event.values if field in _VALUES else event, field)


def saying(event: Event, claim: Claim) -> Saying:
    """What a claim of an event says, as the field `claim` corrects it."""
    shared = {field.name: getattr(claim, field.name) for field in fields(Saying) if field.name != "event"}
    return Saying(event=event.id, **shared)


def standing(events: Events, made: Correction) -> str | None:
    """The value, as canonical JSON, that a correction meets; raises CorrectionError where its event or claim is not."""
    if made.field == "event" and made.event not in events:
        return None
    event = _known(events, made.event, made.field)
    if made.field == "merged_into" and made.now is not None:
        _known(events, cast("str", read_value(made.field, made.now)), made.field)
    if made.field != "claim":
        return written(current(event, made.field))
    if made.now is not None:
        _known(events, cast("Saying", read_value("claim", made.now)).event, "claim")
    found = version(events.values(), made.part or "")
    if found is None and made.was is not None:
        raise CorrectionError(f"claim: there is no claim {made.part!r} in {made.event}; look at the event again.")
    return written(saying(*found)) if found else None


def applied(events: Events, made: Correction) -> Events:
    """The events after a correction; raises CorrectionError for a value that is none of its field."""
    return _EFFECTS.get(made.field, _ruled if made.field.endswith(".rule") else _valued)(dict(events), made)


def version(events: Iterable[Event], part: str) -> tuple[Event, Claim] | None:
    """The event and the claim that now stand for a claim's id; None where it is set aside or never was."""
    base = base_of(part)
    found = [
        (event, claim)
        for event in events
        for claim in event.claims
        if base_of(claim.id) == base and claim.id not in event.set_aside
    ]
    return found[-1] if found else None


def base_of(claim_id: str) -> str:
    """The id of the claim that a corrected one began as."""
    return claim_id.partition("+")[0]


def _known(events: Events, name: str, field: str) -> Event:
    if name not in events:
        raise CorrectionError(f"{field}: there is no event {name!r}; use one of {', '.join(events)}.")
    return events[name]


def _valued(events: Events, made: Correction) -> Events:
    event, value = events[made.event], read_value(made.field, made.now)
    claim = _trace(event, made, value)
    why = (*(reason for reason in event.why if reason.field != made.field), Why(made.field, "analyst", (claim.id,)))
    changed: dict[str, Any] = {made.field: value}
    if made.field in _VALUES:
        changed = {"values": replace(event.values, **changed)}
    return events | {event.id: replace(event, claims=(*event.claims, claim), why=why, **changed)}


def _ruled(events: Events, made: Correction) -> Events:
    event = events[made.event]
    ruled = replace(event, claims=(*event.claims, _trace(event, made, read_value(made.field, made.now))))
    return events | {event.id: _resettled(ruled, [made.field.removesuffix(".rule")], overrule=True)}


def _sketched(events: Events, made: Correction) -> Events:
    sketch = cast("Sketch | None", read_value("event", made.now))
    if sketch is None:
        return {name: event for name, event in events.items() if name != made.event}
    kind = {"type": sketch.type, "role": sketch.role, "status": sketch.status}
    event = events.get(made.event) or Event(
        made.event, made.article, sketch.role, sketch.type, is_attack=sketch.type not in _NO_ATTACK,
        status=sketch.status, values=Values(), claims=(),
    )  # fmt: skip
    claim = _trace(event, made, sketch)
    return events | {event.id: replace(event, **cast("Any", kind), claims=(*event.claims, claim))}


def _merged(events: Events, made: Correction) -> Events:
    if made.now is None:
        return events
    gone, home = events[made.event], events[cast("str", read_value("merged_into", made.now))]
    if gone.id == home.id:
        raise CorrectionError(f"merged_into: {home.id} cannot be merged into itself; choose another event.")
    joined = united(replace(home, claims=(*home.claims, _trace(home, made, home.id))), gone)
    return {name: joined if name == home.id else event for name, event in events.items() if name != gone.id}


def united(home: Event, gone: Event) -> Event:
    """An event with the claims and decisions of another too, its values settled anew where an analyst has not."""
    known = {decision.other for decision in home.same_as}
    joined = replace(
        home,
        claims=_in_order((*home.claims, *gone.claims)),
        set_aside=(*home.set_aside, *gone.set_aside),
        same_as=(*home.same_as, *(decision for decision in gone.same_as if decision.other not in known)),
    )
    joined = _resettled(joined, _settled_fields(gone.claims))
    decided = [why for why in gone.why if why.rule == "analyst" and not _is_analysts(home, why.field)]
    for why in decided:
        joined = _taken_over(joined, gone, why)
    return joined


def _claimed(events: Events, made: Correction) -> Events:
    now, part = cast("Saying | None", read_value("claim", made.now)), base_of(made.part or "")
    found = version(events.values(), part)
    if found is not None:
        event, claim = found
        without = replace(event, set_aside=(*event.set_aside, claim.id))
        events = events | {event.id: _resettled(without, _settled_fields([claim]))}
    if now is None:
        return events
    fresh = _said(made, now, found[1] if found else None, _free_id(events.values(), part))
    home = events[now.event]
    with_it = replace(home, claims=_in_order((*home.claims, fresh)))
    return events | {home.id: _resettled(with_it, _settled_fields([fresh]))}


_EFFECTS: Mapping[str, Callable[[Events, Correction], Events]] = {
    "event": _sketched,
    "merged_into": _merged,
    "claim": _claimed,
}


def _free_id(events: Iterable[Event], part: str) -> str:
    taken = sum(base_of(claim.id) == part for event in events for claim in event.claims)
    return f"{part}+{taken}" if taken else part


def _said(made: Correction, now: Saying, before: Claim | None, name: str) -> Claim:
    """The claim that a saying makes: the words and act of the one before, unless the correction brings its own."""
    shared = {field.name: getattr(now, field.name) for field in fields(Saying) if field.name != "event"}
    same_voice = before is not None and before.speaker == now.speaker
    kind = before.speaker_kind if before and same_voice else "other" if now.speaker else "reporter"
    passage = made.passage or (before.passage if before else None)
    block = before.block if before and passage == before.passage else None
    return Claim(
        id=name, passage=passage, block=block, rule="analyst", act=before.act if before else None,
        qualifier=_qualifier(now, before), speaker_kind=kind, by=made.by, **shared,
    )  # fmt: skip


def _qualifier(now: Saying, before: Claim | None) -> Qualifier | None:
    if before is not None and (before.low, before.high) == (now.low, now.high):
        return before.qualifier
    if now.low is None and now.high is None:
        return None
    if now.low is None or now.high is None:
        return "at_most" if now.low is None else "at_least"
    return "exact" if now.low == now.high else "range"


def _trace(event: Event, made: Correction, value: object) -> Claim:
    """The correction as a claim: its value as canonical JSON, and as days, a place or a count where it is one."""
    ordinal = sum(claim.speaker_kind == "analyst" for claim in event.claims)
    toll = value if isinstance(value, Toll) else None
    return Claim(
        id=f"{event.id}:analyst:{ordinal}",
        field=made.field,
        value=made.now,
        passage=made.passage,
        block=None,
        rule="analyst",
        low=toll.low if toll else None,
        high=toll.high if toll else None,
        speaker=made.by,
        speaker_kind="analyst",
        days=value if isinstance(value, Days) else None,
        place=value if isinstance(value, Place) else None,
        by=made.by,
    )


def _rules(event: Event) -> dict[str, str]:
    """The rules that an analyst chose for fields of an event, the last word on each."""
    chosen: dict[str, str | None] = {}
    for claim in event.claims:
        if claim.field.endswith(".rule"):
            chosen[claim.field.removesuffix(".rule")] = cast("str | None", read_value(claim.field, claim.value))
    return {field: rule for field, rule in chosen.items() if rule is not None}


def counted(event: Event) -> tuple[Claim, ...]:
    """The claims of an event that its values are settled from: none set aside, none that only keeps a correction."""
    return tuple(c for c in event.claims if c.id not in event.set_aside and c.speaker_kind != "analyst")


def _resettled(event: Event, touched: Iterable[str], *, overrule: bool = False) -> Event:
    """The event with some of its fields settled anew, but for those an analyst has settled."""
    values, why = settling.settle(counted(event), _rules(event))
    for field in touched:
        if overrule or not _is_analysts(event, field):
            reasons = [reason for reason in event.why if reason.field != field]
            reasons += [_with_choice(event, reason) for reason in why if reason.field == field]
            settled = replace(event.values, **{field: getattr(values, field)})
            event = replace(event, values=settled, why=tuple(reasons))
    return event


def _with_choice(event: Event, why: Why) -> Why:
    """The reason with the claim in which an analyst chose its rule, where one did."""
    chose = [claim.id for claim in event.claims if claim.field == f"{why.field}.rule"]
    return replace(why, claim_ids=(*why.claim_ids, *chose[-1:])) if why.field in _rules(event) else why


def _settled_fields(claims: Iterable[Claim]) -> list[str]:
    return list(dict.fromkeys(_SETTLES[claim.field] for claim in claims if claim.field in _SETTLES))


def _is_analysts(event: Event, field: str) -> bool:
    return any(why.rule == "analyst" for why in event.why if why.field == field)


def _taken_over(home: Event, gone: Event, why: Why) -> Event:
    """The event with what an analyst decided on one that was merged into it."""
    if why.field not in _VALUES:
        return home
    values = replace(home.values, **{why.field: getattr(gone.values, why.field)})
    reasons = (*(reason for reason in home.why if reason.field != why.field), why)
    return replace(home, values=values, why=reasons)


def _in_order(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Claims in reading order, those that rest on no words last; what only keeps a correction stays behind them.

    Of several articles, the one whose claims come first goes first.
    """
    articles = list(dict.fromkeys(claim.passage.article for claim in claims if claim.passage))

    def place(claim: Claim) -> tuple[bool, bool, int, int]:
        is_trace, words = claim.speaker_kind == "analyst", claim.passage
        if words is None or claim.by != "machine":
            return is_trace, True, 0, 0
        return is_trace, False, articles.index(words.article), words.start

    return tuple(sorted(claims, key=place))
