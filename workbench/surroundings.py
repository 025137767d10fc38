"""All the place names of an article in, what each of them means there out.

A name alone seldom says which Springfield is meant; the article does. What
stands right behind it settles it ("Springfield, Ill."), for its other
mentions too. Where nothing does, the countries and states that the article
names count, by name, by adjective ("Iraqi") or inside a longer name ("Maryland
State Police"), and so do the towns that only one place can be: its places lie
near each other more often than not. It refuses to find names, and hides no
runner-up.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from workbench import gazetteer, places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from workbench.places import Around
    from workbench.records import Mention, Place

_LONGEST_OWNER: Final = 3
_GREAT: Final = 100_000
"""People of a city that a longer name may begin with unexplained ("Kabul University")."""
_BEHIND: Final = re.compile(
    r"(?:,|,?\s*\(|,?\s+in)\s*(?:the\s+)?(?:(?:north|south|east|west|central|far)[\w-]*\s+){0,2}"
    r"(?:(?:state|province|region|county|department|district|prefecture|governorate)\s+of\s+(?:the\s+)?)?$"
)
"""What may stand between a place and the wider one that holds it."""
_SHORT_STATE: Final = re.compile(r",\s*((?:[A-Z]\.\s?){2,3}|[A-Z][a-z]{1,4}\.|[A-Z]{2,3}\b)")
_CLOSED: Final = re.compile(r"\s*(?:[.,;:)\u2014\u2013-]|$)")
"""What may follow a wider place that was set behind a name, and not the next of a list ("Kenya and Spain")."""
_LISTED: Final = re.compile(r",?\s*(?:,|and|or|&)\s+$")
_STATE_WORD: Final = re.compile(r"\s+(?:[Ss]tate\b(?! (?:Univ|Coll|Park))|Gov(?:ernor|\.))")
_LARGE: Final = frozenset({"country", "admin1", "admin2", "multi_admin1"})


def read(text: str, mentions: Sequence[Mention], dateline: str | None = None) -> Mapping[int, tuple[Place, ...]]:
    """The places that each mention of a place may mean, likeliest first, by where it starts; () where unknown."""
    named = [mention for mention in mentions if mention.kind == "place"]
    stated = _stated(text, named)
    senses: dict[str, tuple[Place, ...]] = {}
    for mention in named:
        if mention.start in stated:
            senses.setdefault(mention.text, stated[mention.start])
    around, sure = _around(mentions, named, senses, dateline)
    for words in dict.fromkeys(m.text for m in named if m.text not in senses):
        others = tuple(point for name, point in sure.items() if name != words)
        senses[words] = places.resolve(words, context=around._replace(points=others))
    return {m.start: stated.get(m.start, senses[m.text]) for m in named}


def _stated(text: str, named: Sequence[Mention]) -> dict[int, tuple[Place, ...]]:
    """What the words around a name settle: the wider place right behind it holds it, and is itself that wider place."""
    stated: dict[int, tuple[Place, ...]] = {}
    following: Mention | None = None
    for mention in reversed(named):
        wider, end = _wider(text, mention, following, stated)
        found = _inside(text, mention, wider, end) if wider and places.country_of(mention.text) is None else ()
        if found:
            stated[mention.start] = found
        if found and following is not None and following.end == end:
            stated[following.start] = wider
        if state := _as_state(text, mention, following, named):
            stated.setdefault(mention.start, state)
        following = mention
    return stated


def _wider(
    text: str, mention: Mention, following: Mention | None, stated: Mapping[int, tuple[Place, ...]]
) -> tuple[tuple[Place, ...], int]:
    """The wider places that may hold a mention, all of them large, and where their name ends."""
    wider: tuple[Place, ...] = ()
    end = mention.end
    if following is not None and _BEHIND.match(text[mention.end : following.start]):
        known = _large(stated.get(following.start, ()))
        wider, end = known or _large(places.wider_places(following.text)), following.end
    if not wider and (short := _SHORT_STATE.match(text, mention.end)) and gazetteer.state(short[1].strip()):
        wider, end = _large(places.wider_places(short[1])), short.end()
    return wider, end


def _large(found: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(place for place in found if place.precision in _LARGE)


def _inside(text: str, mention: Mention, wider: tuple[Place, ...], end: int) -> tuple[Place, ...]:
    """The readings of a name inside a wider place; unknown in it, the name is as vague as the wider place."""
    known = places.resolve(mention.text)[:1]
    is_large = bool(known) and known[0].precision in _LARGE
    if is_large and text[mention.end : end].rstrip(".").endswith(wider[0].name):
        return tuple(place for place in places.within(mention.text, wider) if place.precision in _LARGE)
    found = places.within(mention.text, wider)
    is_apposition = text.startswith(", ", mention.end) and _CLOSED.match(text, end)
    if found or not is_apposition or is_large:
        return found
    return (places.vague(mention.text, wider[0]),)


def _as_state(text: str, mention: Mention, following: Mention | None, named: Sequence[Mention]) -> tuple[Place, ...]:
    """A state that shares its name with a city, where the text says "state" or lists it among states."""
    state = gazetteer.state(mention.text)
    if state is None or state.name != mention.text:
        return ()
    beside = [following] if following and _LISTED.match(text[mention.end : following.start]) else []
    at = named.index(mention)
    if at and _LISTED.match(text[named[at - 1].end : mention.start]):
        beside.append(named[at - 1])
    listed = any(
        (other := gazetteer.state(m.text)) is not None and other.name not in places.CITIES_FIRST for m in beside
    )
    if listed or _STATE_WORD.match(text, mention.end) or text[: mention.start].endswith(("state of ", "State of ")):
        return places.wider_places(mention.text)
    return ()


def _around(
    mentions: Iterable[Mention],
    named: Sequence[Mention],
    senses: Mapping[str, tuple[Place, ...]],
    dateline: str | None,
) -> tuple[Around, dict[str, tuple[float, float]]]:
    """What the article says of where it plays, and the points of the names that leave no doubt."""
    tally: Counter[str] = Counter()
    if dateline and (home := places.resolve(dateline)):
        tally.update(filter(None, [home[0].country, places.state_of(home[0])]))
    for mention in mentions:
        if mention.kind in {"place", "actor"}:
            tally.update(_codes(mention.text))
    sure: dict[str, tuple[float, float]] = {}
    for words in dict.fromkeys(m.text for m in named):
        found = senses.get(words) or places.resolve(words)
        if not found or (words not in senses and len(found) > 1):
            continue
        place = found[0]
        if place.lat is not None and place.lon is not None:
            sure[words] = (place.lat, place.lon)
        state = places.state_of(place) if words not in places.CITIES_FIRST else None
        tally.update(filter(None, [place.country, state]))
    ranked = [code for code, _ in tally.most_common()]
    return places.Around(
        tuple(code for code in ranked if "-" not in code), tuple(code for code in ranked if "-" in code)
    ), sure


def borne(words: str) -> str:
    """The country, continent, state or great city, by name or adjective, that a name begins with; empty where none.

    "Iraqi" in "Iraqi Army", "Maryland" in "Maryland State Police", and a name that is one whole.
    """
    pieces = words.removeprefix("the ").split()
    for length in range(min(_LONGEST_OWNER, len(pieces)), 0, -1):
        owner = re.sub(r"['\u2019]s?$", "", " ".join(pieces[:length]))
        if _is_wide(owner) or (length < len(pieces) and _is_great_city(owner)):
            return owner
    return ""


def _is_wide(name: str) -> bool:
    state = gazetteer.state(name) if len(name) > len("TX") else None
    return state is not None or places.country_of(name) is not None or gazetteer.is_wider_than_a_country(name)


def _is_great_city(name: str) -> bool:
    return any(city.is_chief_name and city.people >= _GREAT for city in gazetteer.cities(name))


def _codes(words: str) -> Iterator[str]:
    """The country and the state that a name is or begins with."""
    owner = borne(words)
    state, country = gazetteer.state(owner), places.country_of(owner)
    if state is not None and country in {None, state.country}:
        yield from (state.country,) if state.name in places.CITIES_FIRST else (state.code, state.country)
    elif country is not None and state is None:
        yield country
