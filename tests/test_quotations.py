"""Which words stand between quote marks, over sentences and paragraphs."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from parsed import english

from workbench import quotations
from workbench.records import Article, Block

SCRAPS = st.lists(st.sampled_from(['"', "'", "''", "said", "rebels", "'s", ",", ".", " ", "fire"]), max_size=25)


def found(*paragraphs: str, kind: str = "body"):
    """The words of each quotation, the paragraphs being blocks of one kind."""
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(kind, len(text), len(text) + len(paragraph)))
        text += f"{paragraph}\n\n"
    doc = english()(text)
    article = Article(id="q", source="q", text=text, blocks=tuple(blocks))
    return [(doc[q.first : q.last].text, q.goes_on) for q in quotations.find(doc, article)]


def test_a_quotation_runs_from_mark_to_mark():
    assert found('The mayor said: "Two died. Ten fled." Rain fell.') == [('"Two died. Ten fled."', False)]


def test_a_quotation_left_open_goes_on_where_the_next_paragraph_opens_with_a_mark():
    assert found('He said: "Two died.', '"Ten fled."', "Rain fell.") == [('"Two died.', False), ('"Ten fled."', True)]


def test_a_quotation_left_open_goes_no_further_than_its_paragraph():
    assert found('He said: "Two died.', "Rain fell.") == [('"Two died.', False)]


def test_single_marks_quote_and_apostrophes_do_not():
    assert found("'Two died,' he said.") == [("'Two died,'", False)]
    assert found("The rebels' camp and the army's post burned.") == []
    assert found("It was rock 'n roll.") == []


def test_marks_typed_twice_quote():
    assert found("He said: ''Two died.''") == [("''Two died.''", False)]
    assert len(found("''One.'' ''Two.''")) == len(["One.", "Two."])


def test_a_caption_quotes_nobody():
    assert found('"Two died."', kind="caption") == []


@given(SCRAPS)
def test_quotations_stand_apart_and_in_reading_order(scraps):
    text = "".join(scraps)
    doc = english()(text)
    article = Article(id="q", source="q", text=text, blocks=(Block("body", 0, len(text)),))
    spans = [(q.first, q.last) for q in quotations.find(doc, article)]
    assert all(0 <= first < last <= len(doc) for first, last in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
