"""The desk without a browser: its claims, rules and whole events are changed by forms, and every step comes back."""

import datetime as dt
import re

import pytest
from readings import ARTICLE, MAIN, OTHER, TEXT, TUESDAY, reread, sample_reading
from seated import button, filled_in, said

from workbench import store
from workbench.attacks import Attack, Span
from workbench.corrections import CorrectionError, StaleCorrection
from workbench.desk.desk import Review
from workbench.records import Decision, Place, Toll

GUARD = next(claim for claim in sample_reading().claims if claim.speaker == "a harbour guard")
ARMY = next(claim for claim in sample_reading().claims if claim.speaker == "The army")


@pytest.fixture
def kept(tmp_path):
    with store.open(tmp_path / "review.sqlite") as opened:
        yield opened


@pytest.fixture
def desk(kept):
    return sat_at(kept)


def sat_at(kept, analyst="mina", reading=None, extract=reread):
    return Review(reading or sample_reading(), store=kept, analyst=analyst, extract=extract)


def filled(form, reason="extraction_error", **controls):
    return filled_in(form, reason, controls)


def mark(desk, words):
    desk.article.selection = [TEXT.index(words), TEXT.index(words) + len(words)]


def test_a_claim_is_changed_and_its_toll_settled_anew(desk):
    filled(desk.claim_form("killed", GUARD.id), low="3", high="3").save()
    assert desk.events[0].values.killed == Toll(2, 2, 3, "most_conservative")
    assert "set aside, no longer counted" in said(desk)
    assert "<b>3</b>" in said(desk)
    assert "a harbour guard, through local radio (hedged), as mina has it" in said(desk)
    assert desk.form["high"].value == "3"


def test_a_claim_is_set_aside_and_counted_again(desk):
    filled(desk.claim_form("killed", GUARD.id), counts="set aside").save()
    assert desk.events[0].values.killed == Toll(2, 2, 2, "single")
    button(desk, "Count again").click()
    assert desk.events[0].values.killed == Toll(2, 2, 4, "most_conservative")


def test_the_buttons_of_a_claim_open_its_form(desk):
    desk.form_for("killed")
    button(desk, "Change").click()
    assert (desk.side_form["low"].value, desk.side_form["speaker"].value) == ("2", "The army")
    button(desk, "Close without saving").click()
    assert desk.side_form is None


def test_a_claim_that_the_machine_missed_is_added_with_its_evidence(desk):
    mark(desk, "four dead")
    form = filled(desk.claim_form("wounded"), low="7", high="", speaker="the hospital", value="seven hurt")
    form.use_marked()
    form.save()
    claim = next(one for one in desk.events[0].claims if one.field == "wounded")
    assert (claim.passage.text, claim.qualifier, claim.by) == ("four dead", "at_least", "mina")
    assert desk.events[0].values.wounded == Toll(7, 7, None, "single")


def test_a_claim_moves_to_another_event(desk):
    filled(desk.claim_form("killed", GUARD.id), "scope_fix", event=OTHER).save()
    assert [event.values.killed for event in desk.events] == [Toll(2, 2, 2, "single"), Toll(4, 4, 4, "single")]


@pytest.mark.parametrize(
    ("field", "controls", "value"),
    [
        ("place", {"name": "Nowhere Known"}, Place("Nowhere Known")),
        ("targets", {"value": "a quay"}, None),
        ("date", {"first": TUESDAY}, TUESDAY),
        ("perpetrators", {"value": "Red Front", "attribution": "denied"}, None),
    ],
)
def test_a_claim_on_any_kind_of_field_can_be_added(desk, field, controls, value):
    desk.turn_to(OTHER)
    filled(desk.claim_form(field), **controls).save()
    settled = getattr(desk._case.event(OTHER).values, field)
    assert settled
    if value is not None:
        assert value in (settled, getattr(settled, "start", None))


def test_a_claim_that_says_nothing_is_refused(desk, kept):
    with pytest.raises(CorrectionError, match="it says nothing yet"):
        filled(desk.claim_form("killed")).save()
    with pytest.raises(CorrectionError, match="this is the value already"):
        filled(desk.claim_form("killed", GUARD.id)).save()
    assert kept.log() == ()


def test_another_analysts_change_of_a_claim_makes_mine_stale(kept):
    mine, theirs = sat_at(kept), sat_at(kept, "jon")
    form = filled(mine.claim_form("killed", GUARD.id), low="1", high="1")
    filled(theirs.claim_form("killed", GUARD.id), low="9", high="9").save()
    with pytest.raises(StaleCorrection, match="jon"):
        form.save()
    assert mine.events[0].values.killed.high == 9


def test_a_rule_is_chosen_and_named_at_the_value(desk):
    filled(desk.rule_form("killed"), "rule_change", rule="highest").save()
    assert desk.events[0].values.killed == Toll(2, 4, 4, "highest")
    assert "highest of 2 claims · rule chosen by mina" in desk._heads["killed"].description
    filled(desk.rule_form("killed"), "rule_change", rule="voice:The army").save()
    assert "4" not in desk._heads["killed"].description.splitlines()[0]
    assert "the voice of The army of 1 claim · rule chosen by mina" in desk._heads["killed"].description


def test_a_field_without_rules_says_so(desk):
    with pytest.raises(CorrectionError, match="it is settled by no rule"):
        desk.rule_form("type")


def test_an_event_is_added_with_nothing_assumed(desk):
    form = filled(desk.event_form("add"), type="arson")
    with pytest.raises(CorrectionError, match="role and status not chosen"):
        form.save()
    mark(desk, "blamed the Blue Front")
    form.use_marked()
    filled(form, "new_source", role="background", status="occurred").save()
    added = desk._shown()
    assert (added.id, added.type, added.role) == (f"{ARTICLE}:{TEXT.index('blamed')}.2", "arson", "background")
    assert added.claims[0].passage.text == "blamed the Blue Front"
    filled(desk.form_for("killed"), best="1").save()
    assert desk._shown().values.killed.best == 1


def test_an_event_is_dropped_listed_and_brought_back(desk):
    desk.turn_to(OTHER)
    filled(desk.event_form("drop"), "other").save()
    assert [event.id for event in desk.events] == [MAIN]
    assert "was dropped by mina" in said(desk)
    button(desk, "Bring back").click()
    assert [event.id for event in desk.events] == [MAIN, OTHER]


def test_two_events_are_merged_and_parted_again(desk):
    filled(desk.claim_form("killed", GUARD.id), event=OTHER).save()
    desk.turn_to(OTHER)
    form = filled(desk.event_form("merge"), "dedup")
    with pytest.raises(CorrectionError, match="no event is chosen"):
        form.save()
    form["into"].value = MAIN
    form.save()
    (joined,) = desk.events
    assert joined.values.killed == Toll(2, 2, 4, "most_conservative")
    assert desk._shown() == joined
    desk.undo()
    assert [event.values.killed.best for event in desk.events] == [2, 4]


def test_an_event_is_split_in_one_step(desk, kept):
    form = filled(
        desk.event_form("split"), "scope_fix", claims=(GUARD.id,), type="shooting", role="background", status="occurred"
    )
    assert form.save() == "Saved as entries 1 to 2"
    parted = desk._shown()
    assert (parted.type, parted.values.killed) == ("shooting", Toll(4, 4, 4, "single"))
    assert desk.events[0].values.killed == Toll(2, 2, 2, "single")
    desk.undo()
    assert desk.events == sample_reading().events
    desk.redo()
    assert desk._case.event(parted.id) == parted
    assert kept.verify() == 6


def test_a_split_without_a_claim_is_refused(desk):
    with pytest.raises(CorrectionError, match="no claim is chosen"):
        filled(desk.event_form("split")).save()


def test_undo_and_redo_go_through_every_step_and_outlive_the_desk(desk, kept):
    filled(desk.form_for("missing"), best="1").save()
    filled(desk.rule_form("killed"), rule="highest").save()
    filled(desk.claim_form("killed", GUARD.id), low="5", high="5").save()
    after = desk.events
    again = sat_at(kept)
    assert again.events == after
    assert [again.undo() for _ in range(3)] == ["Undone: claim", "Undone: rule for killed", "Undone: missing"]
    assert again.events == sample_reading().events
    assert button(again, "Undo").disabled
    for _ in range(3):
        button(again, "Redo").click()
    assert again.events == after
    assert button(again, "Redo").disabled


def test_nothing_to_undo_is_said_on_the_desk(desk):
    with pytest.raises(CorrectionError, match="nothing of mina to undo"):
        desk.undo()


def test_an_entry_that_later_ones_rest_on_is_not_taken_back(desk):
    filled(desk.event_form("add"), type="arson", role="background", status="occurred").save()
    filled(desk.form_for("killed"), best="1").save()
    with pytest.raises(CorrectionError, match="a later correction rests on this entry"):
        desk.undo(1)


def test_a_newer_reading_touches_no_correction_and_shows_where_it_differs(desk, kept):
    filled(desk.form_for("killed"), best="3").save()
    newer = sample_reading()
    values = newer.events[0].values
    main = type(newer.events[0])(
        **{
            name: getattr(newer.events[0], name)
            for name in ("id", "article", "role", "type", "is_attack", "status", "claims", "why")
        },
        values=type(values)(killed=Toll(5, 5, 5, "single"), date=values.date),
    )
    again = sat_at(kept, reading=type(newer)(newer.article, newer.mentions, newer.claims, (main, *newer.events[1:])))
    assert again.events[0].values.killed.best == 3
    head = again._heads["killed"].description
    assert "the machine now reads 5; when this was corrected it read 2 (2 to 4)" in head


def test_the_page_is_read_again_only_when_its_day_changes(kept):
    days = []

    def extract(article):
        days.append(article.published)
        return reread(article)

    desk = sat_at(kept, extract=extract)
    filled(desk.form_for("published"), day=TUESDAY).save()
    filled(desk.form_for("killed"), best="3").save()
    filled(desk.form_for("published"), day=TUESDAY + dt.timedelta(1)).save()
    assert days == [TUESDAY, TUESDAY + dt.timedelta(1)]


def test_an_article_without_events_can_be_given_one(kept):
    bare = sample_reading()
    desk = sat_at(kept, reading=type(bare)(bare.article, bare.mentions, (), ()))
    assert button(desk, "Split").disabled
    button(desk, "Add event").click()
    filled(desk.side_form, type="shelling", role="main", status="occurred").save()
    assert [event.type for event in desk.events] == ["shelling"]


def in_history(*numbers):
    """Rows of a history on the day and in the town of the sample story's attack."""
    place = {"place": "Port Sena", "country": "MOZ", "place_precision": "city", "killed": Span(2, 3, 4)}
    return [Attack(f"H-{number}", TUESDAY, TUESDAY, "shelling", "day", **place) for number in numbers]


def test_an_event_is_accepted_as_a_row_of_the_history_and_the_word_can_be_taken_back(kept):
    desk = Review(sample_reading(TUESDAY), store=kept, analyst="mina", extract=reread, history=in_history(1))
    form = desk.event_form("history")
    assert "H-1: shelling, 2020-11-17, Port Sena (suggested)" in said(form)
    assert "for Both on 2020-11-17." in re.sub("<[^>]+>", "", said(form))
    assert filled(form, "dedup", row="H-1", answer="this very attack").save() == "Saved as entry 1"
    assert desk.events[0].same_as == (Decision("H-1", same=True),)
    assert "(accepted)" in said(desk.event_form("history"))
    desk.undo()
    assert desk.events[0].same_as == ()
    filled(desk.event_form("history"), "dedup", row="H-1", answer="another attack").save()
    assert desk.events[0].same_as == (Decision("H-1", same=False),)


def test_nothing_is_assumed_of_a_row_and_an_event_without_one_says_so(kept):
    desk = Review(sample_reading(TUESDAY), store=kept, analyst="mina", extract=reread, history=in_history(1, 2))
    with pytest.raises(CorrectionError, match="choose a row and what it is; nothing is assumed"):
        filled(desk.event_form("history"), "dedup", row="H-1").save()
    empty = Review(sample_reading(TUESDAY), store=kept, analyst="jon", extract=reread, history=[])
    assert "No row of the history may be this event." in said(empty.event_form("history"))
