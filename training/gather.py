"""Several files of Docs as one: `python training/gather.py OUT FILE[*TIMES]...`.

`spacy train` reads a folder in the order that the file system has it in; one
file in a known order keeps a run the same on every machine. `own.spacy*3`
takes a small file three times, so that it is not lost among the large ones.
"""

from __future__ import annotations

import sys
from pathlib import Path

from spacy.tokens import DocBin


def main() -> None:
    """Write the joined file and say how many words are in it."""
    out, *parts = sys.argv[1:]
    whole: DocBin | None = None
    for part in parts:
        name, _, times = part.partition("*")
        for _ in range(int(times or 1)):
            found = DocBin().from_disk(name)
            if whole is None:
                whole = found
            else:
                whole.merge(found)
    if whole is None:
        raise SystemExit("Name the files to gather; see the first line of gather.py.")
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    whole.to_disk(out)
    print(f"{Path(out).name}: {len(whole):,} Docs, {sum(map(len, whole.tokens)):,} words")


if __name__ == "__main__":
    main()
