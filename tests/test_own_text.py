"""Our own training text reads, its offsets point at names, and its trees are trees. No model is asked.

The tokenizer is spaCy's rules for English: a tree in other tokens would teach what is never met.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

import own_text
import pytest
import spacy

SEED = 1


def seeded(seed=SEED):
    return Random(seed)  # noqa: S311  (a draw of sentences, nothing secret)


@pytest.fixture(scope="module")
def tokenizer():
    return spacy.blank("en")


@pytest.fixture(scope="module")
def lines():
    return list(own_text.entity_lines(own_text.TEXT, seeded(), 5))


@pytest.fixture(scope="module")
def trees():
    return list(own_text.trees(own_text.TEXT, seeded(), 5))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "slots").mkdir()
    (tmp_path / "slots" / "town.txt").write_text("# GPE: towns\nal-Qaim\n", encoding="utf-8")
    (tmp_path / "templates.txt").write_text("# none\n", encoding="utf-8")
    (tmp_path / "trees.txt").write_text("# none\n", encoding="utf-8")
    return tmp_path


def printed(tree):
    return "".join(token.form + " " * token.space for token in tree)


def test_there_are_enough_lines_of_every_type(lines):
    labels = Counter(label for _, spans in lines for _, _, label in spans)
    assert set(labels) == own_text.LABELS
    assert min(labels.values()) > 150


def test_a_name_is_no_part_of_another_and_ends_where_tokens_end(lines, tokenizer):
    for text, spans in lines:
        assert spans == sorted(spans)
        assert all(left[1] <= right[0] for left, right in pairwise(spans)), text
        doc = tokenizer(text)
        assert all(doc.char_span(start, end) is not None for start, end, _ in spans), text


def test_no_line_stands_twice_by_hand():
    lines = [text for text, _ in own_text.entity_lines(own_text.TEXT, seeded(), 0)]
    assert [text for text, times in Counter(lines).items() if times > 1] == []
    assert len(lines) >= 450


def test_every_tree_is_one_and_in_the_tokens_of_the_tokenizer(trees, tokenizer):
    assert len(trees) > 450
    for tree in trees:
        assert [token.text for token in tokenizer(printed(tree))] == [token.form for token in tree]


def test_every_tree_hangs_on_one_root_without_crossing(trees):
    for tree in trees:
        arcs = [sorted((place, token.head)) for place, token in enumerate(tree) if token.head >= 0]
        assert len(arcs) == len(tree) - 1
        assert not [(one, two) for one in arcs for two in arcs if one[0] < two[0] < one[1] < two[1]], printed(tree)
        assert {token.role for token in tree} <= own_text.ROLES


def test_the_same_seed_gives_the_same_text(lines, trees):
    assert lines == list(own_text.entity_lines(own_text.TEXT, seeded(), 5))
    assert trees == list(own_text.trees(own_text.TEXT, seeded(), 5))
    assert lines != list(own_text.entity_lines(own_text.TEXT, seeded(SEED + 1), 5))


def test_a_bracketed_name_is_found_where_it_stands(folder):
    (folder / "names-a.txt").write_text("# ours\nIn [GPE Tyre], [ORG Amal] won.\n", encoding="utf-8")
    expected = ("In Tyre, Amal won.", [(3, 7, "GPE"), (9, 13, "ORG")])
    assert list(own_text.entity_lines(folder, seeded(), 1)) == [expected]


@pytest.mark.parametrize(
    ("template", "text"),
    [("{Town} fell.", "Al-Qaim fell."), ("{TOWN} FALLS", "AL-QAIM FALLS"), ("A(n) {town} man.", "An al-Qaim man.")],
)
def test_a_slot_is_filled_in_the_case_of_its_name(folder, template, text):
    (folder / "templates.txt").write_text(template + "\n", encoding="utf-8")
    (filled,) = own_text.entity_lines(folder, seeded(), 1)
    assert filled[0] == text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("[GPE Tyre", "left over"),
        ("[CITY Tyre] fell.", "no entity type"),
        ("[GPE the Hague] fell.", "article"),
        ("[GPE Tyre's] mayor.", "possessive"),
        ("{village} fell.", "no slots/village.txt"),
    ],
)
def test_a_bad_line_is_refused_by_file_and_line(folder, line, words):
    (folder / "templates.txt").write_text("# ours\n" + line + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=rf"^templates\.txt:2: .*{words}"):
        list(own_text.entity_lines(folder, seeded(), 1))


def test_a_name_of_several_words_opens_out_to_the_left(folder):
    rows = "{Town} _ PROPN NNP 2 nsubj\nfell fall VERB VBD 0 ROOT\n. . PUNCT . 2 punct\n"
    (folder / "trees.txt").write_text(rows, encoding="utf-8")
    (tree,) = own_text.trees(folder, seeded(), 1)
    assert printed(tree) == "Al-Qaim fell."
    assert [(token.form, token.head, token.role) for token in tree] == [
        ("Al", 2, "compound"),
        ("-", 2, "punct"),
        ("Qaim", 3, "nsubj"),
        ("fell", -1, "ROOT"),
        (".", 3, "punct"),
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("fell fall VERB VBD 0", "a token is"),
        ("fell fall VERB VBD 0 root", "unknown word class or role"),
        ("fell fall VERB VBD 3 dep", "outside the sentence"),
        ("a a DET DT 2 det\nb b NOUN NN 1 dep", "one root"),
        ("a a X FW 0 ROOT\nb b X FW 3 dep\nc c X FW 2 dep", "heads run in a circle"),
        ("a a X FW 3 dep\nb b X FW 4 dep\nc c X FW 0 ROOT\nd d X FW 3 dep", "arcs cross"),
        ("{village} _ PROPN NNP 0 ROOT", "no slots/village.txt"),
    ],
)
def test_a_bad_tree_is_refused_by_file_and_line(folder, rows, words):
    (folder / "trees.txt").write_text("# ours\n\n" + rows + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=rf"^trees\.txt:3: .*{words}"):
        list(own_text.trees(folder, seeded(), 1))


@pytest.mark.parametrize("content", ["Tyre\n", "# CITY: towns\nTyre\n", "# GPE: towns\n", "# GPE: towns\n[Tyre]\n"])
def test_a_bad_slot_list_is_refused(folder, content):
    (folder / "slots" / "town.txt").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"^town\.txt:\d+: "):
        own_text.slots(folder)
