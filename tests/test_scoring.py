"""How often the reading is wrong: counted on a story whose coding and reading are made by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from coded import claim, event, gold, passage, reading, written
from hypothesis import given
from hypothesis import strategies as st

from workbench import codings, corrections, pipeline, scoring, store
from workbench.records import Attribution, Correction, Days, Munition, Passage, Place, Target, Toll
from workbench.scores import FAULTS, FIELDS, Fault, Score, Tally, as_json, wilson


@pytest.fixture
def coding(tmp_path):
    return next(codings.read(written(tmp_path)))


@pytest.fixture
def coded(tmp_path):
    """The coding of the story after a change."""

    def changed(change):
        raw = gold()
        change(raw)
        return next(codings.read(written(tmp_path, raw)))

    return changed


def changed(**values):
    """The reading with other settled values."""
    whole = event()
    return reading(replace(whole, values=replace(whole.values, **values)))


def with_claims(*more, without=()):
    whole = event()
    return reading(replace(whole, claims=(*(c for c in whole.claims if c.field not in without), *more)))


def only(reached, field):
    (one,) = [one for one in reached.disagreements if one.field == field]
    return one


def test_a_reading_that_says_what_is_coded_is_right_in_every_field(coding):
    reached = scoring.compare(coding, reading(event()))
    assert {name: reached.tally(name) for name in FIELDS} == dict.fromkeys(FIELDS, Tally(1, 0, 0))
    assert reached.disagreements == ()
    assert reached.faults == {"leaks": Fault(0, 2), "alarms": Fault(0, 0), "astray": Fault(0, 8)}


def test_an_attack_that_is_not_read_is_missed_with_all_that_is_coded_of_it(coding):
    reached = scoring.compare(coding, reading())
    assert {name: reached.tally(name) for name in FIELDS} == dict.fromkeys(FIELDS, Tally(0, 0, 1))
    (missed,) = reached.disagreements
    assert (missed.field, missed.outcome, missed.coded, missed.read) == (
        "attacks",
        "missed",
        "main rocket_attack",
        None,
    )
    assert missed.passage == passage("on Tuesday night")


def test_an_attack_that_is_not_coded_is_made_up_and_its_fields_count_nowhere(coding):
    other = event(id="read:2", type="arson", claims=(claim("act", "fired them"),))
    reached = scoring.compare(coding, reading(event(), other))
    assert reached.tally("attacks") == Tally(1, 1, 0)
    assert reached.tally("type") == Tally(1, 0, 0)
    assert only(reached, "attacks").passage == passage("fired them")


def test_one_event_finds_one_attack(coded):
    coding = coded(lambda raw: raw["events"].append({**raw["events"][0], "id": "E2", "kind": "background"}))
    assert scoring.compare(coding, reading(event())).tally("attacks") == Tally(1, 0, 1)
    assert scoring.compare(coding, reading(event(), event(id="read:2"))).tally("attacks") == Tally(2, 0, 0)


def test_what_is_optional_is_neither_rewarded_nor_punished(coded):
    coding = coded(lambda raw: raw["events"][0].update(optional=True))
    for read in (reading(event()), reading()):
        assert scoring.compare(coding, read).tally("attacks") == Tally()
    coding = coded(lambda raw: raw["events"][0]["targets"][0].update(optional=True))
    assert scoring.compare(coding, reading(event())).tally("targets") == Tally()
    assert scoring.compare(coding, changed(targets=())).tally("targets") == Tally()
    assert scoring.compare(coding, changed(targets=(Target("a school"),))).tally("targets") == Tally(0, 1, 0)


@pytest.mark.parametrize(
    ("field", "wrong", "coded", "read"),
    [
        ("date", {"date": Days(start=None, end=None, unresolved="why")}, "2020-11-17", None),
        ("place", {"place": Place("Mombasa", "KEN")}, "harbour of Port Sena", "Mombasa"),
        ("place", {"place": None}, "harbour of Port Sena", None),
        ("perpetrators", {"perpetrators": ()}, "Blue Front", None),
        ("targets", {"targets": ()}, "harbour", None),
        ("weapons", {"weapons": (Munition("drone"),)}, "rocket", None),
    ],
)
def test_a_value_that_is_wrong_or_lacks_is_told_with_both_sides(coding, field, wrong, coded, read):
    reached = scoring.compare(coding, changed(**wrong))
    assert reached.tally(field).true_positives == 0
    assert reached.tally(field).false_negatives == 1
    first = next(one for one in reached.disagreements if one.field == field)
    assert (first.coded, first.read) == (coded, read)


def test_a_type_and_a_status_taken_for_another_are_confusions(coding):
    reached = scoring.compare(coding, reading(event(type="shelling", status="foiled")))
    assert reached.tally("type") == reached.tally("status") == Tally(0, 1, 1)
    assert set(reached.confusions) == {("type", "rocket_attack", "shelling", 1), ("status", "occurred", "foiled", 1)}


def test_a_type_that_is_also_right_is_right(coded):
    coding = coded(lambda raw: raw["events"][0].update(type_also_ok=["shelling"]))
    assert scoring.compare(coding, reading(event(type="shelling"))).tally("type") == Tally(1, 0, 0)


def test_a_date_of_a_whole_month_is_no_day(coding):
    whole = event().values.date
    month = replace(whole, start=whole.start.replace(day=1), end=whole.end.replace(day=30), precision="month")
    assert scoring.compare(coding, changed(date=month)).tally("date") == Tally(0, 1, 1)


def test_a_place_of_another_country_is_another_place(coding):
    reached = scoring.compare(coding, changed(place=Place("Port Sena", None)))
    assert reached.tally("place") == Tally(1, 0, 0)


def test_a_group_shown_as_proven_is_wrong_in_its_attribution_only(coding):
    reached = scoring.compare(coding, changed(perpetrators=(Attribution("the Blue Front", "confirmed"),)))
    assert reached.tally("perpetrators") == Tally(1, 0, 0)
    assert reached.tally("attribution") == Tally(0, 1, 1)
    one = only(reached, "attribution")
    assert (one.coded, one.read, one.passage) == ("alleged", "confirmed", passage("Blue Front"))


def test_a_count_from_another_voice_is_right_as_a_count_and_wrong_as_a_voice(coding):
    spoken = claim("killed", "Two dockers", low=2, high=2, speaker="a nurse")
    reached = scoring.compare(coding, with_claims(spoken, without={"killed"}))
    assert reached.tally("killed") == Tally(1, 0, 0)
    assert reached.tally("killed_voiced") == Tally(0, 1, 1)
    one = only(reached, "killed_voiced")
    assert (one.outcome, one.coded, one.read) == ("confused", "army", "a nurse")


def test_a_count_is_right_only_where_both_its_sides_are(coding):
    open_ended = claim("killed", "Two dockers", low=2, high=None, speaker="the army")
    reached = scoring.compare(coding, with_claims(open_ended, without={"killed"}))
    assert reached.tally("killed") == Tally(0, 1, 1)
    assert {(one.outcome, one.coded, one.read) for one in reached.disagreements} == {
        ("missed", "2", None),
        ("made_up", None, "2 or more"),
    }


def test_a_count_that_is_denied_is_none_of_the_reading(coding):
    denied = claim("killed", "90 people", low=90, high=90, stance="denied")
    assert scoring.compare(coding, with_claims(denied)).tally("killed") == Tally(1, 0, 0)


def test_a_total_in_a_single_attack_is_a_leak_with_its_words(coding):
    total = claim("killed", "90 people", low=90, high=90)
    reached = scoring.compare(coding, with_claims(total))
    assert reached.fault("leaks") == Fault(1, 3)
    (leak,) = [one for one in reached.disagreements if one.outcome == "leak"]
    assert (leak.field, leak.read, leak.passage) == ("killed", "90", passage("90 people"))


def test_an_attack_in_a_story_without_one_is_a_false_alarm(coded):
    coding = coded(lambda raw: raw.update(is_attack_article=False, events=[]))
    assert scoring.compare(coding, reading()).fault("alarms") == Fault(0, 1)
    reached = scoring.compare(coding, reading(event()))
    assert reached.fault("alarms") == Fault(1, 1)
    assert {one.outcome for one in reached.disagreements} == {"made_up", "false_alarm"}


def test_words_that_are_not_the_articles_are_astray(coding):
    invented = replace(claim("killed", "Two dockers", low=2, high=2), passage=Passage(3, 8, "three"))
    reached = scoring.compare(coding, with_claims(invented))
    assert reached.fault("astray") == Fault(1, 9)


def test_every_disagreement_points_at_its_words(coding):
    text = coding.article.text
    wrong = reading(event(type="arson"), event(id="read:2", type="shelling", status="foiled"))
    reached = scoring.compare(coding, wrong)
    pointed = [one.passage for one in reached.disagreements if one.passage is not None]
    assert pointed
    assert all(text[at.start : at.end] == at.text for at in pointed)


def test_scores_add_up_whatever_their_order(coding):
    parts = [scoring.compare(coding, read) for read in (reading(event()), reading(), reading(event(type="arson")))]
    total = sum(parts, Score())
    assert total.articles == 3
    assert total.tally("attacks") == Tally(1, 1, 2)
    backwards = sum(reversed(parts), Score())
    assert {name: backwards.tally(name) for name in FIELDS} == {name: total.tally(name) for name in FIELDS}


def test_the_tables_have_a_row_for_each_field_and_each_disagreement(coding):
    reached = scoring.compare(coding, reading(event(type="shelling")))
    table = reached.table().set_index("field")
    assert list(table.index) == list(FIELDS)
    assert table.loc["type", "precision"] == 0.0
    assert table.loc["date", "recall"] == 1.0
    rows = reached.disagreement_table()
    assert rows.loc[0, ["field", "coded", "read", "words"]].tolist() == ["type", "rocket_attack", "shelling", "hit"]
    assert scoring.compare(coding, reading(event())).disagreement_table().empty


def test_the_json_promise_holds_counts_rates_and_places(coding):
    line = json.loads(json.dumps(as_json(scoring.compare(coding, reading(event(type="shelling"))))))
    assert (line["schema"], line["articles"]) == ("workbench-score/1", 1)
    assert line["file"].endswith("sena.gold.json")
    assert set(line["fields"]) == set(FIELDS)
    assert set(line["faults"]) == set(FAULTS)
    assert line["fields"]["type"]["false_negatives"] == 1
    (one,) = line["disagreements"]
    assert (one["start"], one["end"], one["words"]) == (passage("hit").start, passage("hit").end, "hit")
    assert as_json(Score())["file"] is None
    assert as_json(Score())["fields"]["type"]["precision"] is None


def test_a_wilson_interval_is_that_of_the_textbooks():
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert wilson(0, 0) is None


@given(st.integers(0, 200), st.integers(1, 200))
def test_an_interval_holds_its_rate_and_stays_a_rate(right, wrong):
    low, high = wilson(right, right + wrong)
    assert 0 <= low <= right / (right + wrong) <= high <= 1
    more = wilson(10 * right, 10 * (right + wrong))
    assert more[1] - more[0] < high - low


@pytest.mark.model
def test_a_store_scores_what_its_analyst_says_against_what_the_machine_reads(tmp_path, project):
    from workbench import articles

    page = articles.read(project / "data" / "articles" / "green-zone.txt", published="2020-11-17")
    read = pipeline.extract(page)
    file = tmp_path / "mine.sqlite"
    with store.open(file) as kept:
        kept.save(read)
        assert scoring.score(file).articles == 0
        (main,) = [e for e in read.events if e.role == "main" and e.is_attack]
        was, now = (corrections.written(toll) for toll in (main.values.killed, Toll(9, 9, 9, "analyst")))
        kept.correct(Correction(page.id, main.id, "killed", was, now, "extraction_error"))
    reached = scoring.score(file)
    assert reached.articles == 1
    assert reached.tally("killed") == Tally(0, 1, 1)
    wrong = [(one.field, one.outcome, one.coded) for one in reached.disagreements]
    assert ("killed", "missed", "9") in wrong
    assert {field for field, *_ in wrong} == {"killed"}
    assert reached.tally("attacks").false_positives == reached.tally("attacks").false_negatives == 0


@pytest.mark.model
def test_a_correction_that_the_machine_agrees_with_leaves_every_field_right(tmp_path, project):
    from workbench import articles

    page = articles.read(project / "data" / "articles" / "02-taji-rockets-2020.txt", published="2020-03-12")
    read = pipeline.extract(page)
    file = tmp_path / "mine.sqlite"
    with store.open(file) as kept:
        kept.save(read)
        (main,) = [e for e in read.events if e.role == "main" and e.is_attack]
        was, now = corrections.written("occurred"), corrections.written("foiled")
        kept.correct(Correction(page.id, main.id, "status", was, now, "typo"))
        kept.correct(Correction(page.id, main.id, "status", now, was, "typo"))
    reached = scoring.score(file)
    assert reached.articles == 1
    assert reached.disagreements == ()
    assert all(tally.false_positives == tally.false_negatives == 0 for tally in reached.tallies.values())
