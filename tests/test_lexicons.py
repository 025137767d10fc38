"""Every row of every lexicon proves itself: it fires on its own sentence, and is silent on the other.

A rule that nobody can see fire is a rule that nobody can check, so no row
enters without both sentences. The sentences are played through the same
doors that read an article.
"""

from __future__ import annotations

import pytest

from workbench import articles, language, lexicons, mentions
from workbench.records import Article, Block

WORD_LEXICONS = ("actions", "weapons", "reporting", "hedges", "quantities", "people")
NAME_LEXICONS = ("actors", "places", "times")


def _article(sentence: str) -> Article:
    return Article(id="card", source="card", text=sentence, blocks=(Block("body", 0, len(sentence)),))


def _rules(sentence: str) -> set[str]:
    article = _article(sentence)
    return {m.rule for m in mentions.find(language.parse(article), article)}


def _rows(*names: str) -> list[lexicons.Row]:
    return [row for name in names for row in lexicons.load(name)]


@pytest.mark.model
@pytest.mark.parametrize("row", _rows(*WORD_LEXICONS, *NAME_LEXICONS), ids=lambda row: row.rule)
def test_a_row_fires_on_its_own_sentence_and_is_silent_on_the_other(row: lexicons.Row) -> None:
    assert row.rule in _rules(row.fires)
    assert row.rule not in _rules(row.silent)


@pytest.mark.parametrize("name", [*WORD_LEXICONS, *NAME_LEXICONS])
def test_no_lexicon_is_empty(name: str) -> None:
    assert len(lexicons.load(name)) > 0


def test_a_row_without_its_proof_is_refused_with_its_file_and_place() -> None:
    with pytest.raises(lexicons.LexiconError, match=r"acts\.toml, row 1 \(raid\): give it fires, silent\."):
        lexicons.parse("acts", [{"id": "raid", "forms": ["raid"]}], "acts.toml")


def test_two_rows_of_one_id_are_refused() -> None:
    row = {"id": "raid", "forms": ["raid"], "fires": "A raid.", "silent": "A parade."}
    with pytest.raises(lexicons.LexiconError, match="the id 'raid' is taken"):
        lexicons.parse("acts", [row, row], "acts.toml")


def test_a_lexicon_that_does_not_exist_is_named() -> None:
    with pytest.raises(lexicons.LexiconError, match="no lexicon named 'spells'"):
        lexicons.load("spells")


def test_the_article_room_reads_what_the_lexicons_are_played_on() -> None:
    assert articles.read("Rebels attacked the barracks at dawn, and the army said two soldiers died.").text
