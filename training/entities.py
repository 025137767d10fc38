"""The open entity corpora under a folder, as spaCy Docs with PERSON ORG GPE LOC FAC NORP.

Each corpus has its own format and its own types; a reader here turns it into
words, spaces and marked spans, and entity_types.settled makes the six types
of those. Where the corpora disagree on a name (a government written as its
country), the majority of what is trained on decides, for tests as well.
Which corpora these are, and under what licence, is in training/README.md.
"""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import spacy
import treebanks
from entity_mentions import marked_name, names_in
from entity_types import PLACE, are_peoples, is_country, is_demonym, settled
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab
from treebanks import Sentence

T = TypeVar("T")
Tagged = tuple[str, str]
"""A word and its tag: O, or B- or I- and the corpus's own type."""
Label = Callable[[str, Sequence[str]], str | None]
"""From a corpus's type and the words of a name to our label, or None where it is no entity of ours."""

TRAINED_ON: Final = ("uner_train", "gum_train", "gmb_train", "re3d_train", "wikigold", "crossner_pol")
"""The corpora whose majority decides whether a name is a place or an organisation."""
EWT: Final = "ud-english-ewt/en_ewt-ud-{part}.conllu.xz"
UNER: Final = {
    "uner_train": ("uner-english/en_ewt-ud-train.first-commit.iob2.xz", EWT.format(part="train")),
    "uner_dev": ("uner-english/en_ewt-ud-dev.first-commit.iob2.xz", EWT.format(part="dev")),
    "uner_test": ("uner-english/en_ewt-ud-test.iob2.xz", EWT.format(part="test")),
    "pud_test": ("uner-english/en_pud-ud-test.iob2.xz", "ud-english-pud/en_pud-ud-test.conllu.xz"),
}
"""Entities and the treebank whose sentences they are of; the first commits keep the tag for nationalities."""
RE3D: Final = (
    "CENTCOM", "UK_Government", "US_State_Department", "Australian_Department_of_Foreign_Affairs",
    "Wikipedia", "Delegation_of_the_European_Union_to_Syria",
)  # fmt: skip
"""The parts of re3d; the one that may not be used commercially is left out."""

_GMB_TRAINED: Final = 0.85
_GMB_CELLS: Final = 5
_SENTENCES: Final = {"uner": 8, "gum": 8, "gmb": 4, "wikigold": 5, "crossner": 4}
"""Sentences joined into one Doc, so that the pipeline learns to read paragraphs."""
_MAJORITY: Final = 3
_CLINGING: Final = frozenset(",.;:?!%)'") | {"'s", "n't", "'re"}
_CLINGING_GMB: Final = _CLINGING | {"'ll", "'ve", "'d", "'m"}
_CONFIDENT: Final = 0.5


def corpora(folder: Path) -> dict[str, list[Doc]]:
    """Every entity corpus by part; raises SystemExit naming a folder or file that is not there."""
    if not folder.is_dir():
        raise SystemExit(f"{folder} is not there; training/README.md says where each corpus can be had.")
    nlp = spacy.blank("en")
    found = {name: _uner(folder / tags, folder / trees, nlp.vocab) for name, (tags, trees) in UNER.items()}
    for part in ("train", "dev", "test"):
        found[f"gum_{part}"] = _gum(folder / f"gum/gum-byonly-{part}.conllu.xz", nlp.vocab)
    gmb = _gmb(folder / "gmb-subset/GMB_dataset.txt.xz", nlp.vocab)
    held_out_from = int(len(gmb) * _GMB_TRAINED)
    found["gmb_train"], found["gmb_test"] = gmb[:held_out_from], gmb[held_out_from:]
    found["re3d_train"] = [doc for source in RE3D for doc in _re3d(folder / "re3d" / source, nlp)]
    found["wikigold"] = _wikigold(folder / "wikigold/wikigold.conll.txt.xz", nlp.vocab)
    files = [folder / f"crossner-politics/{part}.txt.xz" for part in ("train", "dev", "test")]
    found["crossner_pol"] = [doc for file in files for doc in _crossner(file, nlp.vocab)]
    _agree(found)
    return found


def _agree(found: Mapping[str, Iterable[Doc]]) -> None:
    """Nothing; an organisation that is a country, or mostly a place in what is trained on, becomes a GPE."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entity in (entity for name in TRAINED_ON for doc in found[name] for entity in doc.ents):
        seen[entity.text][entity.label_] += 1
    for doc in (doc for docs in found.values() for doc in docs):
        doc.set_ents([
            Span(doc, e.start, e.end, "GPE") if e.label_ == "ORG" and _is_place(e.text, seen[e.text]) else e
            for e in doc.ents
        ])  # fmt: skip


def _is_place(name: str, labels: Counter[str]) -> bool:
    return is_country(name) or (labels["GPE"] >= _MAJORITY and labels["GPE"] > labels["ORG"])


def _lines(path: Path) -> list[str]:
    """The lines of an `.xz` file without their ends."""
    if not path.is_file():
        raise SystemExit(f"{path} is not there; training/README.md says where each corpus can be had.")
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


def _runs(lines: Iterable[str]) -> Iterator[list[str]]:
    """The runs of lines between empty ones."""
    run: list[str] = []
    for line in lines:
        if line:
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _by(most: int, items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items in order, so many at a time."""
    return (items[at : at + most] for at in range(0, len(items), most))


def _tagged(doc: Doc, tags: Sequence[str], label: Label) -> Doc:
    """The Doc with the entities of its tags; a name ends where a tag does not continue it."""
    marks = []
    start = 0
    while start < len(tags):
        end = start + 1
        kind = tags[start][2:]
        if kind:
            while end < len(tags) and tags[end] == f"I-{kind}":
                end += 1
            ours = label(kind, [token.text for token in doc[start:end]])
            marks += [Span(doc, start, end, ours)] if ours else []
        start = end
    return settled(doc, marks)


def _loose(joined: Iterable[Sequence[Tagged]], clinging: frozenset[str], label: Label, vocab: Vocab) -> Doc:
    """A Doc of sentences of which only the words are kept: the spaces are put where newspapers have them."""
    sentences = list(joined)
    rows = [(word, tag) for sentence in sentences for word, tag in sentence]
    spaces = []
    for sentence in sentences:
        following = [word for word, _ in sentence[1:]] + [""]
        spaces += [
            then not in clinging and word not in {"(", "$"} for (word, _), then in zip(sentence, following, strict=True)
        ]
    return _tagged(Doc(vocab, words=[w for w, _ in rows], spaces=spaces), [tag for _, tag in rows], label)


def _uner_label(kind: str, words: Sequence[str]) -> str | None:
    if kind == "OTH":
        return "NORP" if are_peoples(words, ("-", "/")) else None
    return {"PER": "PERSON", "LOC": PLACE, "ORG": "ORG"}.get(kind)


def _uner(path: Path, treebank: Path, vocab: Vocab) -> list[Doc]:
    """Universal NER, its tags laid on the treebank's sentences, which know where the spaces are."""
    tags: dict[tuple[str, ...], list[str]] = {}
    for run in _runs(line for line in _lines(path) if not line.startswith("#")):
        rows = [line.split("\t") for line in run]
        tags.setdefault(tuple(row[1] for row in rows), [row[2] for row in rows])
    groups: list[list[Sentence]] = [[]]
    for sentence in treebanks.sentences(treebank):
        if sentence.new_document or len(groups[-1]) >= _SENTENCES["uner"]:
            groups.append([])
        if _forms(sentence) in tags:
            groups[-1].append(sentence)
    return [
        _tagged(_spaced(group, vocab), [tag for s in group for tag in tags[_forms(s)]], _uner_label)
        for group in groups
        if group
    ]


def _forms(sentence: Sentence) -> tuple[str, ...]:
    return tuple(word.form for word in sentence.words)


def _spaced(joined: Iterable[Sentence], vocab: Vocab) -> Doc:
    rows = [word for sentence in joined for word in sentence.words]
    return Doc(vocab, words=[row.form for row in rows], spaces=[row.space for row in rows])


def _gum(path: Path, vocab: Vocab) -> list[Doc]:
    """GUM, of whose many mentions only those headed by a proper noun are names, and of them only the name."""
    documents: list[list[Sentence]] = []
    for sentence in treebanks.sentences(path):
        if sentence.new_document or not documents:
            documents.append([])
        documents[-1].append(sentence)
    return [_gum_doc(group, vocab) for document in documents for group in _by(_SENTENCES["gum"], document)]


def _gum_doc(joined: Sequence[Sentence], vocab: Vocab) -> Doc:
    doc = _spaced(joined, vocab)
    marks = []
    before = 0
    for sentence in joined:
        marks += [Span(doc, before + a, before + b, label) for a, b, label in names_in(sentence.words)]
        before += len(sentence.words)
    return settled(doc, filter_spans(marks))


def _gmb_label(kind: str, words: Sequence[str]) -> str | None:
    if kind == "gpe":
        return "NORP" if all(is_demonym(word) or "-" in word for word in words) else PLACE
    return {"geo": PLACE, "org": "ORG", "per": "PERSON"}.get(kind)


def _gmb(path: Path, vocab: Vocab) -> list[Doc]:
    """The subset of the Groningen Meaning Bank, a table with a word in each line."""
    sentences: list[list[Tagged]] = []
    number = None
    for cells in (line.split("\t") for line in _lines(path)):
        if not cells[0] or len(cells) < _GMB_CELLS:
            continue
        if cells[1] != number:
            sentences.append([])
            number = cells[1]
        word = cells[2].replace('""""', '"').strip('"') or '"'
        sentences[-1].append((word, cells[4]))
    return [_loose(group, _CLINGING_GMB, _gmb_label, vocab) for group in _by(_SENTENCES["gmb"], sentences)]


def _wikigold_label(kind: str, words: Sequence[str]) -> str | None:
    ours = {"PER": "PERSON", "ORG": "ORG", "LOC": PLACE}.get(kind)
    return ours or ("NORP" if are_peoples(words) else None)


def _wikigold(path: Path, vocab: Vocab) -> list[Doc]:
    """WikiGold, whose `-DOCSTART-` lines are no words."""
    runs = _runs(line.strip() for line in _lines(path))
    kept = ([line for line in run if not line.startswith("-DOCSTART- ")] for run in runs)
    sentences = [_begun([_last_cell(line, " ") for line in run]) for run in kept if run]
    return [_loose(group, _CLINGING, _wikigold_label, vocab) for group in _by(_SENTENCES["wikigold"], sentences)]


def _begun(sentence: Sequence[Tagged]) -> list[Tagged]:
    """The sentence with a B- where a name opens it, so that none goes on from the sentence before."""
    (word, tag), *others = sentence
    return [(word, re.sub("^I-", "B-", tag)), *others]


def _last_cell(line: str, separator: str) -> Tagged:
    word, tag = line.rsplit(separator, 1)
    return word, tag


def _crossner_label(kind: str, words: Sequence[str]) -> str | None:
    ours = {
        "politician": "PERSON", "person": "PERSON", "politicalparty": "ORG", "organisation": "ORG",
        "country": PLACE, "location": PLACE,
    }.get(kind)  # fmt: skip
    return ours or ("NORP" if are_peoples(words) else None)


def _crossner(path: Path, vocab: Vocab) -> list[Doc]:
    """One file of CrossNER's politics."""
    sentences = [[_last_cell(line, "\t") for line in run] for run in _runs(line.rstrip() for line in _lines(path))]
    return [_loose(group, _CLINGING, _crossner_label, vocab) for group in _by(_SENTENCES["crossner"], sentences)]


def _re3d(folder: Path, nlp: Language) -> list[Doc]:
    """One part of re3d, of whose descriptions only the names are kept."""
    texts = {row["_id"]: row["text"] for row in _json_rows(folder / "documents.json.xz")}
    marked: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _json_rows(folder / "entities.json.xz"):
        if row["confidence"] >= _CONFIDENT:
            marked[row["documentId"]].append(row)
    docs = []
    for key, text in texts.items():
        doc = nlp.make_doc(text)
        spans = [marked_name(doc, row) for row in marked[key]]
        docs.append(settled(doc, filter_spans([span for span in spans if span is not None])))
    return docs


def _json_rows(path: Path) -> list[dict[str, Any]]:
    """The records of a file that has one in each line, with or without the brackets of a list around them."""
    stripped = (line.strip().rstrip(",").strip("[]") for line in _lines(path))
    return [json.loads(line) for line in stripped if line]
