"""MUC-4: incidents of political violence in Latin American newswire, in the slots of its answer keys.

What happened is read by the workbench; here its events become the incidents that the rules of the key count: no clash
of armed forces without a civilian target, nothing older than two months, no totals, bombings of one day in one town
as one.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from corpora import Document, fbis
from workbench import actors, claims, events, gazetteer, grammar, language, lexicons, mentions

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from workbench.records import Claim, Event

WHERE = "MUC-3/MUC-4 (NIST distribution): github.com/xinyadu/gtt, data/muc/raw_files"
_OLD = dt.timedelta(days=62)
_TYPES = {"kidnapping": "kidnapping", "bombing": "bombing", "suicide_bombing": "bombing", "arson": "arson",
          "robbery": "robbery"}  # fmt: skip
_STAGES = {"foiled": "attempted", "threatened": "threatened", "planned": "threatened"}
_WEAPONS = {"firearm": "gun", "blade": "cutting device", "artillery": "artillery", "roadside bomb": "bomb", "car bomb": "vehicle bomb",
            "suicide bomb": "bomb", "aircraft": "aerial bomb", "incendiary": "molotov cocktail",
            "rocket-propelled grenade": "grenade"}  # fmt: skip
_BODIES = re.compile(
    r"\b(?:army|forces?|police|military|government|front|movement|cartel|mafia|mafias|battalion|brigade|squads?|guard"
    r"|organi[sz]ation|party|regime)$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?:(?:Mr|Mrs|Dr|Msgr|Col|Gen|Lt|Maj|Capt|Sgt|Fr|Rev|General|Colonel|Major|Captain|Lieutenant|Sergeant|President"
    r"|Minister|Senator|Deputy|Father|Mayor|Judge|Governor|Attorney|Doctor|Ambassador|Monsignor|Bishop|Archbishop"
    r"|Rector|Vice|Prime|Defense|Justice|Congressman|Engineer|Professor|Priest|Commander)\.?\s+)+",
    re.IGNORECASE,
)


def predict(document: Document) -> dict[str, Any]:
    """`docid` and `events`, one for each incident that the key's rules would count."""
    page = fbis.article(document)
    doc = language.parse(page)
    said = claims.read(doc, page, mentions.find(doc, page))
    read = [e for e in events.merge(said, page.id) if _counts(e, document.published)]
    home = _country_code(page.dateline) or _most_named(doc)
    incidents = [_incident(doc, e, document.published, home) for e in read]
    return {"docid": document.docid, "events": _joined(incidents)}


def _counts(event: Event, published: dt.date | None) -> bool:
    """Whether the key would hold an incident for an event."""
    if not event.is_attack or event.role == "aggregate":
        return False
    day = event.values.date.end or event.values.date.start if event.values.date else None
    if published and day and day < published - _OLD:
        return False
    return event.type != "armed_clash" or _harms_civilians(event)


def _harms_civilians(event: Event) -> bool:
    return any(c.field in {"killed", "wounded"} and c.group in {"civilian", "child"} for c in event.claims)


def _incident(doc: Doc, event: Event, published: dt.date | None, home: str | None) -> dict[str, Any]:
    values = event.values
    people, things = _hit(doc, event)
    named = [w for w in people if _is_name(w)]
    arms = [c for c in event.claims if c.field in {"weapon", "munitions"} and c.passage]
    doers, bodies = _doers(doc, event)
    place = values.place
    kinds = {_WEAPONS.get(c.value or "", c.value) for c in arms}
    return {
        "incident_type": _type(event),
        "date": _date(event, published),
        "country": _country(place.country if place and place.country else home),
        "places": list(dict.fromkeys(c.value for c in event.claims if c.field == "place" and c.value)),
        "stage": _STAGES.get(event.status, "accomplished"),
        "PerpInd": [[w] for w in doers],
        "PerpOrg": [[w] for w in bodies],
        "Target": [[w] for w in things],
        "Victim": [[_untitled(w)] for w in named],
        "VictimDesc": [[w] for w in people if w not in named],
        "Weapon": [[w] for w in dict.fromkeys(_weapon_words(doc, c) for c in arms)],
        "weapon_types": sorted(k for k in kinds if k),
        "perp_org_confidence": [],
        **{name: _toll(event, field) for name, field in (("killed", "killed"), ("injured", "wounded"))},
    }


def _type(event: Event) -> str:
    return _TYPES.get(event.type, "attack")


def _toll(event: Event, field: str) -> dict[str, int | None] | int | None:
    toll = getattr(event.values, field)
    if toll is None or toll.low is None:
        return None
    return toll.best if toll.low == toll.high else {"min": toll.low, "max": toll.high}


def _date(event: Event, published: dt.date | None) -> dict[str, str | None] | None:
    """The key's interval; an event without a day of its own happened on or before the day of the dispatch."""
    days = event.values.date
    if days is not None and days.end is not None and days.start is not None:
        return {"start": days.start.isoformat(), "end": days.end.isoformat()}
    return {"start": None, "end": published.isoformat()} if published else None


def _country(code: str | None) -> str | None:
    return next((c.names[0] for c in gazetteer.countries() if c.code == code), None) if code else None


def _country_code(words: str | None) -> str | None:
    from workbench import places

    found = places.resolve(words) if words else ()
    return found[0].country if found else None


def _most_named(doc: Doc) -> str | None:
    from collections import Counter

    from workbench import places

    tally = Counter(code for e in doc.ents if (code := places.country_of(e.text)))
    return tally.most_common(1)[0][0] if tally else None


def _words(doc: Doc, claim: Claim) -> Span | None:
    return doc.char_span(claim.passage.start, claim.passage.end, alignment_mode="expand") if claim.passage else None


def _bare(span: Span) -> str:
    """Words as the key writes them: without article, count and what trails behind a noun."""
    while len(span) > 1 and (span[0].pos_ in {"DET", "PUNCT", "ADP"} or span[0].tag_ == "PRP$"):
        span = span[1:]
    return " ".join(span.text.split())


def _noun_phrase(span: Span) -> str:
    head = span.root
    return _bare(grammar.phrase(head)) if head.pos_ in {"NOUN", "PROPN"} else _bare(span)


def _doers(doc: Doc, event: Event) -> tuple[list[str], list[str]]:
    persons, bodies = [], []
    for claim in event.claims:
        span = _words(doc, claim) if claim.field == "perpetrator" else None
        if span is None:
            continue
        actors.find(span.text)
        actors.kind_of(span.text)
        words = _noun_phrase(span)
        proper = span.root.pos_ == "PROPN" and span.root.ent_type_ != "PERSON"
        (bodies if proper or _BODIES.search(words) else persons).append(words)
        for child in span.root.rights:
            if child.lower_ == "of":
                for noun in child.children:
                    name = _noun_phrase(doc[noun.left_edge.i : noun.i + 1])
                    if noun.dep_ == "pobj" and noun.pos_ == "PROPN":
                        bodies.append(name)
    return list(dict.fromkeys(persons)), list(dict.fromkeys(bodies))


def _hit(doc: Doc, event: Event) -> tuple[list[str], list[str]]:
    people, things = [], []
    for claim in event.claims:
        span = _words(doc, claim) if claim.field in {"killed", "wounded", "target", "captured"} else None
        if span is None or (claim.low == 0 and claim.field != "target"):
            continue
        harmed = claim.field != "target" or _person(span.root)
        (people if harmed else things).append(_name_in(span) if harmed else _noun_phrase(span))
    return [w for w in dict.fromkeys(people) if w], list(dict.fromkeys(things))


def _person(noun: Token) -> bool:
    if noun.ent_type_ == "PERSON":
        return True
    return any(noun.lower_ == f.split()[-1] for row in lexicons.load("people") for f in row.forms)


def _name_in(span: Span) -> str:
    names = [e for e in span.doc.ents if e.label_ == "PERSON" and span.start <= e.start and e.end <= span.end]
    return _bare(names[-1].as_doc()[:]) if names else _noun_phrase(span)


def _is_name(words: str) -> bool:
    last = _untitled(words).split()
    return bool(last) and all(w[:1].isupper() or w in {"de", "la", "y", "del", "of"} for w in last)


def _untitled(words: str) -> str:
    return _TITLE.sub("", words)


def _weapon_words(doc: Doc, claim: Claim) -> str:
    span = _words(doc, claim)
    return _noun_phrase(span) if span is not None else claim.value or ""


def _joined(incidents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The incidents, those of one type, day and town made one."""
    kept: dict[tuple[Any, ...], dict[str, Any]] = {}
    for number, incident in enumerate(incidents):
        day = incident["date"] or {}
        key = (incident["incident_type"], day.get("start"), day.get("end"), tuple(incident["places"][-1:]) or number)
        if key not in kept:
            kept[key] = incident
            continue
        for role in ("PerpInd", "PerpOrg", "Target", "Victim", "VictimDesc", "Weapon", "weapon_types"):
            kept[key][role] += [x for x in incident[role] if x not in kept[key][role]]
    return list(kept.values())
