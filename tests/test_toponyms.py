"""Names of places that the recogniser passed over: datelines, what stands before them, their other mentions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsed import article_of, english, parsed

from workbench import toponyms
from workbench.records import Article, Block


def datelines(text):
    """The names that the dateline of a text gives away."""
    article = Article(id="page", source="page", text=text, blocks=(Block("body", 0, len(text)),))
    return [mention.text for mention in toponyms.described(english().make_doc(""), article)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("KHOST, Afghanistan (AP) - Two men fled.", ["KHOST", "Afghanistan"]),
        ("HELENA, Mont. (AP) - The session ended.", ["HELENA", "Mont."]),
        ("MOGADISHU (Reuters) - A car blew up.", ["MOGADISHU"]),
        ("GOMA, Congo -- Shells fell.", ["GOMA", "Congo"]),
        ("First line.\nMAIDUGURI, Nigeria (AFP) — Gunmen came.", ["MAIDUGURI", "Nigeria"]),
        ("BREAKING NEWS -- Shells fell.", []),
        ("The GOMA, Congo -- road.", []),
    ],
)
def test_a_dateline_gives_its_places_away(text, names):
    assert datelines(text) == names


def missed(card, *known):
    doc = parsed(card)
    article = article_of(doc)
    return [mention.text for mention in toponyms.missed(doc, article, list(known))]


IN_HERAT = """
Troops/troop NOUN  1 nsubj
met/meet     VERB  1 ROOT
in           ADP   1 prep
Herat        PROPN 2 pobj
.            PUNCT 1 punct
"""


def test_a_town_behind_in_is_found():
    assert missed(IN_HERAT) == ["Herat"]


def test_a_name_of_no_town_is_left_alone():
    assert missed(IN_HERAT.replace("Herat", "Zqwrt")) == []


def test_a_village_behind_of_may_be_a_person():
    assert missed(IN_HERAT.replace("in  ", "of  ").replace("Herat", "Kigalama")) == []


@given(st.text(max_size=120))
def test_a_dateline_is_the_words_of_the_text(text):
    article = Article(id="page", source="page", text=text, blocks=(Block("body", 0, len(text)),))
    for mention in toponyms.described(english().make_doc(""), article):
        assert text[mention.start : mention.end] == mention.text
