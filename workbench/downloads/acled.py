"""Rows of ACLED's export in, `Attack` records out.

The Armed Conflict Location and Event Data project gives one day, one place
and one figure of the dead an event. Its terms of use forbid passing the data
on: a file of it is read where it lies and never becomes part of this project.

- `fatalities` is ACLED's own figure, the most conservative of those reported,
  and becomes the best figure with neither low nor high. ACLED writes 0 where
  none was reported killed as well as where nothing is known of it; the 0 is
  kept as its figure, and the note says so.
- Actors are the coders' view, never a claim of responsibility. In a battle
  the order of the two says nothing of who attacked, and the note says that.
- A week of `time_precision` 2 runs three days to either side of the day given
  (ACLED takes the middle of the week); 3 is that day's month.

Source: ACLED codebook and column guide, 2023 on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from dateutil.relativedelta import relativedelta

from workbench.attacks import Attack, Span
from workbench.downloads.cells import Cells, country, listed, told, unplaced
from workbench.downloads.kinds import Kind, kind
from workbench.records import DatePrecision, PlacePrecision

COLUMNS: tuple[str, ...] = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
"""All 31 columns of the export since March 2023."""
NEEDED: tuple[str, ...] = (
    "event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "actor2", "country",
    "admin1", "location", "latitude", "longitude", "geo_precision", "source", "notes", "fatalities",
)  # fmt: skip
KEY = "event_id_cnty"

_DAYS: Mapping[int, DatePrecision] = {1: "day", 2: "week", 3: "month"}
_PLACES: Mapping[int, PlacePrecision] = {1: "city", 2: "admin2", 3: "admin1"}
_HALF_WEEK = dt.timedelta(days=3)


def attack(cells: Cells) -> Attack:
    """One row as an attack; raises HistoryError for a cell that cannot be read."""
    what, precision = _kind(cells), _DAYS[cells.known("time_precision", *_DAYS)]
    start, end = _days(cells.day("event_date"), precision)
    lat, lon = cells.point("latitude", "longitude")
    killed, where = cells.count("fatalities"), cells.words("country")
    return Attack(
        id=cells.id(), start=start, end=end, type=what.type, date_precision=precision, is_attack=what.is_attack,
        place=cells.words("location"), admin1=cells.words("admin1"), country=country(where) if where else None,
        lat=lat, lon=lon, place_precision=_PLACES[cells.known("geo_precision", *_PLACES)], weapon=what.weapon,
        attributed_to=listed((cells.words("actor1"), cells.words("assoc_actor_1"))),
        target=listed((cells.words("actor2"), cells.words("assoc_actor_2"))), killed=Span(best=killed),
        note=told(
            f"ACLED: {cells.words('sub_event_type')}.",
            killed == 0 and "ACLED writes 0 for none reported killed and for nothing known.",
            what.type == "armed_clash" and "The order of the sides does not say who attacked.",
            unplaced(where, "ACLED"), cells.words("notes"),
        ),
        sources=(f"ACLED {cells.id()}", *_sources(cells)),
        dataset="ACLED",
    )  # fmt: skip


def _sources(cells: Cells) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cells.words("source") or "").split(";") if part.strip())


def _kind(cells: Cells) -> Kind:
    found = kind("acled", cells.needed("sub_event_type"))
    if found is None:
        words = cells.words("sub_event_type")
        raise cells.fault("sub_event_type", f"{words!r} is none of ACLED's 25 sub-event types; correct the cell.")
    return found


def _days(given: dt.date, precision: DatePrecision) -> tuple[dt.date, dt.date]:
    if precision == "week":
        return given - _HALF_WEEK, given + _HALF_WEEK
    if precision == "month":
        return given.replace(day=1), given + relativedelta(day=31)
    return given, given
