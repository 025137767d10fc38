"""What a line reads like, by its end and its verbs."""

from __future__ import annotations

import pytest

from workbench import prose


@pytest.mark.parametrize(
    "words", ["Two men died.", "“We ran,” he said.", "He called it “war.”", "The bridge fell. [1] [2]"]
)
def test_words_with_a_stop_are_a_sentence(words):
    assert prose.is_sentence(words)


@pytest.mark.parametrize("words", ["Port shelled by rebels", "BOMB IN A CAFE.", "Truce agreed with the U.S.", "Ends."])
def test_headlines_and_labels_are_no_sentences(words):
    assert not prose.is_sentence(words)


@pytest.mark.parametrize(
    "words",
    [
        "Rescue workers carry an injured man near the bridge, Nov. 6, 2020.",
        "A boy looks at a bus that was hit by a shell in the north, Jan. 2, 2020.",
        "Smoke rises over the port, Friday, Nov. 6, 2020.",
    ],
)
def test_a_dated_scene_in_the_present_tense_is_a_picture(words):
    assert prose.is_scene(words)


@pytest.mark.parametrize(
    "words",
    [
        "The group attacked prison guards in the north on Jan. 5, 2020.",
        "People gather there each year, the mayor said on Jan. 5, 2020.",
        "Rescue workers carry the injured away.",
        "TESTVILLE, Jan. 5, 2020 (Reuters) - Police search the port.",
    ],
)
def test_a_report_with_a_date_is_no_picture(words):
    assert not prose.is_scene(words)


def test_a_headline_that_names_its_place_first_opens_no_story():
    assert not prose.opens_with_dateline("KABUL: SUICIDE ATTACK TARGETS AIRPORT")
