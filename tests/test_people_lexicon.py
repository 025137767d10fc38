"""The people lexicon: every row proves itself on words in small letters."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from workbench import lexicons

ROWS = lexicons.load("people")
GROUPS = {"civilian", "service_member", "security_force", "armed_group", "child", "government", "unknown", ""}
VOICES = {
    "", "generic", "armed_group", "military", "police_security", "government", "diplomat", "ngo", "international",
    "media", "affiliated_channel", "witness", "medical", "anonymous", "expert",
}  # fmt: skip


def has(row: lexicons.Row, sentence: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", sentence.lower()) for form in row.forms)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_fires_on_its_sentence_and_stays_silent_on_its_look_alike(row: lexicons.Row) -> None:
    assert has(row, row.fires)
    assert not has(row, row.silent)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_uses_known_codes_and_forms_in_small_letters(row: lexicons.Row) -> None:
    assert row.facts["group"] in GROUPS
    assert row.facts["voice"] in VOICES
    assert row.facts["group"] or row.facts["voice"]
    assert [form for form in row.forms if form != form.lower()] == []


def test_every_form_belongs_to_one_row() -> None:
    uses = Counter(form for row in ROWS for form in row.forms)
    assert [form for form, number in uses.items() if number > 1] == []


def test_the_lexicon_is_as_wide_as_promised() -> None:
    assert len(ROWS) >= 80


@pytest.mark.parametrize(
    ("form", "group"),
    [
        ("civilians", "civilian"), ("soldiers", "service_member"), ("service members", "service_member"),
        ("police officers", "security_force"), ("gunmen", "armed_group"), ("children", "child"),
        ("peacekeepers", "service_member"), ("americans", "unknown"), ("officials", "government"),
        ("journalists", "civilian"), ("troops", "service_member"), ("people", "unknown"),
    ],
)  # fmt: skip
def test_common_nouns_stand_in_their_group(form: str, group: str) -> None:
    (row,) = [row for row in ROWS if form in row.forms]
    assert row.facts["group"] == group
