"""Sentences begin where print shows it, and nothing is said where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsed import english
from stories import stories

from workbench import language, sentences
from workbench.records import Article, Block


def divided(text, written=None):
    doc = english().make_doc(text)
    if written is not None:
        doc.user_data[sentences.WRITTEN] = written
    return sentences.divide(doc)


def begins(text, sign, written=None):
    """Whether a sentence begins at the word right behind `|` in a text: True, False, or None for not settled."""
    before, _, _ = text.partition(sign)
    plain = text.replace(sign, "")
    doc = divided(plain if written is None else language.plain(plain), plain)
    (token,) = [token for token in doc if token.idx == len(before)]
    return token.is_sent_start if token.i else None


@pytest.mark.parametrize(
    "text",
    [
        "BAGHDAD (AP) - |Two rockets fell near the airport.",
        "KABUL, Afghanistan, Nov 3 - |Gunmen killed a judge.",
        "MOGADISHU, Somalia — |A car bomb went off.",
        "Rockets hit the port\n\n|two guards were hurt.",
        "Gunmen stormed the bank.\n|Police gave chase for an hour through the old town of the capital.",
        "Toll in the valley rises\n|The army said on Sunday that nine more bodies were found in the river.",
        "What we know so far:\n|- the bridge is closed",
    ],
)
def test_a_sentence_begins_behind_a_dateline_and_a_line_of_its_own(text):
    assert begins(text, "|") is True


@pytest.mark.parametrize(
    "text",
    [
        "A convoy under Gen. |Omar Haddad left the base.",
        "He met Lt. |Karim and Sgt. Dunn.",
        "The U.S. |troops left by road.",
        "It struck at 9 p.m. |local time.",
        "Battalion No. |5 moved north.",
        "It began on Nov. |3 in the hills.",
        "A letter by Martin F. |Osgood was read out.",
        '"We held the road," |said the major.',
        '"We held the road," |Haddad told reporters.',
        '"Who fired?" |asked the mayor.',
        '"We held the road." |said the major.',
        "“We held the road,” |he said.",
        "The convoy of Gen.\n|Omar Haddad left the base at noon under the eyes of the whole town.",
    ],
)
def test_a_sentence_goes_on_behind_titles_initials_and_quotations(text):
    assert begins(text, "|") is False


@pytest.mark.parametrize(
    "text",
    [
        "The shelling stopped. |Rain fell.",
        "Troops loyal to the U.S. |Rebels fled.",
        "The unit was Company B. |Officers led it out.",
        "He chose Plan C. |Nobody followed.",
        '"We held the road." |Nobody answered.',
        "The army said that two of the men who were seen near the\n|Iraqi border had been held for a week.",
        "The army said that two men who were held near the border by\n|soldiers had been let go on Friday.",
        "The road - |a track at best - was mined.",
    ],
)
def test_what_print_leaves_open_is_left_to_the_parser(text):
    assert begins(text, "|") is None


def test_line_ends_that_the_parser_does_not_see_are_told_to_it():
    written = "Toll in the valley rises\nThe army said on Sunday that nine more bodies were found in the river."
    doc = divided(language.plain(written), written)
    assert [token.text for token in doc if token.is_sent_start and token.i] == ["The"]
    assert [token.text for token in divided(language.plain(written)) if token.is_sent_start and token.i] == []


@given(st.one_of(stories, st.text(max_size=200)))
def test_words_and_offsets_never_move(text):
    doc = english().make_doc(text)
    before = [(token.idx, token.text) for token in doc]
    assert [(token.idx, token.text) for token in sentences.divide(doc)] == before
    assert sentences.text_of(doc) == text


@pytest.mark.model
def test_the_parser_keeps_what_it_is_told():
    text = "The order came from Gen. Omar Haddad, who leads Battalion No. 5 of the Otherland Guards in the U.S. today."
    article = Article(id="card", source="card", text=text, blocks=(Block("body", 0, len(text)),))
    assert len(list(language.parse(article).sents)) == 1


@pytest.mark.model
def test_a_headline_in_a_wrapped_block_is_a_sentence_of_its_own():
    text = (
        "Toll in the valley rises\n"
        "The army said on Sunday that nine more bodies were found in the\n"
        "river below the town."
    )
    article = Article(id="card", source="card", text=text, blocks=(Block("body", 0, len(text)),))
    doc = language.parse(article)
    assert [text[s.start_char :].split(maxsplit=1)[0] for s in doc.sents] == ["Toll", "The"]
    assert doc.user_data == {}
