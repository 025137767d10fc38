"""A date line gives its day; a date in a sentence, or one that could be two days, gives none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import furniture, publication

DAY = dt.date(2020, 11, 17)
FORMATS = ("%B %d, %Y", "%d %B %Y", "%b. %d, %Y", "%d %b %Y", "%Y-%m-%d", "%A, %B %d, %Y", "%a %d %b %Y", "%d.%m.%Y")


def days(words: str) -> list[dt.date]:
    return [printed.day for printed in publication.line(words, furniture.outlet_pattern())]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("December 09, 2019 08:22 AM", dt.date(2019, 12, 9)),
        ("Tuesday, September 15, 2020 - 12:24 PM", dt.date(2020, 9, 15)),
        ("26th March 2019, 19:37 GMT+11", dt.date(2019, 3, 26)),
        ("July 05, 2022 03:02 IST", dt.date(2022, 7, 5)),
        ("December 28, 2004", dt.date(2004, 12, 28)),
        ("2020-11-17", DAY),
        ("2020-11-17T19:30:00Z", DAY),
        ("Published: 17 November 2020", DAY),
        ("Last updated at 14:02 on 17 November 2020", DAY),
        ("Tue 17 Nov 2020 18.30 GMT", DAY),
        ("Updated 2103 GMT (0503 HKT) November 17, 2020", DAY),
        ("November 17, 2020 / 7:10 PM / Updated 2 years ago", DAY),
        ("Issued on: 17/11/2020 - 22:14", DAY),
        ("BBC News, 17 November 2020", DAY),
        ("PTI | Testville | Updated: November 17, 2020 10:22:31 am", DAY),
        ("Nov. 17, 2020, 6:05 p.m. EST", DAY),
        ("17 Sept 1972", dt.date(1972, 9, 17)),
        ("11/11/2020", dt.date(2020, 11, 11)),
    ],
)
def test_a_date_line_gives_its_day(words, expected):
    assert days(words) == [expected]


@pytest.mark.parametrize(
    "words",
    [
        "The bridge fell on 17 November 2020.",
        "Troops stand near the bridge, Nov. 17, 2020.",
        "03/04/2020",
        "31 February 2020",
        "November 2020",
        "17 November",
        "Attacks of September 11, 2001",
        "17 November 0020",
    ],
)
def test_a_date_in_words_or_in_doubt_gives_no_day(words):
    assert days(words) == []


@given(day=st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), form=st.sampled_from(FORMATS))
def test_a_day_written_in_any_common_form_is_read_back(day, form):
    assert days(day.strftime(form)) == [day]


@given(words=st.text(max_size=60))
def test_any_words_at_all_can_be_asked(words):
    assert isinstance(days(words), list)


def test_the_date_of_an_update_is_marked():
    line = "Published 5 Jan 2020 Updated 6 Jan 2020"
    printed = publication.line(line, furniture.outlet_pattern())
    assert [(date.day.day, date.update) for date in printed] == [(5, False), (6, True)]


@pytest.mark.parametrize("words", ["Updated 3 hours ago", "Friday, 5 June", "Monday", "19:30 GMT"])
def test_a_line_of_time_without_a_year_is_known_for_one(words):
    assert publication.is_undated_line(words, furniture.outlet_pattern())


def test_a_sentence_with_a_weekday_is_no_line_of_time():
    assert not publication.is_undated_line("Two men died Friday", furniture.outlet_pattern())


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/world/2020/11/17/port/story.html",
        "https://example.org/port-2020-11-17",
        "https://example.org/world/2020/nov/17/port",
        "https://example.org/2020/WORLD/africa/11/17/port/index.html",
        "https://example.org/20201117/port",
    ],
)
def test_an_address_gives_the_day_it_carries(url):
    assert publication.from_url(url) == DAY


@pytest.mark.parametrize("url", ["https://example.org/201411171230640547873.html", "https://example.org/2020/13/45/x"])
def test_an_address_without_a_day_gives_none(url):
    assert publication.from_url(url) is None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("2014-05-S-031", (2014, 5)),
        ("Release 2014-12-CA-007 For Immediate Release", (2014, 12)),
        ("2014-13-S-031", None),
        ("2014-05-12", None),
        ("form 12014-05-S-031", None),
    ],
)
def test_a_release_number_gives_year_and_month(words, number):
    assert publication.numbered(words) == number


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("LASHKAR GAH, Afghanistan (May 9) –", dt.date(2014, 5, 9)),
        ("HERAT (9 May)", dt.date(2014, 5, 9)),
        ("May 9: Patrols in the West", dt.date(2014, 5, 9)),
        ("HERAT (June 9)", None),
        ("HERAT", None),
        ("HERAT (May 32)", None),
    ],
)
def test_a_day_without_its_year_takes_that_of_the_number_of_its_month(words, day):
    assert publication.completed(words, (2014, 5)) == day
