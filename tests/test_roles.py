"""Whichever label set a parser speaks, the rooms behind it hear one.

The cards give a sentence in UD labels and expect its heads and roles in ours.
No model runs; pipelines are built of hand-made parts.
"""

from __future__ import annotations

from itertools import count

import pytest
import spacy
from cards import cards
from hypothesis import given
from hypothesis import strategies as st
from parsed import claims_of, parsed
from spacy.language import Language

from workbench import language, roles
from workbench.roles import Word

UNIVERSAL = """
Three            NUM    1 nummod
guards/guard     NOUN   3 nsubj:pass
were/be          AUX    3 aux:pass
killed/kill      VERB   3 ROOT       VBN
by               ADP    6 case
a                DET    6 det
bomb             NOUN   3 obl:agent
in               ADP    8 case
Testville        PROPN  3 obl        NNP  GPE
"""
OURS = """
Three            NUM    1 nummod
guards/guard     NOUN   3 nsubjpass
were/be          AUX    3 auxpass
killed/kill      VERB   3 ROOT       VBN
by               ADP    3 agent
a                DET    6 det
bomb             NOUN   4 pobj
in               ADP    3 prep
Testville        PROPN  7 pobj       NNP  GPE
"""


def spelt(doc):
    """A line a word: the word, its head and its role."""
    return "\n".join(f"{token.text} < {token.head.text} : {token.dep_}" for token in doc)


def facts(claims):
    return [(claim.field, claim.value, claim.low, claim.high, claim.passage.text) for claim in claims]


@pytest.mark.parametrize(("given_parse", "expected"), cards("roles"))
def test_a_parse_in_universal_labels_becomes_one_in_ours(given_parse, expected):
    assert spelt(roles.universal(parsed(given_parse))) == expected


def test_the_same_sentence_makes_the_same_claims(monkeypatch):
    ours = claims_of(OURS)
    turned = roles.house(parsed(UNIVERSAL))
    assert spelt(turned) == spelt(parsed(OURS))
    monkeypatch.setattr("parsed.parsed", lambda _card: turned)
    assert facts(claims_of("")) == facts(ours)
    assert ours


def test_a_doc_in_our_labels_is_left_as_it_is():
    doc = parsed(OURS)
    before = spelt(doc)
    assert roles.house(doc) is doc
    assert spelt(doc) == before


@pytest.mark.parametrize(
    "card",
    [
        "They PRON 3 nsubj\ndid/do AUX 3 aux\nnot PART 3 advmod RB\nfire VERB 3 ROOT VB",
        "They PRON 1 nsubj\nfled/flee VERB 1 ROOT\nto PART 3 mark TO\nhide VERB 1 advcl VB",
    ],
)
def test_universal_labels_show_in_how_shared_ones_are_used(card):
    turned = {token.text: token.dep_ for token in roles.house(parsed(card))}
    assert turned.get("not", "neg") == "neg"
    assert turned.get("to", "aux") == "aux"


def test_a_label_of_an_official_pipeline_that_we_have_not_is_renamed():
    doc = parsed("Rain NOUN 1 nsubj\nfell/fall VERB 1 ROOT\nok NOUN 1 meta")
    assert [token.dep_ for token in roles.house(doc)] == ["nsubj", "ROOT", "dep"]


def test_every_label_of_our_parser_is_on_the_list():
    shipped = spacy.util.load_meta(language.MODEL / "meta.json")["labels"]["parser"]
    assert set(shipped) <= roles.LABELS


def test_a_turned_doc_keeps_its_sentences():
    two = UNIVERSAL + "\nRain NOUN 1 nsubj\nfell/fall VERB 1 ROOT\n"
    before = [sentence.text for sentence in parsed(two).sents]
    assert [sentence.text for sentence in roles.house(parsed(two)).sents] == before


UD_ROLES = sorted({"nsubj", "obj", "obl", "case", "cop", "conj", "cc", "flat", "advcl", "mark", "punct", "parataxis",
                   "amod", "nummod", "acl:relcl", "aux:pass", "nmod", "xcomp", "ccomp", "advmod"})  # fmt: skip


@st.composite
def trees(draw):
    """Random trees in UD labels: each word but the first hangs on one before it, then their order is turned round."""
    size = draw(st.integers(1, 9))
    heads = [-1, *(draw(st.integers(0, at - 1)) for at in range(1, size))]
    if draw(st.booleans()):
        heads = [-1 if head < 0 else size - 1 - head for head in reversed(heads)]
    kinds = st.sampled_from([("NOUN", "NN"), ("VERB", "VBD"), ("VERB", "VBG"), ("ADJ", "JJ"), ("ADP", "IN")])
    words = []
    for head in heads:
        upos, xpos = draw(kinds)
        words.append(Word("w", "say", upos, xpos, head, "root" if head < 0 else draw(st.sampled_from(UD_ROLES))))
    return words


@given(trees())
def test_a_turned_tree_has_one_root_and_known_labels(words):
    arcs = roles.cleared(words)
    assert [head for head, _ in arcs].count(roles.ROOT) == 1
    assert all((role == "ROOT") == (head == roles.ROOT) and role in roles.LABELS for head, role in arcs)


NUMBERS = count()


def pipeline_that_says(tmp_path, card, *, without=(), ner=True, flat_as=("ROOT", "nsubj")):
    """The folder of a pipeline whose one part annotates every text as the card has it."""
    source = parsed(card)
    name = f"says_{next(NUMBERS)}"
    wanted = [key for key in ("HEAD", "DEP", "POS", "TAG", "LEMMA") if key not in without]

    @Language.component(name)
    def says(doc):
        for string in source.vocab.strings:
            doc.vocab.strings.add(string)
        return (
            doc.from_array(wanted, source.to_array(wanted)) if len(doc) == len(source) else _flat(doc, without, flat_as)
        )

    nlp = spacy.blank("en")
    nlp.add_pipe(name)
    if ner:
        nlp.add_pipe("entity_ruler", name="ner").add_patterns([{"label": "GPE", "pattern": "Testville"}])
    nlp.to_disk(tmp_path / "made")
    return tmp_path / "made"


def _flat(doc, without, labels):
    """Any text, with every word under the first, which is a verb and has a subject."""
    for token in doc:
        token.head, token.dep_ = doc[0], labels[0] if token.i == 0 else labels[1]
        token.tag_ = "VBD" if token.i == 0 else "NN"
        if "POS" not in without:
            token.pos_ = "NOUN"
        if "LEMMA" not in without:
            token.lemma_ = token.lower_
    return doc


@pytest.fixture
def fresh():
    language.pipeline.cache_clear()
    yield
    language.pipeline.cache_clear()


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("card", [UNIVERSAL, OURS], ids=["universal", "clearnlp"])
def test_a_pipeline_of_either_label_set_is_read_by_one_name(tmp_path, monkeypatch, card):
    monkeypatch.setenv("WORKBENCH_MODEL", str(pipeline_that_says(tmp_path, card)))
    doc = language.pipeline()(parsed(card).text)
    assert spelt(doc) == spelt(parsed(OURS))


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    ("labels", "components"),
    [
        (["nsubj", "obj"], ["workbench_universal_roles"]),
        (["nsubj", "dobj", "meta"], ["workbench_clear_roles"]),
        (["nsubj", "dobj"], []),
    ],
)
def test_a_parser_is_known_by_the_labels_that_it_may_give(tmp_path, monkeypatch, labels, components):
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    for label in labels:
        parser.add_label(label)
    nlp.initialize()
    nlp.to_disk(tmp_path / "parser")
    monkeypatch.setattr(language, "lacks", lambda _nlp: None)
    pipes = language.pipeline(str(tmp_path / "parser")).pipe_names
    assert [name for name in pipes if name.endswith("_roles")] == components


@pytest.mark.usefixtures("fresh")
def test_what_a_pipeline_lacks_is_said_in_one_sentence(tmp_path, caplog):
    made = pipeline_that_says(tmp_path, OURS, without=("LEMMA",), ner=False)
    language.pipeline(str(made))
    assert caplog.messages == [
        (
            "The pipeline en_pipeline finds no dictionary forms of words and no names beyond those that the lexicons "
            "know: expect gaps."
        )
    ]


@pytest.mark.usefixtures("fresh")
def test_a_pipeline_without_grammar_is_refused_with_the_remedy(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(language.ModelError, match=r"finds no grammatical roles.*set WORKBENCH_MODEL to a spaCy"):
        language.pipeline(str(tmp_path / "blank"))


@pytest.mark.usefixtures("fresh")
def test_a_pipeline_with_labels_of_its_own_is_refused(tmp_path):
    odd = OURS.replace("nsubjpass", "SBJ").replace("ROOT ", "TOP  ")
    made = pipeline_that_says(tmp_path, odd, flat_as=("TOP", "SBJ"))
    with pytest.raises(language.ModelError, match="in a way that is not known here"):
        language.pipeline(str(made))


@pytest.mark.usefixtures("fresh")
def test_a_pipeline_of_another_language_is_refused(tmp_path):
    spacy.blank("de").to_disk(tmp_path / "german")
    with pytest.raises(language.ModelError, match="reads 'de', not English"):
        language.pipeline(str(tmp_path / "german"))


@pytest.mark.model
def test_ours_lacks_nothing():
    assert language.lacks(language.pipeline()) is None
