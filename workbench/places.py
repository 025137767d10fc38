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
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from workbench import gazetteer, lexicons
from workbench.gazetteer import wordings
from workbench.lexicons import phrases
from workbench.records import Mention, Place, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST_CANDIDATES: Final = 5
_ROW: Final = 10.0
"""What a row of the lexicon is worth: more than any city, unless the article speaks of that city's country only."""
_COUNTRY: Final = 15.0
_NAMESAKE_OF_A_STATE: Final = 9.5
"""A country whose name a state of the United States bears bare: which of the two is for the article to say."""
_PROVINCE: Final = 5.7
"""A province ranks as a city of half a million: above towns, below great cities."""
_DISTRICT: Final = 4.5
_SMALLER_SEAT: Final = 1.6
"""How much less than a province the town that it is named for may be worth: as a town of some 12,000 is."""
_STATE: Final = 9.0
_OF_STATES: Final = frozenset({"USA", "CAN", "AUS"})
CITIES_FIRST: Final = frozenset({"New York", "Washington", "Victoria"})
"""States whose bare name is as often that of a city."""
_IN_CONTEXT: Final = 2.5
"""What a country that the article names is worth, in powers of ten of population; set by hand, not fitted."""
_LATER_IN_CONTEXT: Final = 0.8
_LEAST_IN_CONTEXT: Final = 1.0
_FOREIGN_TOWN: Final = 100_000
"""People that a town must have to be meant in an article that names other countries and not its own."""
_IN_STATE: Final = 1.5
_IN_LATER_STATE: Final = 0.8
"""What a state that the article names is worth to its towns, on top of its country."""
_NEAR_OTHERS: Final = 0.7
_MOST_NEAR_OTHERS: Final = 1.5
_HALVED: Final = 80.0
"""Kilometres to another place of the article by which its pull is halved; set by hand on development articles."""
_OTHER_NAME: Final = 1.0
"""What a city loses, in powers of ten of population, where the words are not its chief name."""
_EARTH: Final = 6371.0
_STATE_CODES: Final = {"USA": "US", "CAN": "CA", "AUS": "AU", "GBR": "GB"}
"""Countries whose towns the gazetteer puts in their states, by the codes of ISO 3166-1 alpha-3 and alpha-2."""
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


class Around(NamedTuple):
    """What an article says of where it plays: countries (ISO3) and states ("US-TX"), likeliest first, and points."""

    countries: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    points: tuple[tuple[float, float], ...] = ()


def resolve(words: str, *, context: tuple[str, ...] | Around = ()) -> tuple[Place, ...]:
    """The places that words may mean, likeliest first; () when unknown.

    `context` holds the ISO3 codes of countries that the article names, likeliest first, or all that it says of
    where it plays. Latitude and longitude are WGS84 degrees, None for anything as large as a district. The first
    place lists the others.
    """
    return _resolved(words, context if isinstance(context, Around) else Around(context))


@lru_cache(maxsize=4096)
def _resolved(words: str, around: Around) -> tuple[Place, ...]:
    name = wordings.cleaned(words)
    if not name or _is_adjective(name) or gazetteer.is_wider_than_a_country(name):
        return ()
    found = next(filter(None, (_read(wording, name, around) for wording in wordings.readings(name))), ())
    others = tuple(map(named_in_full, found[1 : _MOST_CANDIDATES + 1]))
    return (replace(found[0], candidates=others), *found[1:]) if found else ()


def within(words: str, wider: tuple[Place, ...], around: Around | None = None) -> tuple[Place, ...]:
    """The places of a name that lie in the first of some wider places where it is known; () where in none.

    Of the wider places, only the likeliest may be a town.
    """
    around = around or Around()
    large = tuple(place for place in wider[1:] if place.precision not in _POINTED)
    for whole in wider[:1] + large:
        countries = tuple(filter(None, (whole.country, *around.countries)))
        found = _resolved(words, around._replace(countries=countries))
        inside = tuple(place for place in found if place.country == whole.country and _in_state(place, whole))
        if inside:
            return inside
    return ()


def vague(words: str, wider: Place) -> Place:
    """A place that is known to lie in a wider one and no more than that, as vague as the wider one."""
    precision: PlacePrecision = "near_city" if wider.precision in _POINTED else wider.precision
    return replace(wider, name=wordings.cleaned(words), precision=precision, candidates=())


def wider_places(words: str, around: Around | None = None) -> tuple[Place, ...]:
    """What the words behind a comma may mean: as `resolve`, and a state under a short form of two capitals too."""
    state = gazetteer.state(wordings.cleaned(words))
    if state is None or gazetteer.country_named(state.name) is not None:
        return _resolved(words, around or Around())
    return (Place(state.name, state.country, precision="admin1", source=f"iso3166-2:{state.code}"),)


def named_in_full(place: Place) -> str:
    """The name of a place with its state, where that is what tells namesakes apart, and its country."""
    state = state_of(place)
    return ", ".join(filter(None, (place.name, state.partition("-")[2] if state else "", place.country)))


def state_of(place: Place) -> str | None:
    """The code ("US-TX") of the state that a town or county lies in, or that a place is; None where unknown."""
    source = place.source or ""
    country = _STATE_CODES.get(place.country or "")
    if country is None:
        return None
    if source.startswith("iso3166-2:"):
        return source.removeprefix("iso3166-2:")
    if source.startswith("countries:"):
        provinces = gazetteer.provinces(place.name)
        return next((p.code for p in provinces if p.country == place.country and p.level == 1), None)
    _, comma, state = source.rpartition(", ")
    return f"{country}-{state}" if comma and source.startswith("geonames:") else None


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


def _read(wording: wordings.Wording, name: str, around: Around) -> tuple[Place, ...]:
    """The places that one way of taking the words apart leads to."""
    base = wording.base
    match wording.relation:
        case "named":
            found = _named(base, around)
        case "capital":
            country = gazetteer.country_code(base)
            capital = gazetteer.capital_of(country) if country else ""
            found = tuple(p for p in _named(capital, around) if p.country == country and p.precision == "city")[:1]
        case "unit":
            found = _unit(wording, name, around)
        case "inside" | "owned":
            found = _inside(wording, around)
        case "of":
            found = _within(wording, around)
        case "near":
            found = tuple(_near(place, name) for place in _resolved(base, around))
        case "part":
            whole = _resolved(base, around)
            is_name = name[:1].isupper() and whole[:1] and whole[0].precision == "city"
            found = () if is_name else tuple(_part(place, name) for place in whole)
        case "town":
            found = tuple(place for place in _named(base, around) if place.precision in _POINTED)
        case "facility":
            found = tuple(_near(place, name) for place in _named(base, around) if place.precision == "city")
    return found


def _named(name: str, around: Around) -> tuple[Place, ...]:
    """Everything that bears the name, likeliest first."""
    scored = [*_known(name, around), *_cities(name, around), *_provinces(name, around)]
    return _ranked(_capitals_first(scored))


def _ranked(scored: Iterable[tuple[float, Place]]) -> tuple[Place, ...]:
    ordered = sorted(scored, key=lambda pair: -pair[0])
    return tuple({(p.name, p.country, p.lat, p.lon, p.precision): p for _, p in reversed(ordered)}.values())[::-1]


def _capitals_first(scored: list[tuple[float, Place]]) -> Iterator[tuple[float, Place]]:
    """Scores in which a province stands behind the town of its own country that it is named for, if no village."""
    towns = [(score, place) for score, place in scored if place.precision == "city" and place.country != "USA"]
    for score, place in scored:
        is_region = (place.source or "").startswith("regions:")
        is_province = place.precision in ("admin1", "admin2") and score < _COUNTRY and not is_region
        seats = [(top, town) for top, town in towns if is_province and top > score - _SMALLER_SEAT]
        namesakes = [top for top, town in seats if _is_namesake(town, place)]
        yield min([score, *(top - 0.01 for top in namesakes)]), place


def _is_namesake(town: Place, province: Place) -> bool:
    """Whether the chief name of a town differs from a province's in vowels at most."""
    label = (town.source or "").removeprefix("geonames:")
    return town.country == province.country and _skeleton(label) == _skeleton(province.name)


def _skeleton(name: str) -> str:
    return _VOWELS.sub("", gazetteer.loose_key(name))


def _known(name: str, around: Around) -> Iterator[tuple[float, Place]]:
    for row in _rows().get(gazetteer.key(name)) or _rows().get(gazetteer.loose_key(name), ()):
        yield _ROW + _bonus(row.fact("country"), around), _from_row(row)
    country = gazetteer.country_named(name)
    if country is None:
        return
    is_part = gazetteer.key(name) in map(gazetteer.key, country.parts)
    said = name if is_part else country.names[0]
    precision: PlacePrecision = "admin1" if is_part else "country"
    state = gazetteer.state(name)
    shared = state is not None and state.name == name and state.country == "USA" and country.code != "USA"
    whole = _ROW - 1.0 if is_part else _COUNTRY
    score = _NAMESAKE_OF_A_STATE + _bonus(country.code, around) if shared else whole
    yield score, Place(said, country.code, precision=precision, source=f"countries:{country.code}")


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


def _cities(name: str, around: Around) -> Iterator[tuple[float, Place]]:
    for city in gazetteer.cities(name) if len(name) > len("WA") or not name.isupper() else ():
        if around.countries and city.country not in around.countries and city.people < _FOREIGN_TOWN:
            continue
        score = math.log10(city.people + 500) + _bonus(city.country, around) + _nearness(city, around)
        said = city.name if name.isupper() else name
        label = f"{city.name}, {city.state}" if city.state else city.name
        place = Place(said, city.country, city.lat, city.lon, "city", f"geonames:{label}")
        yield score - (0 if city.is_chief_name else _OTHER_NAME), place


def _provinces(name: str, around: Around) -> Iterator[tuple[float, Place]]:
    state = gazetteer.state(name) if len(name) > len("TX") or not name.isupper() else None
    short = (state,) if state is not None and state.name != name else ()
    for province in (*short, *gazetteer.provinces(name)):
        score = _worth(province) + _bonus(province.country, around)
        precision: PlacePrecision = "admin1" if province.level == 1 else "admin2"
        said = province.name if name.isupper() or province in short else name
        source = f"iso3166-2:{province.code}" if province.code else f"regions:{province.name}"
        yield score, Place(said, province.country, precision=precision, source=source)


def _worth(province: gazetteer.Province) -> float:
    """What a province is worth unasked: a state whose towns are named with it, more than nearly every town."""
    if province.level == 1 and province.country in _OF_STATES and province.name not in CITIES_FIRST:
        return _STATE
    return _PROVINCE if province.level == 1 else _DISTRICT


def _bonus(country: str | None, around: Around) -> float:
    if country is None or country not in around.countries:
        return 0.0
    return max(_IN_CONTEXT - _LATER_IN_CONTEXT * around.countries.index(country), _LEAST_IN_CONTEXT)


def _nearness(city: gazetteer.City, around: Around) -> float:
    """What a city gains from the article's naming its state, and places around it."""
    state = f"{_STATE_CODES.get(city.country)}-{city.state}"
    pull = math.fsum(0.5 ** (kilometres((city.lat, city.lon), point) / _HALVED) for point in around.points)
    stated = 0.0 if state not in around.states else _IN_LATER_STATE if around.states.index(state) else _IN_STATE
    return stated + min(_NEAR_OTHERS * pull, _MOST_NEAR_OTHERS)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance between two points (WGS84 degrees) over the globe."""
    north, south = math.radians(one[0]), math.radians(other[0])
    east = math.radians(other[1] - one[1])
    chord = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(chord)))


def _part(place: Place, name: str) -> Place:
    """A part of a place, under its own words: of a country no point and several provinces, else as the whole."""
    precision: PlacePrecision = "multi_admin1" if place.precision == "country" else place.precision
    return replace(place, name=name, precision=precision, candidates=())


def _near(place: Place, name: str) -> Place:
    """Somewhere near a place, under its own words: the town's point, said to be near only."""
    precision: PlacePrecision = "near_city" if place.precision in _POINTED else place.precision
    return replace(place, name=name, precision=precision, candidates=())


def _unit(wording: wordings.Wording, name: str, around: Around) -> tuple[Place, ...]:
    """A named unit of land: as the lexicon or ISO 3166-2 knows it, else the land around a town of that name."""
    known = _ranked(_known(wording.base, around))
    rows = tuple(place for place in known if place.precision != "country")
    level = wordings.UNITS[wording.added]
    if rows or level == "near_city":
        return rows or tuple(_near(place, name) for place in _named(wording.base, around))
    provinces = _ranked(_provinces(wording.base, around))
    if provinces:
        return tuple(replace(place, name=name) for place in provinces)
    if level == "neighbourhood":
        return ()
    towns = _ranked(_cities(wording.base, around))
    lands = (Place(name, town.country, precision=level, source=town.source) for town in towns)
    return tuple(dict.fromkeys(lands))


def _inside(wording: wordings.Wording, around: Around) -> tuple[Place, ...]:
    """A place inside a wider one, which an unknown place is as vague as; a place alone where the wider is unknown."""
    found = _within(wording, around)
    if found:
        return found
    wider = wider_places(wording.added, around)
    if wording.relation == "owned" and wording.base[:1].isupper() and wider and wider[0].precision in _POINTED:
        return ()
    return (vague(wording.base, wider[0]),) if wider else _resolved(wording.base, around)


def _within(wording: wordings.Wording, around: Around) -> tuple[Place, ...]:
    """The readings of a place that lie in the country (and state) of a wider one."""
    return within(wording.base, wider_places(wording.added, around), around)


def _in_state(place: Place, wider: Place) -> bool:
    """Whether a place may lie in a state; false only where both are in states and these differ."""
    one, other = state_of(place), state_of(wider)
    return one is None or other is None or one == other
