"""Treebanks in CoNLL-U out of a folder, spaCy Docs with our labels out of them.

UD trees become trees with ClearNLP-style labels by `workbench.roles.cleared`,
the very conversion that reads another pipeline's UD labels at run time, so
that what the parser learns and what the rooms expect cannot drift apart.
Nothing is written here.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from workbench import roles

WITHHELD = "_"
"""The form of every word of a text that the public treebank may not print."""


@dataclass(frozen=True, slots=True)
class Row:
    """A word of a treebank."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    """Position in the sentence, from 0; -1 for the root."""
    role: str
    space: bool
    """Whether white space follows."""
    misc: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a treebank, and whether a document begins with it."""

    words: tuple[Row, ...]
    new_document: bool


def sentences(path: Path) -> list[Sentence]:
    """The sentences of a `.conllu.xz` file; raises SystemExit naming the file that is not there."""
    if not path.is_file():
        raise SystemExit(f"{path} is not there; training/README.md says where each corpus can be had.")
    found = []
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for lines in _blocks(file):
            words = _rows([line.split("\t") for line in lines if not line.startswith("#")])
            if words:
                found.append(Sentence(words, any(line.startswith("# newdoc") for line in lines)))
    return found


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    """The runs of lines between empty ones."""
    block: list[str] = []
    for raw in lines:
        line = raw.rstrip("\n")
        if line:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _rows(columns: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    """The words of one sentence: contracted forms ("don't") are their parts without a space between them."""
    last_of_form: dict[str, bool] = {}
    inside: set[str] = set()
    plain = []
    for cells in columns:
        first, _, last = cells[0].partition("-")
        spaced = "SpaceAfter=No" not in cells[9]
        if last:
            last_of_form[last] = spaced
            inside |= {str(number) for number in range(int(first), int(last))}
        elif "." not in cells[0]:
            plain.append((cells, last_of_form.get(cells[0], spaced and cells[0] not in inside)))
    places = {cells[0]: at for at, (cells, _) in enumerate(plain)} | {"0": -1}
    return tuple(
        Row(
            form=cells[1], lemma=cells[2], upos=cells[3], xpos=cells[4], feats="" if cells[5] == "_" else cells[5],
            head=places[cells[6]], role=cells[7], space=space, misc=cells[9],
        )
        for cells, space in plain
    )  # fmt: skip


def docs(found: Iterable[Sentence], vocab: Vocab, *, most: int) -> list[Doc]:
    """Docs of at most so many sentences each, none across two documents, with tags, lemmas, morphology and trees."""
    made: list[Doc] = []
    waiting: list[Sentence] = []
    for sentence in found:
        if waiting and (sentence.new_document or len(waiting) >= most):
            made.append(_doc(waiting, vocab))
            waiting = []
        if not any(_is_withheld(word) for word in sentence.words):
            waiting.append(sentence)
    return [*made, _doc(waiting, vocab)] if waiting else made


def _is_withheld(word: Row) -> bool:
    return word.form.startswith("___") or word.form == word.lemma == WITHHELD


def _doc(joined: Sequence[Sentence], vocab: Vocab) -> Doc:
    words = [word for sentence in joined for word in sentence.words]
    heads: list[int] = []
    labels: list[str] = []
    for sentence in joined:
        before = len(heads)
        for at, (head, role) in enumerate(cleared(sentence.words)):
            heads.append(before + (head if head >= 0 else at))
            labels.append(role)
    return Doc(
        vocab, words=[word.form.replace("\u00a0", " ") for word in words], spaces=[word.space for word in words],
        lemmas=[word.lemma for word in words], pos=[word.upos for word in words], tags=[word.xpos for word in words],
        morphs=[word.feats for word in words], heads=heads, deps=labels,
    )  # fmt: skip


def cleared(words: Sequence[Row]) -> tuple[tuple[int, str], ...]:
    """(head or -1, our label) of each word of a sentence."""
    return roles.cleared([
        roles.Word(form=w.form, lemma=w.lemma, upos=w.upos, xpos=w.xpos, head=w.head, role=w.role) for w in words
    ])  # fmt: skip
