"""Which row of the history an event is: suggested with reasons, decided by a person, and never counted twice."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import pytest
from entries import BABIL, DAY, GREEN_ZONE, SOMEWHERE, TAJI, attack, attacks
from hypothesis import given
from hypothesis import strategies as st
from readings import ARTICLE, MAIN, TUESDAY, reread, sample_reading
from test_data import DATA, HISTORY_ROWS

import workbench as wb
from workbench import codings, figures, matching, paper, past, pipeline, places, store, tables
from workbench.attacks import Span
from workbench.corrections import CorrectionError, StaleCorrection, apply, replay, written
from workbench.desk.case import Case
from workbench.records import Attribution, Days, Decision, Event, Munition, Place, Toll, Values
from workbench.wording import value_words

UNSURE = ("green-zone", "E5", "IQ-20200103-01")
"""An event of a story, in no place and with two of the seven dead: suggested, and left to the analyst."""


def event(name="a1:7", *, days=None, place=None, kind="rocket_attack", article=None, role="main", same_as=(), **values):
    place = Place("Green Zone", "IRQ", 33.305, 44.387, "neighbourhood") if place is None else place
    values = Values(date=days or Days(DAY, DAY, "day"), place=place, **values)
    about = {"role": role, "type": kind, "is_attack": True, "status": "occurred"}
    return Event(id=name, article=article or name.split(":")[0], values=values, claims=(), same_as=same_as, **about)


def standing(found):
    return [(match.other.id, match.row.id) for match in found if match.stands]


@pytest.fixture(scope="module")
def rows():
    return past.load()


@cache
def stories():
    """The reading of every coded story, the Green Zone's under the day that is known for it."""
    files = sorted((DATA / "gold").glob("*.gold.json"))
    pages = [next(codings.read(file, published="2020-11-17")).article for file in files]
    names = [file.name.removesuffix(".gold.json") for file in files]
    return dict(zip(names, pipeline.extract_many(pages), strict=True))


def as_coded(story):
    """The attacks of a story as a person coded them, as events at what the lexicon knows of their places."""
    (found,) = codings.read(DATA / "gold" / f"{story}.gold.json", published="2020-11-17")
    return [_event_of(one, story) for one in found.attacks]


def _event_of(one, story):
    def toll(counts):
        lows = [count.low or 0 for count in counts]
        return Toll(min(lows), None, sum(lows), "sum_of_groups") if lows else None

    known = one.first_day is not None
    found = places.resolve((one.place or "").split(",")[0], context=(one.country,) if one.country else ())
    return event(
        f"{story}:{one.id}", kind=one.types[0], article=story, role=one.kind,
        days=Days(one.first_day, one.last_day, "day") if known else Days(unresolved="not coded"),
        place=found[0] if found else Place(one.place or "", one.country),
        perpetrators=tuple(Attribution(who.name, "alleged") for who in one.perpetrators),
        weapons=tuple(Munition(arm.name) for arm in one.weapons), killed=toll(one.killed), wounded=toll(one.wounded),
    )  # fmt: skip


def test_the_events_that_a_person_coded_find_their_rows_and_no_others(rows):
    found = [pair for story in HISTORY_ROWS for pair in standing(matching.matches(rows, as_coded(story)))]
    right = [(f"{story}:{name}", row) for story, told in HISTORY_ROWS.items() for name, row in told.items()]
    assert sorted(found) == sorted(right)


def test_what_disagrees_and_names_no_place_is_left_to_the_analyst(rows):
    story, name, row = UNSURE
    (match,) = (one for one in matching.matches(rows, as_coded(story)) if one.other.id == f"{story}:{name}")
    assert (match.row.id, match.score >= matching.THRESHOLD, match.stands) == (row, True, False)


@pytest.mark.model
def test_every_sample_story_of_an_attack_in_the_table_finds_its_row(rows):
    for story, known in HISTORY_ROWS.items():
        main = next(one for one in stories()[story].events if one.role == "main")
        assert standing(matching.matches(rows, main)) == [(main.id, known["E1"])]


@pytest.mark.model
def test_the_events_that_the_machine_reads_find_their_rows_and_no_others(rows):
    found = {story: standing(matching.matches(rows, reading.events)) for story, reading in stories().items()}
    wrong = [
        (story, pair)
        for story, pairs in found.items()
        for pair in pairs
        if pair[1] not in HISTORY_ROWS.get(story, {}).values()
    ]
    assert wrong == []
    assert sum(map(len, found.values())) >= 12
    assert all(len({row for _, row in pairs}) == len(pairs) for pairs in found.values())


@pytest.mark.model
def test_a_story_whose_attack_is_not_in_the_table_finds_no_other_row(rows):
    told = {row for found in HISTORY_ROWS.values() for row in found.values()}
    left = [row for row in rows if row.id not in told]
    assert [pair for read in stories().values() for pair in standing(matching.matches(left, read.events))] == []


BLURS = {
    "without counts and names": {"munitions": Span(), "killed": Span(), "wounded": Span(), "attributed_to": None,
                                 "claimed_by": None, "target": None},
    "by the name of the place alone": {"lat": None, "lon": None, "killed": Span(), "wounded": Span()},
    "of no kind": {"type": "other", "weapon": None},
    "in no place": {"place": None, "admin1": None, "lat": None, "lon": None, "place_precision": "unknown"},
    "within a week": {"date_precision": "week"},
}  # fmt: skip


@pytest.mark.parametrize("blur", BLURS)
def test_an_attack_told_vaguely_is_never_called_another_whether_its_row_is_there_or_not(rows, blur):
    """Every row of the table stands once for what an article may leave of it."""
    off = dt.timedelta(3 if blur == "within a week" else 0)
    vague = [
        replace(row, id=f"told:{row.id}", start=row.start - off, end=row.end + off, origin="article", **BLURS[blur])
        for row in rows
    ]
    found = [(one, [row for row in rows if row.start - dt.timedelta(9) <= one.start <= row.end + dt.timedelta(9)])
             for one in vague]  # fmt: skip
    alone = [(one, [row for row in near if f"told:{row.id}" != one.id]) for one, near in found]
    assert [pair for one, near in alone for pair in standing(matching.suggest(near, [one]))] == []
    pairs = [pair for one, near in found for pair in standing(matching.suggest(near, [one]))]
    assert {told.removeprefix("told:") == row for told, row in pairs} == {True}


def test_no_two_rows_of_the_table_are_called_one(rows):
    found = matching.duplicates(rows)
    assert standing(found) == []
    assert all(match.score <= matching.SURE - 3 for match in found)


def test_a_row_entered_twice_is_found_under_another_spelling_and_id(rows):
    row = next(row for row in rows if row.id == "IQ-20200311-01")
    again = replace(row, id="IQ-again", place="Taji base", attributed_to="Kata'ib Hizbollah", wounded=Span(12, 12, 12))
    assert standing(matching.duplicates([*rows, again])) == [("IQ-again", "IQ-20200311-01")]


def test_two_attacks_on_one_town_and_day_are_not_called_one_for_that_alone():
    pair = [attack("1"), attack("2")]
    (match,) = matching.duplicates(pair)
    assert (match.stands, match.score) == (False, 7)


def test_no_more_is_weighed_than_lies_near_and_nothing_near_is_left_out():
    days = [attack(str(n), DAY + dt.timedelta(n), last=DAY + dt.timedelta(n + (30 if n == 0 else 0))) for n in range(9)]
    pairs = {frozenset({match.row.id, match.other.id}) for match in matching.duplicates(days, listed=-99)}
    near = {frozenset({str(n), str(n + 1)}) for n in range(8)}
    assert pairs == near | {frozenset({"0", str(n)}) for n in range(1, 9)}


@given(st.lists(attacks, max_size=5))
def test_duplicates_are_the_same_in_whatever_order_rows_are_given(found):
    table = [replace(one, id=str(n)) for n, one in enumerate(found)]

    def told(rows):
        return sorted((match.row.id, match.other.id, match.score, match.stands) for match in matching.duplicates(rows))

    assert told(table) == told(reversed(table))


@given(attacks, attacks)
def test_what_stands_has_a_place_or_a_name_for_it_and_days_that_meet(one, other):
    for match in matching.duplicates([one, replace(other, id="2")], threshold=5):
        if match.stands:
            assert {told.about for told in match.evidence if told.weight > 0} & {"place", "actor"}
            assert match.score >= 5
            assert max((one.start - other.end).days, (other.start - one.end).days) <= 2


def test_a_suggestion_says_what_speaks_for_and_against_it():
    (match,) = matching.matches([attack(killed=Span(0, 0, 0))], event(killed=Toll(1, 1, 1, "single")))
    assert match.speaks_for[0] == "Both on 2020-11-17."
    assert match.speaks_against == ("killed: 0 and 1, which differ.",)
    assert (match.score, match.stands, match.decision) == (6, True, None)


def test_two_rows_that_fit_about_as_well_are_left_to_the_analyst():
    found = matching.matches([attack("1"), attack("2", target="the zone"), attack("3", where=TAJI)], event())
    assert [(match.row.id, match.stands, match.rivals) for match in found] == [
        ("1", False, ("2",)),
        ("2", False, ("1",)),
    ]
    assert found[0].speaks_against == ("As good or better, or accepted: 2.",)


def test_of_two_events_of_one_article_only_the_better_is_the_row():
    vague = event("a1:9", place=Place("Baghdad", "IRQ", 33.34, 44.4, "city"))
    found = matching.matches([attack()], [event(), vague])
    assert standing(found) == [("a1:7", "1")]
    assert found[1].rivals == ("a1:7",)


def test_events_of_two_articles_may_be_one_row():
    assert standing(matching.matches([attack()], [event(), event("b2:3")])) == [("a1:7", "1"), ("b2:3", "1")]


def test_a_day_and_a_kind_without_a_place_or_a_name_do_not_stand():
    counts = {"killed": Toll(3, 3, 3, "single"), "wounded": Toll(9, 9, 9, "single")}
    row = attack(killed=Span(3, 3, 3), wounded=Span(9, 9, 9))
    (match,) = matching.matches([row], event(place=Place("", None), **counts))
    assert (match.score, match.stands) == (6, False)


@pytest.mark.parametrize("change", [{"role": "aggregate"}, {"days": Days(unresolved="no date")}])
def test_what_is_no_single_attack_on_known_days_is_no_row(change):
    assert len(matching.matches([attack()], event(**change))) == 0


def test_an_aggregate_among_the_rows_is_no_row_to_be():
    assert len(matching.matches([attack(role="aggregate")], event())) == 0


def test_a_history_may_come_as_a_table_a_file_or_attacks(rows):
    told = event(killed=Toll(1, 1, 1, "single"), perpetrators=(Attribution("Ashab al-Kahf", "self_claimed"),))
    found = wb.matches(rows, told)
    assert standing(found) == [("a1:7", "IQ-20201117-01")]
    for history in (None, DATA / "history" / "attacks.csv", wb.history()):
        again = wb.matches(history, [told])
        assert [(m.row.id, m.evidence, m.stands) for m in again] == [(m.row.id, m.evidence, m.stands) for m in found]


def test_what_a_table_lists_beside_attacks_is_no_row_to_be():
    table = tables.history([attack(kind="other")])
    assert len(matching.matches(table, event())) == 1
    assert len(matching.matches(table.assign(is_attack=False), event())) == 0


def test_a_table_that_is_no_history_is_refused_with_the_remedy():
    with pytest.raises(
        past.HistoryError, match="no column role, date_start, date_end, date_precision; give one that `history` made"
    ):
        matching.matches(wb.history()[["event", "type"]], event())


def test_suggestions_are_a_table_in_a_notebook_and_run_nothing():
    row = attack("<b>1</b>", where={**GREEN_ZONE, "place": "<script>alert(1)</script>"})
    found = matching.matches([row], event())
    assert "<script>" not in found._repr_html_()
    assert "&lt;script&gt;" in found._repr_html_()
    assert repr(found).splitlines()[0].startswith("1 suggestion, 1 above the threshold of 5")
    assert "  + Both on 2020-11-17." in repr(found).splitlines()
    assert found.table.loc[0, ["other", "row", "stands"]].tolist() == ["a1:7", "<b>1</b>", True]
    assert matching.matches([], event()).table.columns.tolist() == found.table.columns.tolist()


def test_a_part_of_the_suggestions_is_suggestions_too():
    found = matching.matches([attack("1"), attack("2")], event())
    assert [match.row.id for match in found[1:]] == ["2"]
    assert found[0].row.id == "1"
    assert len(found.standing) == 0


READ = sample_reading(TUESDAY)
ROW = attack("R1", where={"place": "Port Sena", "place_precision": "city"}, kind="shelling")


def suggestion(reading=READ):
    return next(match for match in matching.matches([ROW, attack("R2", kind="shelling", where={})], reading.events))


def test_an_accepted_suggestion_stands_and_the_others_stand_back():
    main, _ = apply(READ.events, [wb.decide(READ.events[0], suggestion(), same=True, by="mina")])
    assert main.same_as == (Decision("R1", same=True),)
    found = matching.matches([ROW, replace(ROW, id="R2")], main)
    assert [(match.row.id, match.decision, match.stands) for match in found] == [
        ("R1", True, True),
        ("R2", None, False),
    ]
    assert found[1].rivals == ("R1",)


def test_a_refused_suggestion_never_stands_again():
    main, _ = apply(READ.events, [wb.decide(READ.events[0], "R1", same=False, by="mina")])
    (match,) = matching.matches([ROW], main)
    assert (match.decision, match.stands) == (False, False)


def test_a_decision_is_a_claim_with_a_reason_and_changes_no_value():
    made = wb.decide(READ.events[0], "R1", same=True, by="mina", note="same night")
    main, other = apply(READ.events, [made])
    assert (main.values, other) == (READ.events[0].values, READ.events[1])
    assert (made.reason, made.note, made.by, made.was) == ("dedup", "same night", "mina", None)
    assert main.claims[-1].value == '[{"of":"row","other":"R1","same":true}]'


def test_a_decision_may_be_opened_again():
    first = wb.decide(READ.events[0], "R1", same=True)
    (main, _) = apply(READ.events, [first])
    (again, _) = apply(READ.events, [first, wb.decide(main, "R1", same=None)])
    assert again.same_as == ()


def test_an_event_is_at_most_one_row_and_the_second_is_refused():
    first = wb.decide(READ.events[0], "R1", same=True)
    (main, _) = apply(READ.events, [first])
    with pytest.raises(CorrectionError, match="one row at most, not R1 and R2; accept one of them"):
        apply(READ.events, [first, wb.decide(main, "R2", same=True)])


@pytest.mark.parametrize(
    ("decisions", "told"),
    [
        ((Decision("", same=True),), "names no row"),
        ((Decision("R1", same=True), Decision("R1", same=False)), "R1 is decided twice"),
    ],
)
def test_decisions_that_say_nothing_or_two_things_are_refused(decisions, told):
    made = replace(wb.decide(READ.events[0], "R1", same=True), now=written(decisions))
    with pytest.raises(CorrectionError, match=told):
        apply(READ.events, [made])


def test_a_decision_made_in_sight_of_another_is_refused_as_stale():
    one, two = (wb.decide(READ.events[0], name, same=False) for name in ("R1", "R2"))
    with pytest.raises(StaleCorrection):
        apply(READ.events, [one, two])


def test_a_suggestion_about_another_event_cannot_be_decided_on():
    with pytest.raises(ValueError, match="not about a1:7; name that event"):
        wb.decide(event(), suggestion(), same=True)


@pytest.fixture
def kept(tmp_path):
    with store.open(tmp_path / "review.sqlite") as opened:
        opened.save(READ)
        yield opened


def decided(kept):
    """The main event of the store's reading as its log makes it."""
    return replay(kept.reading(ARTICLE).events, kept.corrections(ARTICLE)).events[0].same_as


def test_a_decision_survives_the_store_and_is_undone_and_redone(kept, tmp_path):
    accept = kept.append(wb.decide(READ.events[0], suggestion(), same=True, by="mina"))
    with store.open(tmp_path / "review.sqlite") as again:
        assert decided(again) == (Decision("R1", same=True),)
    undone = kept.undo_all([accept.seq], by="mina")
    assert decided(kept) == ()
    kept.undo_all([undone[0].seq], by="mina")
    assert decided(kept) == (Decision("R1", same=True),)
    assert kept.verify() == 3


def test_a_decision_goes_through_the_desk_s_case_and_its_buttons(kept):
    case = Case(READ, store=kept, analyst="mina", extract=reread)
    kept.append(wb.decide(case.events[0], suggestion(), same=True, by="mina"))
    case.apply()
    assert case.event(MAIN).same_as == (Decision("R1", same=True),)
    assert case.undo() == "Undone: same attack as"
    assert case.event(MAIN).same_as == ()
    case.redo()
    assert case.event(MAIN).same_as == (Decision("R1", same=True),)


def test_a_second_analyst_who_decides_on_what_is_gone_is_told(kept):
    kept.append(wb.decide(READ.events[0], "R1", same=True, by="mina"))
    with pytest.raises(StaleCorrection, match="by mina"):
        kept.append(wb.decide(READ.events[0], "R1", same=False, by="jonas"))


def test_a_decision_is_told_in_words():
    told = value_words("same_as", (Decision("R1", same=True), Decision("a1:7", same=False, of="event")))
    assert told == "the row R1; not the event a1:7"
    assert value_words("same_as", ()) == "unknown"


def history_and_events(*decisions):
    told = event(same_as=decisions)
    return tables.history([attack("R1", sources=("AP",))]), tables.frame([told])


def test_an_accepted_event_is_no_second_row_of_a_figure_s_table():
    rows = paper.together(*history_and_events(Decision("R1", same=True)))
    assert rows["event"].tolist() == ["R1"]
    assert rows["sources"].tolist() == ["AP; article a1"]


@pytest.mark.parametrize("decisions", [(), (Decision("R1", same=False),), (Decision("R9", same=True),)])
def test_an_event_that_is_not_accepted_is_a_row_of_its_own(decisions):
    rows = paper.together(*history_and_events(*decisions))
    assert rows["event"].tolist() == ["R1", "a1:7"]
    assert rows["sources"].tolist()[0] == "AP"


def test_a_timeline_draws_an_accepted_event_once():
    def marks(*decisions):
        drawn = figures.timeline(*history_and_events(*decisions))
        return sum(len(trace.x or ()) for trace in drawn.data if trace.x is not None)

    assert marks() - marks(Decision("R1", same=True)) == 1


def test_the_history_with_events_names_the_accepted_one_at_its_row():
    accepted, fresh = event(same_as=(Decision("R1", same=True),)), event("b2:3")
    table = tables.history([attack("R1", sources=("AP",))], events=[accepted, fresh])
    assert table["event"].tolist() == ["b2:3", "R1"]
    assert table.set_index("event").loc["R1", ["told_by", "sources"]].tolist() == ["a1:7", "AP; article a1"]
    again = paper.together(table, tables.frame([accepted, fresh]))
    assert again["event"].tolist() == ["b2:3", "R1"]
    assert again["sources"].tolist() == ["article b2", "AP; article a1"]


def test_places_that_are_told_elsewhere_are_not_listed():
    assert (
        len(matching.matches([attack(where=TAJI), attack("2", where=BABIL), attack("3", where=SOMEWHERE)], event()))
        == 2
    )
