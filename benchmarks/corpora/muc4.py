"""MUC-4: incidents of political violence in Latin American newswire, in the slots of its answer keys.

What happened, to whom and by whom is read by the workbench; which of its events the key would hold as an incident, and
how the key words a filler, are conventions that were learned from the key's training part (`weights`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpora import Document, assembly, fbis, features, slots, weights, wordings
from corpora.assembly import ROLES, Likely
from workbench import claims, events, language, mentions

if TYPE_CHECKING:
    from corpora.features import Filler, Told

WHERE = "MUC-3/MUC-4 (NIST distribution): github.com/xinyadu/gtt, data/muc/raw_files"


def read(document: Document) -> tuple[Told, str | None]:
    """The dispatch as the workbench reads it, its attacks alone, and the country that it is about."""
    page = fbis.article(document)
    doc = language.parse(page)
    said = claims.read(doc, page, mentions.find(doc, page))
    attacks = tuple(e for e in events.merge(said, page.id) if e.is_attack)
    story = features.told(doc, attacks, document.published, fbis.header(document.text))
    return story, slots.home(doc, page.dateline)


def predict(document: Document) -> dict[str, Any]:
    """`docid` and `events`, one for each incident that the key's rules would count."""
    story, home = read(document)
    told = [slots.of(event, document.published, home) for event in story.events]
    chances = [weights.chance("event", features.of_event(story, n)) for n in range(len(told))]
    likely = [_likely(story, filler) for filler in features.fillers(story)]
    found = assembly.incidents(told, chances, [n for n in likely if n])
    for incident in found:
        event = story.events[incident.pop("event")]
        names = [name for entity in incident["PerpOrg"] for name in entity]
        incident["perp_org_confidence"] = [{"org": n, "status": slots.confidence(n, event)} for n in names]
    return {"docid": document.docid, "events": found}


def _likely(story: Told, filler: Filler) -> Likely | None:
    """A noun with its chances; None where no role is worth a thought."""
    roles = {role: weights.chance(role, filler.features) for role in ROLES}
    if max(roles.values()) < assembly.LEAST:
        return None
    noun = filler.noun
    words = {role: worded(filler, role) for role in ROLES}
    return Likely(filler.event, noun.i, story.sentence_of[noun.i], noun.lemma_.lower(), roles, words)


def worded(filler: Filler, role: str) -> str:
    """How the key would most likely word a noun in a role."""
    ways = dict(wordings.all_of(filler.noun))
    chances = {name: weights.chance("wording", wordings.features(role, name, ways)) for name in ways}
    return ways[max(ways, key=lambda name: chances[name])]
