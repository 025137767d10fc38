"""The trained pipeline as it ships, lighter by what no reading needs: `python training/assemble_model.py [FOLDER]`.

In and out: a spaCy pipeline folder, workbench/model if none is named. Its
list of strings holds every word of the vectors and of the training texts;
the words of an article enter it when they are read, so only labels and what
the lemmatizer puts in are kept. Refused is a tokenizer other than spaCy's own
for English, since workbench/language.py does not load one, and any change in
what the pipeline says of the sample articles, byte for byte.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.language import Language
from spacy.strings import get_string_id

from workbench.samples import samples

MODEL = Path(__file__).resolve().parent.parent / "workbench" / "model"
LARGEST = 25_000_000
"""Bytes of the whole folder, its licence and notice included."""


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
    """Write the shorter list, or leave the folder as it was and say why."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else MODEL
    file = folder / "vocab" / "strings.json"
    written = file.read_bytes()
    nlp = spacy.load(folder)
    check_tokenizer(nlp)
    strings = json.loads(written)
    kept = needed(strings, folder)
    file.write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    if said(spacy.load(folder)) != said(nlp):
        file.write_bytes(written)
        raise SystemExit("With fewer strings the pipeline says something else; the folder is as it was.")
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{len(kept)} of {len(strings)} strings kept; the folder holds {size:,} bytes")
    if size >= LARGEST:
        raise SystemExit(f"That is not under {LARGEST:,} bytes.")


if __name__ == "__main__":
    main()
