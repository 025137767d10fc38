"""Rows of a history, of an event table and of a claim table in, what a page shows of each row out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbench import paper

_ADDRESS = re.compile(r"https?://\S+")
_FACTS: tuple[tuple[str, str], ...] = (
    ("blamed", "attributed_to"), ("claimed by", "claimed_by"), ("who", "perpetrators"), ("target", "target"),
    ("targets", "targets"), ("weapon", "weapon"), ("weapons", "weapons"), ("note", "note"),
    ("confidence", "confidence"), ("read from", "title"),
)  # fmt: skip
"""What a row says besides place, day and counts: its name on the page and its column."""


def entries(rows: pd.DataFrame, claims: pd.DataFrame | None = None) -> dict[str, dict[str, Any]]:
    """By the id of a row, what a page shows of it: `label`, `facts`, `sources` and `passages`, all plain words.

    `rows` are those of `paper.together`, `claims` those of `tables.claims`.
    """
    said = {} if claims is None else {str(event): of_it for event, of_it in claims.groupby("event", sort=False)}
    return {str(row["event"]): _entry(row, said.get(str(row["event"]))) for row in rows.to_dict("records")}


def _entry(row: Mapping[Any, Any], claims: pd.DataFrame | None) -> dict[str, Any]:
    day, place = paper.day(row["date_start"], row["date_end"]), _words(row, "place") or "place not known"
    precision = paper.plain(_words(row, "place_precision") or "unknown")
    counts = [[name, _count(row, name)] for name in ("killed", "wounded")]
    facts = [[name, words] for name, column in _FACTS if (words := _words(row, column))]
    return {
        "label": f"{day}, {place}: {paper.plain(str(row['type']))}{_standing(row)}",
        "facts": [
            ["day", f"{day} (precision: {paper.plain(str(row['date_precision']))})"],
            ["place", f"{place} (precision: {precision})"], *counts, *facts,
        ],
        "sources": _sources(_words(row, "sources")),
        "passages": [] if claims is None else [_passage(claim) for claim in claims.to_dict("records")],
    }  # fmt: skip


def _standing(row: Mapping[Any, Any]) -> str:
    """What sets a row apart from an attack of the table, in brackets."""
    told = {"aggregate": "a total", "planned": "a plan", "threat": "a threat", "commentary": "a comment"}
    words = [told.get(str(row["role"]), ""), "read from an article" if row["origin"] == "article" else ""]
    listed = ", ".join(word for word in words if word)
    return f" ({listed})" if listed else ""


def _count(row: Mapping[Any, Any], name: str) -> str:
    return paper.spread(*(row[f"{name}_{side}"] for side in ("low", "best", "high")))


def _sources(told: str) -> list[dict[str, str]]:
    """The sources of a row, each with its address; without one where none is given."""
    found, at = [], 0
    for match in _ADDRESS.finditer(told):
        address = match[0].rstrip(";")
        found.append({"words": told[at : match.start()].strip(" ;") or address, "address": address})
        at = match.end()
    rest = told[at:].strip(" ;")
    return [*found, {"words": rest, "address": ""}] if rest else found


def _passage(claim: Mapping[Any, Any]) -> dict[str, str]:
    voice = f"{_words(claim, 'speaker')}, {_words(claim, 'stance')}"
    aside = "; set aside" if claim["set_aside"] else ""
    words = _words(claim, "words") or "no words: an analyst's claim"
    return {"words": words, "about": f"{paper.plain(str(claim['field']))}, says {voice}{aside}"}


def _words(row: Mapping[Any, Any], column: str) -> str:
    value = row.get(column)
    return "" if value is None or pd.isna(value) else str(value)
