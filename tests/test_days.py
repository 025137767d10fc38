"""A date is bound to its act by the grammar: speech, occasions, answers and other clauses keep their own days."""

from __future__ import annotations

import datetime as dt

import pytest

import workbench as wb
from workbench import lexicons

pytestmark = pytest.mark.model
TUESDAY = dt.date(2020, 11, 17)


def dates_of(text, published=TUESDAY):
    """The words and first day of every date claim of a story."""
    claims = wb.extract(wb.read(text, published=published)).claims
    return [(c.value, c.days.start and c.days.start.isoformat()) for c in claims if c.field == "date"]


def days_of(text, published=TUESDAY):
    return [day for _, day in dates_of(text, published)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A bomb killed four people in Basra on Monday, police said.", ["2020-11-16"]),
        ("Gunmen killed four people in Basra Monday.", ["2020-11-16"]),
        ("The army said on Monday that rockets had hit the base on Sunday.", ["2020-11-15"]),
        ("The army said in a statement on Monday that rockets had hit the base.", []),
        ("Today the army confirmed that rockets had hit the base on Sunday.", ["2020-11-15"]),
        ("On Monday the mayor condemned the bombing.", []),
        ("On Monday the bombing killed two people.", ["2020-11-16"]),
        ("A bomb killed two people in the town ahead of the vote on Sunday.", []),
        ("A bomb killed two people before Sunday's vote.", []),
        ("Rockets hit an air base that houses foreign troops in early November.", ["2020-11-01"]),
        ("A bomb exploded near the hall where the ministers are to meet today.", []),
        ("A mortar attack killed two men before dawn on Thursday.", ["2020-11-12"]),
        ("Gunmen attacked the police station before Sunday.", []),
        ("In March, one of the attacks almost set off a war.", ["2020-03-01"]),
    ],
)
def test_the_day_of_the_act_and_no_other_dates_it(sentence, expected):
    assert days_of(sentence) == expected


def test_a_day_in_full_stands_for_itself_whoever_speaks_when():
    told = "A car bomb killed nine people on 3 January 2020. The minister visited the market on Monday."
    assert days_of(told) == ["2020-01-03"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Last night soldiers searched a house near the river. During the search two gunmen were killed.",
            [("Last night", "2020-11-16")],
        ),
        (
            "The minister toured a school on Monday. Two gunmen were killed in the hills.",
            [],
        ),
        (
            "Police said on Monday that they had searched a house. During the search two gunmen were killed.",
            [],
        ),
        (
            "Last night soldiers searched a house. During the search in March two gunmen were killed.",
            [("in March", "2020-03-01")],
        ),
    ],
)
def test_a_sentence_that_sets_the_scene_dates_the_act_that_comes_back_to_it(text, expected):
    assert dates_of(text) == expected


def test_a_day_taken_from_the_scene_is_inferred():
    claims = wb.extract(
        wb.read(
            "On Monday soldiers searched a house near the river. During the search two gunmen were killed.",
            published=TUESDAY,
        )
    ).claims
    (date,) = [c for c in claims if c.field == "date"]
    assert (date.days.basis, date.days.start) == ("inferred", dt.date(2020, 11, 16))


def test_without_a_publication_date_a_weekday_stays_open_with_its_reason():
    claims = wb.extract(wb.read("Gunmen killed four people in Basra on Monday.")).claims
    (date,) = [c for c in claims if c.field == "date"]
    assert date.days.start is None
    assert "publication date" in date.days.unresolved


@pytest.mark.parametrize("row", lexicons.load("happenings"), ids=lambda row: row.id)
def test_a_row_of_other_happenings_keeps_its_day(row):
    day = TUESDAY - dt.timedelta(days=2)
    assert days_of(row.fires) == []
    assert days_of(row.silent) in ([day.isoformat()], ["2020-11-17"])


def test_hours_later_is_another_happening_on_that_day_or_the_next():
    text = "A bomb killed four people in Basra on Monday.\n\nSome hours later, gunmen attacked a patrol near Zubayr."
    assert dates_of(text) == [("on Monday", "2020-11-16"), ("Some hours later", "2020-11-16")]
    attacks = [event for event in wb.extract(wb.read(text, published=TUESDAY)).events if event.is_attack]
    assert len(attacks) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "A court yesterday read a letter in which he ties the officer to the murder of the bishop.",
        "The judges might resign next week to protest the assassination of their colleague.",
        "On Friday the group decreed an end to its attacks on mayors.",
    ],
)
def test_an_act_deep_in_a_clause_has_a_day_of_its_own(sentence):
    assert days_of(sentence) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 July 2020 - A crowd beat two men to death on Monday night, police said.", ["2020-11-16"]),
        ("In other news. Basra (Nov. 15) -- Gunmen killed two men on Monday.", ["2020-11-16"]),
    ],
)
def test_the_day_that_opens_a_dispatch_dates_no_act(text, expected):
    assert days_of(text) == expected
