"""Words of place in, places out, likeliest first.

`find` points at the names of the place lexicon and of countries in a text;
`resolve` says which places some words may mean; `country_of` says whose
country a name or an adjective belongs to. All three are exact words against
shipped lists: no grammar, no network. A country or a province never gets a
point, and a namesake never hides the others (`Place.candidates`). It refuses
villages it does not know and adjectives ("Iraqi"): both resolve to nothing.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, cast

from workbench import gazetteer, lexicons
from workbench.gazetteer import wordings
from workbench.lexicons import phrases
from workbench.records import Mention, Place, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST_CANDIDATES: Final = 5
_ROW: Final = 30.0
_COUNTRY: Final = 15.0
_PROVINCE: Final = 5.7
"""A province ranks as a city of half a million: above towns, below great cities."""
_DISTRICT: Final = 4.5
_IN_CONTEXT: Final = 2.5
"""What a country that the article names is worth, in powers of ten of population; set by hand, not fitted."""
_LATER_IN_CONTEXT: Final = 0.8
_LEAST_IN_CONTEXT: Final = 1.0
_OTHER_NAME: Final = 1.0
"""What a city loses, in powers of ten of population, where the words are not its chief name."""
_POINTED: Final = frozenset({"point", "facility", "neighbourhood", "city", "near_city"})
_VOWELS: Final = re.compile(r"[aeiouwyh ]")
_DESCRIBED: Final = re.compile(
    r"-|\s+(?!(?:in|on|at|to|from|is|was|were|are|has|have|had|will|would|said|says|which|that|as|by|with|after|before"
    r"|but|when|while|for|since|and\s+the)\b)[^\W\d_]"
)


def find(text: str) -> tuple[Mention, ...]:
    """Names of the place lexicon (`places:id`) and of countries (`countries:ISO3`) in a text, in reading order.

    Offsets are code points into `text`. Abbreviated countries ("U.S.", "UK") count only where they
    stand for themselves, not where they describe the next word ("U.S. troops").
    """
    return tuple(
        Mention("place", at.start, at.end, text[at.start : at.end], at.rule)
        for at in phrases.find(text, _index())
        if not _merely_describes(text, at)
    )


@lru_cache(maxsize=4096)
def resolve(words: str, *, context: tuple[str, ...] = ()) -> tuple[Place, ...]:
    """The places that words may mean, likeliest first; () when unknown.

    `context` holds the ISO3 codes of countries that the article names, likeliest first. Latitude and
    longitude are WGS84 degrees, None for anything as large as a district. The first place lists the others.
    """
    name = wordings.cleaned(words)
    if not name or _is_adjective(name) or gazetteer.is_wider_than_a_country(name):
        return ()
    found = next(filter(None, (_read(wording, name, context) for wording in wordings.readings(name))), ())
    others = tuple(f"{place.name}, {place.country}" for place in found[1 : _MOST_CANDIDATES + 1])
    return (replace(found[0], candidates=others), *found[1:]) if found else ()


def country_of(words: str) -> str | None:
    """The ISO3 code of the country that a name or an adjective belongs to ("Iraqi", "the U.S."), or None."""
    return gazetteer.country_code(wordings.cleaned(words))


def _merely_describes(text: str, at: phrases.Stretch) -> bool:
    abbreviated = at.rule.startswith("countries:") and "".join(text[at.start : at.end].split(".")) in _ABBREVIATIONS
    return abbreviated and _DESCRIBED.match(text, at.end) is not None


_ABBREVIATIONS: Final = frozenset({"US", "USA", "UK", "UAE", "DRC", "USSR", "DPRK"})


@cache
def _index() -> phrases.Index:
    """The forms of the lexicon, which wins on equal length, and of countries; look-alikes hide what they cover."""
    rows = [(form, row.rule) for row in lexicons.load("places") for form in row.forms]
    names = [
        (name, f"countries:{country.code}" if country.code.isalpha() else "")
        for country in gazetteer.countries()
        for name in country.names + country.parts
    ]
    return phrases.index(rows + names)


@cache
def _rows() -> dict[str, tuple[lexicons.Row, ...]]:
    """Rows of the lexicon by the keys of their forms, with and without articles."""
    shelves: dict[str, list[lexicons.Row]] = {}
    for row in lexicons.load("places"):
        keys = {key(form) for form in row.forms for key in (gazetteer.key, gazetteer.loose_key)}
        for key in sorted(keys):
            shelves.setdefault(key, []).append(row)
    return {key: tuple(rows) for key, rows in shelves.items()}


def _is_adjective(name: str) -> bool:
    return gazetteer.country_code(name) is not None and gazetteer.country_named(name) is None


def _read(wording: wordings.Wording, name: str, context: tuple[str, ...]) -> tuple[Place, ...]:
    """The places that one way of taking the words apart leads to."""
    base = wording.base
    match wording.relation:
        case "named":
            found = _named(base, context)
        case "unit":
            found = _unit(wording, name, context)
        case "inside":
            found = _inside(wording, context)
        case "of":
            found = _within(wording, context)
        case "near":
            found = tuple(_near(place, name) for place in resolve(base, context=context))
        case "part":
            found = tuple(_part(place, name) for place in resolve(base, context=context))
        case "town":
            found = tuple(place for place in _named(base, context) if place.precision in _POINTED)
        case "facility":
            found = tuple(_near(place, name) for place in _named(base, context) if place.precision == "city")
    return found


def _named(name: str, context: tuple[str, ...]) -> tuple[Place, ...]:
    """Everything that bears the name, likeliest first."""
    scored = [*_known(name, context), *_cities(name, context), *_provinces(name, context)]
    return _ranked(_capitals_first(scored))


def _ranked(scored: Iterable[tuple[float, Place]]) -> tuple[Place, ...]:
    ordered = sorted(scored, key=lambda pair: -pair[0])
    return tuple({(p.name, p.country, p.lat, p.lon, p.precision): p for _, p in reversed(ordered)}.values())[::-1]


def _capitals_first(scored: list[tuple[float, Place]]) -> Iterator[tuple[float, Place]]:
    """Scores in which a province stands behind the town of its own country that it is named for."""
    towns = [(score, place) for score, place in scored if place.precision == "city" and place.country != "USA"]
    for score, place in scored:
        is_province = place.precision in ("admin1", "admin2") and score < _COUNTRY
        namesakes = [top for top, town in towns if is_province and _is_namesake(town, place)]
        yield min([score, *(top - 0.01 for top in namesakes)]), place


def _is_namesake(town: Place, province: Place) -> bool:
    """Whether the chief name of a town differs from a province's in vowels at most."""
    label = (town.source or "").removeprefix("geonames:")
    return town.country == province.country and _skeleton(label) == _skeleton(province.name)


def _skeleton(name: str) -> str:
    return _VOWELS.sub("", gazetteer.loose_key(name))


def _known(name: str, context: tuple[str, ...]) -> Iterator[tuple[float, Place]]:
    for row in _rows().get(gazetteer.key(name)) or _rows().get(gazetteer.loose_key(name), ()):
        yield _ROW + _bonus(row.fact("country"), context), _from_row(row)
    country = gazetteer.country_named(name)
    if country is None:
        return
    is_part = gazetteer.key(name) in map(gazetteer.key, country.parts)
    said = name if is_part else country.names[0]
    precision: PlacePrecision = "admin1" if is_part else "country"
    yield _COUNTRY, Place(said, country.code, precision=precision, source=f"countries:{country.code}")


def _from_row(row: lexicons.Row) -> Place:
    lat, lon = row.fact("lat"), row.fact("lon")
    return Place(
        name=row.forms[0],
        country=row.fact("country"),
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        precision=cast("PlacePrecision", row.facts["precision"]),
        source=row.rule,
    )


def _cities(name: str, context: tuple[str, ...]) -> Iterator[tuple[float, Place]]:
    for city in gazetteer.cities(name):
        score = math.log10(city.people + 500) + _bonus(city.country, context)
        said = city.name if name.isupper() else name
        label = f"{city.name}, {city.state}" if city.state else city.name
        place = Place(said, city.country, city.lat, city.lon, "city", f"geonames:{label}")
        yield score - (0 if city.is_chief_name else _OTHER_NAME), place


def _provinces(name: str, context: tuple[str, ...]) -> Iterator[tuple[float, Place]]:
    for province in gazetteer.provinces(name):
        score = (_PROVINCE if province.level == 1 else _DISTRICT) + _bonus(province.country, context)
        precision: PlacePrecision = "admin1" if province.level == 1 else "admin2"
        said = province.name if name.isupper() else name
        yield score, Place(said, province.country, precision=precision, source=f"iso3166-2:{province.code}")


def _bonus(country: str | None, context: tuple[str, ...]) -> float:
    if country not in context:
        return 0.0
    return max(_IN_CONTEXT - _LATER_IN_CONTEXT * context.index(country), _LEAST_IN_CONTEXT)


def _part(place: Place, name: str) -> Place:
    """A part of a place, under its own words: of a country no point and several provinces, else as the whole."""
    precision: PlacePrecision = "multi_admin1" if place.precision == "country" else place.precision
    return replace(place, name=name, precision=precision, candidates=())


def _near(place: Place, name: str) -> Place:
    """Somewhere near a place, under its own words: the town's point, said to be near only."""
    precision: PlacePrecision = "near_city" if place.precision in _POINTED else place.precision
    return replace(place, name=name, precision=precision, candidates=())


def _unit(wording: wordings.Wording, name: str, context: tuple[str, ...]) -> tuple[Place, ...]:
    """A named unit of land: as the lexicon or ISO 3166-2 knows it, else the land around a town of that name."""
    known = _ranked(_known(wording.base, context))
    rows = tuple(place for place in known if place.precision != "country")
    level = wordings.UNITS[wording.added]
    if rows or level == "near_city":
        return rows or tuple(_near(place, name) for place in _named(wording.base, context))
    provinces = _ranked(_provinces(wording.base, context))
    if provinces:
        return tuple(replace(place, name=name) for place in provinces)
    if level == "neighbourhood":
        return ()
    towns = _ranked(_cities(wording.base, context))
    lands = (Place(name, town.country, precision=level, source=town.source) for town in towns)
    return tuple(dict.fromkeys(lands))


def _inside(wording: wordings.Wording, context: tuple[str, ...]) -> tuple[Place, ...]:
    """A place inside a wider one, which an unknown place is as vague as; a place alone where the wider is unknown."""
    found = _within(wording, context)
    if found:
        return found
    wider = resolve(wording.added, context=context)
    if not wider:
        return resolve(wording.base, context=context)
    vague: PlacePrecision = "near_city" if wider[0].precision in _POINTED else wider[0].precision
    return (replace(wider[0], name=wording.base, precision=vague, candidates=()),)


def _within(wording: wordings.Wording, context: tuple[str, ...]) -> tuple[Place, ...]:
    """The readings of a place that lie in the country (and US state) of a wider one."""
    for wider in resolve(wording.added, context=context)[:1]:
        found = resolve(wording.base, context=tuple(filter(None, (wider.country, *context))))
        return tuple(place for place in found if place.country == wider.country and _in_state(place, wider))
    return ()


def _in_state(place: Place, wider: Place) -> bool:
    """Whether a town may lie in a state; false only where both are in the United States and differ."""
    source, state = place.source or "", (wider.source or "").removeprefix("iso3166-2:US-")
    return not (source.startswith("geonames:") and len(state) == len("TX")) or source.endswith(f", {state}")
