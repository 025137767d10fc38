"""Features in, probabilities out: a linear model whose every weight can be read in `weights.json`.

The file holds, for each question, a constant and what each feature adds to it in log odds. It was made by
`training/incidents.py` from the training part of MUC-4, of which it holds no text.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = Path(__file__).with_name("weights.json")
CONSTANT = "constant"


@cache
def _weights() -> dict[str, dict[str, float]]:
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}  # type: ignore[no-any-return]


def chance(question: str, features: Iterable[str]) -> float:
    """The probability that the answer to a question is yes; a half where nothing was learned."""
    table = _weights().get(question, {})
    odds = table.get(CONSTANT, 0.0) + sum(table.get(feature, 0.0) for feature in set(features))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def reasons(question: str, features: Iterable[str], most: int = 5) -> list[tuple[str, float]]:
    """The features that weigh most in an answer, the heaviest first, each with its log odds."""
    table = _weights().get(question, {})
    known = [(f, table[f]) for f in set(features) if f in table]
    return sorted(known, key=lambda f: (-abs(f[1]), f[0]))[:most]
