"""Corpora and our own text as spaCy files to train and judge by: `python training/prepare.py CORPORA OUT`.

Out, each a DocBin: `trees_train`, `trees_dev` and `trees_test_{ewt,gum,pud}`
with trees; `names_train`, `names_dev` and `names_{uner,pud,gum,gmb}_test` with
entities; `own_trees` and `own_names` of what we wrote ourselves;
`names_swapped` with our names in the corpora's sentences. No test part is ever
trained on. Every draw has a fixed seed: the same corpora give the same bytes.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import entities
import own_text
import spacy
import swapped
import treebanks
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

SENTENCES_A_DOC = 12
FILLINGS_OF_A_TREE = 12
FILLINGS_OF_A_SENTENCE = 4
TREES = ["ORTH", "SPACY", "LEMMA", "POS", "TAG", "MORPH", "HEAD", "DEP", "SENT_START"]
NAMES = ["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"]
TREEBANKS = {
    "ewt": "ud-english-ewt/en_ewt-ud-{part}.conllu.xz",
    "gum": "gum/gum-byonly-{part}.conllu.xz",
}
PUD = "ud-english-pud/en_pud-ud-test.conllu.xz"
NAMED = ("uner_train", "gum_train", "gmb_train", "re3d_train", "wikigold", "crossner_pol")
"""The entity corpora that are trained on."""


def trees(corpora: Path, vocab: Vocab) -> dict[str, list[Doc]]:
    """The treebanks by part: trained on, looked at while training, and held out."""
    made: dict[str, list[Doc]] = {"trees_train": [], "trees_dev": []}
    for name, file in TREEBANKS.items():
        for part in ("train", "dev", "test"):
            found = treebanks.sentences(corpora / file.format(part=part))
            docs = treebanks.docs(found, vocab, most=SENTENCES_A_DOC)
            made.setdefault(f"trees_{part}" if part != "test" else f"trees_test_{name}", []).extend(docs)
    made["trees_test_pud"] = treebanks.docs(treebanks.sentences(corpora / PUD), vocab, most=SENTENCES_A_DOC)
    return made


def names(corpora: Path) -> dict[str, list[Doc]]:
    """The entity corpora by part."""
    found = entities.corpora(corpora)
    tests = {f"names_{name}": found[name] for name in ("uner_test", "pud_test", "gum_test", "gmb_test")}
    return tests | {
        "names_train": _all(found, NAMED),
        "names_dev": _all(found, ("uner_dev", "gum_dev")),
    }


def _all(found: Mapping[str, list[Doc]], keys: Iterable[str]) -> list[Doc]:
    return [doc for key in keys for doc in found[key]]


def own_names(folder: Path) -> list[Doc]:
    """Our own sentences with their entities; raises SystemExit where a bracket cuts a token in two."""
    nlp = spacy.blank("en")
    made = []
    for text, spans in own_text.entity_lines(folder, random.Random(0), FILLINGS_OF_A_SENTENCE):  # noqa: S311
        doc = nlp.make_doc(text)
        found = [doc.char_span(start, end, label=label) for start, end, label in spans]
        if any(span is None for span in found):
            raise SystemExit(f"A name in {text!r} does not begin and end where a token does; move its brackets.")
        doc.set_ents(filter_spans([span for span in found if isinstance(span, Span)]))
        made.append(doc)
    return made


def own_trees(folder: Path, treebank: Iterable[Doc]) -> list[Doc]:
    """Our own trees, a Doc each, with the features that the treebank gives such words most often."""
    filled = own_text.trees(folder, random.Random(0), FILLINGS_OF_A_TREE)  # noqa: S311
    usual = features(treebank)
    vocab = spacy.blank("en").vocab
    return [_tree(rows, vocab, usual) for rows in filled]


def features(treebank: Iterable[Doc]) -> dict[tuple[str, ...], str]:
    """The commonest features of a word with its part of speech and tag, and of the two without the word."""
    seen: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for token in (token for doc in treebank for token in doc):
        for key in ((token.lower_, token.pos_, token.tag_), (token.pos_, token.tag_)):
            seen[key][str(token.morph)] += 1
    return {key: counted.most_common(1)[0][0] for key, counted in seen.items()}


def _tree(rows: own_text.Tree, vocab: Vocab, usual: Mapping[tuple[str, ...], str]) -> Doc:
    kinds = [(row.form.lower(), row.upos, row.xpos) for row in rows]
    return Doc(
        vocab, words=[row.form for row in rows], spaces=[row.space for row in rows],
        lemmas=[row.lemma for row in rows], pos=[row.upos for row in rows], tags=[row.xpos for row in rows],
        morphs=[usual.get(kind, usual.get(kind[1:], "")) for kind in kinds],
        heads=[row.head if row.head >= 0 else at for at, row in enumerate(rows)], deps=[row.role for row in rows],
    )  # fmt: skip


def main() -> None:
    """Write every file and say how many words are in it."""
    corpora, out = map(Path, sys.argv[1:])
    own = Path(__file__).resolve().parent / "text"
    vocab = spacy.blank("en").vocab
    out.mkdir(parents=True, exist_ok=True)
    made = trees(corpora, vocab)
    made["own_trees"] = own_trees(own, made["trees_train"])
    named = names(corpora) | {"own_names": own_names(own)}
    known = swapped.names(own_text.slots(own).values())
    named["names_swapped"] = list(swapped.swapped(named["names_train"], known, random.Random(0)))  # noqa: S311
    for name, docs in (made | named).items():
        DocBin(attrs=TREES if name in made else NAMES, docs=docs).to_disk(out / f"{name}.spacy")
        print(f"{name}: {len(docs):,} Docs, {sum(map(len, docs)):,} words")


if __name__ == "__main__":
    main()
