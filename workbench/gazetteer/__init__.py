"""A name of a city, province or country in, what the shipped index knows of it out.

The index is made by training/make_gazetteer.py; NOTICE beside this file says
from what and under which terms. It is searched where it lies (`shelves`).
Cities have points (two decimals, about a kilometre); provinces and countries
have none, on purpose. It refuses to choose: every namesake is handed out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from workbench.gazetteer import shelves

_SHORTEST_IN_CAPITALS = 3
_FOLDER = Path(__file__).parent
_MARKS = re.compile(r"['\u2019\u2018\u02bc\u02bb\u0060\u02bf\u02be\u00b4]")
_BREAKS = re.compile(r"[-\u2010-\u2014.,/_\s]+")
_OF_STATES = {"US": "USA", "CA": "CAN", "AU": "AUS"}
_ARTICLE = re.compile(r"\b(?:al|el|ad|an|ar|as|ash|at|az|ul) ")


@dataclass(frozen=True, slots=True)
class City:
    """An inhabited place with its point (WGS84 degrees) and its people, 0 where GeoNames does not count them."""

    name: str
    country: str
    lat: float
    lon: float
    people: int
    state: str
    """ISO 3166-2 code of the state behind its country's, in the United States, Canada, Australia and Britain only."""
    is_chief_name: bool
    """Whether it was found by the name that the gazetteer heads it with."""


class Province(NamedTuple):
    """A first- or second-level part of a country, its code by ISO 3166-2 (empty for regions that it does not list)."""

    name: str
    country: str
    level: int
    code: str


class Country(NamedTuple):
    """A country and what it is called: ISO 3166-1 alpha-3, `-` for look-alike phrases, `*` for continents.

    `parts` are lands that the code covers but that are not the whole country.
    """

    code: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    parts: tuple[str, ...]
    capital: str


def key(name: str) -> str:
    """The name in small letters without accents, apostrophes, hyphens or doubled spaces."""
    return _BREAKS.sub(" ", _MARKS.sub("", _without_accents(name))).strip().lower()


def _without_accents(name: str) -> str:
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def loose_key(name: str) -> str:
    """The key without Arabic articles, so that Basra answers for al-Basra."""
    return _ARTICLE.sub("", key(name))


def cities(name: str) -> tuple[City, ...]:
    """The cities of a name, most populous first; by the name without its article where the full one is unknown."""
    return _cities_by_key(key(name)) or _cities_by_key(loose_key(name))


def provinces(name: str) -> tuple[Province, ...]:
    """The provinces of a name, in the order of their ISO codes; with or without its article."""
    found = shelves.lines("provinces.tsv", key(name)) or shelves.lines("provinces.tsv", loose_key(name))
    rows = (line.split("\t") for line in found)
    return tuple(Province(name, country, int(level), code) for name, country, level, code in rows)


def state(words: str) -> Province | None:
    """The state of the United States, Canada or Australia that a name or a short form ("Md.", "N.C.") stands for.

    Short forms count in their own case only: "La." is Louisiana, "la" is not.
    """
    return _states().get(words.replace(".", ""))


@cache
def _states() -> dict[str, Province]:
    """States by name and by short form, from states.tsv (written by hand for this project)."""
    found: dict[str, Province] = {}
    for line in (_FOLDER / "states.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        code, name, short = line.split("\t")
        country = _OF_STATES[code[:2]]
        found |= {form: Province(name, country, 1, code) for form in (name, *_split(short))}
    return found


@cache
def countries() -> tuple[Country, ...]:
    """Every country row, look-alike phrases included."""
    text = (_FOLDER / "countries.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return tuple(
        Country(code, _split(names), _split(adjectives), _split(parts), capital)
        for code, names, adjectives, parts, capital in rows
    )


def country_code(word: str) -> str | None:
    """The code of the country that a name, a part or an adjective stands for, in its own or all capitals; or None."""
    return _codes().get(word) or (_codes_in_capitals().get(word) if len(word) > _SHORTEST_IN_CAPITALS else None)


def country_named(name: str) -> Country | None:
    """The country that bears a name, or that a name is a part of; None for anything else."""
    country = _by_key().get(key(name))
    return country if country is not None and country_code(name) == country.code else None


def capital_of(code: str) -> str:
    """The capital of a country by its ISO3 code; empty where none is known or newsrooms differ."""
    return next((country.capital for country in countries() if country.code == code), "")


def is_wider_than_a_country(name: str) -> bool:
    """Whether a name is that of a continent or the like, or its adjective ("European")."""
    return key(name) in _wider()


@cache
def _wider() -> frozenset[str]:
    return frozenset(
        key(name) for country in countries() if country.code == "*" for name in country.names + country.adjectives
    )


@cache
def _codes() -> dict[str, str]:
    kept = [country for country in countries() if country.code.isalpha()]
    return {word: c.code for c in reversed(kept) for word in c.adjectives + c.parts + c.names}


@cache
def _codes_in_capitals() -> dict[str, str]:
    return {word.upper(): code for word, code in _codes().items()}


@cache
def _by_key() -> dict[str, Country]:
    kept = [country for country in countries() if country.code.isalpha()]
    return {key(name): c for c in reversed(kept) for name in c.parts + c.names}


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split("|")) if words else ()


def _cities_by_key(wanted: str) -> tuple[City, ...]:
    starts = [start for line in shelves.lines("names.tsv", wanted) for start in line.split(",")]
    return tuple(_city(int(start.rstrip("'"), 16), is_chief_name=not start.endswith("'")) for start in starts)


def _city(start: int, *, is_chief_name: bool) -> City:
    name, country, lat, lon, people, state = shelves.line("cities.tsv", start).split("\t")
    return City(name, country, float(lat), float(lon), int(people), state, is_chief_name)
