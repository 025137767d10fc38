"""Our reading of a public corpus, in the form that its scorer takes.

`python benchmarks/reading.py CORPUS INPUTS.jsonl -o PREDICTIONS.jsonl`, one JSON object a line: `docid`, `text` and,
where it is known, `doc_date` (YYYY-MM-DD). Nothing else of the input is looked at, so that a file that holds the
coded answers as well can be given without giving them away.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from corpora import Document

CORPORA = ("muc4", "isaf", "timex", "geo")


def document(line: str, where: str) -> Document:
    """The document that a line holds; raises ValueError naming the place and what is wrong with it."""
    try:
        row = json.loads(line)
        docid, text, day = row["docid"], row["text"], row.get("doc_date")
        return Document(docid, text, dt.date.fromisoformat(day[:10]) if day else None)
    except (ValueError, TypeError, AttributeError) as error:
        raise ValueError(f"{where}: no document ({error}); a line is a JSON object with docid and text.") from error
    except KeyError as error:
        raise ValueError(f"{where}: {error} is missing; a line is a JSON object with docid and text.") from error


def documents(path: Path) -> Iterator[Document]:
    """The documents of a file in their order; raises OSError or ValueError for one that cannot be read."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield document(line, f"{path}:{number}")


def reader() -> argparse.ArgumentParser:
    """The command line, with a line for each corpus on where it comes from."""
    sources = "\n".join(f"  {name:6} {import_module(f'corpora.{name}').WHERE}" for name in CORPORA)
    command = argparse.ArgumentParser(
        description=__doc__, epilog=f"where the corpora are:\n{sources}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    command.add_argument("corpus", choices=CORPORA)
    command.add_argument("inputs", type=Path)
    command.add_argument("-o", "--output", type=Path, required=True)
    return command


def main() -> int:
    """Read every document of the inputs; 0, or 2 with one sentence where they cannot be read."""
    asked = reader().parse_args()
    predict = import_module(f"corpora.{asked.corpus}").predict
    try:
        with asked.output.open("w", encoding="utf-8") as out:
            for given in documents(asked.inputs):
                out.write(json.dumps(predict(given), ensure_ascii=False) + "\n")
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
