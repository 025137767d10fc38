"""A noun is counted by the words before it, with the conventions that lexicons/quantities.toml states.

The cards in cards/counts.md are plain words, cut by a blank English pipeline,
with their parts of speech written under them: no parse is needed to count.
"""

from __future__ import annotations

import pytest
from cards import cards
from hypothesis import given
from hypothesis import strategies as st
from parsed import english, parsed
from spacy.tokens import Span

from workbench import counts, lexicons

UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
PLAIN_TAGS = {"PROPN": "NNP", "VERB": "VBD", "NUM": "CD", "DET": "DT", "ADJ": "JJ"}


def words_of(number):
    """A number below a hundred as English spells it."""
    if number < len(UNITS):
        return UNITS[number]
    tens, unit = divmod(number, 10)
    return TENS[tens - 2] + (f"-{UNITS[unit]}" if unit else "")


def noun_of(given):
    """The marked noun of a card, in a Doc of plain words and parts of speech."""
    sentence, kinds = given.splitlines()
    doc = english()(sentence.replace("*", ""))
    for token, kind in zip(doc, kinds.split(), strict=True):
        token.pos_, _, tag = kind.partition(":")
        plain = "NNS" if token.text.endswith("s") else "NN"
        token.tag_ = tag or (plain if token.pos_ == "NOUN" else PLAIN_TAGS.get(token.pos_, ""))
        token.is_sent_start = token.i == 0
    return next(token for token in doc if token.idx == sentence.index("*"))


def shown(count, doc):
    if count is None:
        return "not counted"
    low, high = ("-" if side is None else side for side in (count.quantity.low, count.quantity.high))
    return f"{low} {high} {count.quantity.qualifier} | {doc[count.first : count.last + 1].text}"


@pytest.mark.parametrize(("given_words", "expected"), cards("counts"))
def test_a_noun_is_counted_as_its_card_says(given_words, expected):
    noun = noun_of(given_words)
    assert shown(counts.of(noun), noun.doc) == expected


def test_a_singular_counts_one_only_where_that_is_asked_for():
    noun = noun_of("A *soldier died\nDET NOUN VERB")
    assert counts.of(noun).quantity.low == 1
    assert counts.of(noun, singular=False) is None


def test_a_day_of_the_month_counts_nothing():
    doc = parsed("On ADP 4 prep\n3 NUM 2 nummod\nMay PROPN 0 pobj\nsoldiers/soldier NOUN 4 nsubj\ndied/die VERB 4 ROOT")
    assert counts.of(doc[3]).quantity.low == 3
    doc.spans["times"] = [Span(doc, 0, 3)]
    assert counts.of(doc[3]) is None


def test_every_qualifier_of_the_lexicon_is_one_that_records_know():
    known = {"at_least", "at_most", "more_than", "less_than", "about", "vague", "none"}
    assert {row.facts["qualifier"] for row in lexicons.load("quantities")} == known


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("a dozen", None),
        ("two dozen", 24),
        ("hundred", 100),
        ("two hundred", 200),
        ("two hundred and six", 206),
        ("three thousand", 3000),
        ("1.5 million", 1_500_000),
        ("12 thousand five hundred", 12_500),
        ("4.5", None),
        ("", None),
        ("many", None),
        ("and", None),
        ("first", None),
        ("1,2", None),
    ],
)
def test_words_spell_a_whole_number_or_none(words, value):
    assert counts.number(words) == value


@given(st.integers(0, 999_999))
def test_digits_with_commas_are_the_number_they_print(value):
    assert counts.number(f"{value:,}") == value
    assert counts.number(str(value)) == value


@given(st.integers(0, 99))
def test_words_to_ninety_nine_are_the_number_they_spell(value):
    assert counts.number(words_of(value)) == value
    assert counts.number(words_of(value).replace("-", " ").capitalize()) == value


@given(st.integers(1, 99), st.sampled_from(["hundred", "thousand", "million"]))
def test_a_scale_multiplies_what_stands_before_it(value, scale):
    factor = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}[scale]
    assert counts.number(f"{words_of(value)} {scale}") == value * factor


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none_and_never_an_error(text):
    assert counts.number(text) is None or counts.number(text) >= 0


@given(st.integers(1, 90), st.integers(1, 9), st.sampled_from(["to", "or"]))
def test_a_range_is_met_from_either_of_its_ends(low, more, link):
    doc = english()(f"{low} {link} {low + more} people died")
    for token in doc:
        token.is_sent_start = token.i == 0
        token.pos_, token.tag_ = ("NUM", "CD") if token.like_num else ("NOUN", "NNS")
    ends = [counts.of(doc[0]), counts.of(doc[2]), counts.of(doc[3])]
    assert [(c.quantity.low, c.quantity.high, c.first) for c in ends if c] == [(low, low + more, 0)] * 3


@pytest.mark.parametrize(("words", "value", "first"), [("half a dozen men", 6, 0), ("a dozen men", 12, 0)])
def test_a_dozen_takes_its_article_along(words, value, first):
    doc = english()(words)
    for token in doc:
        token.is_sent_start = token.i == 0
        token.pos_, token.tag_ = ("DET", "DT") if token.lower_ == "a" else ("NOUN", "NNS")
    found = counts.of(doc[-1])
    assert found is not None
    assert (found.quantity.low, found.first) == (value, first)
