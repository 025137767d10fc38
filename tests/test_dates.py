"""Words of time are found by the rows of times.toml and read into days.

The cards in cards/dates.md are the golden answers, one a line. No model runs here; the anchor of a
card is a day that another event is known to have.
"""

from __future__ import annotations

import ast
import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench import dates, expressions
from workbench.records import Days

ROWS = expressions.rows()
CARDS = Path(__file__).parent / "cards" / "dates.md"
TUESDAY = dt.date(2020, 11, 17)


def day(word):
    return None if word == "-" else dt.date.fromisoformat(word)


def cards():
    lines = [line for line in CARDS.read_text(encoding="utf-8").splitlines() if " -> " in line and "|" in line]
    return [line for line in lines if not line.startswith("A card")]


def shown(days):
    if days.unresolved:
        hour = f" ({days.time_of_day})" if days.time_of_day else ""
        return "? " + days.unresolved.removeprefix(f'"{days.text}" ') + hour
    ends = [str(end) if end else "-" for end in (days.start, days.end)]
    span = ends[0] if ends[0] == ends[1] else "..".join(ends)
    return f"{span} {days.precision} {days.basis} {days.time_of_day or '-'}"


def texts(text, **options):
    return [mention.text for mention in dates.find(text, **options)]


def test_there_are_cards():
    assert len(cards()) > 80


@pytest.mark.parametrize("card", cards())
def test_words_of_time_mean_what_their_card_says(card):
    asked, expected = card.split(" -> ")
    words, published, tense, anchor = (part.strip() for part in asked.split("|"))
    other = None if anchor == "-" else Days(day(anchor), day(anchor), "day", "explicit")
    tense = None if tense == "-" else tense
    assert shown(dates.resolve(words, day(published), tense=tense, anchor=other)) == expected


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_fires_and_is_silent_where_it_says(row):
    assert row.rule in {mention.rule for mention in dates.find(row.fires, lengths=True)}
    assert row.rule not in {mention.rule for mention in dates.find(row.silent, lengths=True)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_is_also_found_deep_in_a_long_text(row):
    filler = "The house stood by the river and nobody spoke of it. " * 4
    long = {(mention.text, mention.rule) for mention in dates.find(filler + row.fires + " " + filler, lengths=True)}
    assert long == {(mention.text, mention.rule) for mention in dates.find(row.fires, lengths=True)}


def test_every_row_has_a_reading_and_every_reading_a_row():
    assert {row.facts["means"] for row in ROWS} == set(dates._READINGS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell late Tuesday, the army said Monday.", ["late Tuesday", "Monday"]),
        ("It came early on Monday, by Jan. 15 at most.", ["early on Monday", "by Jan. 15"]),
        ("Since late 2019 and in October they fought.", ["Since late 2019", "in October"]),
        ("on at least two occasions last month", ["last month"]),
        ("He struck on Monday evening and overnight Friday.", ["on Monday evening", "overnight Friday"]),
        ("at 10:30 a.m., about midday, at dawn, 0430 GMT", ["at 10:30 a.m.", "about midday", "at dawn", "0430 GMT"]),
        ("at around 5:00 pm on Monday", ["at around 5:00 pm on Monday"]),
        ("between March and May, from 2011 to 2013", ["between March and May", "from 2011 to 2013"]),
        ("two days earlier, three days ago, hours after", ["two days earlier", "three days ago", "hours after"]),
        (
            "the night before, the day before, a month earlier",
            ["the night before", "the day before", "a month earlier"],
        ),
        (
            "at the weekend, in recent weeks, over the weekend",
            ["at the weekend", "in recent weeks", "over the weekend"],
        ),
        ("the 1990s, July 2015, mid-July", ["the 1990s", "July 2015", "mid-July"]),
        ("17th of November; 2020-11-17; 17/11/2020", ["17th of November", "2020-11-17", "17/11/2020"]),
        ("in the\nearly hours of Friday", ["in the\nearly hours of Friday"]),
        ("a raid in May and the March offensive", ["in May", "March"]),
        ("On Sunday\n\nMarch 5 was quiet", ["On Sunday", "March 5"]),
    ],
)
def test_the_words_that_bear_the_time_are_found_whole(text, expected):
    assert texts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He may march with them.",
        "The march went on; a second attack followed.",
        "It hit 2,500 troops with 400 kilograms.",
        "A 12-year-old boy and a 40-year-old man.",
        "After the 9/11 attacks the Sunday Times wrote.",
        "Black September flew an F-16 and an MI-17.",
        "One day the day will come.",
        "It is stamped 3/1/2020.",
        "Some 2000 people and 1999 houses.",
        "It fell for two hours.",
        "It cost $2015 and rule 12.1998 applies.",
        "They wrote of Operation Dawn.",
    ],
)
def test_words_that_only_look_like_time_are_left_alone(text):
    assert texts(text) == []


def test_lengths_and_habits_are_found_only_when_asked_for():
    assert texts("They fire daily for two hours.", lengths=True) == ["daily", "two hours"]


def test_a_paragraph_break_is_never_crossed():
    assert texts("They met in\n\nOctober rain fell.") == ["October"]


def test_an_unknown_publication_date_is_named_in_the_reason():
    days = dates.resolve("late Tuesday", None)
    assert days.unresolved == (
        '"late Tuesday" is counted from the publication date, which is not known; set it and this resolves.'
    )
    assert (days.start, days.end, days.text) == (None, None, "late Tuesday")


def test_an_hour_that_can_be_morning_or_evening_is_not_guessed():
    assert dates.resolve("at 5:30", TUESDAY).time_of_day is None
    assert dates.resolve("at 17:30", TUESDAY).time_of_day == "17:30"


def test_an_anchor_without_a_day_resolves_nothing():
    assert dates.resolve("two days earlier", TUESDAY, anchor=Days(unresolved="no")).start is None


def test_words_keep_their_own_spacing_in_the_answer():
    assert dates.resolve("late\nTuesday", TUESDAY).text == "late\nTuesday"


def test_no_language_pipeline_is_imported():
    tree = ast.parse(Path(dates.__file__).read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert "spacy" not in imported


WORDS = st.sampled_from(
    [
        *("on", "in", "by", "since", "from", "to", "and", "the", "between", "until", "of", "that", "same", ",", "-"),
        *("early", "late", "mid-", "last", "next", "this", "ago", "earlier", "before", "after", "overnight", "noon"),
        *("a", "two", "3", "31", "30", "29", "99", "2019", "9999", "0001", "1/2/2020", "1990s", "20th", "5:30", "pm"),
        *("Feb.", "March", "May", "Tuesday", "weekend", "week", "day", "days", "years", "decade", "century", "night"),
    ]
)
PHRASES = st.lists(WORDS, max_size=9).map(" ".join)
DAYS = st.dates()
TENSES = st.sampled_from(["past", "future", None])


@given(st.one_of(st.text(), PHRASES))
@example("\ue000 since \ue003")
@example("İ late Tuesday")
def test_what_is_found_stands_where_it_says(text):
    found = dates.find(text, lengths=True)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@given(PHRASES, st.none() | DAYS, TENSES, st.none() | DAYS)
def test_no_answer_ends_before_it_begins_and_none_lacks_a_reason(text, published, tense, anchored):
    anchor = anchored and Days(anchored, anchored, "day", "explicit")
    for words in [text, *texts(text, lengths=True)]:
        days = dates.resolve(words, published, tense=tense, anchor=anchor)
        assert (days.start is None and days.end is None) == (days.unresolved is not None)
        assert days.start is None or days.end is None or days.start <= days.end


@given(PHRASES, TENSES)
def test_without_publication_or_anchor_no_year_is_invented(text, tense):
    for words in texts(text, lengths=True):
        days = dates.resolve(words, None, tense=tense)
        figures = any(len(figure) >= 4 for figure in "".join(c if c.isdecimal() else " " for c in words).split())
        assert days.unresolved is not None or figures or "century" in words


@given(DAYS.filter(lambda day: day.year >= 1000), st.none() | DAYS, TENSES)
def test_a_day_in_full_figures_is_that_day(day, published, tense):
    if day.year < 2100:
        days = dates.resolve(day.isoformat(), published, tense=tense)
        assert (days.start, days.end, days.precision, days.basis) == (day, day, "day", "explicit")


@given(st.sampled_from(["Monday", "Tuesday", "Friday", "Sunday"]), DAYS.filter(lambda day: 1 < day.year < 9998))
def test_a_weekday_in_the_past_is_at_most_six_days_before_publication(weekday, published):
    found = dates.resolve(f"on {weekday}", published).start
    assert 0 <= (published - found).days <= 6
    assert found.strftime("%A") == weekday
