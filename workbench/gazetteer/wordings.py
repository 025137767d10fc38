"""Words of place in, the ways of taking them apart out: a base name and how the words relate to it.

"Northern Mali" is a part of Mali, "Mandera County" a unit named Mandera,
"north of Baghdad" near Baghdad, "Taji, Iraq" Taji inside Iraq. This looks at
the words only; whether any such place exists is for `places` to say. It
refuses nothing and prefers nothing beyond the order in which it hands out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.records import PlacePrecision

UNITS: Final[dict[str, PlacePrecision]] = {
    "province": "admin1", "governorate": "admin1", "region": "admin1", "state": "admin1", "department": "admin1",
    "oblast": "admin1", "prefecture": "admin1", "provinces": "multi_admin1", "regions": "multi_admin1",
    "county": "admin2", "district": "admin2", "commune": "admin2", "municipality": "admin2", "division": "admin2",
    "agency": "admin2", "subdistrict": "admin2", "cercle": "admin2", "territory": "admin2",
    "neighborhood": "neighbourhood", "neighbourhood": "neighbourhood", "quarter": "neighbourhood",
    "suburb": "neighbourhood", "area": "near_city",
}  # fmt: skip
"""Nouns for stretches of land, and how precisely each says where (as ACLED and UCDP use the levels)."""

_EDGES: Final = ' ,;:[]"\u201c\u201d'
_POSSESSIVE: Final = re.compile(r"['\u2019]s?$")
_LEADING: Final = re.compile(r"^(?:the|in|at|from|inside|across|throughout|within)\s+", re.IGNORECASE)
_COMPASS: Final = (
    r"(?:(?:far|extreme)[ -])?(?:(?:north|south)[ -]?(?:east|west|central)?(?:ern)?|(?:east|west)(?:ern)?"
    r"|central|upper|lower|greater|rural|coastal|downtown)"
)
_DISTANCE: Final = r"(?:\S+\s+(?:km|kms|kilometers|kilometres|miles)\s+)?"
_PART: Final = re.compile(rf"^{_COMPASS}(?:\s+(?:parts?|regions?|areas?)\s+of)?\s+(?=\S)", re.IGNORECASE)
_NEAR: Final = re.compile(
    rf"^(?:just\s+)?(?:{_DISTANCE}(?:to\s+the\s+)?{_COMPASS}\s+of|near(?:by)?|around|outside|close\s+to|not\s+far\s+from"
    r"|(?:on\s+)?(?:the\s+)?(?:outskirts|suburbs|vicinity)\s+of)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_UNIT: Final = "|".join(UNITS)
_UNIT_FIRST: Final = re.compile(rf"^(?P<unit>{_UNIT})\s+of\s+(?P<base>.+)$", re.IGNORECASE)
_UNIT_LAST: Final = re.compile(rf"^(?P<base>.+?)\s+(?P<unit>{_UNIT})$", re.IGNORECASE)
_INSIDE: Final = re.compile(r"\s*,\s*|\s+in\s+(?:the\s+)?", re.IGNORECASE)
_OWNED: Final = re.compile(r"^(?P<owner>.+?)['\u2019]s\s+(?P<base>.+)$")
_OF: Final = re.compile(r"^(?P<base>.+?)\s+of\s+(?:the\s+)?(?P<wider>.+)$", re.IGNORECASE)
_TOWN: Final = re.compile(
    r"^(?:(?:city|town|village|capital)\s+of\s+(?P<of>.+)|(?P<base>.+?)\s+(?:city|town))$", re.IGNORECASE
)
_CAPITAL: Final = re.compile(r"^(?P<base>.+?)(?:['\u2019]s)?\s+capital$", re.IGNORECASE)
_FACILITY: Final = re.compile(
    r"^(?P<base>.+?)\s+(?:(?:international|military)\s+)?(?:airport|airfield|air\s?base|airstrip|base|border\s+crossing)$",
    re.IGNORECASE,
)

Relation = Literal["named", "part", "near", "unit", "inside", "owned", "capital", "of", "town", "facility"]


class Wording(NamedTuple):
    """A base name, how the words relate to it, and the unit noun or the wider place that they add."""

    relation: Relation
    base: str
    added: str = ""


def cleaned(words: str) -> str:
    """The words without edges that are no part of a name: articles, possessives, loose punctuation."""
    is_bracketed = words.count("(") == words.count(")") > 0
    name = " ".join(words.split()).strip(_EDGES if is_bracketed else _EDGES + "()")
    name = _POSSESSIVE.sub("", _LEADING.sub("", name)).strip()
    return name[:-1] if name.endswith(".") and name.count(".") == 1 else name


def readings(name: str) -> Iterator[Wording]:
    """The ways of taking cleaned words apart, plainest first."""
    yield Wording("named", name)
    if capital := _CAPITAL.match(name):
        yield Wording("capital", capital["base"])
    for pattern in (_UNIT_FIRST, _UNIT_LAST):
        if unit := pattern.match(name):
            yield Wording("unit", unit["base"], unit["unit"].lower())
    for relation, pattern in _OPENINGS:
        if opening := pattern.match(name):
            yield Wording(relation, name[opening.end() :])
    yield from _inside(name)
    if town := _TOWN.match(name):
        yield Wording("town", town["of"] or town["base"])
    if facility := _FACILITY.match(name):
        yield Wording("facility", facility["base"])


_OPENINGS: Final[tuple[tuple[Relation, re.Pattern[str]], ...]] = (("near", _NEAR), ("part", _PART))


def _inside(name: str) -> Iterator[Wording]:
    base, *wider = _INSIDE.split(name, maxsplit=1)
    if base and wider and wider[0]:
        yield Wording("inside", base, wider[0])
    if owned := _OWNED.match(name):
        yield Wording("owned", owned["base"], owned["owner"])
    if of := _OF.match(name):
        yield Wording("of", of["base"], of["wider"])
