"""Events and an analyst's corrections in, corrected events out.

A correction is one more claim: it is appended, it settles its field by the
rule `analyst`, and what the machine claimed stays as it was. It carries the
value that it overrules and is refused when that is no longer the value. What
may be corrected is the table of `correctable`; what a correction of a claim,
a rule or a whole event comes to is in `restructuring`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, cast

from workbench import restructuring
from workbench.correctable import (
    CORRECTABLE,
    REASONS,
    VALUE_FIELDS,
    Correctable,
    CorrectionError,
    StaleCorrection,
    read_value,
    row_of,
    written,
)
from workbench.records import Correction, Event, Reading
from workbench.restructuring import current, saying

__all__ = [
    "CORRECTABLE", "REASONS", "VALUE_FIELDS", "Correctable", "CorrectionError", "Replayed", "StaleCorrection", "apply",
    "current", "published_from", "read_value", "redated", "replay", "saying", "written",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Replayed:
    """What corrections come to on a reading that may have changed since."""

    events: tuple[Event, ...]
    stale: tuple[StaleCorrection, ...]
    """Corrections that stand, although the machine now reads another value than the one they overrule."""
    homeless: tuple[Correction, ...]
    """Corrections of events or claims that are not there any more."""


def published_from(corrections: Iterable[Correction]) -> dt.date | None:
    """The publication date that the last correction of it gives; None where there is none."""
    days = [read_value("published", made.now) for made in corrections if made.field == "published"]
    return cast("dt.date", days[-1]) if days else None


def apply(events: tuple[Event, ...], corrections: Iterable[Correction]) -> tuple[Event, ...]:
    """The events with every correction applied in turn; the machine's claims stay as they are.

    Corrections of `published` are passed over: read the page again with `published_from` first; so are those of
    mentions. Raises StaleCorrection where `was` is not the value, CorrectionError for an unknown event or field.
    """
    found = {event.id: event for event in events}
    for made in _on_events(corrections):
        present = restructuring.standing(found, made)
        if present != made.was:
            raise _stale(made, present)
        found = restructuring.applied(found, made)
    return tuple(found.values())


def replay(events: tuple[Event, ...], corrections: Iterable[Correction]) -> Replayed:
    """As `apply`, but where the machine now reads something else the analyst's word stands, and that is told too."""
    found = {event.id: event for event in events}
    stale: list[StaleCorrection] = []
    homeless: list[Correction] = []
    for made in _on_events(corrections):
        try:
            present = restructuring.standing(found, made)
        except CorrectionError:
            homeless.append(made)
            continue
        if present != made.was:
            stale.append(_stale(made, present))
        found = restructuring.applied(found, made)
    return Replayed(tuple(found.values()), tuple(stale), tuple(homeless))


def redated(reading: Reading, published: dt.date, extract: Callable[[Any], Reading]) -> Reading:
    """The reading of the same page with the publication date an analyst gives; `extract` reads an Article."""
    return extract(replace(reading.article, published=published, published_basis="analyst"))


def _on_events(corrections: Iterable[Correction]) -> list[Correction]:
    return [made for made in corrections if row_of(made.field).has_event]


def _stale(made: Correction, present: str | None) -> StaleCorrection:
    return StaleCorrection(
        f"{made.field} of {made.part or made.event}: this correction overrules {made.was or 'unknown'}, "
        f"but the value is now {present or 'unknown'}; look at both, then correct that.",
        made,
        present,
    )
