"""A table of the history and one event in, the rows nearest to it in time and in place out.

Only what is known is compared: an event without known days is near no row in
time, and a place that is no more than a province or a country is near no row
in place. Nothing here says that two of them belong together.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbench.records import Days, Event, Place, PlacePrecision

PLACED: frozenset[PlacePrecision] = frozenset({"point", "facility", "neighbourhood", "city", "near_city"})
"""The precisions of places between which a distance says something."""
_EARTH = 6371.0088
"""Mean radius of the earth in kilometres; source: IUGG (Moritz, Geodetic Reference System 1980)."""


def measured(history: pd.DataFrame, event: Event) -> pd.DataFrame:
    """The rows with two more columns: `days_apart`, below zero for an earlier one, and `km_apart`; unknown is <NA>."""
    rows = history.to_dict("records")
    days, place = event.values.date, event.values.place  # noqa: PD011 - the settled fields of an event
    return history.assign(
        days_apart=pd.array([days_apart(row, days) for row in rows], dtype="Int64"),
        km_apart=pd.array([km_apart(row, place) for row in rows], dtype="Float64"),
    )


def in_time(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """The measured rows fewest days away, then those nearest in place, at most so many; none without a known day."""
    known = rows[rows["days_apart"].notna()]
    near = known.assign(away=known["days_apart"].abs()).sort_values(["away", "km_apart", "event"], kind="stable")
    return near.head(most).drop(columns="away")


def in_place(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """The measured rows fewest kilometres away, then those nearest in time, at most so many; none without a point."""
    known = rows[rows["km_apart"].notna()]
    # Points put there by hand are a few kilometres off: nearer than that is the same place.
    near = known.assign(far=known["km_apart"].round(), away=known["days_apart"].abs())
    return near.sort_values(["far", "away", "event"], kind="stable").head(most).drop(columns=["far", "away"])


def days_apart(row: Mapping[Any, Any], days: Days | None) -> int | None:
    """Days from an event to a row, below zero where the row is earlier, zero where they share a day."""
    if days is None or days.start is None or days.end is None or pd.isna(row["date_start"]) or pd.isna(row["date_end"]):
        return None
    first, last = row["date_start"].date(), row["date_end"].date()
    if last < days.start:
        return int((last - days.start).days)
    return max(0, int((first - days.end).days))


def km_apart(row: Mapping[Any, Any], place: Place | None) -> float | None:
    """Kilometres along the ground from a place to a row; None where either is no more than an area."""
    if place is None or place.lat is None or place.lon is None or place.precision not in PLACED:
        return None
    if pd.isna(row["lat"]) or pd.isna(row["lon"]) or row["place_precision"] not in PLACED:
        return None
    return _great_circle((place.lat, place.lon), (row["lat"], row["lon"]))


def _great_circle(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Kilometres between two points in degrees, by the haversine formula."""
    (north, east), (norther, easter) = (tuple(map(math.radians, point)) for point in (here, there))
    half = (
        math.sin((norther - north) / 2) ** 2 + math.cos(north) * math.cos(norther) * math.sin((easter - east) / 2) ** 2
    )
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))
