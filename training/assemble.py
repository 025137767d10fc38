"""One pipeline out of two trained ones, as it ships: `python training/assemble.py PARSER RECOGNISER OUT`.

The recogniser joins the parser's pipeline with a network of its own. The
list of strings holds every word of the vectors and of the training texts;
the words of an article enter it when they are read, so only labels and what
the lemmatizer puts in are kept. The vectors are kept in as many dimensions as the two networks make use of.
Refused are two tables of vectors, a tokenizer other than spaCy's own
for English, since workbench/language.py does not load one, and any change in
what the pipeline says of the sample articles, byte for byte.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import srsly
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.vectors import Vectors

from workbench.samples import samples

LARGEST = 24_950_000
"""Bytes of the whole folder, which leaves room for its licence and notice in 25 MB."""
DIMENSIONS = 60
"""Of the vectors, which have 100: measured on UD PUD, 60 cost a tenth of a point of LAS and no entity, 50 three."""
META = {
    "lang": "en",
    "name": "open_sm",
    "version": "0.2.0",
    "description": "English for news of political violence: tagger, morphology, parser, lemmas, six kinds of names.",
    "author": "Incident Workbench authors",
    "license": "CC BY-SA 4.0",
}


def joined(parser: Path, recogniser: Path) -> Language:
    """The parser's pipeline with the recogniser's `ner`; raises SystemExit where their vectors differ."""
    nlp, names = spacy.load(parser), spacy.load(recogniser)
    ours, theirs = nlp.vocab.vectors, names.vocab.vectors
    if ours.key2row != theirs.key2row or not np.array_equal(ours.data, theirs.data):
        raise SystemExit(f"{parser} and {recogniser} were trained with different vectors; train both with the same.")
    nlp.add_pipe("ner", source=names)
    narrow(nlp)
    nlp.meta.update(META)
    return nlp


def narrow(nlp: Language) -> None:
    """Nothing: the vectors get fewer dimensions, and each network that reads them the matrix that fits those.

    A network sees the vectors through one matrix W. The best table of so few dimensions for all of them is the
    truncated singular value decomposition of vectors times W (Eckart and Young 1936); each W counts the same.
    """
    readers = [layer for name in nlp.pipe_names for layer in _readers(nlp.get_pipe(name))]
    weights = [layer.get_param("W") for layer in readers]
    sizes = [float(np.linalg.norm(weight)) for weight in weights]
    seen = nlp.vocab.vectors.data @ np.concatenate([w / size for w, size in zip(weights, sizes, strict=True)]).T
    left, values, right = np.linalg.svd(seen, full_matrices=False)
    table = Vectors(shape=(len(left), DIMENSIONS), name=nlp.vocab.vectors.name)
    table.data = np.ascontiguousarray(left[:, :DIMENSIONS] * values[:DIMENSIONS], dtype="f4")
    table.key2row = dict(nlp.vocab.vectors.key2row)
    nlp.vocab.vectors = table
    at = 0
    for layer, weight, size in zip(readers, weights, sizes, strict=True):
        part = right[:DIMENSIONS, at : at + len(weight)].T * size
        layer._dims["nM"] = DIMENSIONS  # noqa: SLF001 - Thinc lets nobody change the size of a trained layer
        layer.set_param("W", np.ascontiguousarray(part, dtype="f4"))
        at += len(weight)
    kept = float((values[:DIMENSIONS] ** 2).sum() / (values**2).sum())
    print(f"{DIMENSIONS} dimensions keep {kept:.1%} of what the networks see of the vectors")


def _readers(pipe: Any) -> list[Any]:  # noqa: ANN401 - spaCy's pipes and Thinc's layers share no useful type
    model = getattr(pipe, "model", None)
    return [layer for layer in model.walk() if layer.name == "static_vectors"] if model is not None else []


def check_tokenizer(nlp: Language) -> None:
    """Nothing; raises SystemExit where the tokenizer is not the one that spaCy makes for English."""
    ours: Any = nlp.tokenizer
    own: Any = spacy.blank("en").tokenizer
    if ours.to_bytes(exclude=["vocab"]) != own.to_bytes(exclude=["vocab"]):
        raise SystemExit("The tokenizer is not spaCy's own for English; train with that, or let language.py load ours.")


def said(nlp: Language) -> str:
    """Everything that the pipeline says of the sample articles, as JSON."""
    texts = [" ".join(path.read_text(encoding="utf-8").split()) for path in samples()]
    return json.dumps([doc.to_json() for doc in nlp.pipe(texts)])


def words(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """The strings at any depth of a JSON value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words(inner)


def needed(strings: list[str], folder: Path) -> list[str]:
    """Of the strings those that a label or a lemma rule of the folder is spelt with, in their order."""
    labels = set(words(srsly.read_json(folder / "meta.json")["labels"]))
    labels |= set(words(srsly.read_json(folder / "morphologizer" / "cfg")["labels_morph"]))
    trees = srsly.read_msgpack(folder / "trainable_lemmatizer" / "trees")["trees"]
    pieces = {tree[side] for tree in trees if "orig" in tree for side in ("orig", "subst")}
    return [string for string in strings if string in labels or get_string_id(string) in pieces]


def main() -> None:
    """Write the folder with the shorter list, or with the whole one and say why."""
    parser, recogniser, folder = map(Path, sys.argv[1:])
    joined(parser, recogniser).to_disk(folder)
    file = folder / "vocab" / "strings.json"
    written = file.read_bytes()
    nlp = spacy.load(folder)
    check_tokenizer(nlp)
    strings = json.loads(written)
    kept = needed(strings, folder)
    file.write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    if said(spacy.load(folder)) != said(nlp):
        file.write_bytes(written)
        raise SystemExit("With fewer strings the pipeline says something else; the folder keeps them all.")
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{len(kept)} of {len(strings)} strings kept; the folder holds {size:,} bytes")
    if size >= LARGEST:
        raise SystemExit(f"That is not under {LARGEST:,} bytes.")


if __name__ == "__main__":
    main()
