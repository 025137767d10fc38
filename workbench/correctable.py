"""A field's name in, what an analyst may make of it: its type, its limits, and its JSON text read and written.

The table `CORRECTABLE` says what may be corrected, of an event, of a claim,
of a mention or of the article, and how JSON text becomes such a value;
anything else is refused with the remedy. Nothing here applies a correction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from workbench import canonical
from workbench.records import (
    Attribution,
    Correction,
    Days,
    Decision,
    EventType,
    Mention,
    Munition,
    Place,
    Role,
    Saying,
    Sketch,
    Status,
    Target,
    Toll,
)
from workbench.settling import RULES, VOICE


class CorrectionError(ValueError):
    """A correction that cannot be made: one sentence with its field, what is wrong and the remedy."""


class StaleCorrection(CorrectionError):  # noqa: N818 (it reads as what it is: a correction gone stale)
    """A correction of a value that is no longer the value: the sentence gives both.

    `correction` and `present`, the value of now as canonical JSON, are given where a correction was replayed.
    """

    def __init__(self, sentence: str, correction: Correction | None = None, present: str | None = None) -> None:
        super().__init__(sentence)
        self.correction, self.present = correction, present


REASONS: Mapping[str, str] = {
    "extraction_error": "the machine misread the page",
    "new_source": "another source says otherwise",
    "rule_change": "the codebook's rule changed",
    "typo": "a slip of the keyboard",
    "scope_fix": "it belongs to another event or place",
    "dedup": "it was counted twice",
    "annotation": "words marked by hand in the article",
    "other": "something else (say what in the note)",
}
"""Reason codes of the log and what they mean."""


@dataclass(frozen=True, slots=True)
class Correctable:
    """A field that an analyst may correct: its name in words, its type, and what its value must satisfy."""

    field: str
    title: str
    kind: Any
    """The type that `canonical.value` reads."""
    check: Callable[[Any], str | None] = lambda _value: None
    """What is wrong with a value, with the remedy; None where nothing is."""
    required: bool = False
    """True where unknown is no possible value."""
    of: Literal["event", "claim", "article", "mention"] = "event"
    """What the field belongs to: a claim or mention is named by `Correction.part`; only the first two have an event."""

    @property
    def has_event(self) -> bool:
        """Whether a correction of the field names an event."""
        return self.of in {"event", "claim"}

    @property
    def has_part(self) -> bool:
        """Whether a correction of the field names a claim or mention."""
        return self.of in {"claim", "mention"}


def _counted(low: int | None, best: int | None, high: int | None) -> str | None:
    known = [count for count in (low, best, high) if count is not None]
    if any(count < 0 for count in known):
        return "a count is below zero; leave it blank where the number is unknown"
    if known != sorted(known):
        return f"low, best and high must rise, not {', '.join(map(str, known))}; put them in order"
    return None


def _toll(toll: Toll) -> str | None:
    if toll.low is toll.best is toll.high is None:
        return "no number is given; clear the value where the toll is unknown"
    return _counted(toll.low, toll.best, toll.high)


def _days(days: Days) -> str | None:
    if days.start is None and days.end is None and not days.unresolved:
        return "no day and no reason is given; give a first day, or clear the value where the date is unknown"
    if days.start and days.end and days.end < days.start:
        return f"the last day {days.end} is before the first day {days.start}; exchange them"
    return None


def _place(place: Place) -> str | None:
    if not place.name.strip():
        return "the name is blank; give one, or clear the value where the place is unknown"
    if (place.lat is None) is not (place.lon is None):
        return "a point needs both latitude and longitude; give both or neither"
    if place.lat is not None and place.lon is not None and not (abs(place.lat) <= 90 and abs(place.lon) <= 180):  # noqa: PLR2004 (the globe's own bounds)
        return "the point is off the globe; latitude runs from -90 to 90, longitude from -180 to 180"
    if place.country is not None and not (len(place.country) == 3 and place.country.isupper()):  # noqa: PLR2004
        return f"the country {place.country!r} is no three-letter code; write it as in IRQ (ISO 3166-1 alpha-3)"
    return None


def _named(members: tuple[Attribution | Target, ...]) -> str | None:
    blank = any(not member.name.strip() for member in members)
    return "a name is blank; give it or take the entry out" if blank else None


def _armed(munitions: tuple[Munition, ...]) -> str | None:
    for munition in munitions:
        if not munition.kind.strip():
            return "a weapon has no kind; name it or take the entry out"
        if wrong := _counted(munition.low, munition.best, munition.high):
            return f"{munition.kind}: {wrong}"
    return None


def _published(day: dt.date) -> str | None:
    first_newspaper = 1605
    return None if day.year >= first_newspaper else f"{day} is before the first newspaper; check the year"


def _decided(decisions: tuple[Decision, ...]) -> str | None:
    others = [decision.other for decision in decisions]
    if not all(other.strip() for other in others):
        return "a decision names no row and no event; name it or take the entry out"
    twice = next((other for other in others if others.count(other) > 1), None)
    if twice is not None:
        return f"{twice} is decided twice; keep one of the two"
    rows = [decision.other for decision in decisions if decision.same and decision.of == "row"]
    if len(rows) > 1:
        return f"an event is one attack, so it is one row at most, not {' and '.join(rows)}; accept one of them"
    return None


def _marked(mention: Mention) -> str | None:
    if not 0 <= mention.start < mention.end or len(mention.text) != mention.end - mention.start:
        return "the marked words do not lie where the mark says; mark them again"
    return None


def _rule(field: str) -> Callable[[str], str | None]:
    def wrong(rule: str) -> str | None:
        if rule in RULES[field] or rule.startswith(VOICE):
            return None
        return f"{rule!r} is no rule for it; use one of {', '.join((*RULES[field], VOICE))}"

    return wrong


def _said(saying: Saying) -> str | None:
    if saying.field not in CLAIM_FIELDS:
        return f"{saying.field!r} is no field of a claim; use one of {', '.join(CLAIM_FIELDS)}"
    if not saying.event:
        return "no event is named; say which one the claim is about"
    if saying.place is not None and (wrong := _place(saying.place)):
        return wrong
    if saying.days is not None and (wrong := _days(saying.days)):
        return wrong
    return _counted(saying.low, None, saying.high)


CLAIM_FIELDS = (
    "killed", "wounded", "missing", "captured", "perpetrator", "target", "munitions", "weapon", "date", "place",
    "interceptor", "responsibility", "statement", "quantity", "act",
)  # fmt: skip
"""The fields that a claim may speak to (records.Claim.field)."""


_TABLE = (
    Correctable("published", "Publication date", dt.date, _published, required=True, of="article"),
    Correctable("killed", "Killed", Toll, _toll),
    Correctable("wounded", "Wounded", Toll, _toll),
    Correctable("perpetrators", "Perpetrators", tuple[Attribution, ...], _named),
    Correctable("place", "Place", Place, _place),
    Correctable("date", "Date", Days, _days),
    Correctable("type", "Type", EventType, required=True),
    Correctable("weapons", "Weapons", tuple[Munition, ...], _armed),
    Correctable("targets", "Targets", tuple[Target, ...], _named),
    Correctable("missing", "Missing", Toll, _toll),
    Correctable("captured", "Captured", Toll, _toll),
    Correctable("role", "Role", Role, required=True),
    Correctable("status", "Status", Status, required=True),
    *(Correctable(f"{field}.rule", f"Rule for {field}", str, _rule(field)) for field in RULES),
    Correctable("event", "Event", Sketch),
    Correctable("merged_into", "Merged into", str),
    Correctable("same_as", "Same attack as", tuple[Decision, ...], _decided),
    Correctable("claim", "Claim", Saying, _said, of="claim"),
    Correctable("mention", "Marked words", Mention, _marked, of="mention"),
)
CORRECTABLE: Mapping[str, Correctable] = {row.field: row for row in _TABLE}
"""The fields that may be corrected, those of greatest consequence first."""

VALUE_FIELDS = tuple(
    field
    for field, row in CORRECTABLE.items()
    if row.of == "event" and field not in {"event", "merged_into", "same_as"} and not field.endswith(".rule")
)
"""The fields of an event that have a value of their own, those of greatest consequence first."""


def written(value: object) -> str | None:
    """Canonical JSON of a field's value; None where it is unknown."""
    return canonical.text(value)


def read_value(field: str, text: str | None) -> object:
    """The value that JSON text spells for a field: a record, tuple, day or word; None or () for None.

    Raises CorrectionError for a field that is not correctable and for a text that is no value of it.
    """
    row = row_of(field)
    if text is None:
        if row.required:
            raise CorrectionError(f"{field}: it cannot be unknown; give a value, or undo the entry that set it.")
        return () if row.field in _LISTS else None
    try:
        value: object = canonical.value(row.kind, text)
    except canonical.CanonicalError as error:
        raise CorrectionError(f"{field}: {error}.") from error
    if wrong := row.check(value):
        raise CorrectionError(f"{field}: {wrong}.")
    return value


def row_of(field: str) -> Correctable:
    """The row of a field; raises CorrectionError with the fields that there are."""
    if field not in CORRECTABLE:
        raise CorrectionError(f"{field!r} cannot be corrected; the fields are {', '.join(CORRECTABLE)}.")
    return CORRECTABLE[field]


_LISTS = frozenset({"perpetrators", "weapons", "targets", "same_as"})
