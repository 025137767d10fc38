"""What the benchmark of incidents adds to the reading: running case, the layout of dispatches, decisions to be read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from corpora import Document, assembly, fbis, weights
from corpora.truecase import truecase

DISPATCH = (
    "   LIMA, 3 MAY 88 (OUR AGENCY) -- [TEXT] REBELS BLEW UP TWO BRIDGES NEAR\nTHE CAPITAL.  THE REVOLUTIONARY ARMED "
    "GROUP [RAG] SAID SO.\n\n   NOBODY WAS HURT."
)


@pytest.mark.parametrize(
    ("capitals", "running"),
    [
        ("THE MAYOR OF LIMA WAS SHOT.", "The mayor of Lima was shot."),
        ("PRESIDENT PEREZ SPOKE.  THE PRESIDENT LEFT.", "President Perez spoke.  The president left."),
        ("ON 3 MAY IT MAY RAIN.", "On 3 May it may rain."),
        ("U.S. TROOPS LEFT EL SALVADOR.", "U.S. troops left El Salvador."),
    ],
)
def test_capitals_become_running_case(capitals, running):
    assert truecase(capitals) == running


def test_words_that_an_abbreviation_spells_out_have_capitals():
    assert "National Popular Army [NPA]" in truecase("TROOPS OF THE NATIONAL POPULAR ARMY [NPA] LEFT.")


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ .,'[]-\n0123456789", max_size=80))
def test_only_the_case_of_letters_changes(text):
    assert truecase(text).upper() == text.upper()
    assert len(truecase(text)) == len(text)


def test_text_in_running_case_stays_as_it_is():
    assert truecase("Rebels shelled the town of X.") == "Rebels shelled the town of X."


def test_a_dispatch_is_read_without_its_furniture():
    page = fbis.article(Document("d", DISPATCH, None))
    assert page.dateline == "Lima"
    assert page.text.startswith("Rebels blew up two bridges near the capital.")
    assert "(RAG)" in page.text
    assert [block.kind for block in page.blocks] == ["body", "body"]


def test_further_mentions_raise_a_chance_and_never_past_one():
    assert assembly.together([0.4]) == pytest.approx(0.4)
    assert 0.4 < assembly.together([0.4, 0.3]) < 1


def test_a_decision_names_the_features_that_weigh_most():
    known = weights.reasons("Weapon", ["noun=bomb", "noun=nothing that was ever seen"])
    assert [feature for feature, _ in known] == ["noun=bomb"]
    assert known[0][1] > 0
    assert weights.chance("Weapon", ["noun=bomb"]) > weights.chance("Weapon", ["noun=mayor"])
