"""Whatever the source, an article is its words untouched, its blocks, and only what the page says of itself."""

from __future__ import annotations

import datetime as dt
import hashlib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import articles
from workbench.articles import ArticleError
from workbench.records import Article, PublishedBasis

SHARED = Path(__file__).parents[1].parent / "shared" / "articles"
STORY = "Port shelled by rebels\n\n{line}\n\nTESTVILLE — Rebels shelled the port on Friday, the mayor said."
WEB = (
    "<html><head><meta property='article:published_time' content='2021-03-04'></head><body><article>"
    "<h1>Port shelled by rebels</h1><p>17 November 2020</p><p>Rebels shelled the port of the town on Friday, "
    "the mayor said, and two of the dockers were hurt.</p></article></body></html>"
)
NEWS = st.sampled_from(
    [
        "Rebels shelled the port on Friday, the mayor said.",
        "TESTVILLE — Two of the dockers were hurt in the attack. (AFP)",
        "By Ana Writer",
        "November 17, 2020",
        "[Northern rebels are growing bolder]",
        "SOURCE: Reuters",
        "Read more",
        "FILE - Guards stand at the gate.",
    ]
)
PIECES = st.lists(NEWS | st.text(max_size=30), min_size=1, max_size=12)


def words(article: Article, kind: str) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind == kind]


def published(**known: object) -> tuple[dt.date | None, PublishedBasis]:
    line = str(known.pop("line", "Share"))
    article = articles.read(STORY.format(line=line), **known)
    return article.published, article.published_basis


def test_text_is_untouched_and_named_by_its_own_digest():
    text = "Port shelled\r\n\r\nRebels shelled\u00a0the port on Friday, the mayor said.\r\n"
    article = articles.read(text)
    assert article.text == text
    assert article.id == hashlib.sha256(text.encode()).hexdigest()[:12]


def test_a_file_and_its_text_are_the_same_article(tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes(STORY.encode())
    assert articles.read(path).id == articles.read(STORY).id == articles.read(STORY.encode()).id


def test_a_page_that_prints_no_date_has_none():
    assert published() == (None, "unknown")


def test_a_date_line_is_the_day_of_publication():
    assert published(line="December 09, 2019 08:22 AM") == (dt.date(2019, 12, 9), "page")


def test_a_first_printing_outranks_an_update():
    line = "Last updated 18 November 2020\nPublished 17 November 2020"
    assert published(line=line) == (dt.date(2020, 11, 17), "page")


def test_a_dateline_with_its_year_dates_the_story():
    article = articles.read("TESTVILLE, 17 November 2020 (AFP) - Rebels shelled the port, the mayor said.")
    assert (article.published, article.published_basis) == (dt.date(2020, 11, 17), "page")


@pytest.mark.parametrize(
    "line",
    [
        "The port of Testville was shelled on 5 May 2019 and rebuilt.",
        "Dockers stand at the gate of the port, Nov. 6, 2020.",
        "FILE - Dockers at the gate, Nov. 6, 2020.",
        "03/04/2020",
    ],
)
def test_a_date_in_a_sentence_or_a_caption_dates_nothing(line):
    assert published(line=line) == (None, "unknown")


def test_a_date_under_the_headline_of_another_story_is_not_this_ones():
    tail = "\n\nMore on this story\n\nHarbour strike enters week two\n3 October 2020"
    assert articles.read(STORY.format(line="Share") + tail).published is None


def test_an_address_gives_the_day_that_the_page_does_not():
    assert published(url="https://example.org/2020/11/17/port") == (dt.date(2020, 11, 17), "url")


def test_the_page_outranks_its_address():
    assert published(line="17 November 2020", url="https://example.org/2021/01/01/port")[1] == "page"


@pytest.mark.parametrize("day", ["2020-11-18", dt.date(2020, 11, 18), dt.datetime(2020, 11, 18, 9, tzinfo=dt.UTC)])
def test_the_analyst_outranks_everything(day):
    assert published(line="17 November 2020", published=day) == (dt.date(2020, 11, 18), "analyst")


def test_the_metadata_of_a_web_page_outranks_its_words():
    article = articles.read(WEB)
    assert (article.published, article.published_basis) == (dt.date(2021, 3, 4), "metadata")


@pytest.mark.parametrize("day", ["yesterday", "2020-13-01", "17 November 2020", 20201117])
def test_a_day_that_is_none_is_refused(day):
    with pytest.raises(ArticleError, match=r"is no day; .*YYYY-MM-DD"):
        articles.read(STORY, published=day)


def test_a_year_of_no_newspaper_is_refused():
    with pytest.raises(ArticleError, match="no news story is of the year 20; check the year"):
        articles.read(STORY, published="0020-11-17")


def test_a_web_page_without_a_story_is_refused():
    with pytest.raises(ArticleError, match="no story was found in the web page; paste its text instead"):
        articles.read("<html><body></body></html>")


def test_a_foreign_web_page_is_refused():
    page = "<html><body><p>Tres personas murieron en el puerto de la ciudad, según la policía.</p></body></html>"
    with pytest.raises(ArticleError, match="it reads as Spanish"):
        articles.read(page)


def test_a_dateline_is_a_block_of_its_own_with_its_dash():
    article = articles.read(STORY.format(line="Share"))
    assert article.dateline == "TESTVILLE"
    assert words(article, "dateline") == ["TESTVILLE —"]
    assert words(article, "body") == ["Rebels shelled the port on Friday, the mayor said."]


def test_an_agency_that_signs_the_story_is_credited():
    article = articles.read("Two dockers were hurt in the port. (AFP)")
    assert (words(article, "body"), words(article, "credit")) == (["Two dockers were hurt in the port."], ["(AFP)"])


def test_an_address_tells_the_outlet():
    assert articles.read(STORY, url="https://edition.cnn.com/port").outlet == "CNN"


def test_an_agency_on_a_source_line_is_not_the_outlet():
    assert articles.read(STORY.format(line="Share") + "\n\nSOURCE: Reuters").outlet is None


def test_a_paper_on_a_source_line_is_the_outlet():
    assert articles.read(STORY.format(line="Share") + "\n\nSource: Al Jazeera").outlet == "Al Jazeera"


@pytest.mark.parametrize("note", ["This is a developing story.", "This story will be updated.", "More to follow."])
def test_a_notice_marks_the_story_as_developing(note):
    article = articles.read(STORY.format(line="Share") + f"\n\n{note}")
    assert article.developing
    assert words(article, "editor_note") == [note]


def test_a_correction_is_no_sign_of_a_developing_story():
    article = articles.read(STORY.format(line="Share") + "\n\nCorrection: The port has two gates.")
    assert not article.developing
    assert words(article, "editor_note") == ["Correction: The port has two gates."]


@given(pieces=PIECES, gap=st.sampled_from(["\n", "\n\n", "\r\n", "\n \u00a0\n"]))
def test_blocks_cover_every_word_in_order_and_the_text_is_untouched(pieces, gap):
    text = gap.join([*pieces, "The attack on the port was the third of the year, and the army said it was over."])
    try:
        article = articles.read(text)
    except ArticleError:
        assert any(ord(sign) < 32 or ord(sign) == 127 or ord(sign) > 127 for sign in text)
        return
    assert article.text == text
    blocks = article.blocks
    assert "".join("".join(text[b.start : b.end].split()) for b in blocks) == "".join(text.split())
    assert all(above.end <= below.start for above, below in pairwise(blocks))
    assert all(text[b.start : b.end].strip() == text[b.start : b.end] != "" for b in blocks)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the private sample articles are not here")
class TestSharedArticles:
    """The private sample pages, by facts and never by their sentences."""

    @pytest.mark.parametrize("path", sorted(SHARED.rglob("*.txt")), ids=lambda path: path.stem)
    def test_text_is_the_file_as_it_was_written(self, path):
        article = articles.read(path)
        assert article.text == path.read_bytes().decode("utf-8")
        assert words(article, "body")

    @pytest.mark.parametrize(
        ("start", "day"),
        [
            ("03", "2019-12-09"),
            ("07", "2020-09-15"),
            ("21", "2019-03-26"),
            ("25", "2022-07-05"),
            ("42", "2004-12-28"),
            ("12", "None"),
            ("14", "None"),
            ("16", "None"),
        ],
    )
    def test_the_day_is_what_the_page_prints_and_else_unknown(self, start, day):
        (path,) = (SHARED / "dev").glob(f"{start}-*.txt")
        assert str(articles.read(path).published) == day

    def test_the_first_story_falls_into_its_blocks(self):
        article = articles.read(SHARED / "green-zone.txt")
        kinds = [block.kind for block in article.blocks]
        assert kinds == [
            "masthead",
            "headline",
            "caption",
            "dateline",
            *["body"] * 5,
            "inline_link",
            *["body"] * 3,
            "editor_note",
            "contributor_note",
            *["related_headline"] * 3,
        ]
        assert (article.outlet, article.dateline, article.developing) == ("The Washington Post", "BAGHDAD", True)
        assert (article.contributors, article.published) == (("Mustafa Salim",), None)


RELEASE = "{number}\n\n{dateline}\n\nA patrol shot two gunmen dead near the bridge yesterday, the command said.\n"


@pytest.mark.parametrize(
    ("number", "dateline", "published"),
    [
        ("Regional Command", "HERAT, Afghanistan (May 9, 2014)", dt.date(2014, 5, 9)),
        ("2014-05-S-031", "HERAT, Afghanistan (May 9)", dt.date(2014, 5, 9)),
        ("2014-05-S-031", "HERAT, Afghanistan (June 9)", None),
        ("Regional Command", "HERAT, Afghanistan (May 9)", None),
    ],
)
def test_a_release_is_dated_by_its_dateline_and_its_number(number, dateline, published):
    article = articles.read(RELEASE.format(number=number, dateline=dateline))
    assert (article.published, article.dateline) == (published, dateline)
