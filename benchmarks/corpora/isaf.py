"""ISAF press releases: one coded event each, in twelve fields.

The workbench reads the release; translated here is only what the coder decided
for himself: a release is one row, "several" counts three, a death and an
arrest make one type of event, a raid is looked for by its purpose, provinces
are spelt his way. Source of the conventions: the data set's own field notes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import workbench as wb
from corpora import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WHERE = (
    "ISAF press releases (CC BY-SA 4.0): github.com/strickvl/isafpr_finetune, data/isaf_press_releases_ft_test.jsonl"
)
_AT_LEAST = {"numerous": 4, "couple": 2, "dozens": 24, "dozen": 12, "pair": 2}
"""The lowest number that the coder gives a vague word; any other one counts three."""
_SEVERAL = 3
_PROVINCES = (
    "badakhshan", "badghis", "baghlan", "balkh", "bamyan", "daykundi", "farah", "faryab", "ghazni", "ghor", "helmand",
    "herat", "jowzjan", "kabul", "kandahar", "kapisa", "khost", "kunar", "kunduz", "laghman", "logar", "nangarhar",
    "nimroz", "nuristan", "paktika", "paktya", "panjshir", "parwan", "samangan", "sar-e pul", "takhar", "uruzgan",
    "wardak", "zabul",
)  # fmt: skip
_SPELLINGS = {
    "khowst": "khost", "paktiya": "paktya", "paktia": "paktya", "konar": "kunar", "konduz": "kunduz",
    "oruzgan": "uruzgan", "urozgan": "uruzgan", "maidan wardak": "wardak", "sar-e-pul": "sar-e pul",
    "sari pul": "sar-e pul", "sar-i-pul": "sar-e pul", "nimruz": "nimroz", "jawzjan": "jowzjan", "bamiyan": "bamyan",
    "nooristan": "nuristan", "dai kundi": "daykundi", "hilmand": "helmand", "lowgar": "logar", "hirat": "herat",
}  # fmt: skip
_GROUPS = {
    "taliban": "taliban", "haqqani": "haqqani", "imu": "imu", "hig": "hig", "al_qaeda": "aq", "iju": "iju",
    "ttp": "ttp",
}  # fmt: skip
_LEADERS = re.compile(r"\b(?:leaders?|commanders?|governors?|chiefs?)\b", re.IGNORECASE)
_MORE = re.compile(r"\b(?:another|additional|other|others|more)\b", re.IGNORECASE)
_CROWD = re.compile(
    r"\b(?:insurgents?|suspects?|militants?|fighters?|individuals?|associates?|men|people|others?|persons?|detainees)\b",
    re.IGNORECASE,
)
_ROLES = re.compile(
    r"\b(?:leader|commander|governor|chief|facilitator|specialist|supplier|coordinator|expert|operative|financier)s?\b",
    re.IGNORECASE,
)
_HUNT = re.compile(
    r"\b(?:in search of|search(?:ed|ing)?|target(?:ed|ing|s)?|pursu(?:ed|ing|it)|to (?:detain|capture|arrest)"
    r"|raid(?:ed)?)\b",
    re.IGNORECASE,
)
_UNFIRED = re.compile(
    r"\b(?:no shots (?:were |was )?fired|without (?:firing )?(?:a |any )?shots?|did not fire|not fire (?:their|its))\b",
    re.IGNORECASE,
)


def predict(document: Document) -> dict[str, Any]:
    """`docid` and the coded fields of the release."""
    reading = wb.extract(wb.read(document.text, published=document.published))
    told = [c for c in reading.claims if c.act is not None and c.block != "headline" and _happened(c)]
    killed, captured = _people(told, "killed"), _people(told, "captured")
    dead, held = _total(killed), _total(captured)
    strike = any(e.type in {"airstrike", "drone_strike"} and e.status == "occurred" for e in reading.events)
    return {
        "docid": document.docid,
        "start_date": _day(reading, [*captured, *killed]),
        "event_type": _types(dead=dead, held=held, strike=strike and bool(dead)),
        "province": _provinces(reading, [*captured, *killed]),
        "target_group": _groups(reading),
        "min_killed": dead,
        "min_captured": held,
        "killq": dead > 0,
        "captureq": held > 0,
        "killcaptureraid": _is_raid(document.text, held=held, strike=strike),
        "airstrike": strike,
        "noshotsfired": bool(_UNFIRED.search(document.text)),
        "min_leaders_killed": _total(_leaders(killed)),
        "min_leaders_captured": _total(_leaders(captured)),
    }


def _happened(claim: wb.Claim) -> bool:
    act = claim.act
    return act is not None and act.role in {"main", "background"} and claim.stance != "denied"


def _people(claims: Iterable[wb.Claim], field: str) -> list[wb.Claim]:
    """The claims about insurgents of a field: the coder counts neither civilians nor the force's own men."""
    told = [c for c in claims if c.field == field and c.subset_of is None and c.qualifier != "none"]
    return [c for c in told if c.group in {None, "armed_group"}]


def _number(claim: wb.Claim) -> int:
    """The lowest number that a claim supports, vague words by the coder's convention."""
    if claim.low is not None:
        return claim.low
    if claim.qualifier != "vague":
        return 1
    words = (claim.value or "").lower().split()
    return next((_AT_LEAST[w] for w in words if w in _AT_LEAST), _SEVERAL)


def _total(claims: list[wb.Claim]) -> int:
    """The people of a release: leaders and the crowd, each by its fullest sentence and those whom another one adds."""
    crowd = [c for c in claims if _CROWD.search(c.value or "") or not _is_one(c)]
    return _fullest([c for c in claims if c not in crowd]) + _fullest(crowd)


def _is_one(claim: wb.Claim) -> bool:
    """True for a leader, a facilitator and anybody by name: told apart from the crowd."""
    last = (claim.value or " ").split()[-1]
    return bool(_ROLES.search(claim.value or "")) or last.istitle()


def _fullest(claims: Iterable[wb.Claim]) -> int:
    """The most people that one sentence counts, with those whom other sentences add ("another", "additional")."""
    told: dict[int, int] = {}
    added: dict[int, int] = {}
    for claim in claims:
        at = claim.act.sentence if claim.act else -1
        home = added if _MORE.search(claim.value or "") and at not in told else told
        home[at] = home.get(at, 0) + _number(claim)
    return max(told.values(), default=0) + max(added.values(), default=0)


def _is_raid(text: str, *, held: int, strike: bool) -> bool:
    """An operation that holds somebody, or goes looking for somebody; a patrol or a strike that meets them is none."""
    hunted = bool(_HUNT.search(text))
    if held:
        return hunted or "patrol" not in text.lower()
    return hunted and "operation" in text.lower() and not strike


def _leaders(claims: Iterable[wb.Claim]) -> list[wb.Claim]:
    return [c for c in claims if _LEADERS.search(c.value or "")]


def _types(*, dead: int, held: int, strike: bool) -> list[str]:
    if strike:
        return ["airstrike"]
    if dead:
        return ["captureandkill" if held else "insurgentskilled"]
    return ["detention"]


def _day(reading: wb.Reading, people: Iterable[wb.Claim]) -> str | None:
    """The day of what happened to people, else of any act, else of the release: the coder leaves no day open."""
    acts = {c.act.id for c in people if c.act}
    dated = sorted(
        (c for c in reading.claims if c.days and c.days.start), key=lambda c: not (c.act and c.act.id in acts)
    )
    published = reading.article.published
    days = next((c.days for c in dated if c.days), None)
    # The coder dates a night, or the past 24 hours, by the day of the release where it ends on that.
    spent = days is not None and days.end == published and days.precision == "days_2_6"
    first = published if days is None or spent else days.start
    return first.isoformat() if first else None


def _provinces(reading: wb.Reading, people: Iterable[wb.Claim]) -> list[str]:
    """The province of what happened to people, else the first that the release names, Kabul of the dateline apart."""
    acts = {c.act.id for c in people if c.act}
    own = [c.value or "" for c in reading.claims if c.field == "place" and c.act and c.act.id in acts]
    named = [m.text for m in reading.mentions if m.kind in {"place", "actor"} and not m.text.isupper()]
    return list(_spelt([*own, *named]))[:1]


def _spelt(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        plain = plain.removesuffix(" province").strip()
        plain = _SPELLINGS.get(plain, plain)
        if plain in _PROVINCES:
            yield plain


def _groups(reading: wb.Reading) -> list[str]:
    """The group that a release names first."""
    ids = [m.rule.removeprefix("actors:") for m in reading.mentions if m.kind == "actor"]
    return list(dict.fromkeys(_GROUPS[i] for i in ids if i in _GROUPS))[:1]
