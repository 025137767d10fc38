"""A sentence with its acts in, claims of where they took place out.

A place is an act's own where the grammar makes it a setting: behind a
preposition of place, or itself attacked. The places where somebody spoke, that
describe another noun, or that stand too far from the act are merely named.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench import grammar, places
from workbench.mentions import words_of
from workbench.records import Place
from workbench.stage import Stage, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from workbench.acts import Naming
    from workbench.records import Claim, Mention

_IN = frozenset({"in", "inside", "within", "on", "into", "at"})
_OUT = frozenset({"outside", "near", "beyond", "around", "beside"})
_LOCATIVE = (
    _IN
    | _OUT
    | {"across", "throughout", "between", "outside", "north", "south", "east", "west", "of", "along", "through", "over"}
)
_WIDE = frozenset({"in", "inside", "across", "into", "throughout", "within"})
_CLIMB = 5
_CAPITAL = re.compile(r"\bcapital$")
_RUNNERS_UP = 3
_BUILT = "pipeline:FAC"


def read(stage: Stage) -> Iterator[Claim]:
    """Claims of place, each on the act of the sentence that happened there."""
    for mention in stage.scene.mentions:
        tokens = words_of(stage.doc, mention) if mention.kind == "place" else []
        if not tokens or not _is_setting(stage, tokens) or _of_speakers(stage, tokens[-1]):
            continue
        naming = nearest(stage, tokens[-1])
        found = stage.meant.get(mention.start, ())
        if naming is None or _far(tokens[-1], naming, wide=places.country_of(mention.text) is not None):
            continue
        place = _as_said(mention, tokens[-1], found)
        value = found[0].name if found and _CAPITAL.search(mention.text) else mention.text
        yield stage.claim("place", value, naming.act, tokens[0].i, tokens[-1].i, place=place, rule=mention.rule)


def _as_said(mention: Mention, head: Token, found: tuple[Place, ...]) -> Place | None:
    """The likeliest place with the runners-up, no more precise than the words: near a town, between two places.

    A built place that nobody has a point for is as precise as its words all the same.
    """
    if not found:
        return Place(mention.text, precision="facility", source=mention.rule) if mention.rule == _BUILT else None
    others = tuple(map(places.named_in_full, found[1 : 1 + _RUNNERS_UP]))
    place = replace(found[0], candidates=others)
    preposition = head.head.lower_ if head.dep_ == "pobj" else ""
    is_near = preposition == "between" or (preposition in _OUT and place.precision == "city")
    return replace(place, precision="near_city") if is_near and place.lat is not None else place


def _far(token: Token, naming: Naming, *, wide: bool) -> bool:
    """True where too much stands between a place and the words of an act for it to be the act's own."""
    return min(grammar.path(token, t.token) for t in naming.triggers) > (6 if wide else 7)


def _of_speakers(stage: Stage, token: Token) -> bool:
    """True for the place where somebody spoke ("told reporters in Geneva")."""
    verbs = {v.verb for v in stage.heard if v.verb >= 0}
    above = token.head.head if token.dep_ == "pobj" else token.head
    return above.i in verbs or (
        above.dep_ == "dobj" and above.head.i in verbs and above.lemma_ in {"reporter", "journalist"}
    )


def _is_setting(stage: Stage, tokens: list[Token]) -> bool:
    """True where a place is where something happened: behind a preposition of place, or itself attacked."""
    verbs = {t.token.i for n in stage.scene.namings for t in n.triggers if n.act.is_attack}
    return _set_at(
        tokens[-1], verbs, wide=places.country_of(stage.doc[tokens[0].i : tokens[-1].i + 1].text) is not None
    )


def _set_at(head: Token, verbs: set[int], *, wide: bool) -> bool:
    """Climbs from a name through apposition, coordination and "the centre of" to what ties it to the sentence."""
    for _ in range(_CLIMB):
        above = head.head
        tied = _tie(head, verbs, wide=wide)
        if tied is not None:
            return tied
        head = above.head if head.dep_ == "pobj" else above
    return False


def _tie(head: Token, verbs: set[int], *, wide: bool) -> bool | None:
    """Whether a noun's role makes it a setting; None where the noun above it has to be asked."""
    role, above = head.dep_, head.head
    if role == "pobj":
        if above.lower_ == "to" and above.head.lower_ in {"close", "next", "adjacent"}:
            return True
        linking = above.lower_ in _LINKING and above.head is not above and above.head.pos_ in grammar.NOMINAL
        return True if above.lower_ in (_WIDE if wide else _LOCATIVE) else None if linking else False
    if role == "nsubj" and above.lemma_.lower() == "come":
        return any(c.lower_ == "under" for c in above.children)
    if role in grammar.OBJECT | grammar.PASSIVE_SUBJECT:
        return above.i in verbs and not (wide and above.lemma_ == "target")
    if role in _WITHIN_NOUN and above.pos_ in grammar.NOMINAL:
        return False if wide and role in _DESCRIBING else None
    return role == "npadvmod"


_LINKING = frozenset({"of", "to", "between", "and"})
_DESCRIBING = frozenset({"compound", "amod", "nmod", "poss"})
_WITHIN_NOUN = _DESCRIBING | {"appos", "conj", "npadvmod", "dep"}
