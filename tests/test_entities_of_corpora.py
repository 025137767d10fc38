"""Each open corpus, in a copy of three sentences, becomes Docs with our six types; no corpus is read here."""

from __future__ import annotations

import json
import lzma
import tomllib
from pathlib import Path

import pytest

pytest.importorskip("pycountry", reason='country names come from pycountry: pip install -e ".[training]"')

import entities
import entity_types
import spacy
from spacy.tokens import Doc, Span

EWT = "ud-english-ewt/en_ewt-ud-{}.conllu.xz"
UNER = {
    "uner-english/en_ewt-ud-train.first-commit.iob2.xz": EWT.format("train"),
    "uner-english/en_ewt-ud-dev.first-commit.iob2.xz": EWT.format("dev"),
    "uner-english/en_ewt-ud-test.iob2.xz": EWT.format("test"),
    "uner-english/en_pud-ud-test.iob2.xz": "ud-english-pud/en_pud-ud-test.conllu.xz",
}
TREES = """# newdoc id = ferry
1\tMr.\tMr.\tPROPN\tNNP\t_\t2\tcompound\t_\t_
2\tOkaro\tOkaro\tPROPN\tNNP\t_\t3\tnsubj\t_\t_
3\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
4\tLake\tLake\tPROPN\tNNP\t_\t5\tcompound\t_\t_
5\tMerrow\tMerrow\tPROPN\tNNP\t_\t3\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tNobody\tnobody\tPRON\tNN\t_\t2\tnsubj\t_\t_
2\tmarked\tmark\tVERB\tVBD\t_\t0\troot\t_\t_
3\tthis\tthis\tPRON\tDT\t_\t2\tobj\t_\t_

# newdoc id = market
1\tKenyan\tKenyan\tADJ\tJJ\t_\t2\tamod\t_\t_
2\ttraders\ttrader\tNOUN\tNNS\t_\t3\tnsubj\t_\t_
3\twaited\twait\tVERB\tVBD\t_\t0\troot\t_\t_
"""
TAGS = """# newdoc id = ferry
1\tMr.\tB-PER\t-\tus
2\tOkaro\tI-PER\t-\tus
3\tleft\tO\t-\tus
4\tLake\tB-LOC\t-\tus
5\tMerrow\tI-LOC\t-\tus
6\t.\tB-O\t-\tus

1\tKenyan\tB-OTH\t-\tus
2\ttraders\tO\t-\tus
3\twaited\tO\t-\tus
"""
GUM = """# newdoc id = harbour
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(1-person-new-1
2\tpilot\tpilot\tNOUN\tNN\t_\t7\tnsubj\t_\t_
3\tof\tof\tADP\tIN\t_\t4\tcase\t_\t_
4\tBank\tBank\tPROPN\tNNP\t_\t2\tnmod\t_\tEntity=(2-organization-new-cf1-1-2-coref-Bank_of_Merrow
5\tof\tof\tADP\tIN\t_\t6\tcase\t_\t_
6\tMerrow\tMerrow\tPROPN\tNNP\t_\t4\tnmod\t_\tEntity=(3-place-new-cf1-1-2-coref)2)1)
7\tslept\tsleep\tVERB\tVBD\t_\t0\troot\t_\t_
8\tnear\tnear\tADP\tIN\t_\t10\tcase\t_\t_
9\tSable\tSable\tPROPN\tNNP\t_\t10\tcompound\t_\tEntity=(4-place-new-cf1-1-2-coref
10\tBridge\tBridge\tPROPN\tNNP\t_\t7\tobl\t_\tEntity=4)
"""
RE3D_TEXT = "Guards of the Merrow Front held Qatar and the Finnish capital. General Ines Falk left."
RE3D_MARKS = (
    ("Merrow Front", "Organisation", 1),
    ("Guards of the Merrow Front", "Organisation", 0.2),
    ("Qatar", "Organisation", 1),
    ("Finnish", "Nationality", 0.9),
    ("the Finnish capital", "Location", 1),
    ("General Ines Falk", "Person", 1),
    ("left", "Weapon", 1),
)
GMB_SENTENCE = (("Norway", "B-geo"), ("'s", "O"), ("Odd", "B-per"), ("Berg", "I-per"), ("won", "O"), (".", "O"))
WIKIGOLD = "-DOCSTART- O\n\nThe O\nHarbour I-ORG\nBoard I-ORG\n\nBoard I-ORG\nmet O\nKenyans I-MISC\n. O\n"
CROSSNER = (
    "Ada\tB-politician\nRusk\tI-politician\nof\tO\nthe\tB-politicalparty\nTide\tI-politicalparty\nParty\tI-politicalparty\n"
    "won\tO\n(\tO\nagain\tO\n)\tO\n"
)


def put(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lzma.compress(text.encode()))


def re3d_row(value, kind, confidence):
    begin = RE3D_TEXT.index(value)
    place = {"begin": begin, "end": begin + len(value), "value": value}
    return json.dumps({"documentId": "d", "type": kind, "confidence": confidence, **place})


def gmb_lines():
    """Eight sentences, so that the bank makes two Docs of which the second is held out."""
    for number in range(1, 9):
        for word, tag in GMB_SENTENCE:
            yield f"0\t{number}.0\t{word}\tX\t{tag}"
        yield f"0\t{number}.0\tno tag"


@pytest.fixture
def folder(tmp_path):
    for tags, trees in UNER.items():
        put(tmp_path, tags, TAGS)
        put(tmp_path, trees, TREES)
    for part in ("train", "dev", "test"):
        put(tmp_path, f"gum/gum-byonly-{part}.conllu.xz", GUM)
        put(tmp_path, f"crossner-politics/{part}.txt.xz", CROSSNER)
    for source in entities.RE3D:
        put(tmp_path, f"re3d/{source}/documents.json.xz", json.dumps({"_id": "d", "text": RE3D_TEXT}) + "\n")
        put(tmp_path, f"re3d/{source}/entities.json.xz", ",\n".join(re3d_row(*mark) for mark in RE3D_MARKS))
    put(tmp_path, "gmb-subset/GMB_dataset.txt.xz", "\tSentence #\tWord\tPOS\tTag\n" + "\n".join(gmb_lines()))
    put(tmp_path, "wikigold/wikigold.conll.txt.xz", WIKIGOLD)
    return tmp_path


@pytest.fixture
def found(folder):
    return entities.corpora(folder)


def named(doc):
    return [(entity.text, entity.label_) for entity in doc.ents]


def settled(words, *marks):
    doc = Doc(spacy.blank("en").vocab, words=words.split())
    return named(entity_types.settled(doc, [Span(doc, start, end, label) for start, end, label in marks]))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kenya", "GPE"),
        ("the Netherlands", "GPE"),
        ("Marshall Islands", "GPE"),
        ("Merrow", "GPE"),
        ("West Bank", "GPE"),
        ("Merrow West Bank", "LOC"),
        ("Sahel", "LOC"),
        ("Lake Merrow", "LOC"),
        ("Cape", "LOC"),
        ("northern Merrow", "LOC"),
        ("Merrow Airport", "FAC"),
        ("Airport Merrow", "GPE"),
        ("Merrow Bay Bridge", "FAC"),
        ("Bridgeport", "GPE"),
    ],
)
def test_the_name_alone_tells_what_kind_of_place_it_is(name, expected):
    assert entity_types.place_type(name) == expected


def test_a_demonym_is_one_in_singular_and_plural_and_nothing_else_is():
    assert all(map(entity_types.is_demonym, ("Kenyan", "kenyans", "Finnish", "Dutch")))
    assert not any(map(entity_types.is_demonym, ("Kenya", "Merrow", "democratic", "s", "")))


def test_a_persons_titles_and_what_trails_are_no_part_of_the_name():
    assert settled("Gen. Ines Falk 's dog", (0, 4, "PERSON")) == [("Ines Falk", "PERSON")]


def test_a_mark_that_is_only_a_title_names_nobody():
    assert settled("The president spoke", (1, 2, "PERSON")) == []


def test_an_organisation_loses_its_article_but_a_lone_one_stays():
    assert settled("the Tide Party , won", (0, 4, "ORG")) == [("Tide Party", "ORG")]
    assert settled("the won", (0, 1, "ORG")) == [("the", "ORG")]


def test_commas_part_the_places_of_an_address():
    expected = [("Merrow", "GPE"), ("Lake Sable", "LOC"), ("Kenya", "GPE")]
    assert settled("Merrow , Lake Sable , Kenya fell", (0, 6, "PLACE")) == expected


def test_a_demonym_marked_as_a_place_and_one_not_marked_at_all_are_peoples():
    assert settled("Kenyan and Finnish boats", (0, 1, "PLACE")) == [("Kenyan", "NORP"), ("Finnish", "NORP")]


def test_universal_ner_takes_its_spaces_from_the_treebank_and_skips_sentences_without_tags(found):
    for part in ("uner_train", "uner_dev", "uner_test", "pud_test"):
        ferry, market = found[part]
        assert ferry.text.strip() == "Mr. Okaro left Lake Merrow."
        assert named(ferry) == [("Okaro", "PERSON"), ("Lake Merrow", "LOC")]
        assert (market.text.strip(), named(market)) == ("Kenyan traders waited", [("Kenyan", "NORP")])


def test_of_gums_mentions_only_the_names_are_kept_and_the_longest_wins(found):
    for part in ("gum_train", "gum_dev", "gum_test"):
        (doc,) = found[part]
        assert named(doc) == [("Bank of Merrow", "ORG"), ("Sable Bridge", "FAC")]


def test_the_last_seventh_of_the_meaning_bank_is_held_out(found):
    (trained,), (held_out,) = found["gmb_train"], found["gmb_test"]
    assert trained.text.startswith("Norway's Odd Berg won. Norway's")
    assert named(held_out) == [("Norway", "GPE"), ("Odd Berg", "PERSON")] * 4


def test_of_re3d_the_sure_and_named_marks_are_kept(found):
    assert len(found["re3d_train"]) == len(entities.RE3D)
    for doc in found["re3d_train"]:
        assert doc.text == RE3D_TEXT
        expected = [("Merrow Front", "ORG"), ("Qatar", "GPE"), ("Finnish", "NORP"), ("Ines Falk", "PERSON")]
        assert named(doc) == expected


def test_a_wikigold_name_does_not_go_on_into_the_next_sentence(found):
    (doc,) = found["wikigold"]
    assert named(doc) == [("Harbour Board", "ORG"), ("Board", "ORG"), ("Kenyans", "NORP")]


def test_crossner_has_a_doc_a_file_and_brackets_without_inner_spaces(found):
    assert len(found["crossner_pol"]) == 3
    for doc in found["crossner_pol"]:
        assert doc.text.strip() == "Ada Rusk of the Tide Party won (again)"
        assert named(doc) == [("Ada Rusk", "PERSON"), ("Tide Party", "ORG")]


def test_an_organisation_that_is_mostly_a_place_elsewhere_becomes_one(folder):
    often, twice = "Merrow I-LOC\nfell O\n\n" * 3, "Sable I-LOC\nfell O\n\n" * 2
    lines = f"{often}Merrow I-ORG\nspoke O\n\n{twice}Sable I-ORG\nspoke O\n"
    put(folder, "wikigold/wikigold.conll.txt.xz", lines)
    labels = [entity for doc in entities.corpora(folder)["wikigold"] for entity in named(doc)]
    assert labels == [("Merrow", "GPE")] * 4 + [("Sable", "GPE")] * 2 + [("Sable", "ORG")]


def test_a_missing_folder_or_file_is_named_with_the_remedy(folder):
    with pytest.raises(SystemExit, match=r"nowhere is not there; training/README\.md says where"):
        entities.corpora(folder / "nowhere")
    (folder / "wikigold/wikigold.conll.txt.xz").unlink()
    with pytest.raises(SystemExit, match=r"wikigold\.conll\.txt\.xz is not there; training/README\.md says where"):
        entities.corpora(folder)


def test_every_word_list_says_where_it_is_from_and_is_sorted_and_in_small_letters():
    path = Path(entity_types.__file__).with_name("entity_words.toml")
    for table in tomllib.loads(path.read_text(encoding="utf-8")).values():
        assert table["source"]
        assert table["words"] == sorted({word.lower() for word in table["words"]})
