"""What the workbench reads in the stories of data/ beside what a person coded there, for the floors and the README.

The comparison is the product's own (`workbench.scoring`); here it is only
called, once for each kind of story.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from workbench import codings, pipeline, scoring
from workbench.scores import Score

DATA = Path(__file__).resolve().parent.parent / "data"
KINDS = ("reported", "exercises")
"""Stories of real events, looked at while rules were written, and the invented ones (`x*`)."""


def files(kind="*"):
    """The codings of data/ of one kind, or of all ("*"), in their order."""
    found = codings.files(DATA / "gold")
    return [file for file in found if kind in {"*", "exercises" if file.name.startswith("x") else "reported"}]


def stories(kind="*"):
    """(article, coding as it is written) of the stories of data/."""
    for file in files(kind):
        (coding,) = codings.read(file)
        yield coding.article, json.loads(file.read_text(encoding="utf-8"))


@cache
def score(kind="*") -> Score:
    """The score of the machine as it is, over the stories of data/ of one kind or of all."""
    coded = [coding for file in files(kind) for coding in codings.read(file)]
    readings = pipeline.extract_many([coding.article for coding in coded])
    return sum(map(scoring.compare, coded, readings), Score())
