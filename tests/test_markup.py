"""An annotated page shows every word of the article as text and every mention with its name."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workbench import markup
from workbench.records import Article, Block, Mention, Reading


def reading(text, *spans, blocks=None):
    page = Article("a1", "page.txt", text, title="A page", blocks=blocks or (Block("body", 0, len(text)),))
    found = tuple(Mention(kind, start, end, text[start:end], f"{kind}s:row") for kind, start, end in spans)
    return Reading(page, found, (), ())


class Tags(HTMLParser):
    """Which elements a page holds, and the words between them without labels and legends."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.words, self.inside = set(), set(), "", []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attributes}
        self.inside.append(f"{tag} {dict(attributes).get('class')}")

    def handle_endtag(self, _tag):
        self.inside.pop()

    def handle_data(self, data):
        open_now = " ".join(self.inside)
        if "wbm-text" in open_now and "wbm-label" not in open_now:
            self.words += data


def shown(given_reading, **choice):
    return Tags(markup.page(given_reading, **choice)._repr_html_())


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</style><script>alert(1)</script>",
        "</div></div><h1>Owned</h1>",
        '" onmouseover="alert(1)',
        "&lt;script&gt; &amp; <!-- comment -->",
    ],
)
def test_the_words_of_an_article_never_become_markup(text):
    page = shown(reading(text, ("weapon", 0, len(text))))
    assert page.tags <= {"style", "div", "p", "span", "small"}
    assert page.attributes <= {"class", "title", "dir"}
    assert page.words == text


def test_a_rule_with_quotes_in_it_stays_inside_its_attribute():
    text = "Rockets fell."
    found = Mention("weapon", 0, 7, "Rockets", '"><script>alert(1)</script>')
    article = Article("a1", "page.txt", text, blocks=(Block("body", 0, len(text)),))
    assert "script" not in Tags(markup.page(Reading(article, (found,), (), ()))._repr_html_()).tags


def test_a_mention_has_its_colour_its_rule_and_a_label_in_words():
    page = markup.page(reading("Rockets fell.", ("weapon", 0, 7)))._repr_html_()
    assert '<span class="wbm-weapon wbm-mark" title="weapon, weapons:row: Rockets">Rockets' in page
    assert '<small class="wbm-label">\u00a0weapon</small></span> fell.' in page


def test_overlapping_mentions_are_cut_at_their_edges_and_both_are_named():
    text = "Baghdad airport road"
    page = markup.page(reading(text, ("place", 0, 15), ("actor", 8, 20)))._repr_html_()
    labels = re.findall(r'<small class="wbm-label">\s(\w+)</small>', page)
    assert labels == ["where", "who"]
    assert Tags(page).words == text


def test_blocks_are_named_and_those_that_carry_no_claims_say_so():
    text = "A photo of 2018\n\nRockets fell."
    page = reading(text, blocks=(Block("caption", 0, 15), Block("body", 17, 30)))
    found = markup.page(page)._repr_html_()
    assert 'caption<span class="wbm-note">: carries no claims</span>' in found
    assert '<div class="wbm-kind">body</div>' in found


def test_words_between_blocks_are_shown_too():
    text = "Advertisement\n\nRockets fell.\n\nShare"
    page = shown(reading(text, blocks=(Block("body", 15, 28),)))
    assert page.words.split() == text.split()


def test_only_the_kinds_that_are_asked_for_are_marked():
    page = markup.page(reading("Rockets hit Baghdad", ("weapon", 0, 7), ("place", 12, 19)), kinds=["place"])
    assert [mention.kind for mention in page.mentions] == ["place"]


def test_an_unknown_kind_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="no mention kind colour; use action, weapon"):
        markup.page(reading("Rockets"), kinds=["colour"])


def test_its_short_form_says_what_it_is():
    page = markup.page(reading("Rockets hit Baghdad", ("weapon", 0, 7), ("place", 12, 19)))
    assert repr(page) == "<Annotated 'A page': 2 mentions of 2 kinds>"


def test_the_legend_counts_the_kinds():
    page = markup.page(reading("Rockets hit Baghdad", ("weapon", 0, 7), ("place", 12, 19)))._repr_html_()
    assert html.unescape(re.sub(r"<[^>]+>", "", page.split("</style>")[1])).startswith("weapon 1 where 1 ")


def test_a_page_without_mentions_says_so():
    assert "nothing recognised" in markup.page(reading("Rain."))._repr_html_()


def test_every_kind_of_mention_has_a_colour():
    style = markup.page(reading("x"))._repr_html_().split("</style>")[0]
    assert [kind for kind in markup._LABELS if f".wbm-{kind} {{" not in style] == []


@given(some.data(), some.text(alphabet="ab <>&\"'\n\U0001f4a5é", min_size=1, max_size=40))
def test_every_word_of_any_text_is_kept_whatever_the_mentions(data, text):
    offsets = some.integers(0, len(text))
    spans = data.draw(some.lists(some.tuples(some.sampled_from(["weapon", "place"]), offsets, offsets), max_size=5))
    ordered = [(kind, start, end) for kind, start, end in spans if start < end]
    assert shown(reading(text, *ordered)).words == text


def test_cited_words_that_overlap_are_tied_to_each_claim_and_no_word_is_lost():
    text = "four rockets hit <b>"
    cited = (markup.Cited(0, 12, 1), markup.Cited(5, 16, 2), markup.Cited(5, 12, 3))
    page = markup.page(reading(text, ("weapon", 5, 12))).body(cited)
    assert re.findall(r'id="words-(\d)"', page) == ["1", "2", "3"]
    assert re.findall(r'href="#claim-(\d)"', page) == ["1", "3", "2"]
    assert [html.unescape(re.sub("<[^>]*>", "", piece)).removesuffix("\u00a0weapon") for piece in re.findall(
        r'<span class="wbm-cited [^"]*">(.*?)</span>(?=<sup|<span)', page
    )] == ["four ", "rockets", " hit"]  # fmt: skip
    assert page.endswith(" &lt;b&gt;</div></div></div>")
