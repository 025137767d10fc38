"""Rows of POLECAT in, `Attack` records out.

The Political Event Classification, Attributes and Types files are written by
a machine that reads news, in the event types and modes of PLOVER. Nobody has
checked a row, several rows may tell of one event, and no count of the dead is
given. All its event types are read; only ASSAULT is an attack.

- The day is the one that the machine read; the precision of the place follows
  from the finest of City, District, Province and Country that is filled
  (PLOVER's resolution).
- The actor is the doer as the machine read it, never a claim of responsibility.

Source: PLOVER 2.0 manual; the header as POLECAT's yearly files carry it.
"""

from __future__ import annotations

from collections.abc import Mapping

from workbench.attacks import Attack
from workbench.downloads.cells import Cells, country, listed, told, unplaced
from workbench.downloads.kinds import Kind, kind
from workbench.records import PlacePrecision

COLUMNS: tuple[str, ...] = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
"""All 40 columns of the yearly and weekly files."""
NEEDED: tuple[str, ...] = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Actor Name", "Recipient Name", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "Source", "Publication Date",
)  # fmt: skip
KEY = "Event ID"

_FINEST: Mapping[str, PlacePrecision] = {
    "City": "city", "District": "admin2", "Province": "admin1", "Country": "country",
}  # fmt: skip


def attack(cells: Cells) -> Attack:
    """One row as a record; raises HistoryError for a cell that cannot be read."""
    what, happened = _kind(cells), cells.day("Event Date")
    lat, lon = cells.point("Latitude", "Longitude")
    where = cells.words("Country")
    finest = next((column for column in _FINEST if cells.words(column)), None)
    published = cells.words("Publication Date")
    printed = listed((cells.words("Source"), f"published {published}" if published else None))
    return Attack(
        id=cells.id(), start=happened, end=happened, type=what.type, date_precision="day", is_attack=what.is_attack,
        place=cells.words("City") or cells.words("Placename"), admin1=cells.words("Province"),
        country=country(where) if where else None, lat=lat, lon=lon,
        place_precision=_FINEST[finest] if finest else "unknown", weapon=what.weapon,
        attributed_to=cells.words("Actor Name"), target=cells.words("Recipient Name"),
        note=told(
            f"POLECAT, read by a machine: {listed((cells.words('Event Type'), cells.words('Event Mode')))}.",
            unplaced(where, "POLECAT"),
        ),
        sources=(f"POLECAT {cells.id()}", *((printed,) if printed else ())), dataset="POLECAT",
    )  # fmt: skip


def _kind(cells: Cells) -> Kind:
    found = kind("polecat", cells.needed("Event Type"), cells.words("Event Mode") or "")
    if found is None:
        words = cells.words("Event Type")
        raise cells.fault("Event Type", f"{words!r} is none of PLOVER's 16 event types; correct the cell.")
    return found
