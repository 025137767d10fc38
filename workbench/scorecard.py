"""A score in, a page for the terminal out: the rates of every field, the faults, and each disagreement with its words.

A rate stands with its 95 % interval, since few articles leave it wide; a rate
of nothing is a dash. Words of an article are shown as plain text, as on the
page of a reading.
"""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from workbench.scores import FAULTS, FIELDS, Disagreement, Score, wilson
from workbench.terminal import UNKNOWN, plain

_HEADS = ("", "right among those read", "read of those coded", "F1", "coded")
_STYLES = {"missed": "yellow", "made_up": "red", "confused": "magenta", "leak": "red", "false_alarm": "red"}


def page(reached: Score) -> RenderableType:
    """A score as a page: rates, faults, confusions, then every disagreement with its file, place and words."""
    parts: list[RenderableType] = [_rates(reached), Text(), *_faults(reached)]
    mixed = [f"{FIELDS[f]}: {plain(coded)} read as {plain(read)}, {n}x" for f, coded, read, n in reached.confusions]
    if mixed:
        parts += [Text("\nTaken for another", "bold"), *(Text(line) for line in mixed)]
    if reached.disagreements:
        parts.append(Text("\nWhere they differ", "bold"))
        parts += [_difference(one) for one in reached.disagreements]
    return Group(*parts, Text())


def rate(count: int, of: int) -> str:
    """A rate in whole per cent with its 95 % interval, such as `94 % (80-98)`; a dash for none."""
    between = wilson(count, of)
    if between is None:
        return UNKNOWN
    low, high = (round(100 * side) for side in between)
    return f"{round(100 * count / of)} % ({low}–{high})"


def _rates(reached: Score) -> Table:
    table = Table(box=None, title=f"{reached.articles} coded articles", title_justify="left", title_style="bold")
    for head in _HEADS:
        table.add_column(head, justify="left" if not head else "right")
    for name, title in FIELDS.items():
        tally = reached.tally(name)
        precise, recalled = rate(tally.true_positives, tally.read), rate(tally.true_positives, tally.coded)
        f1 = UNKNOWN if tally.f1 is None else f"{100 * tally.f1:.0f}"
        table.add_row(title, precise, recalled, f1, str(tally.coded))
    return table


def _faults(reached: Score) -> list[Text]:
    counts = [(title, reached.fault(name)) for name, title in FAULTS.items()]
    return [Text(f"{title}: {fault.count} of {fault.of}", "red" if fault.count else "") for title, fault in counts]


def _difference(one: Disagreement) -> RenderableType:
    place = f"{one.source}:{one.passage.start}-{one.passage.end}" if one.passage else one.file
    told = [f"{side} {plain(words)}" for side, words in (("coded", one.coded), ("read", one.read)) if words is not None]
    line = Text.assemble(
        (one.outcome.replace("_", " "), _STYLES.get(one.outcome, "")), f" {one.field}: {', '.join(told)}"
    )
    under = Text(plain(place), "dim")
    if one.passage:
        under.append(f"  “{plain(one.passage.text)}”", "italic")
    return Group(line, Padding(under, (0, 0, 0, 2)))
