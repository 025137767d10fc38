"""Stories whose words of violence are figures of speech are known by the words of their trade."""

from __future__ import annotations

import pytest

from workbench import articles, frames, lexicons, pipeline
from workbench.records import Article, Block

ROWS = lexicons.load("frames")


def page(text):
    return Article(id="card", source="card", text=text, blocks=(Block("body", 0, len(text)),))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.rule)
def test_a_frame_holds_for_its_own_story_and_not_for_the_attack_in_the_same_place(row):
    assert frames.of(page(row.fires)) == row.rule
    assert frames.of(page(row.silent)) is None


def test_a_word_of_the_trade_said_often_is_still_one_word():
    assert frames.of(page("The match, the match, the match, the match and the match again.")) is None


def test_words_outside_the_story_make_no_frame():
    text = ROWS[0].fires
    caption = Article(id="card", source="card", text=text, blocks=(Block("caption", 0, len(text)),))
    assert frames.of(caption) is None


@pytest.mark.model
def test_no_attack_is_read_in_a_report_of_a_match():
    story = (
        "RECIFE (Our Agency) - The visitors opened fire in the first minutes, and their striker shot three times at "
        "the woodwork.\n\nThe coach said that the raid down the right wing killed the match. Fans saw four goals in "
        "all, and the captain was injured before the whistle."
    )
    assert not [event for event in pipeline.extract(articles.read(story)).events if event.is_attack]
