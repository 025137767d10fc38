"""Figures draw what happened, say what they leave out, and never add a total to an event."""

from __future__ import annotations

import datetime as dt
import json

import pandas as pd
import plotly.io as pio
import pytest

from workbench import figures, maps, outlines, paper, tables
from workbench.attacks import Attack, Span
from workbench.records import Days, Event, Place, Toll, Values

GREEN_ZONE = Place("Green Zone", "IRQ", 33.305, 44.387, "neighbourhood")


def attack(number=1, *, day=(2020, 11, 17), kind="rocket_attack", until=None, **more):
    start = dt.date(*day)
    place = {"place": "Green Zone", "lat": 33.305, "lon": 44.387, "place_precision": "neighbourhood"} | more
    return Attack(f"IQ-{number}", start, until or start, kind, place.pop("date_precision", "day"), **place)


def event(number=1, *, role="main", status="occurred", days=None, place=GREEN_ZONE, **values):
    day = dt.date(2020, 11, 17)
    days = Days(day, day, "day") if days is None else days
    values = Values(date=days, place=place, **values)
    about = {"role": role, "type": "rocket_attack", "is_attack": True, "status": status}
    return Event(id=f"a1:{number}", article="a1", values=values, claims=(), **about)


def aggregate():
    """A total over a time that would stand out in any sum."""
    days = Days(dt.date(2020, 1, 1), dt.date(2020, 12, 31), "multi_year")
    return event(99, role="aggregate", days=days, killed=Toll(7001, 7001, 7001, "single"))


def history(*attacks):
    return tables.history(attacks)


def marks(figure):
    """Every trace with a point of its own in it, borders and names of countries aside."""
    return [trace for trace in figure.data if trace.type != "bar" and "markers" in trace.mode and len(trace.x)]


def words(figure):
    return "\n".join(note.text for note in figure.layout.annotations).replace("\u00a0", " ").replace("<br>", " ")


def drawn(figure):
    return [
        (str(x), y)
        for trace in marks(figure)
        if "lines" not in trace.mode
        for x, y in zip(trace.x, trace.y, strict=True)
    ]


@pytest.fixture(scope="module")
def shipped():
    return tables.history()


def test_the_title_of_the_timeline_states_how_many_of_what_and_when(shipped):
    title = "114 past attacks, 1 truce: 19 May 2019 to 19 Dec 2021"
    assert title in words(figures.timeline(shipped))


def test_every_row_of_the_history_is_a_mark_on_the_timeline(shipped):
    known = [trace for trace in marks(figures.timeline(shipped)) if trace.name != "approximate day"]
    assert sum(len(trace.x) for trace in known) == 115


def test_each_type_has_a_lane_with_its_count(shipped):
    lanes = figures.timeline(shipped).layout.yaxis.ticktext
    assert lanes[-1] == "rocket attack (77)"
    assert len(lanes) == 7


def test_unknown_casualties_are_hollow_and_not_the_size_of_none():
    table = history(attack(1), attack(2, killed=Span(0, 0, 0)), attack(3, killed=Span(30, None, None)))
    known, unknown = marks(figures.timeline(table))
    assert (known.marker.symbol, unknown.marker.symbol) == ("circle", "circle-open")
    assert len(unknown.x) == 1
    assert known.marker.size[1] > known.marker.size[0]


def test_a_day_within_a_span_is_a_bar_and_no_mark():
    figure = figures.timeline(history(attack(1, until=dt.date(2020, 11, 30))))
    (bar,) = marks(figure)
    assert "lines" in bar.mode
    assert [str(x.date()) for x in bar.x] == ["2020-11-17", "2020-11-30"]


def test_an_approximate_day_has_a_dash_through_its_mark():
    names = [trace.name for trace in marks(figures.timeline(history(attack(1, date_precision="day_approx"))))]
    assert "approximate day" in names


def test_an_aggregate_is_a_band_and_never_a_mark():
    table = history(attack(1))
    without, with_it = figures.timeline(table), figures.timeline(table, tables.frame([aggregate()]))
    assert drawn(with_it) == drawn(without)
    assert len(with_it.layout.shapes) == 1
    assert with_it.layout.shapes[0].type == "rect"
    assert "killed 7001" in words(with_it)


def test_an_aggregate_with_an_open_side_reaches_the_edge_and_says_so():
    open_end = event(5, role="aggregate", days=Days(dt.date(2020, 11, 1), None, "month"))
    figure = figures.timeline(history(attack(1)), tables.frame([open_end]))
    assert str(figure.layout.shapes[0].x1) == str(figure.layout.xaxis.range[1])
    assert "end open" in words(figure)


@pytest.mark.parametrize("draw", [figures.timeline, figures.monthly, figures.map])
def test_no_figure_counts_or_sums_an_aggregate(draw):
    table = history(attack(1), attack(2, killed=Span(1, 1, 1)))
    total = tables.frame([aggregate()]).assign(origin="table")
    both = pd.concat([table, total], ignore_index=True)
    plain, fed = draw(table), draw(both)
    assert drawn(fed) == drawn(plain)
    assert [str(trace.y) for trace in fed.data] == [str(trace.y) for trace in plain.data]
    assert fed.layout.annotations[0].text.split("</b>")[0] == plain.layout.annotations[0].text.split("</b>")[0]


def test_what_an_article_tells_besides_violence_is_no_mark():
    posted = tables.frame([event(3)]).assign(type="other", is_attack=False)
    assert len(drawn(figures.timeline(history(attack(1)), posted))) == 1


def test_a_plan_is_a_dashed_line_and_no_mark():
    planned = event(3, role="planned", status="planned")
    figure = figures.timeline(history(attack(1)), tables.frame([planned]))
    assert len(drawn(figure)) == 1
    assert figure.layout.shapes[0].line.dash == "dash"


def test_a_plan_that_is_only_due_by_a_day_stands_on_that_day_and_says_so():
    due = event(3, role="planned", status="planned", days=Days(end=dt.date(2020, 11, 18)))
    figure = figures.timeline(history(attack(1)), tables.frame([due]))
    assert str(figure.layout.shapes[0].x0.date()) == "2020-11-18"
    assert "planned: rocket attack, until 18 Nov 2020, start open" in words(figure)


def test_an_event_without_a_known_day_is_counted_and_not_drawn():
    unknown = event(3, days=Days(unresolved="no publication date"))
    figure = figures.timeline(history(attack(1)), tables.frame([unknown]))
    assert len(drawn(figure)) == 1
    assert "Not drawn: 1 without a known day." in words(figure)


def test_an_old_event_of_an_article_does_not_squeeze_the_history():
    old = event(3, days=Days(dt.date(1998, 8, 15), dt.date(1998, 8, 15), "day"))
    figure = figures.timeline(history(attack(1)), tables.frame([old]))
    assert "Not drawn: 1 outside this period." in words(figure)
    assert figure.layout.xaxis.range[0].year == 2020


def test_an_event_of_an_article_is_a_mark_of_its_own_kind_with_its_place():
    figure = figures.timeline(history(attack(1)), tables.frame([event(3)]))
    read = marks(figure)[-1]
    assert (read.marker.symbol, list(read.text)) == ("diamond-open", ["Green Zone"])
    assert list(figure.layout.yaxis.ticktext) == ["rocket attack (1 + 1 read)"]


def test_an_event_that_already_joined_the_history_is_drawn_once():
    joined = history(attack(1), attack(2, day=(2020, 12, 1)))
    figure = figures.timeline(joined, tables.frame([event(3)]).assign(event="IQ-1"))
    assert len(drawn(figure)) == 2


def test_a_timeline_of_nothing_is_refused_with_the_remedy():
    with pytest.raises(ValueError, match="set the dates first"):
        figures.timeline(history(), tables.frame([event(3, days=Days())]))


def test_names_of_two_events_on_one_day_do_not_cover_each_other():
    figure = figures.timeline(history(), tables.frame([event(1), event(2), event(3)]))
    (mark,) = marks(figure)
    shown = zip(mark.text, mark.textposition, strict=True)
    assert [(words, side) for words, side in shown if words] == [
        ("Green Zone", "top center"),
        ("Green Zone", "bottom center"),
    ]


def test_months_are_counted_by_type_and_months_without_a_row_are_named():
    table = history(attack(1), attack(2, kind="bombing"), attack(3, day=(2021, 1, 5)))
    figure = figures.monthly(table)
    assert {bar.name: list(bar.y) for bar in figure.data} == {"rocket attack (2)": [1, 0, 1], "bombing (1)": [1, 0, 0]}
    assert "3 attacks by month and type, Nov 2020 to Jan 2021" in words(figure)
    assert "Months without a row: 1 of 3" in words(figure)


def test_months_leave_out_truces_and_spans_and_what_articles_say_and_tell_how_many():
    table = history(
        attack(1), attack(2, kind="truce"), attack(3, until=dt.date(2021, 1, 5)), attack(4, origin="article")
    )
    figure = figures.monthly(table)
    assert [list(bar.y) for bar in figure.data] == [[1]]
    left = (
        "1 no attack (a truce or a troop move); 1 read from articles, which may repeat a row; 1 without a known month"
    )
    assert left in words(figure)


def test_the_bars_of_the_shipped_history_hold_all_its_attacks(shipped):
    assert sum(sum(bar.y) for bar in figures.monthly(shipped).data) == 114


def test_months_of_nothing_are_an_empty_figure_that_says_so():
    assert "0 attacks by month and type" in words(figures.monthly(history()))


def test_a_country_is_no_pin_and_the_map_says_how_many_it_left_out():
    whole = attack(2, place="Iraq", lat=33.0, lon=44.0, place_precision="country")
    figure = figures.map(history(attack(1), whole))
    assert drawn(figure) == [("44.387", 33.305)]
    assert "Not drawn: 1 known only by country, or without a point." in words(figure)


def test_a_province_is_a_hollow_mark():
    province = attack(2, place="Babil", lat=32.5, lon=44.4, place_precision="admin1")
    site, hollow = marks(figures.map(history(attack(1), province)))
    assert (site.marker.symbol, hollow.marker.symbol) == ("circle", "circle-open")


def test_attacks_at_one_place_are_one_mark_that_says_how_many():
    figure = figures.map(history(attack(1), attack(2), attack(3, kind="bombing")))
    (mark,) = marks(figure)
    assert list(mark.text) == ["Green Zone (3)"]
    assert "2 rocket attack, 1 bombing" in mark.hovertext[0]


def test_the_map_of_an_event_table_draws_its_events_as_read_from_articles():
    (mark,) = marks(figures.map(tables.frame([event(1), aggregate()])))
    assert mark.marker.symbol == "diamond"


def test_a_map_of_nothing_shows_the_whole_world():
    figure = figures.map(history())
    assert marks(figure) == []
    assert figure.layout.xaxis.range == (-180, 192)


def test_the_map_asks_no_network_for_its_outlines(shipped):
    kinds = {trace.type for trace in figures.map(shipped).data}
    assert kinds == {"scatter"}


def test_names_on_the_map_cover_neither_marks_nor_each_other(shipped):
    sheet = maps._Sheet(outlines.Window(40, 28, 50, 38))
    maps._spots(shipped[shipped["lat"].notna()], sheet)
    names = sheet.taken[-10:]
    assert all(one.clear_of(other) for at, one in enumerate(names) for other in sheet.taken if other is not one)


def test_what_a_mark_says_is_text_and_never_markup():
    table = history(attack(1, place="<b onclick=x>Zone</b>", sources=("<script>alert(1)</script>",)))
    texts = [trace.hovertext[0] for figure in (figures.timeline(table), figures.map(table)) for trace in marks(figure)]
    assert not [text for text in texts if "<script" in text or "<b onclick" in text]
    assert [text for text in texts if "&lt;b onclick" in text] == texts


def test_a_mark_tells_counts_with_their_range_voices_and_sources():
    table = history(
        attack(
            1, killed=Span(4, None, 7), claimed_by="Ashab al-Kahf", sources=("AP (2020-11-17) https://example.org/1",)
        )
    )
    (mark,) = marks(figures.timeline(table))
    lines = mark.hovertext[0].split("<br>")
    assert lines[1:] == [
        "rocket attack, 17 Nov 2020 (day)", "killed: 4 to 7", "wounded: not stated",
        "claimed by: Ashab al-Kahf", "sources: AP (2020-11-17)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sides", "told"),
    [
        ((None, None, None), "not stated"),
        ((0, 0, 0), "0"),
        ((4, None, 7), "4 to 7"),
        ((4, 5, 7), "4 to 7, best 5"),
        ((4, None, None), "at least 4"),
        ((None, None, 4), "at most 4"),
        ((None, 4, None), "about 4"),
    ],
)
def test_a_count_is_told_with_its_range(sides, told):
    assert paper.spread(*sides) == told


def test_every_figure_names_its_source(shipped):
    for figure in (figures.timeline(shipped), figures.monthly(shipped), figures.map(shipped)):
        assert "Source: data/history/attacks.csv" in words(figure)
    assert "Source: articles as the workbench read them" in words(figures.map(tables.frame([event(1)])))
    assert "Source: my own table" in words(figures.monthly(shipped, source="Source: my own table"))


def test_a_shown_figure_offers_no_upload(shipped):
    renderer = pio.renderers["plotly_mimetype"]
    shown = renderer.to_mimebundle(json.loads(figures.monthly(shipped).to_json()))
    assert shown["application/vnd.plotly.v1+json"]["config"]["showSendToCloud"] is False
    assert {pio.renderers[name].config["showSendToCloud"] for name in ("notebook", "vscode", "browser")} == {False}


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("page", ["#ffffff", "#111111"])
def test_the_words_of_a_figure_read_on_a_light_and_on_a_dark_page(page):
    light, dark = sorted((luminance(paper.INK), luminance(page)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.1


def test_figures_are_drawn_on_no_colour_of_their_own(shipped):
    layout = figures.timeline(shipped).layout
    assert (layout.paper_bgcolor, layout.plot_bgcolor) == ("rgba(0,0,0,0)", "rgba(0,0,0,0)")


def test_ten_thousand_attacks_are_left_to_the_graphics_card():
    days = [dt.date(2010, 1, 1) + dt.timedelta(days=number % 4000) for number in range(paper.MANY)]
    table = history(*(attack(at, day=(day.year, day.month, day.day)) for at, day in enumerate(days)))
    assert {trace.type for trace in marks(figures.timeline(table))} == {"scattergl"}


def test_the_same_table_gives_the_same_figure(shipped):
    assert figures.map(shipped).to_json() == figures.map(shipped).to_json()
