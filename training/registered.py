"""What the training configurations name and spaCy does not have: train.py brings it in.

`workbench.letter_case.v1` turns some training texts into the capitals of a
headline, the Title Case of another, or lower case, so that the pipeline keeps
its footing there. `workbench.begin_from.v1` begins a network from the weights
of a trained one. Nothing here is loaded when an article is read.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

Augmenter = Callable[[Language, Example], Iterator[Example]]


@spacy.registry.augmenters("workbench.letter_case.v1")
def letter_case(lower: float, upper: float, title: float, seed: int) -> Augmenter:
    """An augmenter that hands out each example once more in another letter case, with these three probabilities."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        yield example
        drawn = chance.random()
        if drawn < lower:
            yield _recased(nlp, example, str.lower)
        elif drawn < lower + upper:
            yield _recased(nlp, example, str.upper)
        elif drawn < lower + upper + title:
            yield _recased(nlp, example, _titled)

    return augment


def _titled(word: str) -> str:
    """The word with a capital, as headlines of some papers have it; "'s" and "McKay" keep their letters."""
    return word[:1].upper() + word[1:]


def _recased(nlp: Language, example: Example, change: Callable[[str], str]) -> Example:
    """The example with every word changed; a word that changes its length ("ß") stays as it was."""
    gold = example.to_dict()
    words = [token.text for token in example.reference]
    changed = [new if len(new := change(word)) == len(word) else word for word in words]
    gold["token_annotation"]["ORTH"] = changed
    spaces = [bool(token.whitespace_) for token in example.reference]
    return Example.from_dict(Doc(nlp.vocab, words=changed, spaces=spaces), gold)


@spacy.registry.callbacks("workbench.begin_from.v1")
def begin_from(pipeline: str, source: str, target: str) -> Callable[[Language], Language]:
    """A callback that copies the tok2vec weights of a component of a trained pipeline into one of the new pipeline.

    Raises ValueError where no part of the target has the shape of the source.
    """

    def copy(nlp: Language) -> Language:
        weights = spacy.load(Path(pipeline)).get_pipe(source).model.to_bytes()  # type: ignore[attr-defined]
        for layer in nlp.get_pipe(target).model.walk():  # type: ignore[attr-defined]
            if _takes(layer, weights):
                return nlp
        raise ValueError(f"No part of {target!r} has the shape of {source!r} of {pipeline}; their configs must agree.")

    return copy


def _takes(layer: object, weights: bytes) -> bool:
    """True where the layer has taken the weights: Thinc refuses those of another shape."""
    try:
        layer.from_bytes(weights)  # type: ignore[attr-defined]
    except (ValueError, KeyError, AttributeError, IndexError, AssertionError):
        return False
    return True
