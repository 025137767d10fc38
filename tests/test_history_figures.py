"""Figures of a whole history: what they sum, what they leave out and say so; a total is never one of the events."""

from __future__ import annotations

import datetime as dt
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictured import GREEN_ZONE, events

from workbench import claimants, figures, months, poisson, spacing, tables, tolls
from workbench.attacks import Attack, Span
from workbench.records import Claim, Days, Event, Passage, Toll, Values

FIRST = dt.date(2020, 1, 6)
FIGURES = {
    "timeline": figures.timeline,
    "killed": lambda table: figures.timeline(table, counts="killed"),
    "monthly": figures.monthly,
    "weapons": lambda table: figures.monthly(table, by="weapon"),
    "cumulative": figures.cumulative,
    "calendar": figures.calendar,
    "blamed": figures.blamed,
    "gaps": figures.gaps,
    "rates": figures.rates,
    "map": figures.map,
}


def attack(number, day=0, kind="rocket_attack", **more):
    facts = {"place": "Green Zone", "lat": 33.305, "lon": 44.387, "place_precision": "neighbourhood", **more}
    start = FIRST + dt.timedelta(days=day)
    return Attack(f"IQ-{number}", start, facts.pop("until", start), kind, facts.pop("precision", "day"), **facts)


def history():
    return tables.history([
        attack(1, 0, killed=Span(1, 2, 3), attributed_to="Blue Front", weapon="Katyusha rockets"),
        attack(2, 0, killed=Span(), wounded=Span(4, None, None), claimed_by="Red Cell"),
        attack(3, 10, "bombing", killed=Span(0, 0, 0), weapon="roadside bomb"),
        attack(4, 20, "truce"),
        attack(5, 40, killed=Span(None, 1, 1), precision="day_approx"),
    ])  # fmt: skip


def total():
    """A total over a time that would stand out in any sum, as a row of the table."""
    days = Days(dt.date(2019, 1, 1), dt.date(2020, 12, 31), "multi_year")
    values = Values(date=days, place=GREEN_ZONE, killed=Toll(7001, 7001, 7001, "single"))
    row = Event("T", "a1", "aggregate", "rocket_attack", is_attack=True, status="occurred", values=values, claims=())
    return tables.frame([row]).assign(origin="table", weapon="rockets", attributed_to="Blue Front")


def words(figure):
    notes = (note.text for note in figure.layout.annotations if note.text)
    return " ".join(notes).replace("<br>", " ").replace("\u00a0", " ")


def traces(figure):
    return json.loads(figure.to_json())["data"]


@pytest.mark.parametrize("name", FIGURES)
def test_a_total_is_no_event_of_any_figure_and_in_no_sum(name):
    plain = FIGURES[name](history())
    fed = FIGURES[name](pd.concat([history(), total()], ignore_index=True))
    assert traces(fed) == traces(plain)
    assert fed.layout.annotations[0].text.split("</b>")[0] == plain.layout.annotations[0].text.split("</b>")[0]


@pytest.mark.parametrize("name", ["monthly", "weapons", "cumulative", "calendar", "blamed", "gaps", "map"])
def test_a_table_without_a_row_is_a_figure_that_says_so(name):
    figure = FIGURES[name](history().iloc[:0])
    assert "0 " in words(figure)[:90] or "nobody stated as killed" in words(figure)


@pytest.mark.parametrize("name", ["timeline", "killed", "rates"])
def test_a_table_without_a_day_or_a_truce_is_refused_with_the_remedy(name):
    with pytest.raises(ValueError, match=r"set the dates first|give a table with its row"):
        FIGURES[name](history().iloc[:0])


def test_sums_keep_low_best_and_high_apart_and_leave_out_what_nobody_states():
    killed = tolls.add_up(history(), "killed")
    assert [tuple(map(int, row)) for row in killed.days.to_numpy()] == [(1, 2, 3), (1, 2, 3), (1, 3, 4)]
    assert (killed.unstated, killed.no_low, killed.no_high) == (2, 1, 0)
    figure = figures.cumulative(history())
    assert "3 killed (1 to 4) and 4 wounded in 4 attacks" in words(figure)
    assert "Killed: 1 without any figure, left out (unknown, not zero)" in words(figure)


def test_intervals_are_days_between_exact_days():
    exact = history()[["date_start"]].iloc[:3]
    assert spacing.days_between(exact).tolist() == [0, 10]
    assert "2 intervals between attacks" in words(figures.gaps(history()))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Blue Front (alleged by the army); Red Cell", ("Blue Front", "Red Cell")),
        ("Red Cell denied", ()),
        ("Blue Front; Blue Front", ("Blue Front",)),
        (None, ()),
        ("unknown gunmen", ()),
    ],
)
def test_names_are_taken_without_who_says_so_and_denials_are_none(cell, expected):
    assert claimants.names(cell) == expected


def test_blame_and_claim_are_two_bars_and_nobody_is_one_of_its_own():
    bars = {bar["name"]: bar for bar in traces(figures.blamed(history()))}
    assert bars["nobody named"]["customdata"] == [["IQ-3", "IQ-5"]]
    assert [ids for ids in bars["blamed by an authority"]["customdata"] if ids] == [["IQ-1"]]
    assert [ids for ids in bars["claimed (a message said so)"]["customdata"] if ids] == [["IQ-2"]]
    assert "2 of 4 attacks blamed on someone or claimed" in words(figures.blamed(history()))


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Katyusha rockets (C-RAM engaged)", "rocket"),
        ("IED", "roadside bomb"),
        (None, months.UNSTATED),
        ("a trebuchet", months.OTHER),
    ],
)
def test_weapons_are_grouped_by_the_lexicon(cell, kind):
    assert months.weapon_class(cell) == kind


def test_months_can_be_told_apart_by_weapon():
    names = [trace["name"] for trace in traces(figures.monthly(history(), by="weapon"))]
    assert names == ["weapon not stated (2)", "rocket (1)", "roadside bomb (1)"]
    with pytest.raises(ValueError, match="by type or by weapon, not by 'colour'"):
        figures.monthly(history(), by="colour")


def test_the_calendar_shows_a_day_once_and_an_approximate_day_as_a_dash():
    *_, days, dash = traces(figures.calendar(history()))
    assert days["customdata"] == [["IQ-1", "IQ-2"], ["IQ-3"]]
    assert (dash["name"], dash["customdata"]) == ("approximate day", [["IQ-5"]])


def test_whiskers_run_from_lowest_to_highest_and_an_open_side_is_a_triangle():
    figure = figures.timeline(history(), counts="killed")
    line = next(trace for trace in traces(figure) if trace["mode"] == "lines")
    assert line["y"] == [1, 3, None]
    assert "at most this many" in {trace.get("name") for trace in traces(figure)}
    with pytest.raises(ValueError, match="killed, wounded, munitions, not 'ships'"):
        figures.timeline(history(), counts="ships")


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (10, 4.7954, 18.3904)])
def test_an_exact_interval_is_that_of_the_published_tables(count, low, high):
    # Garwood's table of exact 95 % limits of a Poisson mean, here of 30 days, so that rate and mean are one.
    found = poisson.rate("days", FIRST, FIRST + dt.timedelta(days=29), count)
    assert (found.per_30_days, found.low, found.high) == (
        count,
        pytest.approx(low, abs=1e-4),
        pytest.approx(high, abs=1e-4),
    )


@given(st.integers(0, 60), st.integers(1, 60), st.integers(5, 400), st.integers(5, 400))
def test_a_ratio_lies_in_its_interval_and_turns_over_with_the_periods(here, there, days, others):
    one = poisson.rate("one", FIRST, FIRST + dt.timedelta(days=days), here)
    other = poisson.rate("other", FIRST, FIRST + dt.timedelta(days=others), there)
    found, turned = poisson.compare(one, other), poisson.compare(other, one)
    assert found.low <= found.ratio <= found.high
    assert found.p_value == pytest.approx(turned.p_value)
    if here:
        assert turned.low == pytest.approx(1 / found.high)


def test_rates_around_a_truce_need_its_end_from_whoever_asks():
    since = figures.truce_rates(history())
    assert [(rate.name, rate.count) for rate in since.periods] == [
        ("before the truce", 3),
        ("since the truce began", 1),
    ]
    held = figures.truce_rates(history(), truce_end=FIRST + dt.timedelta(days=30))
    assert [(rate.count, rate.days) for rate in held.periods] == [(3, 20), (0, 11), (1, 10)]
    assert held.comparisons[0].ratio == 0
    assert "The table does not say when the truce ended" in words(figures.rates(history()))
    with pytest.raises(ValueError, match="is not from 2020-01-26, when the truce began"):
        figures.truce_rates(history(), truce_end="2019-01-01")


def claim(number, low, high, stance="asserted", **more):
    return Claim(
        id=f"c{number}", field="killed", value=None, passage=Passage(0, 3, "ten"), block="body", rule="counts:number",
        low=low, high=high, speaker=f"voice {number}", stance=stance, **more,
    )  # fmt: skip


def test_every_voice_of_an_event_is_drawn_with_its_doubt_its_bounds_and_what_it_is_part_of():
    said = (claim(1, 4, 4), claim(2, 3, 3, subset_of="c1"), claim(3, 6, None, "hedged"), claim(4, 0, 0, "denied"))
    days = Days(FIRST, FIRST, "day")
    values = Values(date=days, place=GREEN_ZONE, killed=Toll(4, 4, 6, "most_conservative"))
    event = Event("a1:1", "a1", "main", "rocket_attack", is_attack=True, status="occurred", values=values, claims=said)
    figure = figures.disagreement(tables.claims([event]), tables.frame([event]))
    assert "people killed, settled: 4 to 6, best 4" in words(figure)
    assert "4 figures by 4 voices" in words(figure)
    marks = next(trace for trace in traces(figure) if trace.get("name") == "killed")
    assert (marks["x"], marks["marker"]["symbol"]) == ([4, 3, 6, 0], ["circle", "circle", "circle-open", "x-thin"])
    assert figure.layout.yaxis.ticktext[1].startswith("↳ voice 2")
    with pytest.raises(ValueError, match="No claim is of the event 'other'"):
        figures.disagreement(tables.claims([event]), event="other")


def test_a_total_told_apart_says_that_it_is_one():
    table = events()
    assert "Totals over a time, told apart and not drawn: 2" in words(
        figures.timeline(history(), table, counts="killed")
    )


def test_what_nobody_states_is_never_folded_into_the_rare_kinds():
    weapons = ("rockets", "IED", "mortar", "drone", "missile", "car bomb", "rifles", "grenade", "knife", "a trebuchet")
    rows = [attack(number, weapon=weapon) for number, weapon in enumerate(weapons * 2)]
    named = [trace["name"] for trace in traces(figures.monthly(tables.history([*rows, attack(99)]), by="weapon"))]
    assert "weapon not stated (1)" in named
    assert [name for name in named if name.startswith("other kinds")]
    assert len(named) == 9


def test_an_attack_with_two_rare_names_is_one_attack_behind_their_bar():
    often = [attack(2 * n + m, attributed_to=f"Group {n:02}") for n in range(14) for m in range(2)]
    once = attack(99, attributed_to="Rare One; Rare Two")
    bar = next(
        trace for trace in traces(figures.blamed(tables.history([*often, once]))) if trace["name"].startswith("bl")
    )
    at = bar["customdata"].index(["IQ-99"])
    assert bar["x"][at] == 1
