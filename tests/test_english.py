"""English passes, however short; other languages are named, or at least refused."""

from __future__ import annotations

import pytest

from workbench import english, lexicons


@pytest.mark.parametrize("row", lexicons.load("tongues"), ids=lambda row: row.rule)
def test_a_tongue_is_known_by_its_own_sentence_and_not_by_an_english_one(row):
    named = None if row.id == "english" else row.fact("name")
    assert english.foreign(row.fires) == named
    assert (english.foreign(row.silent) is None) is (row.id != "english")


@pytest.mark.parametrize(
    "dispatch",
    [
        "Bomb kills 5.",
        "Rockets hit Baghdad airport",
        "War in Sudan: 5 die",
        "TESTVILLE, Nov 17 (Reuters) - Three rockets hit Testville.",
        "Shells strike Testville’s old port after U.S. announces Exampleland troop drawdown",
        "La Paz police said El Alto gunmen killed two.",
        "Her son was killed in the raid, she said.",
    ],
)
def test_a_short_english_dispatch_passes(dispatch):
    assert english.foreign(dispatch) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tres muertos en un atentado en el puerto de la ciudad", "Spanish"),
        ("Attentat à la gare : trois morts et deux blessés", "French"),
        ("Drei Tote bei einem Anschlag auf den Hafen der Stadt", "German"),
        ("مقتل ثلاثة أشخاص في انفجار بعد الظهر", "Arabic"),
        ("Три человека погибли при взрыве на рынке в городе", "Russian"),
        ("Limanda bombalı saldırı oldu ve üç kişi öldü", "Turkish"),
        ("Watu watatu wameuawa katika mlipuko wa bomu sokoni", "Swahili"),
    ],
)
def test_another_language_is_named(text, name):
    assert english.foreign(text) == name


@pytest.mark.parametrize("text", ["周二市场爆炸造成三人死亡", "שלושה בני אדם נהרגו בפיצוץ בשוק"])
def test_a_language_without_a_row_is_refused_without_a_name(text):
    assert english.foreign(text) == "another language"


def test_a_quote_in_another_language_leaves_an_english_story_english():
    story = (
        "The rebels wrote “la tierra es de los que la trabajan” on the wall, the mayor of the town said, and "
        "then they left for the hills with two of the guards, who were found unhurt on the road in the morning."
    )
    assert english.foreign(story) is None
