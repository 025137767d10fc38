"""Tables say no more than the records: unknown stays unknown, and no row is lost."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from workbench import tables
from workbench.attacks import Attack, Span
from workbench.records import (
    Article,
    Attribution,
    Block,
    Claim,
    Days,
    Event,
    Mention,
    Munition,
    Passage,
    Place,
    Reading,
    Target,
    Toll,
    Values,
    Why,
)

DAY = dt.date(2020, 11, 17)
COUNTS = ["killed_low", "killed_best", "killed_high", "wounded_low", "wounded_best", "wounded_high"]


def event(number=1, *, role="main", claims=(), why=(), **values):
    about = {"role": role, "type": "rocket_attack", "is_attack": True, "status": "occurred"}
    return Event(id=f"a1:{number}", article="a1", values=Values(**values), claims=claims, why=why, **about)


def test_an_event_without_values_has_no_value_in_the_table():
    row = tables.frame([event()]).iloc[0]
    assert row[COUNTS].isna().all()
    assert row[["date_start", "date_end", "lat", "lon", "place", "country", "perpetrators", "weapons"]].isna().all()
    assert (row["date_precision"], row["place_precision"]) == ("unknown", "unknown")
    assert row["date_note"] == "the text gives no time"


def test_counts_are_whole_numbers_that_can_be_unknown():
    table = tables.frame([event(killed=Toll(1, 1, 1, "agreement"), wounded=Toll(5, None, None, "single"))])
    assert {str(kind) for kind in table[COUNTS].dtypes} == {"Int64"}
    assert table.loc[0, ["killed_low", "wounded_low"]].tolist() == [1, 5]
    assert table.loc[0, ["wounded_best", "wounded_high"]].isna().all()


def test_a_toll_of_zero_stays_zero():
    assert tables.frame([event(killed=Toll(0, 0, 0, "single"))]).loc[0, "killed_best"] == 0


def test_days_are_dates_and_an_unresolved_day_keeps_its_reason():
    known, not_known = Days(DAY, DAY, "day"), Days(unresolved="the page does not say when it was published")
    table = tables.frame([event(1, date=known), event(2, date=not_known)])
    assert str(table["date_start"].dtype) == "datetime64[s]"
    assert table.loc[0, "date_start"] == pd.Timestamp(DAY)
    assert pd.isna(table.loc[1, "date_start"])
    assert table["date_note"].tolist() == [None, "the page does not say when it was published"]


def test_a_place_without_a_point_has_none_in_the_table():
    row = tables.frame([event(place=Place("Iraq", "IRQ", precision="country"))]).iloc[0]
    assert (row["place"], row["country"], row["place_precision"]) == ("Iraq", "IRQ", "country")
    assert row[["lat", "lon"]].isna().all()


def test_perpetrators_carry_how_firmly_they_are_ones():
    who = (Attribution("Ashab al-Kahf", "claimed_via_third_party", "Sabereen"), Attribution("Iran", "alleged"))
    row = tables.frame([event(perpetrators=who)]).iloc[0]
    assert row["perpetrators"] == "Ashab al-Kahf (claimed, passed on by Sabereen); Iran (alleged by the reporter)"


@pytest.mark.parametrize(
    ("arm", "words"),
    [
        (Munition("rocket"), "rocket"),
        (Munition("rocket", 4, 4, 4), "rocket (4)"),
        (Munition("rocket", 4, None, 7), "rocket (4 to 7)"),
        (Munition("rocket", 4, 4, None), "rocket (at least 4)"),
        (Munition("rocket", None, None, 7), "rocket (at most 7)"),
    ],
)
def test_weapons_are_told_with_the_range_of_their_count(arm, words):
    assert tables.frame([event(weapons=(arm,))]).loc[0, "weapons"] == words


def test_the_rules_that_settled_an_event_are_in_sight():
    why = (Why("killed", "agreement", ("c1", "c2")), Why("date", "single", ("c3",)))
    row = tables.frame([event(why=why, targets=(Target("a market"),))]).iloc[0]
    assert (row["rules"], row["targets"]) == ("killed: agreement; date: single", "a market")


def test_every_event_is_a_row_in_its_order_whatever_its_role():
    roles = ["background", "aggregate", "main", "planned", "commentary"]
    table = tables.frame(event(number, role=role) for number, role in enumerate(roles))
    assert table["role"].tolist() == roles


def test_the_title_comes_from_the_article():
    page = Article("a1", "page.txt", "words", title="Rockets on Baghdad")
    assert tables.frame([event()], articles=[page]).loc[0, "title"] == "Rockets on Baghdad"
    assert pd.isna(tables.frame([event()]).loc[0, "title"])


def test_no_events_make_a_table_with_all_columns_and_no_rows():
    table = tables.frame([])
    assert tuple(table.columns) == tables.EVENT_COLUMNS
    assert (len(table), str(table["killed_low"].dtype), str(table["date_start"].dtype)) == (0, "Int64", "datetime64[s]")


def test_each_claim_is_a_row_with_its_voice_and_its_words():
    own = Claim("c1", "munitions", "rocket", Passage(0, 12, "four rockets"), "body", "weapons:rocket", low=4, high=4)
    armys = Claim(
        "c2", "munitions", "rocket", Passage(20, 33, "seven rockets"), "body", "weapons:rocket", low=7, high=7,
        speaker="the army", speaker_kind="military", messenger="state television", stance="alleged",
    )  # fmt: skip
    table = tables.claims([event(claims=(own, armys))])
    assert tuple(table.columns) == tables.CLAIM_COLUMNS
    assert table["speaker"].tolist() == ["the reporter", "the army"]
    assert table["words"].tolist() == ["four rockets", "seven rockets"]
    assert table.loc[1, ["low", "high", "messenger", "stance", "by"]].tolist() == [
        7, 7, "state television", "alleged", "machine",
    ]  # fmt: skip


def test_an_analysts_claim_without_words_of_the_page_has_none():
    claim = Claim("c1", "killed", "2", None, None, "analyst", low=2, high=2, by="Nour")
    row = tables.claims([event(claims=(claim,))]).iloc[0]
    assert (row["words"], row["block"], row["by"]) == (None, None, "Nour")


def test_blocks_and_mentions_are_listed_with_the_words_at_their_offsets():
    page = Article("a1", "page.txt", "Title\n\nRockets fell.", blocks=(Block("headline", 0, 5), Block("body", 7, 20)))
    reading = Reading(page, (Mention("weapon", 7, 14, "Rockets", "weapons:rocket"),), (), ())
    assert tables.blocks(page)["words"].tolist() == ["Title", "Rockets fell."]
    assert tables.mentions(reading).to_dict("records") == [
        {"kind": "weapon", "start": 7, "end": 14, "words": "Rockets", "rule": "weapons:rocket"}
    ]


def test_a_truce_in_the_history_is_no_attack():
    attack = Attack("1", DAY, DAY, "rocket_attack", "day")
    table = tables.history([attack, Attack("2", DAY, DAY, "truce", "day")])
    assert table["is_attack"].tolist() == [True, False]


@given(some.lists(some.one_of(some.none(), some.integers(0, 10_000)), min_size=3, max_size=3))
def test_a_count_of_the_history_comes_out_as_it_went_in(counts):
    row = tables.history([Attack("1", DAY, DAY, "bombing", "day", killed=Span(*counts))]).iloc[0]
    out = [row[f"killed_{side}"] for side in ("low", "best", "high")]
    assert [None if pd.isna(number) else int(number) for number in out] == counts


def test_the_history_table_is_the_shipped_one_where_none_is_named(project):
    assert tables.history().equals(tables.history(project / "data" / "history" / "attacks.csv"))


def test_the_words_of_an_article_cannot_become_markup_in_a_notebook():
    page = Article("a1", "page.txt", "<script>alert(1)</script>", blocks=(Block("body", 0, 25),))
    assert "<script>" not in tables.blocks(page)._repr_html_()


def test_reading_a_history_loads_no_table_library():
    script = "import sys; from workbench.past import load; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
