"""What reading costs beyond parsing: `python benchmarks/speed.py [INPUTS.jsonl ...] [--runs N] [--most N]`.

Whole extraction of many articles (`wb.extract`; reading the page is not counted) beside the bare spaCy pipeline
(`nlp.pipe` of the very same loaded pipeline, on the same texts), by turns in one run, as medians of the processor's
time and their ratio. Without inputs the articles are the stories of data/; a line of an input is a JSON object with
`text` and, where it is known, `doc_date`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import workbench as wb
from workbench import language

STORIES = Path(__file__).resolve().parent.parent / "data" / "articles"
MOST = 100
BAR = 1.25


def stories() -> Iterator[wb.Article]:
    """The stories of data/, as the workbench reads a page."""
    for path in sorted(STORIES.glob("*.txt")):
        yield wb.read(path)


def rows(path: Path, most: int) -> Iterator[wb.Article]:
    """The first articles of a JSON Lines file; raises OSError, ValueError or KeyError for one that has no text."""
    with path.open(encoding="utf-8") as lines:
        for _, line in zip(range(most), lines, strict=False):
            row = json.loads(line)
            yield wb.read(row["text"], published=(row.get("doc_date") or "")[:10] or None)


def seconds(work: Callable[[], object]) -> float:
    """The processor's time for some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measured(articles: list[wb.Article], runs: int) -> tuple[list[float], list[float]]:
    """Seconds of each run of the bare pipeline and of whole extraction, by turns, after one round that warms both."""
    nlp = language.pipeline()
    texts = [language.plain(article.text) for article in articles]

    def bare() -> None:
        for _ in nlp.pipe(texts):
            pass

    def whole() -> None:
        for _ in wb.extract_many(articles):
            pass

    bare(), whole()
    taken = [(seconds(bare), seconds(whole)) for _ in range(runs)]
    return [run[0] for run in taken], [run[1] for run in taken]


def show(name: str, articles: list[wb.Article], runs: int) -> None:
    """Print the medians of both and the ratio."""
    bare, whole = (statistics.median(times) for times in measured(articles, runs))
    words = sum(len(article.text.split()) for article in articles)
    print(f"{name:24} {len(articles):8} {words:8} {bare:8.2f} s {whole:8.2f} s {whole / bare:7.2f}")


def main() -> None:
    """Measure the stories of data/ and every input, a line each."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("inputs", nargs="*", type=Path, help="JSON Lines files with `text` and `doc_date`")
    reader.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    reader.add_argument("--most", type=int, default=MOST, help=f"articles of an input at most (default {MOST})")
    asked = reader.parse_args()
    print(f"{'':24} {'articles':>8} {'words':>8} {'bare':>10} {'whole':>10} {'ratio':>7}   (bar {BAR})")
    show("data/articles", list(stories()), asked.runs)
    for path in asked.inputs:
        show("/".join(path.parts[-2:]), list(rows(path, asked.most)), asked.runs)


if __name__ == "__main__":
    main()
