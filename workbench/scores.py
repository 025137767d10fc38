"""The nouns of a score: tallies, faults and disagreements over coded articles, and their shapes for others.

Rates come with the interval that so few articles leave open (Wilson, 95 %), and
a rate of nothing is None. Nothing here compares anything.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from workbench.records import Passage

if TYPE_CHECKING:
    import pandas as pd

SCHEMA = "workbench-score/1"
"""The shape of what `as_json` gives; another number says that something in it has changed its place or its meaning."""
FIELDS: Mapping[str, str] = {
    "attacks": "attacks (kind, country and days)",
    "type": "type",
    "status": "status",
    "date": "date",
    "place": "place",
    "perpetrators": "perpetrators",
    "attribution": "perpetrators, with how firmly they are named",
    "targets": "targets",
    "weapons": "weapons",
    "munitions": "counts of munitions",
    "killed": "counts of killed",
    "killed_voiced": "counts of killed, with who gives them",
    "wounded": "counts of wounded",
    "wounded_voiced": "counts of wounded, with who gives them",
}
"""The fields of a score in their order, and what each is called."""
FAULTS: Mapping[str, str] = {
    "leaks": "totals of many attacks read as the toll of one",
    "alarms": "articles without an attack in which one is read",
    "astray": "passages that are not the article's words",
}
_Z = 1.959964
"""The two-sided 95 % point of the normal distribution."""
Outcome = Literal["missed", "made_up", "confused", "leak", "false_alarm", "astray"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were read rightly, how many read that are not there, how many there that were not read."""

    true_positives: int = 0
    false_positives: int = 0
    false_negatives: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.true_positives + other.true_positives,
            self.false_positives + other.false_positives,
            self.false_negatives + other.false_negatives,
        )

    @property
    def read(self) -> int:
        """How many the program read."""
        return self.true_positives + self.false_positives

    @property
    def coded(self) -> int:
        """How many the coding has."""
        return self.true_positives + self.false_negatives

    @property
    def precision(self) -> float | None:
        """The share of those read that is right; None where nothing was read."""
        return self.true_positives / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        """The share of those coded that was read; None where nothing is coded."""
        return self.true_positives / self.coded if self.coded else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where nothing was read and nothing is coded."""
        either = self.read + self.coded
        return 2 * self.true_positives / either if either else None


@dataclass(frozen=True, slots=True)
class Fault:
    """How many times something happened that never should, and out of how many times it could have."""

    count: int = 0
    of: int = 0

    def __add__(self, other: Fault) -> Fault:
        return Fault(self.count + other.count, self.of + other.of)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing on which the coding and the reading differ, with the words that either rests on."""

    file: str
    """The coding, or the store and `#article`."""
    article: str
    source: str
    """Where the text lies that the passage's offsets count in."""
    field: str
    outcome: Outcome
    coded: str | None
    read: str | None
    passage: Passage | None
    """The words of the reading or, where it missed something, of the coding; None where neither points at any."""
    event: str | None = None
    """The coded event or, for what is made up, the event that was read."""


@dataclass(frozen=True, slots=True)
class Score:
    """The reading of some articles beside their coding."""

    articles: int = 0
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    """By the names of `FIELDS`; voiced counts only where voices are coded."""
    faults: Mapping[str, Fault] = field(default_factory=dict)
    """By the names of `FAULTS`."""
    disagreements: tuple[Disagreement, ...] = ()
    file: str | None = None
    """The coding, or the store and `#article`, of a single article; None for several."""

    def __add__(self, other: Score) -> Score:
        return Score(
            self.articles + other.articles,
            {name: self.tally(name) + other.tally(name) for name in FIELDS},
            {name: self.fault(name) + other.fault(name) for name in FAULTS},
            self.disagreements + other.disagreements,
        )

    def tally(self, name: str) -> Tally:
        """The tally of a field, empty where nothing of it was coded or read."""
        return self.tallies.get(name, Tally())

    def fault(self, name: str) -> Fault:
        """The count of a fault."""
        return self.faults.get(name, Fault())

    @property
    def confusions(self) -> tuple[tuple[str, str, str, int], ...]:
        """(field, coded, read, how often) for each value taken for another, the most frequent first."""
        mixed = Counter((d.field, d.coded or "", d.read or "") for d in self.disagreements if d.outcome == "confused")
        return tuple((*pair, count) for pair, count in mixed.most_common())

    def table(self) -> pd.DataFrame:
        """One row a field: the counts, precision, recall and F1, and the 95 % intervals of the first two."""
        import pandas as pd

        return pd.DataFrame([{"field": name} | figures(self.tally(name)) for name in FIELDS])

    def disagreement_table(self) -> pd.DataFrame:
        """One row a disagreement: what was coded, what was read, and the words with their place."""
        import pandas as pd

        names = ("file", "article", "source", "event", "field", "outcome", "coded", "read", "start", "end", "words")
        return pd.DataFrame([_row(one) for one in self.disagreements], columns=list(names)).convert_dtypes()


def wilson(count: int, of: int) -> tuple[float, float] | None:
    """The 95 % interval of a rate that was found `count` times out of `of`; None for no trial.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212.
    """
    if of == 0:
        return None
    rate, spread = count / of, _Z * _Z / of
    middle = (rate + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(rate * (1 - rate) / of + spread / (4 * of)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def figures(tally: Tally) -> dict[str, Any]:
    """A tally's counts, its rates and their 95 % intervals, under the names of the table and of the JSON."""
    known: dict[str, Any] = asdict(tally)
    for name, of in (("precision", tally.read), ("recall", tally.coded)):
        low, high = wilson(tally.true_positives, of) or (None, None)
        known |= {name: getattr(tally, name), f"{name}_low": low, f"{name}_high": high}
    return known | {"f1": tally.f1}


def as_json(reached: Score) -> dict[str, Any]:
    """One line of the JSON promise: the score of one coded article with its disagreements, or of all (file None)."""
    return {
        "schema": SCHEMA,
        "file": reached.file,
        "articles": reached.articles,
        "fields": {name: figures(reached.tally(name)) for name in FIELDS},
        "faults": {name: asdict(reached.fault(name)) for name in FAULTS},
        "disagreements": [_row(one) for one in reached.disagreements] if reached.file is not None else None,
    }


def _row(one: Disagreement) -> dict[str, Any]:
    words = one.passage
    place = {"start": words and words.start, "end": words and words.end, "words": words and words.text}
    named = ("file", "article", "source", "event", "field", "outcome", "coded", "read")
    return {name: getattr(one, name) for name in named} | place
