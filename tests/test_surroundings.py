"""What a name means in one article: settled by what stands behind it, else by what the article's names share."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import surroundings
from workbench.records import Mention

ACTORS = frozenset({"Maryland State Police", "Iraqi Army", "Nigerian", "Ohio National Guard"})


def mentioned(text, *names):
    """Mentions of names in a text, in reading order."""
    found = []
    for name in names:
        for at in re.finditer(rf"\b{re.escape(name)}(?!\w)", text):
            kind = "actor" if name in ACTORS else "place"
            found.append(Mention(kind, at.start(), at.end(), name, "pipeline:GPE"))
    return sorted(found, key=lambda mention: mention.start)


def meant(text, *names, dateline=None):
    """The source of what each place mention means first, in reading order."""
    read = surroundings.read(text, mentioned(text, *names), dateline)
    return [found[0].source if found else None for _, found in sorted(read.items())]


def test_the_state_behind_a_town_settles_it_for_the_whole_article():
    text = "Shots fell in Springfield, Ill., on Monday. Springfield stayed calm."
    assert meant(text, "Springfield") == ["geonames:Springfield, IL"] * 2


@pytest.mark.parametrize(
    ("text", "names", "first"),
    [
        ("He drove to Paris, Texas.", ("Paris", "Texas"), "geonames:Paris, TX"),
        ("He drove to Hyderabad in southern Pakistan.", ("Hyderabad", "Pakistan"), "geonames:Hyderabad"),
        ("A fire broke out in London, Ontario.", ("London", "Ontario"), "geonames:London, ON"),
        ("A fire broke out in Bowling Green, KY.", ("Bowling Green",), "geonames:Bowling Green, KY"),
        ("A fire broke out in Austin, in Travis County, Texas.", ("Austin", "Travis County", "Texas"),
         "geonames:Austin, TX"),
    ],
)  # fmt: skip
def test_what_stands_behind_a_name_holds_it(text, names, first):
    assert meant(text, *names)[0] == first


def test_a_town_that_the_state_behind_it_is_not_known_for_is_no_namesake_abroad():
    text = "The bus left Gdansk, Nebraska, at noon."
    (town, _) = [
        found[0] for _, found in sorted(surroundings.read(text, mentioned(text, "Gdansk", "Nebraska")).items())
    ]
    assert (town.name, town.country, town.precision, town.lat) == ("Gdansk", "USA", "admin1", None)


def test_a_list_of_places_holds_none_of_them():
    assert meant("Envoys flew to Paris, Kenya and Spain.", "Paris", "Kenya", "Spain")[0] == "geonames:Paris"


def test_the_state_that_an_institution_is_named_for_counts():
    text = "Maryland State Police searched a house in Cambridge."
    assert meant(text, "Maryland State Police", "Cambridge") == ["geonames:Cambridge, MD"]


def test_the_country_of_the_dateline_counts():
    assert meant("Fighting went on in Tripoli.", "Tripoli", dateline="BEIRUT")[0] == "geonames:Tripoli"
    text = "Fighting went on in Tripoli."
    (found,) = surroundings.read(text, mentioned(text, "Tripoli"), "BEIRUT").values()
    assert found[0].country == "LBN"


def test_a_village_abroad_is_no_reading_where_another_country_is_named():
    assert meant("A patrol passed Kigalama near the border of Peru.", "Kigalama", "Peru")[0] is None


def test_a_great_city_is_not_hidden_by_a_village_of_the_state():
    text = "Fans came to Columbus, Ohio, from Boston and New York."
    assert meant(text, "Columbus", "Ohio", "Boston", "New York")[2] == "geonames:Boston, MA"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The governor of Washington state spoke.", "iso3166-2:US-WA"),
        ("Storms hit Oregon, Washington and Idaho.", "iso3166-2:US-WA"),
        ("Talks went on in Washington.", "geonames:Washington, DC"),
    ],
)
def test_a_state_that_shares_its_name_with_a_city_is_told_by_its_company(text, state):
    assert state in meant(text, "Washington", "Oregon", "Idaho")


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("Iraqi Army", "Iraqi"), ("the Maryland State Police", "Maryland"), ("European Union", "European Union"),
        ("Kabul University", "Kabul"), ("Islamic Jihad", ""), ("Kabul", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_longer_name_may_begin_with_a_place(words, owner):
    assert surroundings.borne(words) == owner


@given(st.lists(st.sampled_from(["Paris", "Texas", "Iraq", "Mosul", "Md.", "Springfield", "Ohio"]), max_size=8))
def test_every_mention_of_a_place_is_read_and_no_other(names):
    text = ", ".join(names)
    places = mentioned(text, *dict.fromkeys(names))
    assert set(surroundings.read(text, places)) == {mention.start for mention in places}
