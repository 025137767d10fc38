"""A value of any correctable field in, the words for it out, as the desk and the history of a store show them.

Unknown is written out as unknown, an open side as "at least" or "at most".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workbench.corrections import read_value
from workbench.exports import armed, attributed, span
from workbench.records import Days, Decision, Place, Toll
from workbench.settling import VOICE

UNKNOWN = "unknown"


def value_words(field: str, value: Any) -> str:  # noqa: ANN401 (a value of any correctable field)
    """The value of a field as words; unknown where it is None or empty."""
    if value is None or value == ():
        return UNKNOWN
    say = rule_words if field.endswith(".rule") else _SAY.get(field)
    return say(value) if say else str(value).replace("_", " ")


def written_words(field: str, text: str | None) -> str:
    """The value that canonical JSON spells, as words; unknown for None."""
    return UNKNOWN if text is None else value_words(field, read_value(field, text))


def _toll(toll: Toll) -> str:
    spread = span(toll.low, toll.high)
    if toll.best is None:
        return spread or UNKNOWN
    return str(toll.best) if spread in (None, str(toll.best)) else f"{toll.best} ({spread})"


def days_words(days: Days) -> str:
    """An interval as words; why it is unknown where it is."""
    if days.start is None and days.end is None:
        return f"{UNKNOWN}: {days.unresolved}" if days.unresolved else UNKNOWN
    first, last = (str(day) if day else "…" for day in (days.start, days.end))
    spoken = first if first == last else f"{first} to {last}"
    return f"{spoken}, {days.time_of_day}" if days.time_of_day else spoken


def place_words(place: Place) -> str:
    """A place as words: its name, its country (ISO 3166-1 alpha-3), how precise it is and whether it has a point."""
    name = f"{place.name}, {place.country}" if place.country else place.name
    precision = "" if place.precision == "unknown" else f" · {place.precision.replace('_', ' ')}"
    return f"{name}{precision}{'' if place.lat is None else ' · on the map'}"


def rule_words(rule: str) -> str:
    """A rule as words; one that lets a voice settle by the words for it."""
    if rule.startswith(VOICE):
        return f"the voice of {rule.removeprefix(VOICE) or 'the reporter'}"
    return rule.replace("_", " ")


def _decided(decision: Decision) -> str:
    """What an analyst decided on one row or event: `the row IQ-20201117-01`, `not the event ...`."""
    return f"{'' if decision.same else 'not '}the {decision.of} {decision.other}"


_SAY: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys(("killed", "wounded", "missing", "captured"), _toll),
    "date": days_words,
    "place": place_words,
    "perpetrators": lambda groups: "; ".join(map(attributed, groups)),
    "targets": lambda targets: "; ".join(target.name for target in targets),
    "weapons": lambda weapons: "; ".join(map(armed, weapons)),
    "same_as": lambda decisions: "; ".join(map(_decided, decisions)),
    "claim": lambda said: ", ".join(map(str, filter(None, (span(said.low, said.high), said.value, said.speaker)))),
    "mention": lambda mention: f"{mention.kind} “{mention.text}”",
    "event": lambda sketch: f"{sketch.role} {sketch.type.replace('_', ' ')}, {sketch.status}",
}
