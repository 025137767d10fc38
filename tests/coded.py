"""A story with its coding and a reading, both made by hand: what the score is tested on without a model."""

from __future__ import annotations

import copy
import datetime as dt
import json

from workbench import articles
from workbench.records import (
    Attribution,
    Claim,
    Days,
    Event,
    Munition,
    Passage,
    Place,
    Reading,
    Target,
    Toll,
    Values,
)

TEXT = (
    "Rockets fall on the harbour of Port Sena\n\n"
    "PORT SENA, Kenya, Nov. 18 (Coast Wire) - At least four rockets hit the harbour on Tuesday night, the army said. "
    "Two dockers were killed, the army said, and a nurse counted seven wounded. "
    "A channel said the Blue Front had fired them. Attacks have killed 90 people since March.\n"
)
WEDNESDAY = dt.date(2020, 11, 18)
TUESDAY = dt.date(2020, 11, 17)


def gold():
    """The coding of the story, in the schema `held-out-gold/1`."""
    main = {
        "id": "E1", "kind": "main", "event_type": "rocket_attack", "is_attack": True, "status": "occurred",
        "date": {"start": "2020-11-17", "end": "2020-11-17", "precision": "day", "evidence": "on Tuesday night"},
        "location": {"name": "harbour of Port Sena", "country": "KEN", "evidence": "the harbour of Port Sena"},
        "perpetrators": [
            {"name": "Blue Front", "basis": "alleged", "by": "a channel", "evidence": "the Blue Front had fired them"}
        ],
        "targets": [{"name": "harbour", "evidence": "hit the harbour"}],
        "weapons": [
            {"name": "rocket", "count_low": 4, "count_high": None, "source": "army",
             "evidence": "At least four rockets"}
        ],
        "casualties": [
            {"who": "dockers", "effect": "killed", "count_low": 2, "count_high": 2, "source": "army",
             "evidence": "Two dockers were killed"},
            {"who": "people", "effect": "wounded", "count_low": 7, "count_high": 7, "source": "nurse",
             "evidence": "seven wounded"},
        ],
        "source_claims": [], "notes": "",
    }  # fmt: skip
    total = {
        **copy.deepcopy(main), "id": "A1", "kind": "aggregate", "date": None, "location": None, "perpetrators": [],
        "targets": [], "weapons": [],
        "casualties": [{"who": "people", "effect": "killed", "count_low": 90, "count_high": 90, "source": None,
                        "evidence": "killed 90 people since March"}],
    }  # fmt: skip
    return {
        "schema": "held-out-gold/1", "id": "sena", "text_file": "sena.txt", "is_attack_article": True,
        "published": {"date": "2020-11-18"}, "events": [main, total],
    }  # fmt: skip


def written(folder, coding=None, *, name="sena"):
    """The path of a coding that was written to a folder, its story beside it."""
    (folder / "sena.txt").write_text(TEXT, encoding="utf-8")
    path = folder / f"{name}.gold.json"
    path.write_text(json.dumps(coding or gold()), encoding="utf-8")
    return path


def article():
    return articles.read(TEXT, published=WEDNESDAY)


def passage(words):
    start = TEXT.index(words)
    return Passage(start, start + len(words), words)


def claim(field, words, value=None, **facts):
    return Claim(id=f"{field}-{TEXT.index(words)}", field=field, value=value, passage=passage(words), block="body",
                 rule="by hand", **facts)  # fmt: skip


def event(**changes):
    """The attack as the program would best read it, with the changes of a test."""
    claims = (
        claim("act", "hit", "rocket_attack"),
        claim("date", "on Tuesday night"),
        claim("place", "harbour"),
        claim("perpetrator", "Blue Front"),
        claim("target", "the harbour on"),
        claim("munitions", "At least four rockets", "rocket", low=4, high=None),
        claim("killed", "Two dockers", low=2, high=2, speaker="the army"),
        claim("wounded", "seven", low=7, high=7, speaker="a nurse"),
    )
    values = Values(
        date=Days(TUESDAY, TUESDAY, "part_of_day", "relative_to_publication", "night"),
        place=Place("harbour of Port Sena", "KEN"),
        perpetrators=(Attribution("Blue Front", "alleged", "a channel"),), targets=(Target("harbour"),),
        weapons=(Munition("rocket", 4, None, None),), killed=Toll(2, 2, 2, "single"), wounded=Toll(7, 7, 7, "single"),
    )  # fmt: skip
    facts = {
        "id": "read:1", "article": article().id, "role": "main", "type": "rocket_attack", "is_attack": True,
        "status": "occurred", "values": values, "claims": claims,
    }  # fmt: skip
    return Event(**(facts | changes))


def reading(*events):
    return Reading(article(), (), tuple(c for e in events for c in e.claims), events)
