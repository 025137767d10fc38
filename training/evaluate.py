"""The scoreboard: `python training/evaluate.py PIPELINE CORPUS [OTHER]` scores a pipeline on every held-out part.

From raw text, so that wrong tokens and sentences cost their share. Trees are
scored by spaCy's own scorer, entities by exact span and type. The table goes
into README.md beside this script and the figures into the pipeline's
meta.json. Where another pipeline is named, its speed and ours are measured in
turn on the same text, one thread each; without the rest of the machine at
rest only their ratio means anything.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

TREES = {"UD PUD (news and Wikipedia)": "trees_test_pud", "GUM": "trees_test_gum", "EWT": "trees_test_ewt"}
NAMES = {
    "UNER PUD (unseen source)": "names_pud_test", "GMB held out (conflict news)": "names_gmb_test",
    "UNER EWT": "names_uner_test", "GUM": "names_gum_test",
}  # fmt: skip
TYPES = ("PERSON", "NORP", "GPE", "LOC", "ORG", "FAC")
README = Path(__file__).resolve().parent / "README.md"
BEGIN, END = "<!-- scores: written by evaluate.py -->", "<!-- end of scores -->"
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Tally:
    """Entities found and right, found and wrong, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def f(self) -> float | None:
        """F1 in per cent; None where there is none and none was found."""
        whole = 2 * self.right + self.wrong + self.missed
        return 100 * 2 * self.right / whole if whole else None


def trees(nlp: Language, docs: Iterable[Doc]) -> dict[str, float]:
    """Accuracy of tags, parts of speech, lemmas, heads (UAS) and labelled heads (LAS), F of sentences, in per cent."""
    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])
    names = {"tags": "tag_acc", "pos": "pos_acc", "lemmas": "lemma_acc", "uas": "dep_uas", "las": "dep_las",
             "sentences": "sents_f"}  # fmt: skip
    return {name: round(100 * scores[key], 1) for name, key in names.items()}


def names(nlp: Language, docs: Iterable[Doc]) -> dict[str, float | None]:
    """F1 of all entities and of each type, in per cent."""
    gold = list(docs)
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for doc, read in zip(gold, nlp.pipe(doc.text for doc in gold), strict=True):
        expected, found = _spans(doc), {span for span in _spans(read) if span[2] in TYPES}
        right.update(label for _, _, label in expected & found)
        wrong.update(label for _, _, label in found - expected)
        missed.update(label for _, _, label in expected - found)
    tallies = {label: Tally(right[label], wrong[label], missed[label]) for label in TYPES}
    whole = {"all": Tally(right.total(), wrong.total(), missed.total())} | tallies
    return {label: None if tally.f is None else round(tally.f, 1) for label, tally in whole.items()}


def _spans(doc: Doc) -> set[tuple[int, int, str]]:
    return {(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents}


def speed(pipelines: Mapping[str, Language], texts: list[str]) -> dict[str, float]:
    """Words a second of each pipeline, the best of some rounds taken in turn."""
    best = dict.fromkeys(pipelines, 0.0)
    for _ in range(ROUNDS):
        for name, nlp in pipelines.items():
            start = time.perf_counter()
            words = sum(len(doc) for doc in nlp.pipe(texts))
            best[name] = max(best[name], words / (time.perf_counter() - start))
    return {name: round(rate) for name, rate in best.items()}


def scoreboard(scores: Mapping[str, Mapping[str, Mapping[str, float | None]]]) -> str:
    """The two tables in Markdown."""
    columns = ("tags", "uas", "las", "lemmas", "sentences")
    lines = ["| test | tags | UAS | LAS | lemmas | sentences F |", "| --- | --- | --- | --- | --- | --- |"]
    lines += [_line(test, (found[key] for key in columns)) for test, found in scores["trees"].items()]
    lines += ["", f"| entities F, six types | all | {' | '.join(TYPES)} |", "| --- " * (len(TYPES) + 2) + "|"]
    lines += [_line(test, (found[key] for key in ("all", *TYPES))) for test, found in scores["names"].items()]
    return "\n".join(lines)


def _line(test: str, figures: Iterable[float | None]) -> str:
    return f"| {test} | {' | '.join('-' if figure is None else f'{figure:.1f}' for figure in figures)} |"


def _read(corpus: Path, name: str, nlp: Language) -> list[Doc]:
    return list(DocBin().from_disk(corpus / f"{name}.spacy").get_docs(nlp.vocab))


def main() -> None:
    """Print the scoreboard, and write it where it is shown."""
    folder, corpus, *other = map(Path, sys.argv[1:])
    nlp = spacy.load(folder)
    scores = {
        "trees": {test: trees(nlp, _read(corpus, name, nlp)) for test, name in TREES.items()},
        "names": {test: names(nlp, _read(corpus, name, nlp)) for test, name in NAMES.items()},
    }
    board = scoreboard(scores)
    print(board)
    if other:
        texts = [doc.text for doc in _read(corpus, TREES["UD PUD (news and Wikipedia)"], nlp)]
        rates = speed({"this pipeline": nlp, "the other": spacy.load(other[0])}, texts)
        print(f"words a second: {rates}")
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    (folder / "meta.json").write_text(json.dumps(meta | {"performance": scores}, indent=2) + "\n", encoding="utf-8")
    page = README.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    README.write_text(f"{before}{BEGIN}\n\n{board}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
