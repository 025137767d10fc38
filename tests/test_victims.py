"""Who was killed, hurt, held or is missing is read from whole sentences, each count once and none that is not there.

The sentences are our own and are read with the trained model; single rules are played on the parses written by hand
in cards/casualties.md.
"""

from __future__ import annotations

import pytest

from workbench import articles, pipeline

pytestmark = pytest.mark.model
FIELDS = {"killed", "wounded", "missing", "captured"}

COUNTED = [
    # parts of a whole
    (
        "Twelve of the dead were members of the staff and 10 were patients, the charity said.",
        {("killed", 12, 12, "Twelve", True), ("killed", 10, 10, "10", True)},
    ),
    ("Two of the victims were Spaniards, a pupil and a teacher.", {("killed", 2, 2, "Two", True)}),
    ("Four of the injured were officers.", {("wounded", 4, 4, "Four", True)}),
    (
        "In the shelling 17 people were killed, six of them children, activists said.",
        {("killed", 17, 17, "17 people", False), ("killed", 6, 6, "six", True)},
    ),
    # other places, other verbs
    (
        "Police said 41 people died at the mosque, seven at the hall across the city and one in hospital.",
        {("killed", 41, 41, "41 people", False), ("killed", 7, 7, "seven", False), ("killed", 1, 1, "one", False)},
    ),
    (
        "The border service reported one officer killed and two hurt in shelling.",
        {("killed", 1, 1, "one officer", False), ("wounded", 2, 2, "two", False)},
    ),
    (
        "The raid ended with one smuggler killed and two suspected insurgents detained.",
        {("killed", 1, 1, "one smuggler", False), ("captured", 2, 2, "two suspected insurgents", False)},
    ),
    (
        "He said between 10 and 15 gunmen were hiding inside and all were killed.",
        {("killed", 10, 15, "between 10 and 15 gunmen", False)},
    ),
    ("Three workers suffered burns when the drone exploded.", {("wounded", 3, 3, "Three workers", False)}),
    ("Rebels attacked a village; 12 people are missing.", {("missing", 12, 12, "12 people", False)}),
    ("The number killed in the bombing had reached 81 by Monday.", {("killed", 81, 81, "81", False)}),
    # lists and names
    (
        "The blast killed two soldiers, a teacher, and their driver, the mayor said.",
        {
            ("killed", 2, 2, "two soldiers", False),
            ("killed", 1, 1, "a teacher", False),
            ("killed", 1, 1, "their driver", False),
        },
    ),
    (
        "Hector Colinas, leader of the movement, and Hilda Flores, a lawyer, were killed in January by gunmen.",
        {("killed", 1, 1, "Hector Colinas", False), ("killed", 1, 1, "Hilda Flores", False)},
    ),
    (
        "Troops murdered the peasants Victor Vasquez and Rafael Romero.",
        {("killed", 1, 1, "Victor Vasquez", False), ("killed", 1, 1, "Rafael Romero", False)},
    ),
    (
        "The minister condemned the assassination of six priests and two women in the capital.",
        {("killed", 6, 6, "six priests", False), ("killed", 2, 2, "two women", False)},
    ),
    (
        "The mayor was shot dead along with three of his guards.",
        {("killed", 1, 1, "The mayor", False), ("killed", 3, 3, "three", False)},
    ),
    (
        "Troops killed a rebel commander, Omar Aziz, and two guards.",
        {("killed", 1, 1, "Omar Aziz", False), ("killed", 2, 2, "two guards", False)},
    ),
    (
        "Gunmen killed a teacher, a nurse and Omar Aziz.",
        {
            ("killed", 1, 1, "a teacher", False),
            ("killed", 1, 1, "a nurse", False),
            ("killed", 1, 1, "Omar Aziz", False),
        },
    ),
    # people held
    (
        "Soldiers detained a rebel courier and several of his associates on Monday.",
        {("captured", 1, 1, "a rebel courier", False), ("captured", None, None, "several", False)},
    ),
    ("Gunmen abducted seven teachers from a school.", {("captured", 7, 7, "seven teachers", False)}),
    ("The raid ended with the arrest of two gunmen.", {("captured", 2, 2, "two gunmen", False)}),
    ("Rebels captured the town of Kidal and 30 soldiers.", {("captured", 30, 30, "30 soldiers", False)}),
    # words that leave the number open
    ("The air strike hit the gunmen, killing several of them.", {("killed", None, None, "several", False)}),
    (
        "Also killed in the strike were more than a dozen armed insurgents.",
        {("killed", 13, None, "more than a dozen armed insurgents", False)},
    ),
]  # fmt: skip

UNCOUNTED = [
    "The bomb hit the market, a police spokesman said.",
    "The killing of the soldiers was condemned.",
    "Rebels captured the town of Kidal after a week of fighting.",
    "The gunmen wanted to kill two ministers.",
    "The governing body of the club met in the capital after the attack.",
    "The gunmen fled to the hospital.",
    "An operation to capture a rebel leader began on Monday.",
]


def read(text):
    reading = pipeline.extract(articles.read(text))
    return [claim for claim in reading.claims if claim.field in FIELDS]


@pytest.mark.parametrize(("sentence", "expected"), COUNTED)
def test_every_count_of_people_is_read_once(sentence, expected):
    found = [(c.field, c.low, c.high, c.value, c.subset_of is not None) for c in read(sentence)]
    assert sorted(map(str, found)) == sorted(map(str, expected))


@pytest.mark.parametrize("sentence", UNCOUNTED)
def test_people_to_whom_nothing_was_done_or_whom_nobody_counts_give_no_figure(sentence):
    assert read(sentence) == []


def test_a_person_told_of_before_is_not_counted_again():
    text = "A gunman shot dead a judge in the capital on Monday. The judge was killed outside the court, police said."
    assert [(c.field, c.low) for c in read(text)] == [("killed", 1)]


def test_a_person_told_of_for_the_first_time_by_a_pronoun_is_one():
    text = "A man aimed a rifle at the patrol. The soldiers returned fire, killing him."
    assert [(c.field, c.low, c.value) for c in read(text)] == [("killed", 1, "him")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The number of British soldiers killed in the war has risen to 200 after an attack by rebels.",
        "The war has cost 70,000 deaths.",
    ],
)
def test_the_dead_of_a_war_are_never_those_of_an_attack(sentence):
    reading = pipeline.extract(articles.read(sentence))
    single = [e for e in reading.events if e.is_attack and e.role in {"main", "background"}]
    assert [c for e in single for c in e.claims if c.field == "killed"] == []


def test_arrests_are_told_beside_the_attack_and_never_as_one():
    reading = pipeline.extract(
        articles.read("A bomb killed four people in the market on Monday. Police arrested two suspects on Tuesday.")
    )
    held = [e for e in reading.events if e.values.captured is not None]
    assert [(e.is_attack, e.values.captured.best) for e in held] == [(False, 2)]
    assert [e.values.killed.best for e in reading.events if e.is_attack] == [4]
