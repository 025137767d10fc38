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
_BEHIND: Final = re.compile(
    r"(?:,|,?\s*\(|,?\s+in)\s*(?:the\s+)?(?:(?:north|south|east|west|central|far)[\w-]*\s+){0,2}"
    r"(?:(?:state|province|region|county|department|district|prefecture|governorate)\s+of\s+(?:the\s+)?)?$"
)
"""What may stand between a place and the wider one that holds it."""
_SHORT_STATE: Final = re.compile(r",\s*((?:[A-Z]\.\s?){2,3}|[A-Z][a-z]{1,4}\.|[A-Z]{2,3}\b)")
_LARGE: Final = frozenset({"country", "admin1", "admin2", "multi_admin1"})
_SMALL: Final = frozenset({"point", "facility", "neighbourhood", "city", "near_city"})


def read(text: str, mentions: Sequence[Mention]) -> Mapping[int, tuple[Place, ...]]:
    """The places that each mention of a place may mean, likeliest first, by where it starts; () where unknown."""
    named = [mention for mention in mentions if mention.kind == "place"]
    stated = {m.start: found for m in named if (found := _stated(text, m, named))}
    senses: dict[str, tuple[Place, ...]] = {}
    for mention in named:
        if mention.start in stated:
            senses.setdefault(mention.text, stated[mention.start])
    around, sure = _around(mentions, named, senses)
    for words in {m.text for m in named} - set(senses):
        others = tuple(point for name, point in sure.items() if name != words)
        senses[words] = places.resolve(words, context=around._replace(points=others))
    return {m.start: stated.get(m.start, senses[m.text]) for m in named}


def countries(mentions: Iterable[Mention], dateline: str | None = None) -> tuple[str, ...]:
    """The countries (ISO3) that an article names, most often named first."""
    tally: Counter[str] = Counter()
    for words in [m.text for m in mentions if m.kind in {"place", "actor"}] + ([dateline] if dateline else []):
        tally.update(filter(None, [places.country_of(words)]))
    return tuple(code for code, _ in tally.most_common())


def _stated(text: str, mention: Mention, named: Sequence[Mention]) -> tuple[Place, ...]:
    """The readings of a place that lie in the wider place that the text puts right behind it."""
    if places.country_of(mention.text) is not None:
        return ()
    for wider in _behind(text, mention, named):
        likeliest = places.resolve(wider)[:1] or places.resolve(f"{wider}.")[:1]
        is_large = gazetteer.state(wider) is not None or any(place.precision in _LARGE for place in likeliest)
        found = places.within(mention.text, wider) if is_large else ()
        if found:
            return found
    return ()


def _behind(text: str, mention: Mention, named: Sequence[Mention]) -> Iterator[str]:
    """The words for a wider place behind a mention: a short form of a state, else the next name of a place."""
    if short := _SHORT_STATE.match(text, mention.end):
        yield short[1]
    following = next((m for m in named if m.start >= mention.end), None)
    if following is not None and _BEHIND.match(text[mention.end : following.start]):
        yield following.text


def _around(
    mentions: Iterable[Mention], named: Sequence[Mention], senses: Mapping[str, tuple[Place, ...]]
) -> tuple[Around, dict[str, tuple[float, float]]]:
    """What the article says of where it plays, and the points of the names that leave no doubt."""
    tally: Counter[str] = Counter()
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
        tally.update(filter(None, [place.country, places.state_of(place)]))
    ranked = [code for code, _ in tally.most_common()]
    return places.Around(
        tuple(code for code in ranked if "-" not in code), tuple(code for code in ranked if "-" in code)
    ), sure


def _codes(words: str) -> Iterator[str]:
    """The country and the state that a name is or begins with: "Iraqi", "Texas", "Maryland State Police"."""
    pieces = words.removeprefix("the ").split()
    for length in range(min(_LONGEST_OWNER, len(pieces)), 0, -1):
        owner = " ".join(pieces[:length])
        state, country = gazetteer.state(owner.removesuffix("'s")), places.country_of(owner)
        if state is not None and (len(owner) > len("TX")) and country in {None, state.country}:
            yield from (state.code, state.country)
            return
        if country is not None:
            if state is None:
                yield country
            return
