"""Events and an analyst's corrections in, corrected events out.

A correction is one more claim: it is appended, it settles its field by the
rule `analyst`, and what the machine claimed stays as it was. It carries the
value that it overrules and is refused when that is no longer the value. What
may be corrected, and how JSON text becomes such a value, is the table
`CORRECTABLE`; anything else is refused with the remedy.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, cast

from workbench import canonical
from workbench.records import (
    Attribution,
    Claim,
    Correction,
    Days,
    Event,
    EventType,
    Mention,
    Munition,
    Place,
    Reading,
    Role,
    Status,
    Target,
    Toll,
    Values,
    Why,
)

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


class CorrectionError(ValueError):
    """A correction that cannot be made: one sentence with its field, what is wrong and the remedy."""


class StaleCorrection(CorrectionError):  # noqa: N818 (it reads as what it is: a correction gone stale)
    """A correction of a value that is no longer the value: the sentence gives both."""


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
    of: Literal["event", "article", "mention"] = "event"
    """What the field belongs to; a mention is named by `Correction.part`, and its event is blank."""


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


def _marked(mention: Mention) -> str | None:
    if not 0 <= mention.start < mention.end or len(mention.text) != mention.end - mention.start:
        return "the marked words do not lie where the mark says; mark them again"
    return None


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
    Correctable("mention", "Marked words", Mention, _marked, of="mention"),
)
CORRECTABLE: Mapping[str, Correctable] = {row.field: row for row in _TABLE}
"""The fields that may be corrected, those of greatest consequence first."""

_VALUES = frozenset(field.name for field in fields(Values))


def written(value: object) -> str | None:
    """Canonical JSON of a field's value; None where it is unknown."""
    return canonical.text(value)


def read_value(field: str, text: str | None) -> object:
    """The value that JSON text spells for a field: a record, tuple, day or word; None or () for None.

    Raises CorrectionError for a field that is not correctable and for a text that is no value of it.
    """
    row = _row(field)
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


def current(event: Event, field: str) -> object:
    """The value of a correctable field as an event has it; raises CorrectionError for a field that it has not."""
    row = _row(field)
    if row.of != "event":
        raise CorrectionError(f"{field}: it belongs to the {row.of}, not to an event; leave `event` empty.")
    return getattr(event.values if field in _VALUES else event, field)


def published_from(corrections: Iterable[Correction]) -> dt.date | None:
    """The publication date that the last correction of it gives; None where there is none."""
    days = [read_value("published", made.now) for made in corrections if made.field == "published"]
    return cast("dt.date", days[-1]) if days else None


def apply(events: tuple[Event, ...], corrections: Iterable[Correction]) -> tuple[Event, ...]:
    """The events with every correction applied in turn; the machine's claims stay as they are.

    Corrections of `published` are passed over: read the page again with `published_from` first.
    Raises StaleCorrection where `was` is not the value, CorrectionError for an unknown event or field.
    """
    corrected, stale = replay(events, corrections)
    if stale:
        raise stale[0]
    return corrected


def replay(
    events: tuple[Event, ...], corrections: Iterable[Correction]
) -> tuple[tuple[Event, ...], tuple[StaleCorrection, ...]]:
    """As `apply`, but where the machine now reads something else the analyst's word stands, and that is told too."""
    found = {event.id: event for event in events}
    stale: list[StaleCorrection] = []
    for made in corrections:
        if _row(made.field).of != "event":
            continue
        if made.event not in found:
            raise CorrectionError(f"{made.field}: there is no event {made.event!r}; use one of {', '.join(found)}.")
        event = found[made.event]
        if (difference := _difference(event, made)) is not None:
            stale.append(difference)
        found[made.event] = _corrected(event, made)
    return tuple(found[event.id] for event in events), tuple(stale)


def redated(reading: Reading, published: dt.date, extract: Callable[[Any], Reading]) -> Reading:
    """The reading of the same page with the publication date an analyst gives; `extract` reads an Article."""
    return extract(replace(reading.article, published=published, published_basis="analyst"))


def _row(field: str) -> Correctable:
    if field not in CORRECTABLE:
        raise CorrectionError(f"{field!r} cannot be corrected; the fields are {', '.join(CORRECTABLE)}.")
    return CORRECTABLE[field]


def _difference(event: Event, made: Correction) -> StaleCorrection | None:
    present = written(current(event, made.field))
    if present == made.was:
        return None
    return StaleCorrection(
        f"{made.field} of {made.event}: this correction overrules {made.was or 'unknown'}, "
        f"but the value is now {present or 'unknown'}; look at both, then correct that."
    )


def _corrected(event: Event, made: Correction) -> Event:
    value = read_value(made.field, made.now)
    claim = _claim(event, made, value)
    why = (*(reason for reason in event.why if reason.field != made.field), Why(made.field, "analyst", (claim.id,)))
    changed: dict[str, Any] = {made.field: value}
    if made.field in _VALUES:
        changed = {"values": replace(event.values, **changed)}
    return replace(event, claims=(*event.claims, claim), why=why, **changed)


def _claim(event: Event, made: Correction, value: object) -> Claim:
    """The correction as a claim: its value as canonical JSON, and as days, a place or a count where it is one."""
    ordinal = sum(claim.by != "machine" for claim in event.claims)
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


_LISTS = frozenset({"perpetrators", "weapons", "targets"})
