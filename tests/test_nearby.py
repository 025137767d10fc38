"""Rows of a history stand by their distance from an event in days and in kilometres, as far as both are known."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from workbench import nearby, tables
from workbench.attacks import Attack
from workbench.records import Days, Event, Place, Values

DAY = dt.date(2020, 11, 17)
HERE = Place("Green Zone", "IRQ", 33.0, 44.0, "neighbourhood")


def attack(number, days=0, *, lat=33.0, lon=44.0, precision="city", last=None):
    start = DAY + dt.timedelta(days=days)
    end = DAY + dt.timedelta(days=days if last is None else last)
    return Attack(
        f"IQ-{number}", start, end, "rocket_attack", "day", place="x", lat=lat, lon=lon, place_precision=precision
    )


def event(days=None, place=HERE):
    values = Values(date=Days(DAY, DAY, "day") if days is None else days, place=place)
    return Event("e", "a", "main", "rocket_attack", is_attack=True, status="occurred", values=values, claims=())


def measured(*attacks, of=None):
    return nearby.measured(tables.history(attacks), of or event())


@pytest.mark.parametrize(
    ("first", "last", "apart"), [(0, 0, 0), (-3, -3, -3), (4, 4, 4), (-9, -2, -2), (-9, 5, 0), (2, 9, 2)]
)
def test_days_apart_are_counted_between_the_days_that_lie_nearest(first, last, apart):
    assert measured(attack(1, first, last=last))["days_apart"].tolist() == [apart]


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres():
    assert measured(attack(1, lat=34.0))["km_apart"].tolist() == [pytest.approx(111.195, abs=0.001)]


@pytest.mark.parametrize(
    "other", [{"lat": None, "lon": None}, {"precision": "admin1"}, {"precision": "country"}, {"precision": "unknown"}]
)
def test_a_row_without_a_point_of_its_own_is_no_distance_away(other):
    assert measured(attack(1, **other))["km_apart"].isna().all()


@pytest.mark.parametrize("days", [Days(DAY, None, "month"), Days(unresolved="no day")], ids=["open", "unresolved"])
def test_an_event_without_known_days_is_near_no_row_in_time(days):
    rows = measured(attack(1), of=event(days))
    assert nearby.in_time(rows, 8).empty
    assert nearby.in_place(rows, 8)["event"].tolist() == ["IQ-1"]


def test_an_event_without_a_place_is_near_no_row_in_place():
    rows = measured(attack(1), of=event(place=None))
    assert nearby.in_place(rows, 8).empty
    assert nearby.in_time(rows, 8)["event"].tolist() == ["IQ-1"]


def test_the_nearest_in_time_come_first_and_of_one_day_the_nearest_in_place():
    rows = measured(attack(1, 9), attack(2, -1, lat=35.0), attack(3, 1), attack(4, 0), attack(5, -30))
    assert nearby.in_time(rows, 3)["event"].tolist() == ["IQ-4", "IQ-3", "IQ-2"]


def test_the_nearest_in_place_come_first_and_of_one_place_the_nearest_in_time():
    rows = measured(attack(1, 9), attack(2, -1, lat=35.0), attack(3, -2), attack(4, precision="admin1"))
    assert nearby.in_place(rows, 8)["event"].tolist() == ["IQ-3", "IQ-1", "IQ-2"]


def test_no_row_is_lost_or_changed_by_measuring():
    history = tables.history([attack(1), attack(2, 4)])
    pd.testing.assert_frame_equal(nearby.measured(history, event())[list(history.columns)], history)
