"""A total of an article is set against the rows of a history, and a difference is named and never explained away."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from workbench import articles, attacks, past, pipeline, reckoned, reckoning, sums, tables
from workbench.attacks import Attack, Group, Span
from workbench.balances import few
from workbench.records import (
    Act,
    Article,
    Attribution,
    Claim,
    Days,
    Event,
    Passage,
    Place,
    Reading,
    Target,
    Toll,
    Values,
)

STORY = dt.date(2020, 11, 17)
SINCE = Days(dt.date(2019, 10, 1), STORY, "multi_year", "explicit", text="since late 2019")
IRAQ = Place("Iraq", "IRQ", precision="country")
ACT = Act("a1", "other", is_attack=True, passage=Passage(0, 7, "attacks"), role="aggregate", status="occurred",
          sentence=0, block="body", plural=True)  # fmt: skip


def claim(value, low, high=None, *, field="killed", group=None, **more):
    high = low if high is None else high
    scope = "attacks" if field == "quantity" else None
    words = Passage(20, 30, value)
    return Claim(f"{field}-{value}", field, value, words, "body", "card:1", ACT, low, high, "exact",
                 group=group, scope=scope, **more)  # fmt: skip


def reading(*claims, days=SINCE, published=STORY, place=IRAQ, role="aggregate", kind="other", targets=(), text=""):
    text = text or "Attacks since late 2019 have done so much harm, the army said."
    article = Article("a1", "card", text, published=published)
    day = Days(STORY, STORY, "day")
    main = Event("a1:0", "a1", "main", "rocket_attack", True, "occurred", Values(date=day, place=IRAQ), ())  # noqa: FBT003
    values = Values(date=days, place=place, targets=targets)
    total = Event("a1:9", "a1", role, kind, True, "occurred", values, claims)  # noqa: FBT003
    return Reading(article, (), claims, (main, total))


def row(number, day, *, killed=None, groups="", campaign=True, side="armed_group", kind="rocket_attack", **more):
    span = Span(*killed) if isinstance(killed, tuple) else Span(killed, killed, killed)
    where = {"place": "Camp Taji", "country": "IRQ", "place_precision": "facility"} | more
    date = dt.date.fromisoformat(day)
    return Attack(
        f"R{number}", date, date, kind, "day", killed=span, killed_groups=attacks.groups(groups),
        militia_campaign=campaign, perpetrator_side=side, **where,
    )  # fmt: skip


TABLE = (
    row(1, "2019-06-01", killed=0), row(2, "2019-12-27", killed=1, groups="USA contractor 1"),
    row(3, "2020-03-11", killed=3, groups="USA service_member 2; GBR service_member 1"),
    row(4, "2020-11-17", killed=1, groups="USA civilian 1"), row(5, "2021-12-19", killed=0),
)  # fmt: skip
AMERICANS = claim("three Americans", 3)


def only(read, table=TABLE):
    (check,) = reckoning.check_totals(read, table).checks
    return check


def ids(rows):
    return [found.event for found in rows]


@pytest.fixture(scope="module")
def sample(request):
    folder = request.config.rootpath / "data" / "articles"
    return pipeline.extract(articles.read(folder / "green-zone.txt", published=STORY))


@pytest.fixture(scope="module")
def shipped():
    return past.load()


@pytest.mark.model
def test_the_sample_story_and_the_history_agree_on_six_three_and_one_with_the_rows_named(sample):
    table = reckoning.check_totals(sample).table
    told = {(row.claim, row.sum_best, row.verdict, row.rows) for row in table.itertuples()}
    assert told == {
        ("six Iraqis", 6, "agrees", "IQ-20191030-01, IQ-20200928-01"),
        ("three U.S. service members", 3, "agrees", "IQ-20191227-01, IQ-20200311-01"),
        ("one Briton", 1, "agrees", "IQ-20200311-01"),
    }


@pytest.mark.model
def test_the_contractor_whom_the_article_calls_a_service_member_is_told_apart(sample):
    words = str(reckoning.check_totals(sample))
    assert (
        "1 of the 3 (IQ-20191227-01, 27 Dec 2019) is a contractor in the history, while the article says service member"
        in words
    )
    assert words.count("is a contractor") == 1


@pytest.mark.model
def test_the_sample_names_its_doubtful_days_and_what_it_leaves_out(sample):
    iraqis = next(c for c in reckoning.check_totals(sample).checks if c.claim.value == "six Iraqis")
    assert "between 1 Oct 2019 and 31 Dec 2019, and these rows lie there: IQ-20191030-01" in iraqis.words
    left = {found.event: found.why for found in iraqis.of("left out")}
    assert left["IQ-20200313-01"] == "done by the forces of USA, not the militias"
    assert left["IQ-20201117-01"] == "on the day of the story, not said to be in it"
    assert left["IQ-20201010-01"] == "no attack but a truce"
    assert (iraqis.sum.low, iraqis.sum.best, iraqis.sum.high) == (3, 6, 6)


@pytest.mark.model
def test_the_table_the_attacks_and_the_file_of_a_history_give_the_same(sample, shipped, request):
    file = request.config.rootpath / "data" / "history" / "attacks.csv"
    told = [str(reckoning.check_totals(sample, given)) for given in (None, shipped, tables.history(), file)]
    assert len(set(told)) == 1


@pytest.mark.model
def test_a_row_taken_out_leaves_the_history_one_fewer(sample, shipped):
    without = [attack for attack in shipped if attack.id != "IQ-20191030-01"]
    checks = {c.claim.value: c for c in reckoning.check_totals(sample, without).checks}
    assert checks["six Iraqis"].difference == -1
    assert "the history has one fewer (5)" in checks["six Iraqis"].words
    assert checks["one Briton"].verdict == "agrees"


@pytest.mark.model
def test_a_count_changed_is_named_with_the_row_that_accounts_for_it(sample, shipped):
    more = [
        dataclasses.replace(a, killed=Span(2, 2, 2), killed_groups=(Group("IRQ", "service_member", 2),))
        if a.id == "IQ-20191030-01" else a
        for a in shipped
    ]  # fmt: skip
    checks = {c.claim.value: c for c in reckoning.check_totals(sample, more).checks}
    assert (checks["six Iraqis"].verdict, checks["six Iraqis"].difference) == ("differs", 1)
    assert "the history has one more (7)" in checks["six Iraqis"].words


@pytest.mark.model
def test_a_row_added_is_named_as_one_without_which_they_agree(sample, shipped):
    added = row(77, "2020-05-05", killed=1, groups="GBR civilian 1")
    checks = {c.claim.value: c for c in reckoning.check_totals(sample, [*shipped, added]).checks}
    assert checks["one Briton"].difference == 1
    assert "it agrees without one of" in checks["one Briton"].words
    assert "R77 (5 May 2020, 1)" in checks["one Briton"].words


@pytest.mark.model
def test_without_a_publication_date_the_end_is_unknown_and_no_sum_is_given(request):
    story = request.config.rootpath / "data" / "articles" / "green-zone.txt"
    checks = reckoning.check_totals(articles.read(story)).checks
    assert len(checks) == 3
    assert {check.verdict for check in checks} == {"cannot be checked"}
    assert all("its end is not known" in check.words and check.sum == Span() for check in checks)


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "field", "low", "best", "verdict"),
    [
        ("There have been 12 attacks on bases in Iraq since March.", "attacks", 12, 41, "differs"),
        ("Militias have carried out more than 30 rocket attacks in Iraq since October 2019.", "attacks", 31, 48,
         "agrees"),
        ("Since late 2019, repeated attacks in Iraq have wounded 99 people.", "wounded", 99, None, "differs"),
        ("Rocket attacks in Iraq have killed three Americans since December.", "killed", 3, 3, "agrees"),
    ],
)  # fmt: skip
def test_a_total_of_another_kind_is_read_and_checked(sentence, field, low, best, verdict):
    page = f"The Post\n\nBAGHDAD — A rocket hit a base near Baghdad on Tuesday. {sentence}"
    read = articles.read(page.encode(), published=STORY)
    check = only(pipeline.extract(read), None)
    assert (check.asked.field, check.claim.low, check.verdict) == (field, low, verdict)
    assert best in {None, check.sum.best}


def test_rows_are_counted_up_to_the_eve_of_the_story():
    check = only(reading(AMERICANS))
    assert ids(check.makers) == ["R2", "R3"]
    assert (check.sum, check.verdict) == (Span(2, 3, 3), "agrees")


def test_the_day_of_the_story_is_counted_where_the_article_says_so():
    text = "Attacks since 2019 killed four Americans, including Tuesday's. More is not known."
    check = only(reading(claim("four Americans", 4), text=text))
    assert ids(check.makers) == ["R2", "R3", "R4"]


def test_including_in_another_sentence_is_not_said_of_the_total():
    text = "Attacks since 2019 killed so many Americans. Three were hurt, including Tuesday's."
    assert ids(only(reading(AMERICANS, text=text)).makers) == ["R2", "R3"]


def test_a_time_that_begins_on_a_day_has_no_doubtful_part():
    days = Days(dt.date(2019, 12, 27), STORY, "year", text="since 27 December 2019")
    assert not any(found.is_doubtful for found in only(reading(AMERICANS, days=days)).makers)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"place": Place("Mali", "MLI", precision="country")}, "told of MLI, and the history has rows of IRQ only"),
        ({"days": Days(dt.date(2003, 3, 20), STORY, "multi_year")}, "the history runs from 1 Jun 2019"),
        ({"days": Days(dt.date(2020, 1, 1), dt.date(2023, 1, 1), "multi_year")}, "to 19 Dec 2021"),
        ({"days": None}, "it names no time"),
        ({"days": Days(unresolved='"since then" is counted from another event')}, "counted from another event"),
    ],
)
def test_what_the_table_does_not_reach_over_is_not_given_a_number(told, words):
    check = only(reading(AMERICANS, **told))
    assert (check.verdict, check.difference, check.sum) == ("cannot be checked", None, Span())
    assert words in check.words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (claim("dozens", None), "it gives no number"),
        (claim("40 Tuareg soldiers", 40), "does not tell Tuareg apart"),
        (claim("two Americans and Britons", 2), "does not tell people of several countries apart"),
        (claim("three Americans", 3, field="wounded"), "it is told of no attacks"),
    ],
)
def test_a_claim_that_cannot_be_set_against_the_table_says_why(said, words):
    read = reading(said)
    if said.field == "wounded":
        main, total = read.events
        read = dataclasses.replace(read, events=(main, dataclasses.replace(total, is_attack=False)))
    assert words in only(read).words


def test_the_wounded_are_not_told_apart_by_country_and_get_no_number():
    table = [*TABLE, row(6, "2020-02-02", wounded=Span(4, 4, 4))]
    check = only(reading(claim("four Americans", 4, field="wounded")), table)
    assert check.verdict == "cannot be checked"
    assert "who the wounded were is not in the table; row that may belong: R6" in check.words


def test_a_row_whose_dead_nobody_describes_may_belong_and_is_no_zero():
    check = only(reading(AMERICANS), [*TABLE, row(6, "2020-02-02", killed=2)])
    assert check.verdict == "agrees"
    assert ids(check.of("may belong")) == ["R6"]
    assert "R6 (who 2 of its killed were is not known)" in check.words


def test_a_row_whose_dead_nobody_counts_may_belong():
    check = only(reading(claim("four people", 4)), [*TABLE, row(6, "2020-02-02")])
    assert check.verdict == "agrees"
    assert "1 row may hold more, since they do not say how many" in check.words


def test_foreign_dead_may_be_american_and_are_surely_not_of_the_country():
    table = [*TABLE, row(6, "2020-02-02", killed=1, groups="foreign contractor 1")]
    assert ids(only(reading(AMERICANS), table).of("may belong")) == ["R6"]
    assert ids(only(reading(claim("one Iraqi", 1)), table).of("may belong")) == []


def test_low_and_high_of_a_row_stay_in_the_sum():
    table = [*TABLE[:3], row(6, "2020-02-02", killed=(1, 2, None), groups="USA civilian 2"), TABLE[-1]]
    check = only(reading(claim("five Americans", 5)), table)
    assert check.sum == Span(3, 5, None)
    assert "with no upper end" in check.words


@pytest.mark.parametrize("role", ["aggregate", "planned", "threat", "commentary"])
def test_what_is_no_single_attack_in_the_history_is_never_counted(role):
    total = dataclasses.replace(row(99, "2020-02-02", killed=7001, groups="USA civilian 7001"), role=role)
    check = only(reading(AMERICANS), [*TABLE, total])
    assert (check.sum.best, check.verdict) == (3, "agrees")
    assert "R99" in ids(check.of("left out"))


def test_an_aggregate_event_beside_the_table_is_never_counted_in_the_sum_or_the_chart():
    days = Days(dt.date(2020, 1, 1), dt.date(2020, 10, 31), "year")
    total = Event("b:1", "b", "aggregate", "other", True, "occurred",  # noqa: FBT003
                  Values(date=days, place=IRAQ, killed=Toll(7001, 7001, 7001, "single")), ())  # fmt: skip
    frame = pd.concat([tables.history(TABLE), tables.frame([total])], ignore_index=True)
    found = reckoning.check_totals(reading(claim("four people", 4)), frame)
    assert found.checks[0].sum.best == 4
    assert "7001" not in str(found) + reckoned.draw(found).to_json()
    assert past.join(TABLE, [total]) == tuple(sorted(TABLE, key=lambda attack: attack.start))


def test_an_event_read_from_an_article_is_not_counted_beside_the_row_that_it_may_be():
    again = dataclasses.replace(TABLE[2], id="a2:7", origin="article", start=dt.date(2020, 3, 12), end=STORY)
    check = only(reading(AMERICANS), [*TABLE, dataclasses.replace(again, end=dt.date(2020, 3, 12))])
    assert check.sum.best == 3
    assert {found.event: found.why for found in check.rows}["a2:7"] == "read from an article, and may repeat R3"


def test_an_event_of_an_article_that_no_row_tells_of_is_counted():
    new = dataclasses.replace(row(6, "2020-07-07", killed=1, groups="USA civilian 1"), origin="article")
    assert only(reading(claim("four Americans", 4)), [*TABLE, new]).verdict == "agrees"


def test_strikes_of_a_state_are_left_out_and_rows_of_unknown_fire_may_belong():
    strike = row(6, "2020-02-02", killed=1, groups="USA civilian 1", campaign=False, side="IRN")
    unknown = row(7, "2020-02-03", killed=1, groups="USA civilian 1", campaign=None, side=None)
    check = only(reading(AMERICANS), [*TABLE, strike, unknown])
    standing = {found.event: (found.standing, found.why) for found in check.rows}
    assert standing["R6"] == ("left out", "done by the forces of IRN, not the militias")
    assert standing["R7"] == ("may belong", "whether it is of the militias' campaign is not known")


def test_a_table_that_never_says_whose_fire_it_was_is_counted_whole():
    table = [dataclasses.replace(attack, militia_campaign=None) for attack in TABLE]
    assert only(reading(AMERICANS), table).verdict == "agrees"


def test_an_attack_on_a_named_place_is_counted_there_alone():
    table = [*TABLE, row(6, "2020-02-02", place="Green Zone, Baghdad"), row(7, "2020-02-03", place=None)]
    read = reading(claim("one attack", 1, field="quantity"), targets=(Target("Green Zone"),))
    check = only(read, table)
    assert (ids(check.makers), ids(check.of("may belong"))) == (["R6"], ["R7"])


def test_a_type_that_the_total_names_is_the_only_one_counted():
    table = [*TABLE, row(6, "2020-02-02", kind="shelling"), row(7, "2020-02-03", kind="bombing")]
    check = only(reading(claim("three attacks", 3, field="quantity"), kind="rocket_attack"), table)
    assert ids(check.makers) == ["R2", "R3", "R6"]


def test_at_least_agrees_with_more_and_differs_from_fewer():
    more = dataclasses.replace(AMERICANS, low=2, high=None, qualifier="at_least")
    fewer = dataclasses.replace(AMERICANS, low=9, high=None, qualifier="at_least")
    assert only(reading(more)).verdict == "agrees"
    assert only(reading(fewer)).difference == -6


def test_a_figure_denied_or_set_aside_is_not_checked():
    denied = claim("four Americans", 4, stance="denied")
    read = reading(AMERICANS, denied)
    main, total = read.events
    read = dataclasses.replace(read, events=(main, dataclasses.replace(total, set_aside=(AMERICANS.id,))))
    assert reckoning.check_totals(read, TABLE).checks == ()
    assert str(reckoning.check_totals(read, TABLE)) == "The article gives no total of attacks or of people."


def test_nothing_but_an_article_or_a_reading_is_checked():
    with pytest.raises(TypeError, match="reads an Article"):
        reckoning.check_totals("green-zone.txt", TABLE)


def test_every_row_of_the_history_stands_somewhere_with_a_reason_unless_counted():
    rows = reckoning.check_totals(reading(AMERICANS), TABLE).rows
    assert list(rows["event"]) == [attack.id for attack in TABLE]
    assert ((rows["why"] == "") == (rows["standing"] == "counted")).all()
    assert str(rows["best"].dtype) == "Int64"


def test_a_sum_keeps_an_open_upper_end_open():
    rows = [sums.Row("a", STORY, "counted", "", Span(1, 2, None)), sums.Row("b", STORY, "counted", "", Span(1, 1, 1))]
    assert sums.total(rows) == Span(2, 3, None)


def test_the_chart_tells_the_contractor_apart_and_draws_both_figures():
    found = reckoning.check_totals(reading(claim("three U.S. troops", 3, group="service_member")), TABLE)
    figure = reckoned.draw(found)
    bars = {trace.name: list(trace.x) for trace in figure.data if trace.type == "bar"}
    assert bars == {"the article says": [3], "service member": [2], "contractor": [1]}
    words = " ".join(note.text for note in figure.layout.annotations).replace("<br>", " ")
    assert "Totals of the article that agree with the history: 1 of 1" in words
    assert "is a contractor in the history" in words
    whisker = next(trace for trace in figure.data if trace.type == "scatter")
    assert (whisker.error_x.array, whisker.error_x.arrayminus) == ((0,), (1,))


def test_the_chart_says_what_it_does_not_draw_and_refuses_to_draw_nothing():
    dozens = claim("dozens", None)
    words = " ".join(
        n.text for n in reckoned.draw(reckoning.check_totals(reading(AMERICANS, dozens), TABLE)).layout.annotations
    )
    assert "Not drawn: 1 that cannot be checked" in words
    with pytest.raises(ValueError, match="it gives no number"):
        reckoned.draw(reckoning.check_totals(reading(dozens), TABLE))


def test_words_of_an_article_are_shown_in_the_chart_as_words():
    found = reckoning.check_totals(reading(claim("three <i>Americans", 3)), TABLE)
    assert list(reckoned.draw(found).layout.yaxis.ticktext) == ["three &lt;i&gt;Americans<br>killed"]


@pytest.mark.model
def test_strikes_of_a_named_state_are_set_against_the_rows_of_that_state():
    text = (
        "The Post\n\nBAGHDAD — A rocket hit a base near Baghdad on Tuesday. American air strikes in Iraq have killed "
    )
    page = text + "31 people between December 2019 and March 2020."
    check = only(pipeline.extract(articles.read(page.encode(), published=STORY)), None)
    assert check.asked.doer == "USA"
    assert ids(check.makers) == ["IQ-20191229-01", "IQ-20200313-01"]
    assert check.verdict == "agrees"


def test_of_very_many_rows_the_first_are_named():
    assert few(["a", "b"]) == "a, b"
    assert few([str(number) for number in range(22)]).endswith("18, 19 and 2 more")


def test_a_table_that_tells_of_no_campaign_is_counted_whole_and_the_note_names_no_militia():
    rows = [row(n, day, killed=n, campaign=None, country="NGA", place="Maiduguri", groups=f"NGA civilian {n}")
            for n, day in ((1, "2019-06-01"), (2, "2020-02-01"), (3, "2021-02-01"))]  # fmt: skip
    read = reading(claim("two Nigerians", 2), place=Place("Nigeria", "NGA", precision="country"))
    check = only(read, rows)
    assert (check.verdict, check.sum.best) == ("agrees", 2)
    assert "it names no doer" in check.notes
    assert "militia" not in check.words


def test_a_group_that_an_article_names_is_told_as_not_chosen_by():
    read = reading(AMERICANS)
    total = read.events[1]
    blamed = replace(total, values=replace(total.values, perpetrators=(Attribution("Blue Front", "alleged"),)))
    check = only(replace(read, events=(read.events[0], blamed)))
    assert (
        "it names Blue Front, and rows are not chosen by group: those of the militias' campaign are counted"
        in check.notes
    )
