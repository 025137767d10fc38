"""How long an analyst waits for one article: `python benchmarks/extract.py [ARTICLE] [--runs N]`.

A warm `workbench extract` (files in the page cache, byte code compiled) beside
a plain `import spacy` in the same run, as medians of wall time. That import is
what every program built on spaCy waits for before it has read a word, on the
same machine in the same minute, so the ratio travels where seconds do not.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from workbench.samples import sample

IMPORT = [sys.executable, "-c", "import spacy"]
SETTINGS = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
"""Empty is unset: where byte code may not be kept, every run would compile the workbench anew."""


def command(article: Path) -> list[str]:
    """The command line under test."""
    return [sys.executable, "-m", "workbench", "extract", str(article)]


def seconds(line: list[str]) -> float:
    """Wall time of one run of a command; raises CalledProcessError where it fails."""
    start = time.perf_counter()
    subprocess.run(line, check=True, capture_output=True, env=SETTINGS)
    return time.perf_counter() - start


def main() -> None:
    """Run both by turns, so that a busy moment hits both, and print the medians and their ratio."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("article", nargs="?", type=Path, default=None, help="a text file; the sample story if none")
    reader.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    asked = reader.parse_args()
    article = asked.article or sample()
    lines = {"import spacy": IMPORT, "workbench extract": command(article)}
    for line in lines.values():
        seconds(line)
    taken = [{name: seconds(line) for name, line in lines.items()} for _ in range(asked.runs)]
    median = {name: statistics.median(run[name] for run in taken) for name in lines}
    for name in lines:
        low, high = min(run[name] for run in taken), max(run[name] for run in taken)
        print(f"{name:18} {median[name]:6.2f} s   ({low:.2f} to {high:.2f} over {asked.runs} runs)")
    print(f"ratio              {median['workbench extract'] / median['import spacy']:6.2f}   ({article.name})")


if __name__ == "__main__":
    main()
