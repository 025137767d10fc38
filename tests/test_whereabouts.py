"""Where an act took place: as precisely as the words say, and never where somebody spoke."""

from __future__ import annotations

import pytest
from parsed import article_of, parsed

from workbench import claims, mentions

NEAR = """
Gunmen/gunman NOUN  1 nsubj
killed/kill   VERB  1 ROOT
two           NUM   3 nummod
guards/guard  NOUN  1 dobj
near          ADP   1 prep
Herat         PROPN 4 pobj
.             PUNCT 1 punct
"""
CAPITAL = """
Gunmen/gunman NOUN  1 nsubj
killed/kill   VERB  1 ROOT
two           NUM   3 nummod
guards/guard  NOUN  1 dobj
in            ADP   1 prep
the           DET   7 det
Somali        ADJ   7 amod
capital       NOUN  4 pobj
.             PUNCT 1 punct
"""
SPOKEN = """
Gunmen/gunman NOUN  1 nsubj
killed/kill   VERB  5 ccomp
two           NUM   3 nummod
guards/guard  NOUN  1 dobj
police        NOUN  5 nsubj
said/say      VERB  5 ROOT
in            ADP   5 prep
Herat         PROPN 6 pobj
.             PUNCT 5 punct
"""


def places_of(card):
    doc = parsed(card)
    article = article_of(doc)
    said = claims.read(doc, article, mentions.find(doc, article))
    return [(c.value, c.place and c.place.precision, c.place and c.place.country) for c in said if c.field == "place"]


@pytest.mark.parametrize(
    ("card", "found"),
    [
        (NEAR, [("Herat", "near_city", "AFG")]),
        (NEAR.replace("near ", "in   "), [("Herat", "city", "AFG")]),
        (CAPITAL, [("Mogadishu", "city", "SOM")]),
        (SPOKEN, []),
    ],
)
def test_a_place_is_as_precise_as_its_preposition(card, found):
    assert places_of(card) == found
