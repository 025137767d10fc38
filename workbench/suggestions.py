"""What was found to be one attack in, suggestions that a person can read and a program can use out.

A suggestion is a record with its evidence in sentences; many of them are a
sequence that shows itself as a table in a notebook and as lines on a
terminal. Names from a page are shown as text and never run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import overload

import pandas as pd

from workbench.attacks import Attack
from workbench.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Match:
    """A suggestion that two records tell of one attack, with what speaks for and against it."""

    row: Attack
    """A row of the history; of two retellings, the one given first."""
    other: Attack
    """What it may be: an event of an article, as an entry of the history would have it, or another row."""
    evidence: tuple[Evidence, ...]
    stands: bool
    """True above the threshold, with nothing that fits about as well; or where an analyst accepted it."""
    decision: bool | None = None
    """What an analyst decided: True is accepted, False refused."""
    rivals: tuple[str, ...] = ()
    """The ids of what fits as well or better, or was accepted instead."""

    @property
    def score(self) -> float:
        """The weights of all evidence together; above zero speaks for it."""
        return sum(evidence.weight for evidence in self.evidence)

    @property
    def speaks_for(self) -> tuple[str, ...]:
        """The sentences for it, the weightiest first."""
        return tuple(told.words for told in sorted(self.evidence, key=lambda told: -told.weight) if told.weight > 0)

    @property
    def speaks_against(self) -> tuple[str, ...]:
        """The sentences against it, the weightiest first, and what fits about as well."""
        told = tuple(one.words for one in sorted(self.evidence, key=lambda one: one.weight) if one.weight < 0)
        return (*told, f"As good or better, or accepted: {', '.join(self.rivals)}.") if self.rivals else told


@dataclass(frozen=True, slots=True, repr=False)
class Matches(Sequence[Match]):
    """Suggestions in order: a table in a notebook, records for programs (`for match in matches`)."""

    records: tuple[Match, ...]
    threshold: float
    """The score from which a suggestion can stand."""

    @overload
    def __getitem__(self, index: int) -> Match: ...
    @overload
    def __getitem__(self, index: slice) -> Matches: ...
    def __getitem__(self, index: int | slice) -> Match | Matches:
        found = self.records[index]
        return replace(self, records=found) if isinstance(found, tuple) else found

    def __len__(self) -> int:
        return len(self.records)

    @property
    def standing(self) -> Matches:
        """Those that stand above the threshold or were accepted."""
        return replace(self, records=tuple(match for match in self.records if match.stands))

    @property
    def table(self) -> pd.DataFrame:
        """One row a suggestion: ids, day and place of the row, score, whether it stands, and the sentences."""
        rows = [_cells(match) for match in self.records]
        return pd.DataFrame(rows, columns=list(_COLUMNS))

    def __repr__(self) -> str:
        return "\n".join([self._head(), *(line for match in self.records for line in _lines(match))])

    def _repr_html_(self) -> str:
        names = ("may be", "", "score", "for", "against")
        heads = "".join(f"<th style='text-align: left'>{escape(name)}</th>" for name in names)
        rows = "".join(map(_html, self.records))
        return f"<p>{escape(self._head())}</p><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"

    def _head(self) -> str:
        count = len(self.records)
        return (
            f"{count} suggestion{'' if count == 1 else 's'}, {len(self.standing)} above the threshold of "
            f"{self.threshold:g}; nothing is merged before you decide."
        )


_COLUMNS = ("other", "row", "date", "place", "score", "stands", "decision", "speaks_for", "speaks_against")


def _cells(match: Match) -> tuple[object, ...]:
    return (
        match.other.id, match.row.id, match.row.start, match.row.place, match.score, match.stands, match.decision,
        " ".join(match.speaks_for), " ".join(match.speaks_against),
    )  # fmt: skip


def _verdict(match: Match) -> str:
    if match.decision is not None:
        return "accepted" if match.decision else "refused"
    return "stands" if match.stands else "open"


def _named(attack: Attack) -> str:
    days = str(attack.start) if attack.start == attack.end else f"{attack.start} to {attack.end}"
    return f"{attack.id} ({attack.type.replace('_', ' ')}, {days}, {attack.place or 'place not known'})"


def _lines(match: Match) -> Iterator[str]:
    yield f"{_named(match.other)} = {_named(match.row)}? {match.score:g}, {_verdict(match)}"
    yield from (f"  + {words}" for words in match.speaks_for)
    yield from (f"  - {words}" for words in match.speaks_against)


def _html(match: Match) -> str:
    sides = f"{escape(_named(match.other))}<br>= {escape(_named(match.row))}?"
    told = ("<br>".join(map(escape, words)) for words in (match.speaks_for, match.speaks_against))
    cells = (sides, _verdict(match), f"{match.score:g}", *told)
    shown = "".join(f'<td style="text-align:left;vertical-align:top">{cell}</td>' for cell in cells)
    return f"<tr>{shown}</tr>"
