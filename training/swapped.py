"""Sentences of the corpora with our names in them.

A recogniser that has seen a name often knows the name and not its
surroundings. Where a text names something, a copy of it names another thing
of the same type, drawn from the lists of our own text; what stays is the
sentence around it. Source of the idea: mention replacement (Dai and Adel
2020, "An Analysis of Simple Data Augmentation for Named Entity Recognition").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from random import Random

import own_text
import spacy
from spacy.tokens import Doc, Span

SWAPPED = frozenset({"ORG", "FAC", "PERSON", "GPE"})
CHANCE = 0.6
"""How often a name is swapped, so that the copy still has some of its own; set by hand, not fitted."""


def names(slots: Iterable[own_text.Slot]) -> dict[str, list[list[str]]]:
    """The names of our lists as tokens, by type."""
    tokenizer = spacy.blank("en").tokenizer
    found: dict[str, list[list[str]]] = defaultdict(list)
    for slot in slots:
        if slot.label in SWAPPED:
            found[slot.label] += [[token.text for token in tokenizer(filler.form)] for filler in slot.fillers]
    return dict(found)


def swapped(docs: Iterable[Doc], known: Mapping[str, Sequence[Sequence[str]]], chance: Random) -> Iterator[Doc]:
    """A copy of each Doc that names an organisation or a built place, with other names of the same types."""
    for doc in docs:
        if any(entity.label_ in {"ORG", "FAC"} for entity in doc.ents):
            yield _copy(doc, known, chance)


def _copy(doc: Doc, known: Mapping[str, Sequence[Sequence[str]]], chance: Random) -> Doc:
    words: list[str] = []
    spaces: list[bool] = []
    spans: list[tuple[int, int, str]] = []
    at = 0
    for entity in doc.ents:
        _take(doc[at : entity.start], words, spaces)
        begin = len(words)
        if entity.label_ in known and chance.random() < CHANCE:
            name = chance.choice(known[entity.label_])
            words += name
            spaces += [*_inside(name), bool(entity[-1].whitespace_)]
        else:
            _take(entity, words, spaces)
        spans.append((begin, len(words), entity.label_))
        at = entity.end
    _take(doc[at:], words, spaces)
    made = Doc(doc.vocab, words=words, spaces=spaces)
    made.set_ents([Span(made, start, end, label) for start, end, label in spans])
    return made


def _inside(name: Sequence[str]) -> list[bool]:
    """Whether white space follows each word of a name but its last."""
    return [word != "-" and after not in {"-", "'s", ",", "."} for word, after in pairwise(name)]


def _take(span: Span, words: list[str], spaces: list[bool]) -> None:
    words += [token.text for token in span]
    spaces += [bool(token.whitespace_) for token in span]
