"""The claims of an event in, its values out, each under a named rule.

Rules (codes b.2): `single`, one voice speaks; `agreement`, all voices say the
same; `most_conservative`, voices differ: the lowest and the highest figure
are kept and the best is the lowest that a voice gives; `sum_of_groups`, one
voice counts several groups in one sentence; `most_precise`, the finest of
the dates or places; `all_voices`, every name with who says it. What no claim
speaks to stays None.

An event that several articles tell of has the claims of all: the army in one
and the army in the other are two voices here, as are their reporters, so that
no figure of the one hides another of the other.

An analyst may choose another rule for a field: `highest`, `first_told`,
`last_told`, `firmest`, or `voice:` with the words for one voice. Such a rule
says which claims count; what they come to is settled as ever.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.records import Attribution, Days, Munition, Place, Target, Toll, Values, Why

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.records import AttributionLevel, Claim

_DATE_ORDER = (
    "minute", "part_of_day", "day", "days_2_6", "week", "month", "season", "year", "multi_year", "unknown"
)  # fmt: skip
_PLACE_ORDER = (
    "point", "facility", "neighbourhood", "city", "near_city", "unknown", "admin2", "admin1", "multi_admin1",
    "water_air", "country",
)  # fmt: skip
_TOWNS = frozenset({"city", "near_city"})
_FIRMNESS: tuple[AttributionLevel, ...] = ("confirmed", "self_claimed", "claimed_via_third_party", "alleged", "denied")

Figure = tuple[int | None, int | None]


RULES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("killed", "wounded", "missing", "captured"), ("highest", "first_told", "last_told")),
    **dict.fromkeys(("date", "place"), ("first_told", "last_told")),
    "perpetrators": ("firmest",),
    "targets": (),
    "weapons": (),
}
"""The rules that an analyst may choose for a field beside its own one; `voice:` and a speaker's words go for each."""

VOICE = "voice:"
"""How a rule begins that lets one voice settle a field; the words of its speaker follow, none for the reporter."""

_SPEAK_TO: Mapping[str, frozenset[str]] = {
    "perpetrators": frozenset({"perpetrator"}),
    "targets": frozenset({"target"}),
    "weapons": frozenset({"munitions", "weapon"}),
}
"""The fields of claims that a field of values is settled from, where the names differ."""


def settle(claims: Sequence[Claim], rules: Mapping[str, str] | None = None) -> tuple[Values, tuple[Why, ...]]:
    """The values of an event and, for each field that has one, the rule and the claims it rests on.

    `rules` names for some fields a rule of `RULES`, or `voice:` with a speaker, instead of the field's own.
    """
    values, why = _settled(claims)
    for field, rule in (rules or {}).items():
        chosen = _chosen(claims, field, rule)
        one, reasons = _settled(chosen)
        value = getattr(one, field)
        if isinstance(value, Toll):
            value = replace(_highest(value, chosen, field) if rule == "highest" else value, rule=rule)
        values = replace(values, **{field: value})
        kept = tuple(reason for reason in why if reason.field != field)
        why = (*kept, *(replace(reason, rule=rule) for reason in reasons if reason.field == field))
    return values, why


def voices(claims: Sequence[Claim], field: str) -> tuple[str, ...]:
    """Who speaks to a field, in the first wording of each voice; blank is the reporter."""
    spoken = [c for c in claims if c.field in _SPEAK_TO.get(field, {field})]
    speakers = [c.speaker for c in spoken if c.speaker]
    return tuple(dict.fromkeys(_same_voice(c.speaker, speakers) or "" for c in spoken))


def _chosen(claims: Sequence[Claim], field: str, rule: str) -> list[Claim]:
    """The claims on a field that a rule lets count."""
    spoken = [c for c in claims if c.field in _SPEAK_TO.get(field, {field})]
    told = _in_reading_order([c for c in spoken if field not in _TOLLS or _counts(c)])
    if rule.startswith(VOICE):
        speakers = [c.speaker for c in spoken if c.speaker]
        return [c for c in spoken if (_same_voice(c.speaker, speakers) or "") == rule.removeprefix(VOICE)]
    if rule in {"first_told", "last_told"}:
        return (told[:1] if rule == "first_told" else told[-1:]) if told else []
    if rule == "firmest":
        firmest = min(map(_firmness, spoken), default=0)
        return [c for c in spoken if _firmness(c) == firmest]
    return spoken


_TOLLS = frozenset({"killed", "wounded", "missing", "captured"})


def _highest(toll: Toll, claims: Sequence[Claim], field: str) -> Toll:
    """The toll with the highest figure of any voice as its best; lowest and highest stay as they are."""
    figures, _ = _figures([c for c in claims if c.field == field and _counts(c)])
    known = [low if low is not None else high for low, high in figures]
    return replace(toll, best=max(count for count in known if count is not None))


def _settled(claims: Sequence[Claim]) -> tuple[Values, tuple[Why, ...]]:
    why: list[Why] = []
    values = Values(
        date=_date(claims, why),
        place=_place(claims, why),
        perpetrators=_names(claims, "perpetrator", why, "perpetrators"),
        targets=_targets(claims, why),
        weapons=_weapons(claims, why),
        killed=_toll(claims, "killed", why),
        wounded=_toll(claims, "wounded", why),
        missing=_toll(claims, "missing", why),
        captured=_toll(claims, "captured", why),
        interceptors=_names(claims, "interceptor", why, "interceptors"),
    )
    return values, tuple(why)


def _note(why: list[Why], field: str, rule: str, claims: Sequence[Claim]) -> None:
    why.append(Why(field, rule, tuple(c.id for c in claims)))


def _date(claims: Sequence[Claim], why: list[Why]) -> Days | None:
    dated = [c for c in claims if c.field == "date" and c.days is not None]
    known = [c for c in dated if c.days is not None and c.days.unresolved is None]
    if not dated:
        return None
    if not known:
        _note(why, "date", "unresolved", dated)
        return dated[0].days
    finest = min(_in_reading_order(known), key=_date_rank)
    _note(why, "date", "single" if len(dated) == 1 else "most_precise", [finest])
    hour = next((c.days.time_of_day for c in dated if c.days and c.days.time_of_day), None)
    return replace(finest.days, time_of_day=finest.days.time_of_day or hour) if finest.days else None


def _date_rank(claim: Claim) -> tuple[int, bool]:
    """The finest first, then what its own sentence says before what is inferred."""
    precision = claim.days.precision if claim.days else "unknown"
    inferred = claim.days is not None and claim.days.basis == "inferred"
    return _DATE_ORDER.index("day" if precision in {"minute", "part_of_day"} else precision), inferred


def _in_reading_order(claims: Sequence[Claim]) -> list[Claim]:
    """The claims as they stand in their article; of several articles, the one whose claims come first goes first."""
    articles = list(dict.fromkeys(map(_article, claims)))
    return sorted(claims, key=lambda c: (articles.index(_article(c)), c.passage.start if c.passage else 0))


def _article(claim: Claim) -> str | None:
    return claim.passage.article if claim.passage else None


def _place(claims: Sequence[Claim], why: list[Why]) -> Place | None:
    placed = [c for c in claims if c.field == "place"]
    if not placed:
        return None
    finest = min(_in_reading_order(placed), key=_place_rank)
    _note(why, "place", "single" if len(placed) == 1 else "most_precise", [finest])
    countries = [c.place.country for c in placed if c.place and c.place.country]
    found = finest.place or Place(name=finest.value or "")
    if found.country is None and len(set(countries)) == 1:
        found = replace(found, country=countries[0])
    around = next(
        (c for c in placed if c is not finest and c.place and c.place.precision in _TOWNS and _same_land(c, found)),
        None,
    )
    name = finest.value or found.name
    if around is not None and around.place is not None and around.place.name not in name and found.precision != "city":
        name = f"{name}, {around.place.name}"
        if found.precision == "facility" and found.lat is None:
            found = replace(around.place, precision="near_city", candidates=())
    return Place(name, found.country, found.lat, found.lon, found.precision, found.source, found.candidates)


def _same_land(claim: Claim, place: Place) -> bool:
    return claim.place is not None and (place.country is None or claim.place.country == place.country)


def _place_rank(claim: Claim) -> int:
    return _PLACE_ORDER.index(claim.place.precision if claim.place else "unknown")


def _names(claims: Sequence[Claim], field: str, why: list[Why], name: str) -> tuple[Attribution, ...]:
    """Every name once, as firmly as any voice gives it short of a denial, with the voice that does."""
    named = [c for c in claims if c.field == field and c.value]
    best: dict[str, Claim] = {}
    for claim in named:
        key = (claim.value or "").lower().removeprefix("the ")
        if key not in best or _firmness(claim) < _firmness(best[key]):
            best[key] = claim
    if named:
        _note(why, name, "single" if len(named) == 1 else "all_voices", named)
    return tuple(Attribution(c.value or "", c.attribution or "alleged", c.speaker) for c in best.values())


def _firmness(claim: Claim) -> int:
    return _FIRMNESS.index(claim.attribution or "alleged")


def _targets(claims: Sequence[Claim], why: list[Why]) -> tuple[Target, ...]:
    named = [c for c in claims if c.field == "target" and c.value]
    kept: list[str] = []
    for claim in named:
        words = _thing(claim.value or "")
        # "The camp" after "Camp Taji" is the same camp.
        short = len((claim.value or "").split()) == 1 and any(words <= set(k.lower().split()) for k in kept)
        if not short and not any(words & _thing(k) for k in kept):
            kept.append(claim.value or "")
    if named:
        _note(why, "targets", "single" if len(named) == 1 else "all_voices", named)
    return tuple(Target(name) for name in kept)


def _thing(words: str) -> set[str]:
    """What a target is, without where it is: the last word before the first preposition, and proper names."""
    plain = words.split()
    end = next((n for n, w in enumerate(plain) if n and w.lower() in _PREPOSITIONS), len(plain))
    return {plain[end - 1].lower().rstrip("s")} if plain else set()


_PREPOSITIONS = frozenset(
    {"in", "at", "on", "near", "of", "outside", "inside", "close", "north", "south", "east", "west"}
)


Voice = tuple[str | None, str | None]
"""Who speaks, None for the reporter, and the article that says so."""


def _by_voice(claims: Sequence[Claim]) -> dict[Voice, list[list[Claim]]]:
    """The claims of each voice, sentence by sentence: groups of one sentence add up, sentences do not."""
    voices: dict[Voice, dict[int | str, list[Claim]]] = {}
    speakers = list(dict.fromkeys(c.speaker for c in claims if c.speaker))
    for claim in claims:
        # A claim that an analyst added stands in no sentence of an act: it adds up with nothing.
        sentence = claim.act.sentence if claim.act else claim.id
        voice = _same_voice(claim.speaker, speakers), _article(claim)
        voices.setdefault(voice, {}).setdefault(sentence, []).append(claim)
    return {voice: list(told.values()) for voice, told in voices.items()}


def _same_voice(speaker: str | None, speakers: Sequence[str]) -> str | None:
    """The first wording of a voice: "the army" after "the Iraqi military" is the same one."""
    if speaker is None:
        return None
    own = _core(speaker)
    return next((o for o in speakers if own and _core(o) and (own <= _core(o) or _core(o) <= own)), speaker)


def _core(words: str) -> frozenset[str]:
    """The words of a voice that tell it from others, short forms written out."""
    plain = {_SHORT_FORMS.get(w, w) for w in words.lower().replace("'s", "").replace("’s", "").split()}
    return frozenset(plain - _PLAIN_WORDS)


_PLAIN_WORDS = frozenset(
    {"the", "a", "an", "and", "of", "in", "for", "from", "by", "statement", "security", "official", "officials",
     "spokesman", "spokeswoman", "spokesperson"}
)  # fmt: skip
_SHORT_FORMS = {"army": "military", "troops": "military", "forces": "military", "cops": "police"}


def _sum(claims: Sequence[Claim]) -> Figure:
    lows, highs = [c.low for c in claims], [c.high for c in claims]
    low = sum(v for v in lows if v is not None) if any(v is not None for v in lows) else None
    high = sum(v for v in highs if v is not None) if all(v is not None for v in highs) else None
    return low, high


def _figures(claims: Sequence[Claim]) -> tuple[list[Figure], bool]:
    """One figure a voice, the fullest it gives, and whether one of them is a sum over groups."""
    figures, summed = [], False
    for told in _by_voice(claims).values():
        fullest = max(told, key=lambda group: (_sum(group)[0] or -1, len(group)))
        summed = summed or len(fullest) > 1
        figures.append(_sum(fullest))
    return figures, summed


def _toll(claims: Sequence[Claim], field: str, why: list[Why]) -> Toll | None:
    counted = [c for c in claims if c.field == field and _counts(c)]
    if not counted:
        return None
    figures, summed = _figures(counted)
    rule = _rule(figures, summed=summed)
    _note(why, field, rule, counted)
    low, best, high = _spread(figures)
    return Toll(low, best, high, rule)


def _counts(claim: Claim) -> bool:
    """True for a figure that stands by itself: not part of another, not denied, not left to "several"."""
    given = claim.low is not None or claim.high is not None
    return given and claim.subset_of is None and claim.stance != "denied"


def _rule(figures: Sequence[Figure], *, summed: bool) -> str:
    if len(set(figures)) > 1:
        return "most_conservative"
    if summed:
        return "sum_of_groups"
    return "single" if len(figures) == 1 else "agreement"


def _spread(figures: Sequence[Figure]) -> tuple[int | None, int | None, int | None]:
    """Lowest, best and highest over the voices; an open side of any voice stays open."""
    lows = [low for low, _ in figures if low is not None]
    highs = [high for _, high in figures]
    best = [low if low is not None else high for low, high in figures]
    known = [b for b in best if b is not None]
    high = None if any(h is None for h in highs) else max(h for h in highs if h is not None)
    best_known = min(known) if known else None
    low = min(lows) if lows else None
    # "Up to five" beside nine: nobody says that there were nine at the least.
    return (low if low is None or best_known is None or low <= best_known else None), best_known, high


def _weapons(claims: Sequence[Claim], why: list[Why]) -> tuple[Munition, ...]:
    named = [c for c in claims if c.field in {"munitions", "weapon"} and c.value]
    kinds = list(dict.fromkeys(c.value or "" for c in named))
    if named:
        _note(why, "weapons", "single" if len(named) == 1 else "all_voices", named)
    return tuple(_munition(kind, [c for c in named if c.value == kind]) for kind in kinds)


def _munition(kind: str, claims: Sequence[Claim]) -> Munition:
    counted = [c for c in claims if c.low is not None or c.high is not None]
    if not counted:
        return Munition(kind)
    voices = _by_voice(counted)
    figures = []
    for told in voices.values():
        scopes: dict[str | None, Claim] = {}
        for claim in (c for group in told for c in group):
            scopes.setdefault(claim.scope, claim)
        # Inside and outside add up; any other two counts of one voice tell the same thing twice.
        figures.append(_sum(list(scopes.values()) if "out_of_zone" in scopes else list(scopes.values())[:1]))
    return Munition(kind, *_spread(figures))
