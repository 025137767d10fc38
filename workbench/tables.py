"""Records in, pandas tables out: the first DataFrame of the corridor.

A blank is `<NA>`, `NaT` or None and means unknown; counts are nullable whole
numbers, so that unknown can never turn into zero. No row is left out, summed
or reordered: `role` and `is_attack` are columns, and choosing among the rows
is the reader's, in sight.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.attacks import Attack, Span, load
from workbench.past import in_words
from workbench.records import Article, Claim, Event, Munition, Reading, Target, Toll, Values

_COUNTS = ("killed_low", "killed_best", "killed_high", "wounded_low", "wounded_best", "wounded_high")
_MUNITIONS = ("munitions_low", "munitions_best", "munitions_high")

EVENT_COLUMNS: tuple[str, ...] = (
    "event", "article", "title", "role", "type", "is_attack", "status", "date_start", "date_end", "date_precision",
    "date_note", "place", "country", "lat", "lon", "place_precision", "perpetrators", "targets", "weapons",
    *_MUNITIONS, *_COUNTS, "rules",
)  # fmt: skip
CLAIM_COLUMNS: tuple[str, ...] = (
    "event", "field", "value", "low", "high", "qualifier", "group", "scope", "speaker", "messenger", "stance",
    "attribution", "words", "block", "rule", "by", "set_aside", "claim", "subset_of",
)  # fmt: skip
HISTORY_COLUMNS: tuple[str, ...] = (
    "event", "origin", "role", "type", "is_attack", "date_start", "date_end", "date_precision", "place", "admin1",
    "country", "lat", "lon", "place_precision", "weapon", *_MUNITIONS, "attributed_to", "claimed_by", "target",
    *_COUNTS, "note", "sources", "confidence",
)  # fmt: skip

_NO_ATTACKS = frozenset({"truce", "troop_move"})


def frame(events: Iterable[Event], *, articles: Iterable[Article] = ()) -> pd.DataFrame:
    """One row an event, in the order given, with the columns of `EVENT_COLUMNS`; titles come from the articles."""
    titles = {article.id: article.title for article in articles}
    return _table(EVENT_COLUMNS, [_event(event, titles.get(event.article)) for event in events])


def claims(events: Iterable[Event]) -> pd.DataFrame:
    """One row a claim, in the order of events and of their claims, with the columns of `CLAIM_COLUMNS`."""
    return _table(CLAIM_COLUMNS, [_claim(event, claim) for event in events for claim in event.claims])


def mentions(reading: Reading) -> pd.DataFrame:
    """One row a mention in reading order: kind, start and end in code points, the words, and the rule."""
    rows = [
        {"kind": found.kind, "start": found.start, "end": found.end, "words": found.text, "rule": found.rule}
        for found in reading.mentions
    ]
    return _table(("kind", "start", "end", "words", "rule"), rows)


def blocks(article: Article) -> pd.DataFrame:
    """One row a block of the page in reading order: kind, start and end in code points, and the words."""
    rows = [
        {"kind": block.kind, "start": block.start, "end": block.end, "words": article.text[block.start : block.end]}
        for block in article.blocks
    ]
    return _table(("kind", "start", "end", "words"), rows)


def history(attacks: Iterable[Attack] | str | Path | None = None) -> pd.DataFrame:
    """One row a past attack, strike or truce with the columns of `HISTORY_COLUMNS`.

    From attacks in the order given, from the file of a table, or from the shipped table if nothing is named.
    Raises HistoryError for a row that cannot be used.
    """
    rows = load(attacks) if attacks is None or isinstance(attacks, str | Path) else attacks
    return _table(HISTORY_COLUMNS, [_attack(attack) for attack in rows])


def _event(event: Event, title: str | None) -> dict[str, Any]:
    values = event.values  # noqa: PD011 - the settled fields of an event, no pandas array
    return {
        "event": event.id, "article": event.article, "title": title, "role": event.role, "type": event.type,
        "is_attack": event.is_attack, "status": event.status,
        **_when(values), **_where(values),
        "perpetrators": _listed(map(in_words, values.perpetrators)),
        "targets": _listed(map(_target, values.targets)), "weapons": _listed(map(_munition, values.weapons)),
        **_span("munitions", _only(values.weapons)),
        **_span("killed", values.killed), **_span("wounded", values.wounded),
        "rules": _listed(f"{why.field}: {why.rule}" for why in event.why),
    }  # fmt: skip


def _when(values: Values) -> dict[str, Any]:
    days = values.date
    if days is None:
        return {"date_precision": "unknown", "date_note": "the text gives no time"}
    return {
        "date_start": days.start, "date_end": days.end, "date_precision": days.precision, "date_note": days.unresolved,
    }  # fmt: skip


def _where(values: Values) -> dict[str, Any]:
    place = values.place
    if place is None:
        return {"place_precision": "unknown"}
    return {
        "place": place.name, "country": place.country, "lat": place.lat, "lon": place.lon,
        "place_precision": place.precision,
    }  # fmt: skip


def _claim(event: Event, claim: Claim) -> dict[str, Any]:
    return {
        "event": event.id, "field": claim.field, "value": claim.value, "low": claim.low, "high": claim.high,
        "qualifier": claim.qualifier, "group": claim.group, "scope": claim.scope,
        "speaker": claim.speaker or "the reporter", "messenger": claim.messenger, "stance": claim.stance,
        "attribution": claim.attribution, "words": claim.passage.text if claim.passage else None,
        "block": claim.block, "rule": claim.rule, "by": claim.by, "set_aside": claim.id in event.set_aside,
        "claim": claim.id, "subset_of": claim.subset_of,
    }  # fmt: skip


def _attack(attack: Attack) -> dict[str, Any]:
    return {
        "event": attack.id, "origin": attack.origin, "role": attack.role, "type": attack.type,
        "is_attack": attack.type not in _NO_ATTACKS,
        "date_start": attack.start, "date_end": attack.end, "date_precision": attack.date_precision,
        "place": attack.place, "admin1": attack.admin1, "country": attack.country, "lat": attack.lat,
        "lon": attack.lon, "place_precision": attack.place_precision, "weapon": attack.weapon,
        **_span("munitions", attack.munitions), "attributed_to": attack.attributed_to,
        "claimed_by": attack.claimed_by, "target": attack.target,
        **_span("killed", attack.killed), **_span("wounded", attack.wounded),
        "note": attack.note, "sources": _listed(attack.sources), "confidence": attack.confidence,
    }  # fmt: skip


def _only(arms: Sequence[Munition]) -> Munition | None:
    """The only kind of weapon; counts of several kinds are not added up."""
    return arms[0] if len(arms) == 1 else None


def _span(name: str, count: Toll | Span | Munition | None) -> dict[str, int | None]:
    if count is None:
        return {}
    return {f"{name}_low": count.low, f"{name}_best": count.best, f"{name}_high": count.high}


def _target(target: Target) -> str:
    return target.name


def _munition(arm: Munition) -> str:
    """A kind of weapon and, where some voice gives one, its count: `rocket (4 to 7)`."""
    if arm.low is None and arm.high is None:
        return arm.kind
    if arm.low == arm.high:
        return f"{arm.kind} ({arm.low})"
    if arm.low is None:
        return f"{arm.kind} (at most {arm.high})"
    return f"{arm.kind} (at least {arm.low})" if arm.high is None else f"{arm.kind} ({arm.low} to {arm.high})"


def _listed(words: Iterable[str]) -> str | None:
    return "; ".join(words) or None


def _table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame({column: _column(column, [row.get(column) for row in rows]) for column in columns})


def _column(name: str, values: list[Any]) -> pd.Series[Any]:
    """A column in the type that its name stands for; None stays unknown in each."""
    if name.endswith(("low", "best", "high")) or name in {"start", "end"}:
        return pd.Series(values, dtype="Int64")
    if name in {"date_start", "date_end"}:
        return pd.Series([_moment(day) for day in values], dtype="datetime64[s]")
    if name in {"lat", "lon"}:
        return pd.Series(values, dtype="float64")
    if name == "is_attack":
        return pd.Series(values, dtype="bool")
    return pd.Series(values, dtype="object")


def _moment(day: dt.date | None) -> pd.Timestamp | None:
    return pd.Timestamp(day) if day is not None else None
