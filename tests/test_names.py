"""Names of the lexicons enter before the recogniser where they stand alone; what is no name leaves behind it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsed import english
from spacy.tokens import Span
from stories import stories

from workbench import lexicons, names

ROWS = lexicons.load("names")


def known(text):
    """What `know` sets in a text, as `LABEL name`."""
    return [f"{entity.label_} {entity.text}" for entity in names.know(english().make_doc(text)).ents]


def mended(text, label, words):
    """What `mend` leaves of one recognised name in a text."""
    doc = english().make_doc(text)
    start = text.index(words)
    doc.ents = [doc.char_span(start, start + len(words), label=label)]
    return [f"{entity.label_} {entity.text}" for entity in names.mend(doc).ents]


@pytest.mark.parametrize(
    ("text", "names_in_it"),
    [
        ("Fighters of Kataib Hezbollah crossed from Syria.", ["ORG Kataib Hezbollah", "GPE Syria"]),
        ("Shells fell in the Green Zone on Monday.", ["LOC Green Zone"]),
        ("They flew from Kandahar Airfield to Pakistan.", ["FAC Kandahar Airfield", "GPE Pakistan"]),
        ("The Taliban's men left the Gaza Strip.", ["ORG Taliban", "GPE Gaza Strip"]),
        ("An Iraqi Army post in Diyala province fell.", ["ORG Iraqi Army", "GPE Diyala"]),
        ("The New People's Army waited.", ["ORG New People's Army"]),
        ("Iran's Revolutionary Guard denied it.", ["GPE Iran", "ORG Revolutionary Guard"]),
        ("Islamic State Attack Kills Nine", ["ORG Islamic State"]),
        ("SUICIDE ATTACK IN SYRIA KILLS NINE", ["GPE SYRIA"]),
        ("BOKO HARAM GUNMEN BURN VILLAGE", ["ORG BOKO HARAM"]),
        ("In Yemen Tuesday nobody slept.", ["GPE Yemen"]),
    ],
)
def test_a_name_that_stands_alone_is_known(text, names_in_it):
    assert known(text) == names_in_it


@pytest.mark.parametrize(
    "text",
    [
        "The Jordan Times carried the story.",
        "Michael Jordan was not there.",
        "The University of Yemen closed.",
        "The Bank of the Philippines was robbed.",
        "Hamas Interior Ministry staff left.",
        "Gen. Ireland left the room.",
        "Chad told reporters he ran.",
        "The Iraqi army and the Iraqi police came.",
        "Two Houthis were held.",
        "U.S. troops left.",
        "An Iran-backed militia fired.",
        "The Mexico-Guatemala road was cut.",
        "THE JORDAN TIMES REPORTS A BLAST",
        "The U.S. Embassy was hit.",
        "Gaza Health Ministry figures rose.",
        "Salahuddin was seen in the market.",
    ],
)
def test_part_of_a_longer_name_or_a_doubtful_one_is_left_to_the_recogniser(text):
    assert known(text) == []


def test_what_another_component_has_set_stands():
    doc = english().make_doc("Men of Boko Haram fled to Niger.")
    doc.set_ents([doc.char_span(7, 17, label="NORP")], default="unmodified")
    assert [(e.label_, e.text) for e in names.know(doc).ents] == [("NORP", "Boko Haram"), ("GPE", "Niger")]


def test_the_rest_is_left_open_for_the_recogniser():
    doc = names.know(english().make_doc("Boko Haram fled."))
    assert [token.ent_iob_ for token in doc] == ["B", "I", "", ""]


def test_no_name_of_the_lexicons_is_a_person():
    assert set(names._labelled().values()) == {"", "ORG", "GPE", "LOC", "FAC"}


@pytest.mark.parametrize(
    ("text", "label", "words", "left"),
    [
        ("Militia attacks went on.", "GPE", "Militia", []),
        ("Gunmen fled.", "PERSON", "Gunmen", []),
        ("Shell hits market", "ORG", "Shell", []),
        ("A Katyusha landed.", "GPE", "Katyusha", []),
        ("Police came.", "ORG", "Police", []),
        ("Fog lay over south-western hills.", "GPE", "south-western", []),
        ("One Briton died.", "GPE", "Briton", ["NORP Briton"]),
        ("Kataib Hezbollah Secretary-General left.", "PERSON", "Kataib Hezbollah", ["ORG Kataib Hezbollah"]),
        ("They shelled the Green Zone.", "LOC", "the Green Zone", ["LOC Green Zone"]),
        ("Then Gen. Omar Haddad left.", "PERSON", "Gen. Omar Haddad", ["PERSON Omar Haddad"]),
        ("Then Sgt. Omar Haddad left.", "PERSON", "Sgt. Omar Haddad", ["PERSON Omar Haddad"]),
        ("Haddad's men left.", "PERSON", "Haddad's", ["PERSON Haddad"]),
        ("Two men fled over the Sava Bridge.", "GPE", "Sava Bridge", ["FAC Sava Bridge"]),
        ("Shots rang out near the Al-Noor Mosque.", "ORG", "Al-Noor Mosque", ["FAC Al-Noor Mosque"]),
    ],
)
def test_what_is_no_name_is_taken_back(text, label, words, left):
    assert mended(text, label, words) == left


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("He joined the Mahmoud Militia.", "ORG", "Mahmoud Militia"),
        ("Bishop said nothing.", "PERSON", "Bishop"),
        ("Off the coast the Navy waited.", "ORG", "Navy"),
        ("The Royal Dutch Shell depot burned.", "ORG", "Royal Dutch Shell"),
        ("The Islamists left.", "NORP", "Islamists"),
        ("It fell on Yemen.", "GPE", "Yemen"),
        ("He came from North Gate.", "LOC", "North Gate"),
        ("The Hague waited.", "GPE", "The Hague"),
        ("Parliament met.", "ORG", "Parliament"),
        ("It began on Tuesday.", "DATE", "Tuesday"),
        ("The Bridge School reopened.", "ORG", "Bridge School"),
        ("Mrs Church left early.", "PERSON", "Church"),
    ],
)
def test_a_name_that_only_looks_like_a_word_stays(text, label, words):
    assert mended(text, label, words) == [f"{label} {words}"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.rule)
def test_a_row_retypes_its_form_and_passes_over_a_longer_name(row):
    wrong = "PERSON"
    form = next(form for form in row.forms if form in row.fires)
    assert mended(row.fires, wrong, form) == ([f"{row.fact('label')} {form}"] if row.fact("label") else [])
    inner = next(form for form in row.forms if form in row.silent)
    place = row.silent.split(inner)[0].split()[-1]
    longer = f"{place} {inner}" if place[0].isupper() else row.silent[row.silent.index(inner) :].rstrip(".")
    assert mended(row.silent, wrong, longer) == [f"{wrong} {longer}"]


def test_labels_of_rows_are_kinds_of_names():
    assert {row.fact("label") for row in ROWS} <= {None, "PERSON", "NORP", "ORG", "GPE", "LOC", "FAC"}


@given(st.one_of(stories, st.text(max_size=200)))
def test_words_and_offsets_never_move_and_names_never_overlap(text):
    doc = english().make_doc(text)
    before = [(token.idx, token.text) for token in doc]
    names.mend(names.know(doc))
    assert [(token.idx, token.text) for token in doc] == before
    spans = [(entity.start, entity.end) for entity in doc.ents]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(stories, st.data())
def test_mending_twice_is_mending_once(text, data):
    doc = english().make_doc(text)
    if len(doc):
        start = data.draw(st.integers(0, len(doc) - 1))
        end = data.draw(st.integers(start + 1, min(len(doc), start + 4)))
        doc.ents = [Span(doc, start, end, label=data.draw(st.sampled_from(["PERSON", "ORG", "GPE"])))]
    once = [(e.start, e.end, e.label_) for e in names.mend(doc).ents]
    assert [(e.start, e.end, e.label_) for e in names.mend(doc).ents] == once
