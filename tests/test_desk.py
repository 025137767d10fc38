"""The desk without a browser: what its forms say is kept, and what it shows is what was kept."""

import datetime as dt
from dataclasses import replace

import pytest
from ipywidgets import HTML, Button
from readings import ARTICLE, MAIN, OTHER, TEXT, TUESDAY, reread, sample_reading
from seated import button, everything, filled_in, said

from workbench import store
from workbench.corrections import CorrectionError, StaleCorrection
from workbench.desk import words
from workbench.desk.desk import Review
from workbench.records import Attribution, Days, Munition, Passage, Place, Target, Toll
from workbench.store import StoreError


@pytest.fixture
def kept(tmp_path):
    with store.open(tmp_path / "review.sqlite") as opened:
        yield opened


@pytest.fixture
def desk(kept):
    return sat_at(kept)


def sat_at(kept, analyst="mina", reading=None):
    return Review(reading or sample_reading(), store=kept, analyst=analyst, extract=reread)


def filled(desk, field, reason="extraction_error", **controls):
    return filled_in(desk.form_for(field), reason, controls)


def test_a_toll_is_corrected_through_its_form(desk, kept):
    answer = filled(desk, "killed", low="3", best="4", high="4").save()
    assert answer == "Saved as entry 1"
    assert desk.events[0].values.killed == Toll(3, 4, 4, "analyst")
    assert [(made.event, made.by, made.reason) for made in kept.corrections()] == [(MAIN, "mina", "extraction_error")]


def test_blank_is_unknown_and_never_zero(desk):
    filled(desk, "killed", low="", best="", high="").save()
    assert desk.events[0].values.killed is None
    filled(desk, "killed", best="0").save()
    assert desk.events[0].values.killed == Toll(None, 0, None, "analyst")


@pytest.mark.parametrize(
    ("field", "controls", "value"),
    [
        ("date", {"first": TUESDAY}, Days(TUESDAY, TUESDAY, "day", "analyst")),
        (
            "date",
            {"first": dt.date(2020, 11, 16), "last": TUESDAY, "time": "night"},
            Days(dt.date(2020, 11, 16), TUESDAY, "days_2_6", "analyst", "night"),
        ),
        ("perpetrators", {"attribution0": "denied", "by0": ""}, (Attribution("Blue Front", "denied"),)),
        ("perpetrators", {"name0": ""}, ()),
        ("targets", {"names": "the harbour\n a quay "}, (Target("the harbour"), Target("a quay"))),
        ("weapons", {"low0": "3", "kind1": "mine"}, (Munition("shell", 3), Munition("mine"))),
        ("place", {"name": "Nowhere Known"}, Place("Nowhere Known")),
    ],
)  # fmt: skip
def test_each_kind_of_field_says_its_value(desk, field, controls, value):
    filled(desk, field, **controls).save()
    assert getattr(desk.events[0].values, field) == value


@pytest.mark.parametrize(("field", "now"), [("type", "bombing"), ("role", "background"), ("status", "denied")])
def test_a_choice_is_offered_from_the_words_that_exist(desk, field, now):
    filled(desk, field, choice=now).save()
    assert getattr(desk.events[0], field) == now


def test_a_new_name_never_keeps_the_old_point(kept):
    desk = sat_at(kept)
    form = filled(desk, "place", name="Baghdad")
    offered = [place for _, place in form["which"].options]
    assert offered[0] == Place("Baghdad")
    assert any(place.country == "IRQ" for place in offered)


def test_the_publication_date_makes_the_days_resolve(desk, kept):
    assert desk.events[0].values.date.unresolved
    assert filled(desk, "published", day=TUESDAY).save() == "Saved as entry 1; 1 more date resolves"
    assert desk.events[0].values.date.start == TUESDAY
    assert sat_at(kept).events[0].values.date.start == TUESDAY


def test_another_desk_on_the_same_store_starts_from_what_was_kept(desk, kept):
    filled(desk, "killed", best="4").save()
    again = sat_at(kept, "jon")
    assert again.events == desk.events
    assert again.corrections == desk.corrections
    assert "1 correction in force" in said(again)


def test_a_stale_correction_is_refused_beside_the_button_with_both_values(desk, kept):
    mine, theirs = filled(desk, "killed", low="1"), filled(sat_at(kept, "jon"), "killed", high="9")
    theirs.save()
    with pytest.raises(StaleCorrection, match="jon"):
        mine.save()
    mine.button.click()
    assert len(kept.log()) == 2


def test_after_a_stale_correction_the_desk_shows_the_value_of_now_and_a_second_save_overrules_it(desk, kept):
    mine, theirs = filled(desk, "killed", low="1"), filled(sat_at(kept, "jon"), "killed", high="9")
    theirs.save()
    mine.button.click()
    assert "yours overrules “2 (2 to 4)”, but jon made it “2 (2 to 9)” meanwhile (entry 1)" in said(mine)
    assert desk.events[0].values.killed == Toll(2, 2, 9, "analyst")
    assert "jon, analyst" in said(desk)
    assert mine.save() == "Saved as entry 2"
    assert desk.events[0].values.killed == Toll(1, 2, 4, "analyst")


@pytest.mark.parametrize(
    ("controls", "reason", "words"),
    [
        ({"best": "4"}, "", "killed: no reason is chosen"),
        ({"best": "four"}, "typo", "killed: best: 'four' is no whole number; write digits, or leave it blank."),
        ({"best": "1"}, "typo", "low, best and high must rise, not 2, 1, 4"),
        ({"low": "-1"}, "typo", "below zero"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_button_and_changes_nothing(desk, kept, controls, reason, words):
    form = filled(desk, "killed", reason, **controls)
    form.button.click()
    assert words in said(form)
    assert kept.log() == ()


def test_a_value_that_does_not_change_is_not_kept(desk):
    with pytest.raises(CorrectionError, match="this is the value already"):
        filled(desk, "type").save()


def test_nothing_is_shown_as_saved_that_the_store_has_not_acknowledged(desk, monkeypatch):
    def refuse(_correction):
        raise StoreError("the disk is full; free some room.")

    form = filled(desk, "killed", best="4")
    monkeypatch.setattr(store.Store, "append_all", lambda _store, made: refuse(made))
    form.button.click()
    assert "the disk is full" in said(form)
    assert "Saved" not in said(desk)
    assert desk.corrections == ()


def test_a_failure_nobody_foresaw_is_shown_and_not_swallowed(desk, monkeypatch):
    def fail(_store, _made):
        raise RuntimeError("boom")

    form = filled(desk, "killed", best="4")
    monkeypatch.setattr(store.Store, "append_all", fail)
    with pytest.raises(RuntimeError):
        form._saved(None)
    assert "Not saved: RuntimeError: boom" in said(form)


def test_without_a_store_the_desk_says_plainly_that_nothing_is_saved():
    desk = sat_at(None)
    assert "not saved: no store given" in said(desk)
    assert filled(desk, "killed", best="4").save() == "Entry 1, not saved: no store given"
    assert desk.events[0].values.killed.best == 4
    desk.close()


def test_the_words_of_a_claim_are_lit_by_its_button(desk):
    desk.form_for("killed")
    buttons = [part for part in everything(desk) if isinstance(part, Button) and part.description == "Show words"]
    buttons[1].click()
    ((start, end),) = [(lit["start"], lit["end"]) for lit in desk.article.lits]
    assert TEXT[start:end] == "counted four dead"


def test_every_voice_is_shown_with_who_it_is_and_how_firm(desk):
    desk.form_for("killed")
    assert "The army (asserted)" in said(desk)
    assert "a harbour guard, through local radio (hedged)" in said(desk)
    desk.form_for("perpetrators")
    assert "Some (alleged)" in said(desk)


def test_fields_on_which_voices_differ_come_first(desk):
    assert [head.field for head in desk._cards.children][:3] == ["published", "killed", "wounded"]
    assert desk._heads["killed"].description == "Killed: 2 (2 to 4)\nmost conservative of 2 claims · voices differ"


def test_words_that_only_say_attack_do_not_differ_from_those_that_say_which():
    reading = sample_reading()
    named = reading.claims[0]
    vague = replace(named, act=replace(named.act, type="other", generic=True))
    other = replace(named, act=replace(named.act, type="bombing"))
    assert not words.differ("type", (named, vague))
    assert words.differ("type", (named, other))
    assert not words.differ("status", (named, other))


def test_only_the_open_card_has_a_form(desk):
    desk.form_for("killed")
    desk.form_for("place", event=OTHER)
    forms = [part for part in everything(desk) if type(part).__name__ == "FieldForm"]
    assert [(form.field, form.event) for form in forms] == [("place", OTHER)]


def test_marked_words_become_the_evidence_of_a_correction(desk):
    form = filled(desk, "killed", best="4")
    desk.article.selection = [TEXT.index("four dead"), TEXT.index("four dead") + len("four dead")]
    button(desk, "Use as evidence").click()
    form.save()
    assert desk.corrections[0].passage == Passage(TEXT.index("four dead"), TEXT.index("four dead") + 9, "four dead")


def test_taking_back_shows_the_machines_value_again(desk, kept):
    filled(desk, "killed", best="4").save()
    button(desk, "Take back entry 1").click()
    assert desk.events == sample_reading().events
    assert len(kept.log()) == 2
    assert desk.form["best"].value == "2"


def test_words_of_the_article_never_become_mark_up(desk, kept):
    reading = sample_reading()
    desk = sat_at(kept, reading=reading)
    filled(desk, "targets", names="<img src=x onerror=alert(1)>").save()
    shown = " ".join(part.value for part in everything(desk) if isinstance(part, HTML))
    assert "&lt;img src=x" in shown
    assert "<img" not in shown


def test_a_field_or_event_that_is_not_there_is_refused_by_name(desk):
    with pytest.raises(CorrectionError, match="cannot be corrected; the fields are published"):
        desk.form_for("headline")
    with pytest.raises(CorrectionError, match=f"use one of {MAIN}"):
        desk.form_for("killed", event="nowhere")
    with pytest.raises(KeyError, match="it has low, best, high"):
        desk.form_for("killed")["worst"]


def test_the_summary_is_short_sorted_and_without_a_clock(desk):
    filled(desk, "killed", best="4").save()
    assert desk.summary() == "\n".join([
        "Shells fall on the harbour of Port Sena",
        "published: unknown",
        f"main · shelling · Port Sena [{MAIN}]",
        "  killed: 4 (2 to 4) — corrected by an analyst",
        "  perpetrators: Blue Front (alleged, by Some) — all voices of 1 claim",
        "  place: Port Sena · city",
        "  date: unknown: The page gives no publication date to count from. — single of 1 claim",
        "  weapons: shell",
        "  targets: the harbour",
        f"commentary · other [{OTHER}]",
        "1 correction in force",
    ])  # fmt: skip


def test_no_widget_shows_an_address(desk):
    desk.form_for("killed")
    assert repr(desk) == "Review(2 events, 0 corrections)"
    assert repr(desk.article) == f"ArticleView({len(TEXT)} characters, 6 mentions)"
    assert "0x" not in " ".join(map(repr, (desk, desk.article, desk.form, desk._heads["killed"])))


def test_a_correction_on_an_event_that_is_gone_is_told_and_kept(desk, kept):
    desk.turn_to(OTHER)
    filled(desk, "type", choice="arson").save()
    again = sat_at(kept, reading=without_the_other())
    assert "1 on events that the machine no longer finds" in said(again)
    assert len(again.corrections) == 1


def without_the_other():
    reading = sample_reading()
    return type(reading)(reading.article, reading.mentions, reading.claims, reading.events[:1])


def test_the_store_knows_the_article_of_a_desk(desk, kept):
    assert kept.reading(ARTICLE) == sample_reading()
    assert desk.reading == sample_reading()
