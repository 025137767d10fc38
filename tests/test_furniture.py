"""Every row of furniture.toml and outlets.toml proves itself, and datelines are told from other openings."""

from __future__ import annotations

import pytest

from workbench import furniture, lexicons


def _rows(name: str) -> list[lexicons.Row]:
    return list(lexicons.load(name))


@pytest.mark.parametrize("row", _rows("furniture"), ids=lambda row: row.rule)
def test_a_row_of_furniture_fires_on_its_own_line_and_is_silent_on_the_other(row):
    found, other = furniture.look(row.fires), furniture.look(row.silent)
    assert found is not None
    assert found.row.rule == row.rule
    assert other is None or other.row.rule != row.rule


@pytest.mark.parametrize("row", _rows("outlets"), ids=lambda row: row.rule)
def test_an_outlet_is_known_by_its_own_name_and_by_no_word_of_another_case(row):
    assert furniture.outlet(row.fires) == row
    assert furniture.outlet_named(row.silent) != row


@pytest.mark.parametrize("row", [row for row in _rows("outlets") if row.fact("domains")], ids=lambda row: row.rule)
def test_an_outlet_is_known_by_its_address(row):
    domain = row.facts["domains"].split("|")[0]
    assert furniture.outlet_of_url(f"https://www.{domain}/a/story") == row


def test_an_address_that_only_ends_alike_is_another_outlet():
    assert furniture.outlet_of_url("https://notcnn.com/story") is None


def test_a_motto_glued_to_an_unlisted_name_is_cut_from_it():
    assert furniture.glued_outlet("The Daily TimesTruth in Print") == "The Daily Times"


def test_a_plain_headline_has_no_glued_name():
    assert furniture.glued_outlet("The Daily Times Wins a Prize") is None


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("BAGHDAD — At least two", "BAGHDAD"),
        ("BAGHDAD, IRAQ - Four men", "BAGHDAD, IRAQ"),
        ("BAGHDAD, Iraq (CNN) -- Two men", "BAGHDAD, Iraq (CNN)"),
        ("KABUL, Jan 5 (Reuters) - A man", "KABUL, Jan 5 (Reuters)"),
        ("KYIV, Ukraine (AP) — A man", "KYIV, Ukraine (AP)"),
        ("PARIS (AP) _ A bomb", "PARIS (AP)"),
        ("Mogadishu, Somalia – Two men", "Mogadishu, Somalia"),
        ("Kabul, Jan 4 (IANS) A man", "Kabul, Jan 4 (IANS)"),
        ("Kharkiv (Ukraine) (AFP) – Two men", "Kharkiv (Ukraine) (AFP)"),
        ("Baghdad, Iraq (CNN)Two men", "Baghdad, Iraq (CNN)"),
        ("ISLAMABAD: Two men", "ISLAMABAD"),
        ("Kabul: A man", "Kabul"),
        ("CAIRO, 17 November 2020 (IRIN) - Two men", "CAIRO, 17 November 2020 (IRIN)"),
        ("January 5, 2012 (KHARTOUM) – Two men", "January 5, 2012 (KHARTOUM)"),
        ("LONDON, June 5. A bomb", "LONDON, June 5"),
        ("CAIRO, Monday.", "CAIRO, Monday"),
        ("MOGADISHU, Somalia --", "MOGADISHU, Somalia"),
        ("NEW YORK/BAGHDAD (Reuters) - Two men", "NEW YORK/BAGHDAD (Reuters)"),
        ("PORT-AU-PRINCE, Haiti (AP) — “We", "PORT-AU-PRINCE, Haiti (AP)"),
        ("N'DJAMENA (Reuters) - Two men", "N'DJAMENA (Reuters)"),
        ("THE HAGUE, Netherlands — The court", "THE HAGUE, Netherlands"),
    ],
)
def test_a_dateline_gives_its_place_without_the_dash(opening, place):
    found = furniture.dateline(opening)
    assert found is not None
    assert found["place"] == place


@pytest.mark.parametrize(
    "opening",
    [
        "The attack – the first in months – hit a convoy.",
        "The United Nations (UN) – The envoy said so.",
        "UPDATE: Two men died.",
        "Boko Haram - which is active there - hit a post.",
        "And — Two men died.",
        "Two men died in Kabul - A third lived.",
        "BAGHDAD was quiet.",
        "Police said: Two men died.",
    ],
)
def test_an_opening_that_names_no_place_is_no_dateline(opening):
    assert furniture.dateline(opening) is None


@pytest.mark.parametrize("close", ["Two men died. (AFP)", "Two men died. [Reuters]", "Two men died. — AP"])
def test_an_agency_that_signs_a_paragraph_is_told_from_it(close):
    found = furniture.closing_agency(close)
    assert found is not None
    assert close[: found.start()] == "Two men died."


def test_an_agency_within_a_sentence_signs_nothing():
    assert furniture.closing_agency("Two men died, he told the agency (AFP)") is None
