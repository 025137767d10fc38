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

from workbench import downloads
from workbench.attacks import Attack, Span, groups, load, written
from workbench.past import accepted, in_words, join
from workbench.records import Article, Claim, Event, Munition, Reading, Target, Toll, Values

_COUNTS = ("killed_low", "killed_best", "killed_high", "wounded_low", "wounded_best", "wounded_high")
_MUNITIONS = ("munitions_low", "munitions_best", "munitions_high")

EVENT_COLUMNS: tuple[str, ...] = (
    "event", "article", "title", "role", "type", "is_attack", "status", "date_start", "date_end", "date_precision",
    "date_note", "place", "country", "lat", "lon", "place_precision", "perpetrators", "targets", "weapons",
    *_MUNITIONS, *_COUNTS, "rules", "history_row",
)  # fmt: skip
CLAIM_COLUMNS: tuple[str, ...] = (
    "event", "field", "value", "low", "high", "qualifier", "group", "scope", "speaker", "messenger", "stance",
    "attribution", "words", "block", "rule", "by", "set_aside", "claim", "subset_of", "article",
)  # fmt: skip
HISTORY_COLUMNS: tuple[str, ...] = (
    "event", "origin", "role", "type", "is_attack", "date_start", "date_end", "date_precision", "place", "admin1",
    "country", "lat", "lon", "place_precision", "weapon", *_MUNITIONS, "perpetrator_side", "militia_campaign",
    "attributed_to", "claimed_by", "target", *_COUNTS, "killed_groups", "note", "sources", "confidence", "dataset",
    "told_by",
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


def history(attacks: Iterable[Attack] | str | Path | None = None, *, events: Iterable[Event] = ()) -> pd.DataFrame:
    """One row a past attack, strike or truce with the columns of `HISTORY_COLUMNS`.

    From attacks in the order given, from a file, or from the shipped table if nothing is named. A file is a table of
    our own columns, a table or events that the workbench wrote, or a download of ACLED, UCDP GED, GTD or POLECAT: its
    header says which (`downloads.load`). ACLED's and GTD's terms forbid passing their data on, a frame of it included.
    With events, the rows are by date and hold those too (`past.join`); one accepted as a row is named in its `told_by`.
    Raises HistoryError for another file or a row that cannot be used, FileNotFoundError where there is no file.
    """
    if attacks is None:
        rows: Iterable[Attack] = load()
    else:
        rows = downloads.load(attacks) if isinstance(attacks, str | Path) else attacks
    told = tuple(events)
    return _table(HISTORY_COLUMNS, [_attack(attack) for attack in (join(rows, told) if told else rows)])


def attacks(rows: pd.DataFrame) -> tuple[Attack, ...]:
    """The rows of a history table, or of an event table beside it, as attacks; rows without known days are left out.

    Columns that a table lacks are unknown. Sources and notes stay in the table.
    """
    return tuple(
        _read(row) for row in rows.to_dict("records") if pd.notna(row["date_start"]) and pd.notna(row["date_end"])
    )


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
        "history_row": accepted(event),
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
        "article": (claim.passage.article if claim.passage else None) or event.article,
    }  # fmt: skip


def _attack(attack: Attack) -> dict[str, Any]:
    return {
        "event": attack.id, "origin": attack.origin, "role": attack.role, "type": attack.type,
        "is_attack": attack.is_attack and attack.type not in _NO_ATTACKS,
        "date_start": attack.start, "date_end": attack.end, "date_precision": attack.date_precision,
        "place": attack.place, "admin1": attack.admin1, "country": attack.country, "lat": attack.lat,
        "lon": attack.lon, "place_precision": attack.place_precision, "weapon": attack.weapon,
        **_span("munitions", attack.munitions), "perpetrator_side": attack.perpetrator_side,
        "militia_campaign": attack.militia_campaign, "attributed_to": attack.attributed_to,
        "claimed_by": attack.claimed_by, "target": attack.target,
        **_span("killed", attack.killed), **_span("wounded", attack.wounded),
        "killed_groups": written(attack.killed_groups),
        "note": attack.note, "sources": _listed(attack.sources), "confidence": attack.confidence,
        "told_by": _listed(attack.told_by),
        "dataset": attack.dataset,
    }  # fmt: skip


def _read(row: Mapping[Any, Any]) -> Attack:
    known = {name: None if pd.isna(cell) else cell for name, cell in row.items()}
    words = (
        "place", "admin1", "country", "lat", "lon", "weapon", "perpetrator_side", "militia_campaign", "attributed_to",
        "claimed_by", "target", "confidence",
    )  # fmt: skip
    facts: dict[str, Any] = {name: known.get(name) for name in words}
    for name in ("munitions", "killed", "wounded"):
        facts[name] = Span(*(_number(known.get(f"{name}_{side}")) for side in ("low", "best", "high")))
    happened = known.get("status") in {None, "occurred", "foiled"}
    return Attack(
        id=str(known["event"]), start=row["date_start"].date(), end=row["date_end"].date(), type=row["type"],
        date_precision=row["date_precision"], place_precision=known.get("place_precision") or "unknown",
        origin=known.get("origin") or "article", role=row["role"] if happened else "planned",
        killed_groups=groups(known.get("killed_groups")), dataset=known.get("dataset"),
        is_attack=bool(known.get("is_attack", True)) or row["type"] in _NO_ATTACKS, **facts,
    )  # fmt: skip


def _number(cell: Any) -> int | None:  # noqa: ANN401 - a cell of a table
    return None if cell is None else int(cell)


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
    if name == "militia_campaign":
        return pd.Series(values, dtype="boolean")
    return pd.Series(values, dtype="object")


def _moment(day: dt.date | None) -> pd.Timestamp | None:
    return pd.Timestamp(day) if day is not None else None
