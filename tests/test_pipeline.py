"""The whole order of the house on articles: nothing crashes, nothing is made up, the same page reads the same."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from stories import SENTENCES, page_of, stories

from workbench import articles, pipeline
from workbench.records import CLAIM_BLOCKS, Reading

STORY = page_of("\n\n".join(SENTENCES))
TUESDAY = dt.date(2020, 11, 17)

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def reading():
    return pipeline.extract(articles.read(STORY, published=TUESDAY))


def test_a_reading_holds_the_article_and_everything_read_on_it(reading):
    assert isinstance(reading, Reading)
    assert reading.article.text == STORY
    assert reading.mentions
    assert reading.claims
    assert reading.events


def test_what_is_no_article_yet_is_refused_with_the_remedy():
    with pytest.raises(TypeError, match=r"not a str; make one first: extract\(read\("):
        pipeline.extract(STORY)


def test_the_same_page_reads_the_same(reading):
    assert pipeline.extract(articles.read(STORY, published=TUESDAY)) == reading


def test_the_same_page_reads_the_same_in_another_process(project):
    script = (
        "import sys; from pathlib import Path; from workbench import articles, pipeline\n"
        "sys.stdout.write(repr(pipeline.extract(articles.read(Path(sys.argv[1])))))"
    )
    page = str(project / "data" / "articles" / "03-erbil-drone-2021.txt")
    told = {
        subprocess.run(
            [sys.executable, "-c", script, page],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in "0123"
    }
    assert len(told) == 1


def test_every_event_holds_claims_of_the_reading(reading):
    known = {claim.id for claim in reading.claims}
    for event in reading.events:
        assert {claim.id for claim in event.claims} <= known
        assert event.id.startswith(f"{reading.article.id}:")


def test_every_reason_cites_claims_that_there_are(reading):
    for event in reading.events:
        assert {i for why in event.why for i in why.claim_ids} <= {claim.id for claim in event.claims}


def test_many_articles_are_read_one_at_a_time_and_in_order():
    read = []

    def pages():
        for words in (SENTENCES[0], SENTENCES[7]):
            read.append(words)
            yield articles.read(page_of(words))

    readings = pipeline.extract_many(pages())
    first = next(readings)
    assert read == [SENTENCES[0]]
    assert SENTENCES[0] in first.article.text
    assert SENTENCES[7] in next(readings).article.text
    assert next(readings, None) is None


@settings(max_examples=40)
@given(stories)
def test_a_story_however_untidy_is_read_with_its_own_words(text):
    article = articles.read(text)
    reading = pipeline.extract(article)
    for claim in reading.claims:
        passage = claim.passage
        assert article.text[passage.start : passage.end] == passage.text
        assert article.block_at(passage.start).kind in CLAIM_BLOCKS
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)


@settings(max_examples=25)
@given(stories)
def test_without_a_publication_date_no_weekday_is_dated(text):
    for claim in pipeline.extract(articles.read(text)).claims:
        if claim.days is not None and claim.days.basis == "relative_to_publication":
            assert claim.days.start is None
            assert claim.days.unresolved


@settings(max_examples=25)
@given(stories)
def test_no_figure_of_an_event_is_without_a_claim_that_gives_a_figure(text):
    for event in pipeline.extract(articles.read(text, published=TUESDAY)).events:
        for name in ("killed", "wounded"):
            given_figures = [c for c in event.claims if c.field == name and (c.low, c.high) != (None, None)]
            assert (getattr(event.values, name) is None) or given_figures


def test_a_list_of_articles_reads_as_each_does_alone():
    pages = [articles.read(page_of(sentence), published=TUESDAY) for sentence in SENTENCES[:11]]
    assert list(pipeline.extract_many(pages)) == [pipeline.extract(page) for page in pages]


def test_no_articles_have_no_readings():
    assert list(pipeline.extract_many([])) == []
