"""Open corpora in, a list out of how English words are written: what a text in capitals is read by.

`python training/casing.py CORPORA benchmarks/corpora/casing.txt`. One word a line, in the form that it mostly has
inside a sentence; behind it, where the corpora write it both ways, the other form. Names and abbreviations are listed
only where they are short, so that the two can be told apart. Nothing of a benchmark is looked at.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

_WORD = re.compile(r"[A-Za-z]+$")
_COLUMNS = ("gmb-subset/*.xz", "crossner-politics/*.xz", "wikigold/*.xz")
_SHORT = 5
_RARELY = 10
"""One use in so many is no form of its own: names begin with any word."""


def words(corpora: Path) -> Iterator[tuple[str, bool]]:
    """Every word of the corpora as it is written, and whether it opens its sentence."""
    columns = dict.fromkeys(corpora.glob("*/*.conllu.xz"), 1)
    columns |= {path: 0 for pattern in _COLUMNS for path in corpora.glob(pattern)}
    for path, column in sorted(columns.items()):
        opens = True
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                cells = line.split()
                if not cells or line.startswith("#"):
                    opens = True
                elif len(cells) > column and _WORD.match(cells[column]):
                    yield cells[column], opens
                    opens = False


def forms(corpora: Path) -> Iterator[str]:
    """The lines of the list, in order of the alphabet."""
    seen: dict[str, Counter[str]] = {}
    for word, opens in words(corpora):
        if word.islower() or (not opens and (word.istitle() or word.isupper())):
            seen.setdefault(word.lower(), Counter())[word] += 1
    for word, tally in sorted(seen.items()):
        titled = word.title()
        small = tally[word] * _RARELY > tally[titled] + tally[word.upper()]
        both = small and tally[titled] * _RARELY > tally[word]
        if both:
            yield f"{word} {titled}" if tally[word] >= tally[titled] else f"{titled} {word}"
        elif small:
            yield word
        elif len(word) <= _SHORT:
            yield max(tally, key=lambda form: (tally[form], form))


def main() -> int:
    """Write the list; 0, or 2 where the command is not given its two paths."""
    if len(sys.argv) != 3:  # noqa: PLR2004
        print(__doc__, file=sys.stderr)
        return 2
    corpora, out = map(Path, sys.argv[1:])
    out.write_text("\n".join(forms(corpora)) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
