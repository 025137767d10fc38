"""Actors: what is found, what is suggested, and that no group is ever merged with another."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import actors, gazetteer, lexicons

ROWS = lexicons.load("actors")
KINDS = {
    "armed_group", "military", "police_security", "government", "diplomat", "international", "ngo",
    "affiliated_channel",
}  # fmt: skip
SCRAPS = st.sampled_from(["Hamas", "the Taliban", "ISIS", "-led", "’s", " ", "\n", "al-Qaeda", "İ", "🚀", "spokesman"])


def rules(text: str) -> list[str]:
    return [mention.rule for mention in actors.find(text)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_fires_on_its_sentence_and_stays_silent_on_its_look_alike(row: lexicons.Row) -> None:
    assert row.rule in rules(row.fires)
    assert row.rule not in rules(row.silent)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_is_suggested_for_each_of_its_forms_and_its_canonical_name(row: lexicons.Row) -> None:
    for form in (*row.forms, row.facts["canonical"]):
        assert row.id in {suggestion.id for suggestion in actors.resolve(form)}, form


def test_the_lexicon_is_as_wide_as_promised_and_its_codes_are_known() -> None:
    assert len(ROWS) >= 150
    assert {row.facts["kind"] for row in ROWS} == KINDS
    assert {row.facts["acled_inter"] for row in ROWS} <= {"", "1", "2", "3", "4", "8"}
    assert {row.facts["country"] for row in ROWS} <= {country.code for country in gazetteer.countries()} | {""}


def test_no_form_belongs_to_two_rows_of_one_country() -> None:
    uses = Counter((form, row.facts["country"]) for row in ROWS for form in row.forms)
    assert [use for use, number in uses.items() if number > 1] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ashab al-Kahaf", "Kataib Hezbollah"),
        ("Hezbollah", "Kataib Hezbollah"),
        ("Jamaat-ud-Dawa", "Lashkar-e-Taiba"),
        ("Jaish al-Adl", "Jundallah"),
        ("Kurdistan Freedom Falcons", "PKK"),
        ("Amaq", "Islamic State"),
        ("Taliban", "Pakistani Taliban"),
        ("al-Qaeda", "AQAP"),
    ],
)
def test_groups_that_are_said_to_be_linked_stay_apart(one: str, other: str) -> None:
    assert not set(actors.resolve(one)) & set(actors.resolve(other))


def test_a_suggestion_carries_its_source_and_what_to_know() -> None:
    (suggestion,) = actors.resolve("the Ashab al-Kahaf group")
    assert (suggestion.id, suggestion.canonical) == ("ashab_al_kahf", "Ashab al-Kahf")
    assert suggestion.source == "actors:ashab_al_kahf (own list)"
    assert suggestion.note is not None
    assert suggestion.country == "IRQ"


def test_a_name_inside_longer_words_is_suggested_and_no_other() -> None:
    assert [s.id for s in actors.resolve("suspected al-Shabab militants")] == ["al_shabab"]
    assert [s.id for s in actors.resolve("fighters of the FMLN and the M-19")] == ["fmln", "m19"]
    assert actors.resolve("hard-line militias") == ()


def test_the_longest_name_wins() -> None:
    assert rules("the Pakistani Taliban and Kataib Hezbollah") == ["actors:ttp", "actors:kataib_hezbollah"]
    assert rules("al-Qaeda in the Arabian Peninsula") == ["actors:aqap"]


def test_a_description_made_from_a_name_is_not_the_actor() -> None:
    assert rules("Taliban-held land and a Hamas-run office, anti-Taliban men") == []


def test_words_in_capitals_are_not_taken_for_short_names() -> None:
    assert rules("THE WAR IS OVER AND THE FMLN TOLD US SO") == ["actors:fmln"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the Iraqi military", "military"),
        ("the army", "military"),
        ("police", "police_security"),
        ("POLICE", "police_security"),
        ("a hospital official", "medical"),
        ("an interior ministry spokesman", "government"),
        ("the Ministry of Defence", "government"),
        ("a Telegram channel linked to militias", "affiliated_channel"),
        ("witnesses", "witness"),
        ("residents", "witness"),
        ("a security source", "police_security"),
        ("rebels", "armed_group"),
        ("gunmen", "armed_group"),
        ("suspected jihadists", "armed_group"),
        ("Iran-backed militias", "armed_group"),
        ("officials", "government"),
        ("U.S. military officials", "military"),
        ("embassy", "diplomat"),
        ("the British Embassy", "diplomat"),
        ("a spokesman for the Taliban", "armed_group"),
        ("Taliban spokesman", "armed_group"),
        ("sources close to the militia", "anonymous"),
        ("a source", "anonymous"),
        ("a source in the interior ministry", "government"),
        ("the head of the hospital", "medical"),
        ("the governor of Helmand", "government"),
        ("the United Nations", "international"),
        ("Human Rights Watch", "ngo"),
        ("state television", "media"),
        ("Israel", "government"),
        ("a spokesman for Israel", "government"),
        ("critics", "expert"),
        ("a spokesman", None),
        ("the group", None),
        ("Israeli", None),
        ("a man", None),
        ("", None),
    ],
)
def test_words_say_what_kind_of_voice_they_are(words: str, kind: str | None) -> None:
    assert actors.kind_of(words) == kind


@given(st.lists(st.one_of(SCRAPS, st.text(max_size=6)), max_size=12).map("".join))
def test_found_stretches_are_the_words_they_say_and_never_overlap(text: str) -> None:
    reached = 0
    for mention in actors.find(text):
        assert text[mention.start : mention.end] == mention.text
        assert reached <= mention.start < mention.end
        reached = mention.end


@given(st.one_of(st.text(max_size=40), st.lists(SCRAPS, max_size=6).map(" ".join)))
def test_any_words_have_a_kind_of_voice_or_none(words: str) -> None:
    kind = actors.kind_of(words)
    assert kind is None or kind in KINDS | {"media", "medical", "witness", "anonymous", "expert"}
