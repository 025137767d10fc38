"""Articles that tell of one attack become one event with all claims, when and only when a person says so."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import ARTICLE, MAIN, OTHER, TUESDAY, sample_reading

import workbench as wb
from workbench import canonical, exports, gathering, matching, past, store, tables
from workbench.corrections import apply, replay
from workbench.gathering import GatheringError
from workbench.records import Correction, Decision, Event, Passage, Reading, Toll
from workbench.settling import settle

READ = sample_reading(TUESDAY)
FIRST = READ.events[0]
PAGE = (
    "SENA — Six men died when shells hit Port Sena on Tuesday night. The army counted five dead. "
    "The Blue Front was blamed by all."
)
PAPER = hashlib.sha256(PAGE.encode()).hexdigest()[:12]
RETOLD = f"{PAPER}:{PAGE.index('shells hit')}"


def words(text):
    start = PAGE.index(text)
    return Passage(start, start + len(text), text)


def claim(field, value, text, **more):
    act = replace(FIRST.claims[0].act, id=RETOLD, passage=words("shells hit"))
    like = next(one for one in FIRST.claims if one.field == field)
    about = {"act": act, "speaker": None, "speaker_kind": "reporter", "messenger": None, "stance": "asserted", **more}
    return replace(like, id=f"{PAPER}:{PAGE.index(text)}:{field}", value=value, passage=words(text), **about)


def retold():
    """The same attack in another paper, which has six dead by its reporter and five by the army."""
    claims = (
        claim("killed", "6", "Six men died", low=6, high=6),
        claim("date", "Tuesday night", "Tuesday night"),
        claim("place", "Port Sena", "Port Sena"),
        claim("killed", "5", "counted five dead", low=5, high=5, speaker="The army", speaker_kind="military"),
    )
    values, why = settle(claims)
    about = {"role": "main", "type": "shelling", "is_attack": True, "status": "occurred"}
    return Event(RETOLD, PAPER, values=values, claims=claims, why=why, **about)


SECOND = retold()


def decided(event, other, *, same=True, of="event"):
    return replace(event, same_as=(*event.same_as, Decision(other.id if isinstance(other, Event) else other, same, of)))


def one_attack():
    return wb.gather([FIRST, READ.events[1], decided(SECOND, FIRST)])


def test_the_same_attack_in_two_papers_is_suggested_and_not_gathered():
    (match,) = wb.retellings([READ, SECOND])
    assert (match.row.id, match.other.id, match.stands) == (MAIN, RETOLD, True)
    assert wb.gather([READ, SECOND]) == (*READ.events, SECOND)


def test_events_of_one_article_are_no_retellings_of_each_other():
    assert len(wb.retellings([FIRST, replace(FIRST, id="again")])) == 0


def test_an_accepted_retelling_is_one_event_with_all_claims_of_both():
    joined, other = one_attack()
    assert (joined.id, joined.article, other.id) == (MAIN, ARTICLE, OTHER)
    assert {one.id for one in joined.claims} == {one.id for one in (*FIRST.claims, *SECOND.claims)}
    assert [one.id.split(":")[0] for one in joined.claims] == [ARTICLE] * len(FIRST.claims) + [PAPER] * 4


def test_every_passage_stands_in_the_article_that_it_names():
    texts = {ARTICLE: READ.article.text, PAPER: PAGE}
    joined, _ = one_attack()
    passages = [one.passage for one in joined.claims] + [one.act.passage for one in joined.claims if one.act]
    assert {passage.article for passage in passages} == set(texts)
    assert all(texts[passage.article][passage.start : passage.end] == passage.text for passage in passages)


def test_no_figure_of_one_article_hides_one_of_the_other():
    joined, _ = one_attack()
    assert joined.values.killed == Toll(2, 2, 6, "most_conservative")
    (why,) = (why for why in joined.why if why.field == "killed")
    assert len(why.claim_ids) == 4


def test_two_reporters_who_agree_are_two_voices_and_are_not_added_up():
    alone = replace(SECOND, claims=SECOND.claims[:1])
    third = replace(alone, id="c3:1", article="c3", claims=(replace(alone.claims[0], id="c3:1:killed"),))
    (joined,) = wb.gather([alone, decided(third, alone)])
    assert joined.values.killed == Toll(6, 6, 6, "agreement")


def test_it_does_not_matter_in_whose_article_the_word_was_given():
    assert wb.gather([decided(FIRST, SECOND), SECOND])[0].values == wb.gather([FIRST, decided(SECOND, FIRST)])[0].values


def test_three_articles_are_gathered_through_the_one_that_both_were_accepted_as():
    third = replace(SECOND, id="c3:1", article="c3", claims=())
    assert [e.id for e in wb.gather([FIRST, decided(SECOND, FIRST), decided(third, SECOND)])] == [MAIN]


def test_the_event_keeps_the_name_of_the_article_that_is_about_it():
    aside = replace(FIRST, role="background", type="other")
    (joined,) = wb.gather([aside, decided(SECOND, aside)])
    assert (joined.id, joined.role, joined.type) == (RETOLD, "main", "shelling")


def test_an_acceptance_of_an_event_that_is_not_at_hand_waits():
    waiting = decided(SECOND, "elsewhere:3")
    assert wb.gather([waiting]) == (waiting,)


def test_what_an_analyst_settled_stays_settled():
    made = Correction(
        ARTICLE,
        MAIN,
        "killed",
        canonical.text(FIRST.values.killed),
        '{"best":9,"rule":"analyst"}',
        "new_source",
        by="mina",
    )
    (main, _) = apply(READ.events, [made])
    (joined,) = wb.gather([main, decided(SECOND, main)])
    assert joined.values.killed.best == 9
    (backwards,) = wb.gather([SECOND, decided(main, SECOND)])
    assert backwards.values.killed.best == 9


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_a_refusal_within_one_attack_is_a_contradiction_that_is_told(order):
    third = replace(SECOND, id="c3:1", article="c3", claims=())
    events = (FIRST, decided(decided(SECOND, FIRST), third), decided(third, FIRST, same=False))
    with pytest.raises(GatheringError, match=f"c3:1 was refused as {MAIN}, .* take one of these back"):
        wb.gather([events[n] for n in order])


def test_two_rows_for_one_attack_are_a_contradiction_that_is_told():
    one, other = decided(FIRST, "R1", of="row"), decided(decided(SECOND, FIRST), "R2", of="row")
    with pytest.raises(GatheringError, match="accepted as the rows R1 and R2"):
        wb.gather([one, other])


def test_the_row_that_one_was_accepted_as_is_the_row_of_both_told_by_two_articles():
    row = past.from_event(FIRST)
    row = replace(row, id="R1", origin="table", sources=("AP",))
    (joined,) = wb.gather([FIRST, decided(decided(SECOND, FIRST), "R1", of="row")])
    (told,) = past.join([row], [joined])
    assert told.sources == ("AP", f"article {ARTICLE}", f"article {PAPER}")


def test_a_history_counts_one_attack_of_two_articles_once():
    together = past.join([], [FIRST, decided(SECOND, FIRST)])
    assert [attack.id for attack in together] == [MAIN]
    assert len(past.join([], [FIRST, SECOND])) == 2


def test_the_word_on_a_retelling_survives_the_store_and_is_undone():
    reading = Reading(replace(READ.article, id=PAPER, text=PAGE), (), SECOND.claims, (SECOND,))
    with store.open("sqlite://") as kept:
        kept.save(READ)
        kept.save(reading)
        (match,) = wb.retellings([READ, reading])
        entry = kept.append(wb.decide(SECOND, match, same=True, by="mina"))

        def gathered():
            told = [replay(kept.reading(name).events, kept.corrections(name)).events for name in (ARTICLE, PAPER)]
            return [event.id for event in wb.gather(event for events in told for event in events)]

        assert gathered() == [MAIN, OTHER]
        kept.undo(entry.seq)
        assert gathered() == [MAIN, OTHER, RETOLD]


def test_tables_and_files_name_the_article_of_every_claim():
    joined, _ = one_attack()
    assert set(tables.claims([joined])["article"]) == {ARTICLE, PAPER}
    told = exports.event_object(joined)["claims"]
    assert {one["passage"]["article"] for one in told} == {ARTICLE, PAPER}
    assert all("article" not in one["passage"] for one in exports.event_object(FIRST)["claims"])
    assert "same_as" not in exports.event_object(FIRST)
    assert exports.event_object(joined)["same_as"] == [{"other": MAIN, "same": True, "of": "event"}]


def test_a_gathered_event_comes_back_equal_from_its_text():
    joined, _ = one_attack()
    assert canonical.value(Event, canonical.text(joined)) == joined


@given(st.permutations([FIRST, READ.events[1], decided(SECOND, FIRST)]))
def test_the_values_are_the_same_in_whatever_order_articles_are_given(events):
    found = {event.id: event for event in gathering.gather(events)}
    joined = next(event for event in found.values() if event.type == "shelling")
    assert (joined.values.killed, joined.values.date.start) == (Toll(2, 2, 6, "most_conservative"), TUESDAY)
    assert len(joined.claims) == len(FIRST.claims) + len(SECOND.claims)


@pytest.mark.model
def test_among_all_sample_stories_only_what_is_one_attack_is_suggested_above_the_threshold():
    from test_matching import stories

    found = matching.retellings(stories().values()).standing
    files = {reading.article.id: name for name, reading in stories().items()}
    pairs = {tuple(sorted(files[side.id.split(":")[0]] for side in (m.row, m.other))) for m in found}
    assert pairs <= {("02-taji-rockets-2020", "05-albu-amir-rockets-2020")}
