"""Cards are read by one reader, which refuses a file that would prove nothing, and parses are spelled with care."""

from __future__ import annotations

import pytest
from cards import FOLDER, cards, read
from parsed import article_of, parsed

SHELLING = (
    "Shells/shell NOUN 1 nsubj\nhit VERB 1 ROOT\nPort PROPN 3 compound - GPE\nSena PROPN 1 dobj - GPE\n. PUNCT 1 punct"
)


def test_a_card_is_a_title_what_is_given_and_what_is_expected():
    text = "# Cards\n\nWords to the reader.\n\nA title\n.\ngiven\n\nand more\n.\nexpected\n.\n"
    assert list(read(text)) == [("A title", "given\n\nand more", "expected")]


@pytest.mark.parametrize("text", ["A title\n.\ngiven\n.\nexpected\n", "A\n.\na\n.\nb\n.\nleft over\n"])
def test_a_card_that_is_not_finished_is_refused(text):
    with pytest.raises(ValueError, match="the last card is not finished"):
        list(read(text))


def test_a_card_without_a_title_is_refused():
    with pytest.raises(ValueError, match="card 1 has no title"):
        list(read("# Cards\n.\ngiven\n.\nexpected\n.\n"))


def test_a_file_without_cards_is_refused(tmp_path, monkeypatch):
    (tmp_path / "none.md").write_text("# Cards\n", encoding="utf-8")
    monkeypatch.setattr("cards.FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"none\.md: there is no card"):
        cards("none")


def test_two_cards_of_one_title_are_refused(tmp_path, monkeypatch):
    (tmp_path / "twice.md").write_text("A\n.\na\n.\nb\n.\n" * 2, encoding="utf-8")
    monkeypatch.setattr("cards.FOLDER", tmp_path)
    with pytest.raises(ValueError, match="two cards are titled 'A'"):
        cards("twice")


@pytest.mark.parametrize(("name", "least"), [("counts", 30), ("voices", 20), ("casualties", 20), ("claims", 15)])
def test_there_are_cards_enough(name, least):
    assert (FOLDER / f"{name}.md").is_file()
    assert len(cards(name)) >= least


def test_a_parse_is_printed_as_news_prints_it():
    doc = parsed('" PUNCT 1 punct\nFlee VERB 1 ROOT VB\n, PUNCT 1 punct\n" PUNCT 1 punct\nhe PRON 1 nsubj')
    assert doc.text == '"Flee," he'


def test_a_parse_has_heads_lemmas_tags_and_names():
    doc = parsed(SHELLING)
    assert doc.text == "Shells hit Port Sena."
    assert [(t.lemma_, t.tag_) for t in doc[:2]] == [("shell", "NNS"), ("hit", "VBD")]
    assert doc[3].head.text == "hit"
    assert [(e.text, e.label_) for e in doc.ents] == [("Port Sena", "GPE")]
    assert doc[0].lower_ == "shells"


def test_sentences_of_a_kind_share_a_block():
    doc = parsed(f"{SHELLING}\n\n{SHELLING}\n\n{SHELLING}")
    blocks = article_of(doc, "headline").blocks
    assert [b.kind for b in blocks] == ["headline", "body"]
    assert doc.text[blocks[1].start : blocks[1].end].count("Shells") == 2


@pytest.mark.parametrize("line", ["Rain NOUN", "Rain NOUN one ROOT", "Rain NOUN 3 ROOT", "Rain THING 0 ROOT"])
def test_a_line_that_spells_no_word_is_refused(line):
    with pytest.raises(ValueError, match="is no `word POS head role"):
        parsed(line)
