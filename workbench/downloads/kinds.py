"""A project's event code in, our type of event out, from the rows of kinds.csv beside this file."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast, get_args

from workbench.records import EventType


@dataclass(frozen=True, slots=True)
class Kind:
    """What a code is called here: a type, whether it is an attack, and the weapon if the code names one."""

    type: EventType
    is_attack: bool
    weapon: str | None


@cache
def kind(project: str, code: str, detail: str = "") -> Kind | None:
    """The kind of the first row that fits a code and its detail in any case of letters; None where no row does."""
    for row in rows():
        if row["project"] == project and row["code"] == code.lower() and _fits(row["detail"], detail.lower()):
            return Kind(cast("EventType", row["type"]), row["attack"] == "yes", row["weapon"] or None)
    return None


@cache
def rows() -> tuple[dict[str, str], ...]:
    """The rows of kinds.csv in their order; raises ValueError for one whose type is none of ours."""
    text = (files(__package__) / "kinds.csv").read_text(encoding="utf-8")
    found = tuple(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    for number, row in enumerate(found, start=1):
        if row["type"] not in get_args(EventType) or row["attack"] not in {"yes", "no"}:
            raise ValueError(f"kinds.csv, row {number} ({row['code']}): give it a type of ours, and attack yes or no.")
    return found


def _fits(pattern: str, detail: str) -> bool:
    return pattern in {"*", detail} or (pattern.endswith(".*") and detail.startswith(pattern.removesuffix("*")))
