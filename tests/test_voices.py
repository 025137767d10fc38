"""Who speaks which words of a sentence, through whom and how firmly.

The cards in cards/voices.md are parses written by hand; words that nobody is
given are the reporter's.
"""

from __future__ import annotations

import pytest
from cards import cards
from parsed import article_of, parsed

from workbench import mentions, voices

TWO_VOICES = """
The             DET    1 det
army            NOUN   2 nsubj
said/say        VERB   2 ROOT
four            NUM    4 nummod
rockets/rocket  NOUN   5 nsubj
fell/fall       VERB   2 ccomp
,               PUNCT  2 punct
but             CCONJ  2 cc
the             DET    9 det
mayor           NOUN  10 nsubj
said/say        VERB   2 conj
six             NUM   12 nsubj
fell/fall       VERB  10 ccomp
"""


def heard_in(card, *kinds):
    """Each sentence of a card with its voices, quotations and short forms tied as the reader of claims ties them."""
    doc = parsed(card)
    article = article_of(doc, *kinds)
    found = mentions.find(doc, article)
    scenes = [(s, tuple(m for m in found if s.start_char <= m.start < s.end_char)) for s in doc.sents]
    return list(zip([s for s, _ in scenes], voices.read(doc, article, scenes), strict=True))


def shown(sentence, voiced):
    for voice in voiced:
        via = f" via {voice.messenger}" if voice.messenger else ""
        words = sentence.doc[voice.first : voice.last].text.strip(' ,.:"') or "nothing"
        yield f"{voice.speaker} ({voice.kind}){via} | {voice.stance} | {words}"
    if not voiced:
        yield f"the reporter | asserted | {sentence.text}"


@pytest.mark.parametrize(("card", "expected"), cards("voices"))
def test_words_are_given_to_who_speaks_them(card, expected):
    assert "\n".join(line for pair in heard_in(card) for line in shown(*pair)) == expected


def test_the_innermost_voice_speaks_a_word():
    ((sentence, voiced),) = heard_in(TWO_VOICES)
    army, mayor = sentence[4], sentence[11]
    assert voices.speaking(voiced, army).speaker == "The army"
    assert voices.speaking(voiced, mayor).speaker == "the mayor"


def test_words_outside_every_voice_are_the_reporters():
    ((sentence, voiced),) = heard_in(TWO_VOICES)
    assert voices.speaking((), sentence[4]) == voices.REPORTER
    assert voices.speaking(voiced, sentence[1]) == voices.REPORTER


def test_the_reporter_has_no_name_and_asserts():
    assert (voices.REPORTER.speaker, voices.REPORTER.kind, voices.REPORTER.stance) == (None, "reporter", "asserted")


def test_every_voice_cites_the_row_it_was_heard_by():
    ((_, voiced),) = heard_in(TWO_VOICES)
    assert {voice.rule for voice in voiced} == {"reporting:say"}
