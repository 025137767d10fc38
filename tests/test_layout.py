"""Pages as they are pasted, and the blocks they fall into.

The pages are cards: a title, a dot, the page, a dot, its blocks, a dot. All
are in our own words, set out as newsrooms of many kinds and years set theirs.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench import articles, layout, paragraphs
from workbench.records import Article

CARDS = Path(__file__).parent / "cards" / "articles.md"


def cards() -> list[pytest.param]:
    """(page, expected) of every card, named by its title; an empty file proves nothing and fails."""
    lines = CARDS.read_text(encoding="utf-8").split("\n.\n")
    found = [
        pytest.param(page, expected, id=title.strip())
        for title, page, expected in zip(lines[::3], lines[1::3], lines[2::3], strict=False)
    ]
    assert found
    return found


def card_of(article: Article) -> str:
    """What an article says of itself on the first lines, then its blocks by kind and first words."""
    said = {
        "outlet": article.outlet,
        "byline": ", ".join(article.byline),
        "contributors": ", ".join(article.contributors),
        "dateline": article.dateline,
        "published": article.published and f"{article.published} ({article.published_basis})",
        "developing": article.developing and "yes",
    }
    facts = [f"{name} = {value}" for name, value in said.items() if value]
    return "\n".join([*facts, *(f"{block.kind} | {_start(article, block)}" for block in article.blocks)])


def _start(article, block):
    return " ".join(" ".join(article.text[block.start : block.end].split())[:44].split())


def kinds(page: str, **known: object) -> list[str]:
    return [piece.kind for piece in layout.mark(paragraphs.split(page), **known)]


@pytest.mark.parametrize(("page", "expected"), cards())
def test_a_pasted_page_falls_into_its_blocks(page, expected):
    assert card_of(articles.read(page)) == expected


def test_the_headline_that_a_web_page_names_is_the_headline():
    page = "A very plain line of words\n\nPort shelled\n\nRebels shelled the port on Monday, the mayor said."
    assert kinds(page, title="Port shelled")[1] == "headline"


def test_a_caption_that_a_web_page_marks_is_a_caption_whatever_it_reads_like():
    page = "Port shelled by rebels\n\nThe port was shelled on Monday.\n\nThe port was quiet in May."
    assert kinds(page, captions=("The port was quiet in May.",)) == ["headline", "body", "caption"]


def test_a_page_cut_short_keeps_its_last_line_in_the_story():
    page = "Port shelled by rebels\n\nThe port was shelled on Monday.\n\nThe harbour chief said two of the dockers"
    assert kinds(page)[-1] == "body"


def test_items_of_a_list_stay_in_the_story():
    items = "The mayor named the dead:\n\n• a docker of the north quay\n\n• his brother\n\nIt rained all day."
    page = f"Port shelled by rebels\n\n{items}"
    assert kinds(page) == ["headline", "body", "body", "body", "body"]


def test_a_report_that_follows_a_contributors_note_stays_in_the_story():
    page = (
        "The port was shelled on Monday.\n\nAna Writer in Otherville contributed to this report.\n\n"
        "The mayor said late on Monday that a third docker had died of his wounds in hospital."
    )
    assert kinds(page) == ["body", "contributor_note", "body"]


def test_one_fragment_alone_is_no_headline():
    assert kinds("Port shelled by rebels") == ["body"]


def test_a_stopped_headline_over_its_byline_is_the_headline():
    page = "They kept the port. Now they leave.\nBy Ana Writer\n\nTwo dockers left the port on Monday, the mayor said."
    assert kinds(page) == ["headline", "credit", "body"]


def test_a_first_sentence_that_names_its_voice_is_no_second_headline():
    page = (
        "Port shelled by rebels\nA shell has hit the port, killing a docker, police say.\nBy Ana Writer\n"
        "The shell fell at noon."
    )
    assert kinds(page) == ["headline", "body", "credit", "body"]
