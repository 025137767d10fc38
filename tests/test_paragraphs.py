"""Paragraphs hold every word of a page, and lines that a width cut are joined again."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbench import paragraphs

WRAPPED = (
    "   A bomb hidden in a fruit crate exploded Monday in the crowded\n"
    "central market, killing two women and wounding a dozen other\n"
    "shoppers, police said.\n"
    "   The bomb went off at noon. Police cordoned off the market and\n"
    "searched nearby shops, but they made no arrests.\n"
)


def texts(page: str) -> list[str]:
    return [paragraph.text for paragraph in paragraphs.split(page)]


def test_lines_of_a_page_that_is_not_wrapped_are_paragraphs():
    assert texts("One line.\nAnother line.\n\nA third.") == ["One line.", "Another line.", "A third."]


def test_lines_that_a_width_cut_are_one_paragraph():
    assert [text.split()[0] for text in texts(WRAPPED)] == ["A", "The"]


def test_a_wrapped_paragraph_points_at_its_own_words():
    first, _ = paragraphs.split(WRAPPED)
    assert WRAPPED[first.start : first.end].startswith("A bomb")
    assert WRAPPED[first.start : first.end].endswith("police said.")


def test_a_short_line_over_wrapped_lines_stands_alone():
    page = "MARKET BOMB KILLS TWO\nBy ANA WRITER\n" + WRAPPED
    assert texts(page)[:2] == ["MARKET BOMB KILLS TWO", "By ANA WRITER"]


def test_one_label_in_small_letters_makes_no_wrapped_page():
    page = "Port shelled by rebels\nupdate\nRebels shelled the port.\nNobody was hurt."
    assert len(texts(page)) == 4


def test_every_kind_of_line_end_parts_paragraphs():
    assert texts("One.\r\nTwo.\rThree.\u2028Four.") == ["One.", "Two.", "Three.", "Four."]


@given(page=st.text(max_size=300))
def test_paragraphs_hold_every_character_that_is_no_white_space(page):
    found = paragraphs.split(page)
    kept = "".join(page[each.start : each.end] for each in found)
    assert "".join(kept.split()) == "".join(page.split())
    assert all(above.end <= below.start for above, below in pairwise(found))
    assert all(page[each.start : each.end].strip() == page[each.start : each.end] for each in found)
