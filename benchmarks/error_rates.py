"""The error rates that the README states: `python benchmarks/error_rates.py` measures them and writes them there.

What the workbench reads in the stories of data/ beside what a person coded (`workbench score data/gold` shows the
same, with every disagreement), as two tables between two marks of the README, with the day and the number of
stories: those of real events, and invented exercises.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from workbench import codings, scorecard, scoring
from workbench.scores import FAULTS, FIELDS, Score

PROJECT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- error rates: written by benchmarks/error_rates.py -->", "<!-- error rates: end -->"
KINDS = {
    "reported": "stories of real events, which lay open while the rules were written",
    "exercises": "invented exercises, each with a trap",
}
MEASURED = "Measured on "


def measured() -> dict[str, Score]:
    """The score of each kind of story of data/."""
    files = codings.files(PROJECT / "data" / "gold")
    invented = [file for file in files if file.name.startswith("x")]
    return {
        "reported": scoring.score(*(file for file in files if file not in invented)),
        "exercises": scoring.score(*invented),
    }


def section(reached: Mapping[str, Score], day: dt.date) -> str:
    """What stands between the marks."""
    total = sum(score.articles for score in reached.values())
    lines = [f"{MEASURED}{day} on {total} stories; in brackets the 95 % interval (Wilson), in per cent.", ""]
    for kind, score in reached.items():
        lines += [*_table(f"{score.articles} {KINDS[kind]}", score), "", _faults(score), ""]
    return "\n".join(lines)


def _table(title: str, score: Score) -> list[str]:
    heads = (title, "right among those read", "read of those coded", "coded")
    lines = [f"| {' | '.join(heads)} |", f"| {' | '.join(['---'] * len(heads))} |"]
    for name, words in FIELDS.items():
        tally = score.tally(name)
        right = tally.true_positives
        cells = (words, scorecard.rate(right, tally.read), scorecard.rate(right, tally.coded), str(tally.coded))
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _faults(score: Score) -> str:
    counts = [f"{title}: {score.fault(name).count} of {score.fault(name).of}" for name, title in FAULTS.items()]
    told = "; ".join(counts)
    return f"{told[0].upper()}{told[1:]}."


def rewritten(page: str, words: str) -> str:
    """The page with the words between its marks; raises ValueError where a mark is missing."""
    if not 0 <= page.find(BEGIN) < page.find(END):
        raise ValueError(f"README.md: put the marks {BEGIN} and {END} where the error rates belong.")
    before, after = page.split(BEGIN, maxsplit=1)[0], page.split(END, maxsplit=1)[1]
    return f"{before}{BEGIN}\n{words}{END}{after}"


def main() -> None:
    """Measure, and write the README anew."""
    readme = PROJECT / "README.md"
    page = readme.read_text(encoding="utf-8")
    readme.write_text(rewritten(page, section(measured(), dt.datetime.now(dt.UTC).date())), encoding="utf-8")


if __name__ == "__main__":
    main()
