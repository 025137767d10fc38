"""An event of the workbench, in those slots of a MUC-4 template that name no filler: kind, day, place, stage, toll."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from workbench import actors, gazetteer, places

if TYPE_CHECKING:
    import datetime as dt

    from spacy.tokens import Doc

    from workbench.records import Event

_KINDS = {"kidnapping": "kidnapping", "bombing": "bombing", "suicide_bombing": "bombing", "arson": "arson"}
_STAGES = {"foiled": "attempted", "threatened": "threatened", "planned": "threatened"}
_ARMS = {
    "firearm": "gun", "blade": "cutting device", "roadside bomb": "bomb", "car bomb": "vehicle bomb",
    "suicide bomb": "bomb", "aircraft": "aerial bomb", "incendiary": "molotov cocktail",
    "rocket-propelled grenade": "grenade",
}  # fmt: skip


def of(event: Event, published: dt.date | None, home: str | None) -> dict[str, Any]:
    """The slots of an event; `home` is the country that the dispatch is about, where the event names none."""
    place = event.values.place
    arms = [c.value for c in event.claims if c.field in {"weapon", "munitions"} and c.value]
    return {
        "incident_type": _KINDS.get(event.type, "attack"),
        "date": _date(event, published),
        "country": _country(place.country if place and place.country else home),
        "places": list(dict.fromkeys(c.value for c in event.claims if c.field == "place" and c.value)),
        "stage": _STAGES.get(event.status, "accomplished"),
        "weapon_types": list(dict.fromkeys(_ARMS.get(kind, kind) for kind in arms)),
        "killed": _toll(event, "killed"),
        "injured": _toll(event, "wounded"),
    }


def home(doc: Doc, dateline: str | None) -> str | None:
    """The country that a dispatch is about: the one whose names, people and groups it speaks of most."""
    found = places.resolve(dateline) if dateline else ()
    tally: dict[str, float] = Counter()
    for code in (places.country_of(token.text) for token in doc if token.text[:1].isupper()):
        if code:
            tally[code] += 1
    for mention in actors.find(doc.text):
        code = next((s.country for s in actors.resolve(mention.text)), None)
        if code:
            tally[code] += 1
    if found and found[0].country:
        tally[found[0].country] += _DATELINE
    return max(tally, key=lambda code: tally[code]) if tally else None


_DATELINE = 2.5
"""What the place of writing is worth beside one mention of a country: stories are also filed from abroad."""


def _country(code: str | None) -> str | None:
    return next((c.names[0] for c in gazetteer.countries() if c.code == code), None) if code else None


def _date(event: Event, published: dt.date | None) -> dict[str, str | None] | None:
    """The key's interval; an event without a day of its own happened on or before the day of the dispatch."""
    days = event.values.date
    if days is not None and days.end is not None and days.start is not None:
        return {"start": days.start.isoformat(), "end": days.end.isoformat()}
    return {"start": None, "end": published.isoformat()} if published else None


def _toll(event: Event, field: str) -> dict[str, int | None] | int | None:
    toll = getattr(event.values, field)
    if toll is None or toll.low is None:
        return None
    return toll.best if toll.low == toll.high else {"min": toll.low, "max": toll.high}


def confidence(name: str, event: Event) -> str:
    """How firmly the key would hold an organisation to be the perpetrator: claimed, accused or fact."""
    words = set(name.lower().split())
    levels = [
        c.attribution for c in event.claims
        if c.field == "perpetrator" and words & set((c.value or "").lower().split())
    ]  # fmt: skip
    if "self_claimed" in levels or "claimed_via_third_party" in levels:
        return "claimed"
    accused = any(c.rule == "actions:blame" or c.stance == "alleged" for c in event.claims if c.field == "perpetrator")
    return "accused" if accused else "fact"
