"""Word vectors for the pipeline: `python training/vectors.py CORPORA OUT` writes a blank pipeline that holds them.

20,000 GloVe vectors of 100 dimensions; a rarer word has the vector of the
frequent word that was nearest to its own. spaCy 3.8 saves no table that looks
words up in lower case, so each word has a key for each case it is met in; the
rarest only for the one that a name has, since most of them are names.
"""

from __future__ import annotations

import lzma
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.vectors import Vectors

FOLDER = "glove-100d-20k"
TABLE = "glove-100d-top20k.txt.xz"
NEAREST = ("nearest-row-for-next-30k.tsv.xz", "nearest-row-for-50k-150k-alphabetic.tsv.xz")
"""Rarer words and the frequent word nearest to each, the more frequent list first."""
IN_CAPITALS = 10_000
IN_LOWER_CASE = 50_000
"""How many of the most frequent words also have a key in capitals, and in lower case."""


def lines(path: Path) -> Iterator[str]:
    """The lines of a packed text file; raises SystemExit naming the file that is not there."""
    if not path.is_file():
        raise SystemExit(f"{path} is not there; training/README.md says where each corpus can be had.")
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def table(folder: Path) -> tuple[list[str], np.ndarray]:
    """The frequent words and their vectors, a row each (float32)."""
    rows = [line.split(" ") for line in list(lines(folder / TABLE))[1:]]
    return [row[0] for row in rows], np.array([row[1:] for row in rows], dtype="f4")


def places(words: list[str], folder: Path) -> dict[str, int]:
    """The row of each word, rarer words included, in the order of their frequency."""
    found = {word: row for row, word in enumerate(words)}
    for name in NEAREST:
        for line in lines(folder / name):
            word, near = line.split("\t")
            if near in found:
                found.setdefault(word, found[near])
    return found


def forms(word: str, rank: int) -> Iterator[str]:
    """The cases that a word is looked up in."""
    if rank < IN_LOWER_CASE:
        yield word
    yield word.capitalize() if "'" in word else word.title()
    if rank < IN_CAPITALS:
        yield word.upper()


def pipeline(folder: Path) -> Language:
    """A blank English pipeline with the vectors."""
    nlp = spacy.blank("en")
    words, data = table(folder)
    vectors = Vectors(data=data, keys=[nlp.vocab.strings.add(word) for word in words], name="en_glove100")
    for rank, (word, row) in enumerate(places(words, folder).items()):
        for form in forms(word, rank):
            key = nlp.vocab.strings.add(form)
            if key not in vectors.key2row:
                vectors.add(key, row=row)
    nlp.vocab.vectors = vectors
    return nlp


def main() -> None:
    """Write the pipeline and say how large its table is."""
    corpora, out = map(Path, sys.argv[1:])
    nlp = pipeline(corpora / FOLDER)
    nlp.to_disk(out)
    print(f"{nlp.vocab.vectors.shape[0]:,} vectors, {nlp.vocab.vectors.n_keys:,} keys")


if __name__ == "__main__":
    main()
