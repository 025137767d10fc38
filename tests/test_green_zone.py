"""The story that the workbench was first asked to read: rockets on the Green Zone, 17 November 2020.

It is told twice: in our own words in data/, and by the newspaper itself in a
folder beside the checkout, which may be absent and is then skipped. Both are
read from the same facts, and both must give the same answers.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from workbench import articles, pipeline
from workbench.records import CLAIM_BLOCKS, Toll

PROJECT = Path(__file__).resolve().parents[1]
OURS = PROJECT / "data" / "articles" / "green-zone.txt"
SEED = PROJECT.parent / "shared" / "articles" / "green-zone.txt"
PUBLISHED = dt.date(2020, 11, 17)
BOTH = pytest.mark.parametrize("told", [OURS, SEED], ids=["ours", "seed"], indirect=True, scope="module")

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def told(request):
    """The file of one telling."""
    if not request.param.is_file():
        pytest.skip("the newspaper's own telling is not on this machine")
    return request.param


@pytest.fixture(scope="module")
def reading(told):
    return pipeline.extract(articles.read(told, published=PUBLISHED))


@pytest.fixture(scope="module")
def undated(told):
    return pipeline.extract(articles.read(told))


@pytest.fixture(scope="module")
def main(reading):
    (found,) = [event for event in reading.events if event.role == "main"]
    return found


def one(reading, **facts):
    """The only event that has all of the facts."""
    (found,) = [e for e in reading.events if all(getattr(e, name) == value for name, value in facts.items())]
    return found


def said(event, *fields):
    return [claim for claim in event.claims if claim.field in fields]


def counted(claim):
    return claim.low, claim.high, claim.scope


@BOTH
def test_the_main_event_is_a_rocket_attack_on_the_evening_of_publication(main):
    assert (main.type, main.is_attack, main.status) == ("rocket_attack", True, "occurred")
    assert (main.values.date.start, main.values.date.end) == (PUBLISHED, PUBLISHED)
    assert main.values.date.time_of_day == "night"


@BOTH
def test_the_main_event_is_in_the_green_zone_of_baghdad(main):
    assert main.values.place.name == "Green Zone, Baghdad"
    assert main.values.place.country == "IRQ"


@BOTH
def test_three_voices_on_the_rockets_are_kept_apart(main):
    rockets = said(main, "munitions")
    reporter = [counted(c) for c in rockets if c.speaker_kind == "reporter"]
    army = sorted(counted(c) for c in rockets if c.speaker_kind == "military")
    channel = [counted(c) for c in rockets if c.speaker_kind == "affiliated_channel"]
    assert reporter == [(4, None, "in_zone")]
    assert army == [(3, 3, "out_of_zone"), (4, 4, "in_zone")]
    assert channel == [(6, 6, "launched")]
    assert len(rockets) == 4


@BOTH
def test_the_rockets_are_at_least_four_with_no_upper_end(main):
    (rocket,) = main.values.weapons
    assert (rocket.kind, rocket.low, rocket.high) == ("rocket", 4, None)


@BOTH
def test_the_group_is_claimed_through_a_channel_and_by_nobody_else(main):
    (found,) = main.values.perpetrators
    assert found.name.removesuffix(" group") == "Ashab al-Kahaf"
    assert found.attribution == "claimed_via_third_party"
    assert "telegram channel" in found.by.lower()


@BOTH
def test_one_child_was_killed_and_five_civilians_wounded_on_the_armys_word(main):
    (killed,), (wounded,) = said(main, "killed"), said(main, "wounded")
    assert (killed.low, killed.high, killed.group, killed.speaker_kind) == (1, 1, "child", "military")
    assert (wounded.low, wounded.high, wounded.group, wounded.speaker_kind) == (5, 5, "civilian", "military")
    assert main.values.killed == Toll(1, 1, 1, "single")
    assert main.values.wounded == Toll(5, 5, 5, "single")


@BOTH
def test_an_interceptor_is_told_of(main):
    (found,) = said(main, "interceptor")
    assert {"interceptor", "missile"} & set(found.value.lower().split())


@BOTH
def test_the_interceptor_is_hedged(main):
    assert [claim.stance for claim in said(main, "interceptor")] == ["hedged"]


@BOTH
def test_the_truce_is_of_october_and_is_no_attack(reading):
    truce = one(reading, type="truce")
    assert (truce.values.date.start, truce.values.date.end) == (dt.date(2020, 10, 1), dt.date(2020, 10, 31))
    assert (truce.role, truce.is_attack, truce.values.perpetrators) == ("background", False, ())


@BOTH
def test_ten_deaths_since_late_2019_are_an_aggregate(reading):
    total = one(reading, role="aggregate")
    assert sorted(claim.low for claim in said(total, "killed")) == [1, 3, 6]
    assert total.values.killed == Toll(10, 10, 10, "sum_of_groups")
    assert total.values.date.start.year == 2019
    assert total.values.date.start < dt.date(2020, 1, 1) < total.values.date.end


@BOTH
def test_no_figure_of_the_aggregate_is_in_another_event(reading):
    total = {claim.id for claim in said(one(reading, role="aggregate"), "killed")}
    others = [e for e in reading.events if e.role != "aggregate"]
    assert total.isdisjoint(claim.id for event in others for claim in event.claims)
    assert {6, 3, 10}.isdisjoint(claim.low for event in others for claim in said(event, "killed"))


@BOTH
def test_the_drone_strike_of_january_is_an_event_of_its_own(reading):
    strike = one(reading, type="drone_strike")
    assert (strike.values.date.start, strike.values.date.end) == (dt.date(2020, 1, 3), dt.date(2020, 1, 3))
    assert (strike.role, strike.is_attack) == ("background", True)


@BOTH
def test_the_drawdown_is_planned_by_mid_january_and_leaves_2500(reading):
    move = one(reading, type="troop_move", role="planned")
    assert (move.values.date.start, move.values.date.end) == (None, dt.date(2021, 1, 15))
    assert move.status == "planned"
    assert [claim.low for claim in said(move, "quantity")] == [2500]


@BOTH
def test_2500_is_never_a_toll(reading):
    people = [c for e in reading.events for c in said(e, "killed", "wounded", "missing", "captured")]
    assert 2500 not in {c.low for c in people} | {c.high for c in people}


@BOTH
def test_the_picture_was_shared_on_the_monday_and_is_no_attack(reading):
    monday = dt.date(2020, 11, 16)
    (shared,) = [e for e in reading.events if e.values.date is not None and e.values.date.start == monday]
    assert (shared.type, shared.is_attack) == ("other", False)
    assert "Kataib Hezbollah" in {claim.value for claim in shared.claims}


@BOTH
def test_nobody_who_shared_the_picture_is_a_perpetrator(reading):
    names = {p.name for event in reading.events for p in event.values.perpetrators}
    assert not any("Hezbollah" in name for name in names)


@BOTH
def test_nothing_is_confirmed(reading):
    levels = {p.attribution for event in reading.events for p in event.values.perpetrators}
    assert "confirmed" not in levels


@BOTH
def test_furniture_makes_no_claim_and_no_mention(reading):
    article = reading.article
    kinds = {block.kind for block in article.blocks}
    assert {"caption", "inline_link", "editor_note", "contributor_note", "related_headline"} <= kinds
    spots = [c.passage.start for c in reading.claims] + [m.start for m in reading.mentions]
    assert {article.block_at(spot).kind for spot in spots} <= CLAIM_BLOCKS


@BOTH
def test_every_passage_is_the_articles_own_words(reading):
    text = reading.article.text
    assert all(text[c.passage.start : c.passage.end] == c.passage.text for c in reading.claims)


@BOTH
def test_the_year_of_the_picture_in_the_caption_dates_nothing(reading):
    years = {d.year for c in reading.claims if c.days for d in (c.days.start, c.days.end) if d}
    assert 2018 not in years


@BOTH
def test_the_page_prints_no_date_and_none_is_made_up(undated):
    assert (undated.article.published, undated.article.published_basis) == (None, "unknown")


@BOTH
def test_without_the_publication_date_relative_dates_wait_each_with_a_reason(reading, undated):
    relative = {c.id for c in reading.claims if c.days and c.days.basis == "relative_to_publication"}
    waiting = {c.id: c.days for c in undated.claims if c.days and c.days.unresolved}
    assert relative
    assert relative <= set(waiting)
    assert all(days.start is None and days.end is None and days.unresolved for days in waiting.values())


@BOTH
def test_without_the_publication_date_the_main_event_has_no_day(undated):
    (main,) = [event for event in undated.events if event.role == "main"]
    assert main.values.date.start is None
    assert "publication" in main.values.date.unresolved


@BOTH
def test_giving_the_publication_date_resolves_every_date(reading):
    dated = [claim for claim in reading.claims if claim.days is not None]
    assert dated
    assert all(claim.days.unresolved is None for claim in dated)
