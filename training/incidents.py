"""MUC-4's training part in, the weights of its incidents out: `benchmarks/corpora/weights.json`.

`python training/incidents.py TRAIN.jsonl benchmarks/corpora/weights.json`, with scikit-learn installed beside the
training extras (it is needed for nothing else). What is learned are conventions of that key alone: which events it
holds as incidents, which nouns fill its roles, and how it words them; the reading itself is the workbench's and has
no weights. The corpus stays where it is: the file holds features and numbers, and no text of it but single words.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import string
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

from corpora import Document, features, muc4, slots, weights, wordings  # noqa: E402

_SLOTS = {
    "PerpInd": "perp_individual", "PerpOrg": "perp_organization", "Target": "phys_target", "Victim": "hum_name",
    "VictimDesc": "hum_description", "Weapon": "instrument_id",
}  # fmt: skip
_LEAST_SEEN = 3
_LEAST_WEIGHT = 0.1
_STRENGTH = {"event": 0.1, "wording": 0.3}
_ROLE_STRENGTH = 0.3
"""Inverse strength of the pull towards zero (scikit-learn's C), chosen by four-fold cross-validation on the part."""
_PUNCTUATION = str.maketrans("", "", string.punctuation)


@dataclass(slots=True)
class Lesson:
    """One question with everything that was asked: the features and the right answers."""

    rows: list[list[str]] = field(default_factory=list)
    answers: list[bool] = field(default_factory=list)

    def add(self, said: list[str], *, answer: bool) -> None:
        """One more example."""
        self.rows.append(said)
        self.answers.append(answer)


def plain(words: str) -> str:
    """Words as the scorer compares them: small letters, no punctuation, no articles, one space apart."""
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", words.lower().translate(_PUNCTUATION)).split())


def fillers_of(template: dict[str, Any]) -> Iterator[tuple[str, set[str]]]:
    """The role and wordings of every filler of a template."""
    for role, slot in _SLOTS.items():
        for filler in template[slot]:
            yield role, {plain(words) for words in filler["strings"]}


def agreement(template: dict[str, Any], told: dict[str, Any], text: str) -> float:
    """How well an event fits a template: its kind, day, place and the fillers that its words hold; 0: not at all."""
    same_kind = told["incident_type"].upper() in template["incident_type"]
    shared = sum(any(words and words in text for words in strings) for _, strings in fillers_of(template))
    if not same_kind:
        return 0.0
    day = told["date"] or {}
    days = sum(
        2 * ((d["start"], d["end"]) == (day.get("start"), day.get("end"))) for d in template["date"][:1]
    )  # fmt: skip
    named = {plain(p["name"]) for alternative in template["location"] for level in alternative["places"] for p in level}
    place = 2 * bool(named & {plain(p) for p in told["places"]})
    return 4 + shared + days + place


def pairs(templates: list[dict[str, Any]], told: list[dict[str, Any]], texts: list[str]) -> dict[int, int]:
    """For each event that is one, the template it tells of: the best fits first, each once."""
    scored = [
        (agreement(t, e, texts[j]), -i, -j)
        for i, t in enumerate(templates) for j, e in enumerate(told) if agreement(t, e, texts[j])
    ]  # fmt: skip
    found: dict[int, int] = {}
    for _, i, j in sorted(scored, reverse=True):
        if -j not in found and -i not in found.values():
            found[-j] = -i
    return found


def learn_from(row: dict[str, Any], lessons: dict[str, Lesson]) -> None:
    """Add what one dispatch teaches."""
    day = dt.date.fromisoformat(row["doc_date"]) if row["doc_date"] else None
    story, home = muc4.read(Document(row["docid"], row["text"], day))
    told = [slots.of(event, day, home) for event in story.events]
    texts = [plain(" ".join({a.sent.text for a in acts})) for acts in story.acts]
    aligned = pairs(row["templates"], told, texts)
    for number in range(len(told)):
        lessons["event"].add(features.of_event(story, number), answer=number in aligned)
    for filler in features.fillers(story):
        order = sorted(range(len(row["templates"])), key=lambda i: i != aligned.get(filler.event))
        ways = dict(wordings.all_of(filler.noun))
        role, strings = _role(ways, [row["templates"][i] for i in order])
        for name in muc4.ROLES:
            lessons[name].add(filler.features, answer=name == role)
        for way in ways if role else ():
            lessons["wording"].add(wordings.features(role or "", way, ways), answer=plain(ways[way]) in strings)


def _role(ways: dict[str, str], templates: list[dict[str, Any]]) -> tuple[str | None, set[str]]:
    """The role that the key gives a noun, and the wordings of its entity."""
    worded = {plain(words) for words in ways.values()} - {""}
    for template in templates:
        for role, strings in fillers_of(template):
            if worded & strings:
                return role, strings
    return None, set()


def fitted(lesson: Lesson, strength: float) -> dict[str, float]:
    """The weights of one question, those near nothing left out."""
    import numpy as np
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-not-found]

    seen = Counter(f for row in lesson.rows for f in set(row))
    names = sorted(f for f, n in seen.items() if n >= _LEAST_SEEN)
    column = {name: i for i, name in enumerate(names)}
    cells = [sorted({column[f] for f in row if f in column}) for row in lesson.rows]
    ends = np.cumsum([0, *map(len, cells)]).astype(np.int32)
    indices = np.array([c for row in cells for c in row], dtype=np.int32)
    table = csr_matrix((np.ones(len(indices), dtype=np.float32), indices, ends), shape=(len(cells), len(names)))
    model = LogisticRegression(C=strength, max_iter=400, solver="liblinear", random_state=0)
    model.fit(table, np.array(lesson.answers))
    found = {name: round(float(w), 2) for name, w in zip(names, model.coef_[0], strict=True) if abs(w) >= _LEAST_WEIGHT}
    return {weights.CONSTANT: round(float(model.intercept_[0]), 3), **found}


def main() -> int:
    """Write the weights; 0, or 2 where the command is not given its two paths."""
    if len(sys.argv) != 3:  # noqa: PLR2004
        print(__doc__, file=sys.stderr)
        return 2
    lessons = {name: Lesson() for name in ("event", "wording", *muc4.ROLES)}
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        learn_from(json.loads(line), lessons)
    tables = {name: fitted(lesson, _STRENGTH.get(name, _ROLE_STRENGTH)) for name, lesson in lessons.items()}
    Path(sys.argv[2]).write_text(
        json.dumps(tables, indent=0, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
