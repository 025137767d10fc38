"""Several trainings at once, a thread each: `python training/side_by_side.py OUT: CONFIG OPTION... OUT: CONFIG ...`.

Resumable: an OUT that is there is left as it is, since train.py makes it only
at its end. What a run prints goes to OUT.log.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

TRAIN = Path(__file__).resolve().parent / "train.py"


def runs(words: Sequence[str]) -> dict[Path, list[str]]:
    """The configuration and options of each run by the folder that it writes; raises SystemExit without a folder."""
    found: dict[Path, list[str]] = {}
    for word in words:
        if word.endswith(":"):
            found[Path(word[:-1])] = []
        elif found:
            found[list(found)[-1]].append(word)
        else:
            raise SystemExit(f"{word!r} stands before any `OUT:`; see the first line of side_by_side.py.")
    return found


def begun(out: Path, options: Sequence[str]) -> subprocess.Popen[bytes]:
    """The running training, with one thread for its arithmetic."""
    config, *more = options
    command = [sys.executable, str(TRAIN), config, str(out), *more]
    alone = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
    with out.with_suffix(".log").open("wb") as log:
        return subprocess.Popen(command, env=os.environ | alone, stdout=log, stderr=subprocess.STDOUT)


def main() -> None:
    """Wait for all of them; name the log of each that failed and exit with 1."""
    wanted = {out: options for out, options in runs(sys.argv[1:]).items() if not out.is_dir()}
    for out in wanted:
        out.parent.mkdir(parents=True, exist_ok=True)
    going = {out: begun(out, options) for out, options in wanted.items()}
    failed = [out for out, process in going.items() if process.wait() != 0]
    for out in failed:
        print(f"{out} was not trained; see {out.with_suffix('.log')}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
