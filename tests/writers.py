"""Processes that write to one store, all at once or until they are killed; each prints what was acknowledged.

`python writers.py PLACE NAME` says `ready`, and for every line that it is given does one kind of work:
`contend` fights with the other writers for some fields, `on` writes until it is killed. Every
acknowledged correction is one line on standard output: its number, event and value as JSON.
"""

import contextlib
import json
import random
import subprocess
import sys
import threading
from collections import deque
from dataclasses import dataclass

from readings import ARTICLE, sample_reading

from workbench import store
from workbench.corrections import StaleCorrection
from workbench.records import Correction

OWN, SHARED = 6, 3
"""How many corrections each writer makes on a field of its own, and on the one that all of them correct."""


@dataclass(frozen=True)
class Killing:
    """What killing writers came to: kills, what was acknowledged before them, and what of that is lost."""

    kills: int
    acknowledged: int
    lost: tuple
    entries: int


def started(place, name):
    """A writer that has loaded what it needs once it says so, as a process."""
    line = [sys.executable, __file__, str(place), str(name)]
    return subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")


def contended(place, writers=8):
    """What each of some writers at once was told, as lists of rows; raises where one of them failed."""
    with contextlib.ExitStack() as stack:
        crew = [stack.enter_context(started(place, name)) for name in range(writers)]
        assert [one.stdout.readline() for one in crew] == ["ready\n"] * writers
        for one in crew:
            one.stdin.write("contend\n")
            one.stdin.flush()
        # By threads: a writer whose pipe is full would wait for its turn to be read.
        told = [[] for _ in crew]
        readers = [
            threading.Thread(target=lambda row, one: row.extend(map(json.loads, one.stdout)), args=(row, one))
            for row, one in zip(told, crew, strict=True)
        ]
        for reader in readers:
            reader.start()
        for one in crew:
            one.stdin.close()
        for reader in readers:
            reader.join()
    assert [one.returncode for one in crew] == [0] * writers
    return told


def killed(place, kills, seed=5, together=3):
    """What killing writers at random moments came to, always one of some that write at once.

    Each time the chain is verified, which raises where it is broken, and all that was ever acknowledged is looked for.
    """
    dice, names = random.Random(seed), (f"killed {number}" for number in range(kills + together))  # noqa: S311 (nothing is kept secret by it)
    with store.open(place) as kept:
        kept.save(sample_reading())
        crew = deque(_writing(place, next(names)) for _ in range(together))
        acknowledged, lost = [], set()
        for _ in range(kills):
            acknowledged += _killed(crew.popleft(), dice.uniform(0, 0.1))
            crew.append(_writing(place, next(names)))
            kept.verify()
            held = {(entry.seq, entry.event, entry.now) for entry in kept.log()}
            lost |= set(acknowledged) - held
        for writer in crew:
            acknowledged += _killed(writer, 0)
        held = {(entry.seq, entry.event, entry.now) for entry in kept.log()}
        return Killing(kills, len(acknowledged), tuple(lost | (set(acknowledged) - held)), kept.verify())


def _writing(place, name):
    writer = started(place, name)
    writer.stdin.write("on\n")
    writer.stdin.flush()
    return writer


def _killed(writer, seconds):
    """What a writer had acknowledged when it was killed, some seconds after its first line."""
    with writer:
        assert writer.stdout.readline() == "ready\n"
        first = writer.stdout.readline()
        end = threading.Timer(seconds, writer.kill)
        end.start()
        lines = [first, *writer.stdout]
        end.join()
    return [tuple(json.loads(line)) for line in lines]


def toll(number):
    return f'{{"best":{number},"rule":"analyst"}}'


def _tell(row):
    sys.stdout.write(json.dumps(row) + "\n")
    sys.stdout.flush()


def _append(kept, event, was, now, by):
    """True where the correction was acknowledged, and told; False where it was stale, and told too."""
    made = Correction(ARTICLE, event, "killed", was, now, "extraction_error", by=by)
    try:
        entry = kept.append(made)
    except StaleCorrection:
        _tell(["stale", event, now])
        return False
    _tell([entry.seq, entry.event, entry.now])
    return True


def _contend(kept, name):
    kept.save(sample_reading())
    number = int(name) * 1000
    _append(kept, "contested", None, toll(number), name)
    for step in range(OWN):
        _append(kept, f"own {name}", toll(step - 1) if step else None, toll(step), name)
    done = 0
    while done < SHARED:
        standing = [made.now for made in kept.corrections(ARTICLE) if made.event == "shared"]
        done += _append(kept, "shared", standing[-1] if standing else None, toll(number + done), name)


def _on(kept, name):
    number = 0
    while True:
        _append(kept, f"own {name}", toll(number - 1) if number else None, toll(number), name)
        number += 1


def _main():
    place, name = sys.argv[1:]
    _tell_ready()
    work = {"contend": _contend, "on": _on}[sys.stdin.readline().strip()]
    # Only now: writers that start together also make or upgrade the store together.
    with store.open(place) as kept:
        work(kept, name)


def _tell_ready():
    if sys.argv[1].startswith("postgresql"):
        import psycopg  # noqa: F401 (loaded before the start, so that all of them start at once)
    sys.stdout.write("ready\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _main()
