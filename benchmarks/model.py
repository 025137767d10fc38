"""What a language pipeline costs: `python benchmarks/model.py OTHER [--runs N]` beside another one, by turns.

Loading, words a second on one core and resident memory while piping, each in
a process of its own and as a median; ours as the workbench loads it, with the
components that it adds. The text is the sample stories, told
over and over until it is as long as asked. OTHER is a spaCy pipeline's folder
or name, such as an earlier version of ours or en_core_web_sm.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from workbench import language

WORDS = 42_000
PROGRAM = """
import json, resource, sys, time
import spacy
from workbench import language
from workbench.samples import samples
name, most = sys.argv[1], int(sys.argv[2])
start = time.perf_counter()
nlp = language.pipeline() if name == "ours" else spacy.load(name)
loaded = time.perf_counter() - start
paragraphs = [" ".join(p.split()) for path in samples() for p in path.read_text(encoding="utf-8").split("\\n\\n")]
texts, count = [], 0
while count < most:
    texts += paragraphs
    count += sum(len(text.split()) for text in paragraphs)
start = time.perf_counter()
words = sum(len(doc) for doc in nlp.pipe(texts))
rate = words / (time.perf_counter() - start)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"load, s": loaded, "words a second": rate, "resident, MiB": memory}))
"""
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


def measured(pipeline: str) -> dict[str, float]:
    """Seconds to load, words a second and MiB of one run in a new process."""
    line = [sys.executable, "-c", PROGRAM, pipeline, str(WORDS)]
    run = subprocess.run(line, check=True, capture_output=True, text=True, env=os.environ | ONE_THREAD)
    found: dict[str, float] = json.loads(run.stdout)
    return found


def size(pipeline: str) -> str:
    """Megabytes of a pipeline's folder."""
    folder = Path(pipeline)
    held = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0
    return f"{held / 1e6:.1f} MB" if held else "installed"


def main() -> None:
    """Run both by turns and print medians and the ratio."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("other", help="the folder or the name of the pipeline beside ours")
    reader.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    asked = reader.parse_args()
    taken = [(measured("ours"), measured(asked.other)) for _ in range(asked.runs)]
    print(f"{'':16} {'ours':>10} {'other':>10} {'ratio':>7}   ({size(str(language.MODEL))}, {size(asked.other)})")
    for figure in taken[0][0]:
        mine = statistics.median(run[0][figure] for run in taken)
        other = statistics.median(run[1][figure] for run in taken)
        print(f"{figure:16} {mine:10,.2f} {other:10,.2f} {mine / other:7.2f}")


if __name__ == "__main__":
    main()
