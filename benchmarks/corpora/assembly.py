"""Events and likely fillers in, incidents out: which events the key would hold, which are one, who fills which role.

Probabilities come from `weights`; what is decided here is plain: a threshold for each kind of decision, one wording for
each entity, and when two events of one kind are one incident.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "VictimDesc", "Weapon")
THRESHOLDS = {
    "event": 0.22, "PerpInd": 0.2, "PerpOrg": 0.25, "Target": 0.22, "Victim": 0.3, "VictimDesc": 0.25, "Weapon": 0.3,
}  # fmt: skip
_MERGING = ("places", "weapon_types")


@dataclass(slots=True)
class Likely:
    """A noun with what it may be: the probability of each role, its wording in each, and its head's dictionary form."""

    event: int
    at: int
    sentence: int
    head: str
    roles: dict[str, float]
    words: dict[str, str]

    @property
    def role(self) -> str:
        """The likeliest role."""
        return max(ROLES, key=lambda r: self.roles[r] / THRESHOLDS[r])


@dataclass(slots=True)
class Incident:
    """An incident in the making: the slots of its event, its probability and its fillers."""

    slots: dict[str, Any]
    probability: float
    events: list[int]
    fillers: list[Likely] = field(default_factory=list)


def incidents(events: list[dict[str, Any]], chances: list[float], likely: list[Likely]) -> list[dict[str, Any]]:
    """The incidents of one dispatch in the order in which it tells them."""
    kept = [
        Incident(dict(slots), p, [n]) for n, (slots, p) in enumerate(zip(events, chances, strict=True))
        if p >= THRESHOLDS["event"]
    ]  # fmt: skip
    merged = _merged(kept)
    homes = {n: incident for incident in merged for n in incident.events}
    for noun in likely:
        home = homes.get(noun.event) or _before(noun.event, homes)
        if home is not None:
            home.fillers.append(noun)
    return [_filled(incident) for incident in merged]


def _before(event: int, homes: dict[int, Incident]) -> Incident | None:
    """The incident that a dropped event's nouns fall to: the one told last before it, else the first."""
    if not homes:
        return None
    return homes[max((n for n in homes if n < event), default=min(homes))]


def _merged(kept: list[Incident]) -> list[Incident]:
    found: list[Incident] = []
    for incident in kept:
        home = next((f for f in found if one(f.slots, incident.slots)), None)
        if home is None:
            found.append(incident)
        else:
            home.events += incident.events
            home.probability = max(home.probability, incident.probability)
            for name in _MERGING:
                home.slots[name] = list(dict.fromkeys([*home.slots[name], *incident.slots[name]]))
            for name in ("killed", "injured"):
                if home.slots[name] is None:
                    home.slots[name] = incident.slots[name]
    return found


def one(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """True where two events are one incident by the key: the same kind, and no other town or day."""
    if first["incident_type"] != second["incident_type"]:
        return False
    days = [s["date"]["start"] if s["date"] else None for s in (first, second)]
    towns = [set(s["places"]) for s in (first, second)]
    if all(towns) and not towns[0] & towns[1]:
        return False
    return None in days or days[0] == days[1]


def _filled(incident: Incident) -> dict[str, Any]:
    """The slots of an incident with its entities: each is one wording, and the likelier role of two has it."""
    slots = incident.slots
    slots["event"] = incident.events[0]
    for role in ROLES:
        slots[role] = [[w] for w in worded([n for n in incident.fillers if n.role == role], role)]
    return slots


def worded(nouns: list[Likely], role: str) -> list[str]:
    """One wording for each entity that is likely enough to fill a role, by all nouns that may stand for it."""
    groups: list[list[Likely]] = []
    for noun in sorted((n for n in nouns if n.roles[role] >= LEAST), key=lambda n: -n.roles[role]):
        home = next((g for g in groups if same(noun.words[role], noun.head, g[0].words[role], g[0].head)), None)
        if home is None:
            groups.append([noun])
        else:
            home.append(noun)
    return [g[0].words[role] for g in groups if together([n.roles[role] for n in g]) >= THRESHOLDS[role]]


LEAST = 0.05
WEIGHT = 0.5
"""What a further mention of the same is worth beside the likeliest."""


def together(chances: list[float]) -> float:
    """The probability that one of several mentions fills a role: the first counts in full, each further one by half."""
    against = 1 - chances[0]
    for chance in chances[1:]:
        against *= (1 - chance) ** WEIGHT
    return 1 - against


def same(words: str, head: str, other: str, other_head: str) -> bool:
    """True where two wordings may stand for one entity: the same noun, or one name inside the other."""
    mine, theirs = set(words.lower().split()), set(other.lower().split())
    return head == other_head or mine <= theirs or theirs <= mine
