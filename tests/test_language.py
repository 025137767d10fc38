"""An article becomes one Doc with the article's own offsets; nothing is moved, joined or interpreted."""

from __future__ import annotations

import re
import subprocess
import sys
import types

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import stories

from workbench import articles, language
from workbench.records import Article, Block

PAGE = (
    "Shells hit the port\n\nTESTVILLE — The army’s gunners “shelled” the port late Tuesday.\n\nRain fell — all day.\n"
)
HEADLINE = "Shells hit the port"


def article_with(*kinds, text=PAGE):
    """The page with a block for each paragraph."""
    blocks, at = [], 0
    for kind, words in zip(kinds, (p for p in text.split("\n") if p), strict=True):
        start = text.index(words, at)
        at = start + len(words)
        blocks.append(Block(kind, start, at))
    return Article(id="card", source="card", text=text, blocks=tuple(blocks))


@given(st.text())
def test_plain_text_is_as_long_as_it_was(text):
    assert len(language.plain(text)) == len(text)


@given(st.text())
def test_plain_text_is_plain_already(text):
    assert language.plain(language.plain(text)) == language.plain(text)


@given(st.text(alphabet=st.characters(codec="ascii", exclude_categories=["Cc"], exclude_characters="`")))
def test_what_is_plain_is_left_alone(text):
    assert language.plain(text) == text


@pytest.mark.parametrize(
    ("fancy", "plain"),
    [("“No,” he said", '"No," he said'), ("Iraq’s", "Iraq's"), ("a—b–c", "a-b-c"), ("a\u00a0b\r\nc", "a b  c")],
)
def test_quotes_dashes_and_line_ends_become_plain(fancy, plain):
    assert language.plain(fancy) == plain


def test_a_pipeline_that_is_not_there_is_named_with_its_remedy(tmp_path):
    missing = str(tmp_path / "absent")
    with pytest.raises(
        language.ModelError, match=r"absent cannot be loaded .*reinstall the workbench, or set WORKBENCH_MODEL"
    ):
        language.pipeline(missing)


def test_the_pipeline_of_the_environment_is_the_one_that_is_asked_for(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBENCH_MODEL", str(tmp_path / "mine"))
    language.pipeline.cache_clear()
    with pytest.raises(language.ModelError, match="mine cannot be loaded"):
        language.pipeline()
    language.pipeline.cache_clear()


@pytest.mark.model
def test_the_pipeline_is_loaded_once():
    assert language.pipeline() is language.pipeline()


@pytest.mark.model
def test_a_token_stands_where_its_word_stands():
    article = article_with("headline", "body", "body")
    doc = language.parse(article)
    assert doc.text == language.plain(PAGE)
    army = next(token for token in doc if token.text == "army")
    assert article.text[army.idx : army.idx + len(army)] == "army"
    assert article.text[army.idx + 4] == "’"


@pytest.mark.model
def test_no_sentence_runs_from_a_headline_into_the_story():
    doc = language.parse(article_with("headline", "body", "body"))
    first = next(doc.sents)
    assert first.text.strip() == HEADLINE
    assert all(len({token.sent.start for token in sentence}) == 1 for sentence in doc.sents)


@pytest.mark.model
def test_every_token_is_annotated_for_the_rooms_to_come():
    doc = language.parse(article_with("headline", "body", "body"))
    for annotation in ("TAG", "POS", "DEP", "LEMMA", "SENT_START", "ENT_IOB"):
        assert doc.has_annotation(annotation)


@pytest.mark.model
def test_an_article_without_blocks_is_one_gap_and_an_empty_one_nothing():
    assert [t.pos_ for t in language.parse(Article(id="card", source="card", text="  \n"))] == ["SPACE"]
    assert len(language.parse(Article(id="card", source="card", text=""))) == 0


@pytest.mark.model
@settings(max_examples=25)
@given(stories)
def test_any_story_keeps_its_offsets(text):
    article = articles.read(text)
    doc = language.parse(article)
    assert doc.text == language.plain(article.text)
    assert [t.idx for t in doc] == sorted({t.idx for t in doc})


@pytest.mark.model
def test_the_tokenizer_that_is_not_read_from_the_model_is_the_one_that_lies_there():
    import spacy

    shipped = spacy.load(language.MODEL).tokenizer
    assert shipped.to_bytes(exclude=["vocab"]) == spacy.blank("en").tokenizer.to_bytes(exclude=["vocab"])


@pytest.mark.model
def test_spacy_is_whole_after_the_pipeline_has_loaded():
    script = (
        "from workbench import language; language.pipeline()\n"
        "import spacy; from spacy.cli.info import info\n"
        "assert info.__module__ == 'spacy.cli.info' and spacy.info()['spacy_version']"
    )
    assert subprocess.run([sys.executable, "-c", script], check=True).returncode == 0


def test_the_model_that_reads_has_a_name_and_a_version(monkeypatch):
    monkeypatch.delenv("WORKBENCH_MODEL", raising=False)
    assert re.fullmatch(r"en_open_sm \d+\.\d+\.\d+", language.model_name())
    other = types.SimpleNamespace(meta={"lang": "en", "name": "core_web_sm", "version": "3.8.0"})
    monkeypatch.setenv("WORKBENCH_MODEL", "en_core_web_sm")
    monkeypatch.setattr(language, "pipeline", lambda: other)
    assert language.model_name() == "en_core_web_sm 3.8.0"
