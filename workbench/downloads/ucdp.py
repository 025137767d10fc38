"""Rows of UCDP's Georeferenced Event Dataset in, `Attack` records out.

The Uppsala Conflict Data Program (CC BY 4.0: name it when you pass results
on) gives first and last day, low, best and high of the dead, and how well
day and place are known. It codes who fought, not by which means. Columns are
found by name, since releases differ in their number.

- `event_clarity` 2 marks a row whose source gave only a sum over several
  acts: it becomes an aggregate, which figures draw as a band and never count.
- In state-based and non-state conflict the order of the sides says nothing
  of who attacked; in one-sided violence side A is the doer.
- `where_prec` 6 puts every event on one point of its country: the precision
  stays `country`, and a map leaves it out.

Source: UCDP GED codebook (type_of_violence, date_prec, where_prec, event_clarity, deaths_*).
"""

from __future__ import annotations

from collections.abc import Mapping

from workbench.attacks import Attack
from workbench.downloads.cells import Cells, country, listed, told, unplaced
from workbench.downloads.kinds import kind
from workbench.records import DatePrecision, PlacePrecision

COLUMNS: tuple[str, ...] = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
"""All 49 columns of the file."""
NEEDED: tuple[str, ...] = (
    "id", "type_of_violence", "side_a", "side_b", "where_prec", "where_coordinates", "adm_1", "latitude", "longitude",
    "country", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low",
)  # fmt: skip
KEY = "id"

_ONE_SIDED, _SUM = 3, 2
_DAYS: Mapping[int, DatePrecision] = {1: "day", 2: "days_2_6", 3: "week", 4: "month", 5: "year"}
_PLACES: Mapping[int, PlacePrecision] = {
    1: "point", 2: "near_city", 3: "admin2", 4: "admin1", 5: "multi_admin1", 6: "country", 7: "water_air",
}  # fmt: skip
_GROUPS: Mapping[str, str] = {
    "deaths_a": "side A", "deaths_b": "side B", "deaths_civilians": "civilians", "deaths_unknown": "unknown group",
}  # fmt: skip


def attack(cells: Cells) -> Attack:
    """One row as an attack or an aggregate; raises HistoryError for a cell that cannot be read."""
    violence = cells.known("type_of_violence", 1, 2, _ONE_SIDED)
    what = kind("ucdp", str(violence))
    start, end = cells.day("date_start"), cells.day("date_end")
    if what is None or end < start:
        raise cells.fault("date_end", f"{end} lies before the first day, {start}; correct one of the two.")
    lat, lon = cells.point("latitude", "longitude")
    where, is_sum = cells.words("country"), cells.code("event_clarity") == _SUM
    return Attack(
        id=cells.id(), start=start, end=end, type=what.type, is_attack=what.is_attack,
        date_precision=_DAYS[cells.known("date_prec", *_DAYS)], place=cells.words("where_coordinates"),
        admin1=cells.words("adm_1"), country=country(where) if where else None, lat=lat, lon=lon,
        place_precision=_PLACES[cells.known("where_prec", *_PLACES)],
        attributed_to=cells.words("side_a"), target=cells.words("side_b"), killed=cells.span("low", "best", "high"),
        note=told(
            _by_group(cells),
            violence != _ONE_SIDED and "The order of the sides does not say who attacked.",
            is_sum and "UCDP: the source gives a sum over several acts.", unplaced(where, "UCDP"),
        ),
        sources=(f"UCDP GED {cells.id()}", *_source(cells)), role="aggregate" if is_sum else "main",
        dataset="UCDP GED",
    )  # fmt: skip


def _by_group(cells: Cells) -> str | None:
    counts = {name: cells.count(column) for column, name in _GROUPS.items()}
    killed = listed(f"{name} {count}" for name, count in counts.items() if count is not None)
    return f"Killed: {killed}." if killed else None


def _source(cells: Cells) -> tuple[str, ...]:
    words = cells.words("source_article") or cells.words("source_original")
    return (words.replace('"', ""),) if words else ()
