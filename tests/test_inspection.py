"""A mark of a figure leads to the rows it stands for, their sources and the passages behind them."""

from __future__ import annotations

import datetime as dt

import pytest
from pictured import FIGURES, events
from readings import sample_reading

import workbench as wb
from workbench import figures, tables
from workbench.attacks import Attack, Span
from workbench.inspection import entries

NOVEMBER = dt.date(2020, 11, 17)
SOURCES = ("AP (2020-11-17) https://example.org/1;2", "article a1", "javascript:alert(1)")


def history(*numbers, **more):
    place = {"place": "Green Zone", "lat": 33.305, "lon": 44.387, "place_precision": "neighbourhood"}
    facts = {**place, "killed": Span(4, None, 7), "sources": SOURCES, **more}
    return tables.history([Attack(f"IQ-{at}", NOVEMBER, NOVEMBER, "rocket_attack", "day", **facts) for at in numbers])


def first(found):
    return next(iter(found.values()))


def test_an_entry_tells_day_and_place_with_their_precision_and_counts_with_their_range():
    found = first(entries(history(1)))
    assert found["label"] == "17 Nov 2020, Green Zone: rocket attack"
    assert found["facts"][:4] == [
        ["day", "17 Nov 2020 (precision: day)"],
        ["place", "Green Zone (precision: neighbourhood)"],
        ["killed", "4 to 7"],
        ["wounded", "not stated"],
    ]


def test_only_an_address_of_the_web_is_handed_over_as_one():
    assert first(entries(history(1)))["sources"] == [
        {"words": "AP (2020-11-17)", "address": "https://example.org/1;2"},
        {"words": "article a1; javascript:alert(1)", "address": ""},
    ]


def test_the_sources_of_the_shipped_history_have_their_addresses_where_one_is_stored():
    found = entries(tables.history())
    sources = [source for entry in found.values() for source in entry["sources"]]
    assert len(found) == 115
    assert [one for one in sources if not one["address"] and "address not stored" not in one["words"]] == []


def test_an_event_of_an_article_brings_the_passages_of_its_claims_word_by_word():
    reading = sample_reading()
    table = wb.table(reading.events, articles=[reading.article]).assign(origin="article")
    passages = entries(table, wb.claim_table(reading.events))[reading.events[0].id]["passages"]
    assert len(passages) == len(reading.events[0].claims)
    assert [one["words"] for one in passages if one["words"] not in reading.article.text] == []
    assert "killed, says the army, asserted" in {one["about"].lower() for one in passages}


def test_a_total_and_a_plan_are_named_for_what_they_are():
    labels = [entry["label"] for entry in entries(events().assign(origin="article")).values()]
    assert [label for label in labels if label.endswith("(a total, read from an article)")]
    assert [label for label in labels if label.endswith("(a plan, read from an article)")]


@pytest.mark.parametrize("name", ["timeline", "monthly", "map"])
def test_a_click_on_a_mark_shows_exactly_the_rows_it_stands_for(name):
    table = history(1, 2, 3)
    shown = wb.inspect(FIGURES[name](table, events()), table)
    trace = next(trace for trace in shown.figure.data if trace.customdata is not None and len(trace.customdata))
    shown._clicked(trace, type("Points", (), {"point_inds": [0]}), None)
    assert set(shown.chosen) == ({"IQ-1"} if name == "timeline" else {"IQ-1", "IQ-2", "IQ-3"})
    assert len(shown.entries.shown) == len(shown.chosen)


def test_a_row_that_is_chosen_from_the_list_is_lit_on_the_figure():
    table = history(1, 2, 3)
    shown = wb.inspect(figures.timeline(table), table)
    shown.choose(["IQ-2"])
    assert [list(trace.selectedpoints) for trace in shown.figure.data if trace.customdata] == [[1]]


def test_rows_that_are_no_mark_are_on_the_list_as_well():
    table = history(1)
    shown = wb.inspect(figures.timeline(table, events()), table, events())
    assert {event for event, _label in shown.entries.labels} == {"IQ-1", *events()["event"]}


def test_an_inspected_figure_offers_no_upload_and_reads_the_same_in_every_run():
    table = history(1)
    shown = wb.inspect(figures.timeline(table), table)
    assert shown.figure._config["showSendToCloud"] is False
    assert (repr(shown), repr(shown.entries)) == ("Inspected(1 row)", "Entries(1 row)")
