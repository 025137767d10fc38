"""The totals of an article and a history in, what the history says to each of them out.

A total is a claim on many attacks: how many people of each nation a campaign
has killed since some season. Each is set against the sum of the rows of the
same days, place, doers and people, with the rows that make the sum, those that
may belong, and those left out with the reason. A history is never complete:
where the two differ, neither is called wrong. A claim that cannot be set
against the table says why instead of giving a number.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd

from workbench import actors, dates, gazetteer, pipeline, sums
from workbench.attacks import Attack
from workbench.balances import Check, Totals, few
from workbench.intervals import ONE_DAY
from workbench.matching import attacks_of
from workbench.records import Article, Claim, Days, Event, Reading, Values

_FIELDS = {"killed": "killed", "wounded": "wounded", "quantity": "attacks"}
_SINCE = re.compile(r"(?:ever )?since (?:about |around |at least )?(?P<inner>.+)", re.IGNORECASE | re.DOTALL)
_HOLDS_THE_STORY = re.compile(
    r"\b(?:including|counting) (?:the (?:latest|newest|new|one)|this|today|yesterday|last night"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    re.IGNORECASE,
)
"""Words by which a total says that it counts the attack that the story is about."""
_WIDE = frozenset({"country", "unknown", "water_air", "multi_admin1"})
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[\w'-]+")
_WEEK = 7


class UncheckedError(Exception):
    """Why a total cannot be set against a history, as the end of a sentence."""


def check_totals(
    article: Article | Reading, history: pd.DataFrame | Iterable[Attack] | str | Path | None = None
) -> Totals:
    """What a history says to each total of an article.

    The history is a table as `tables.history` gives it, attacks, the file of a table, or the shipped one if nothing
    is named. Rows of a table without known days are of no interval and are passed over.
    Raises HistoryError for a table that cannot be used, TypeError for what is no Article and no Reading.
    """
    reading = article if isinstance(article, Reading) else pipeline.extract(article)
    attacks = attacks_of(history)
    totals = [event for event in reading.events if _is_total(event)]
    checks = (_check(reading, event, claim, attacks) for event in totals for claim in _figures(event))
    return Totals(reading.article.id, tuple(checks))


def _is_total(event: Event) -> bool:
    """True for an aggregate, and for many attacks told over more than a week."""
    days = _settled(event).date
    long = days is not None and days.start and days.end and (days.end - days.start).days > _WEEK
    plural = any(claim.act is not None and claim.act.plural for claim in event.claims)
    return event.role == "aggregate" or (event.role == "background" and plural and bool(long))


def _settled(event: Event) -> Values:
    return event.values  # noqa: PD011 - the settled fields of an event, no pandas array


def _figures(event: Event) -> list[Claim]:
    """The counts of people and of attacks that some voice gives and nobody set aside."""
    told = [claim for claim in event.claims if claim.field in _FIELDS and claim.id not in event.set_aside]
    return [c for c in told if c.stance != "denied" and (c.field != "quantity" or c.scope == "attacks")]


def _check(reading: Reading, event: Event, claim: Claim, attacks: tuple[Attack, ...]) -> Check:
    try:
        asked, notes = _asked(reading, event, claim, is_coded=any(a.militia_campaign is not None for a in attacks))
        asked = replace(asked, place=asked.place or _target(event, attacks))
        targets = ", ".join(target.name for target in _settled(event).targets)
        if targets and not asked.place:
            notes = (*notes, f"it speaks of {targets}, and rows are not chosen by what was hit")
        _within(asked, attacks)
        found = [Check(event.id, claim, "differs", None, a, sums.stand(attacks, a), notes) for a in _wordings(asked)]
        check = min(found, key=lambda check: abs(check.difference or 0))
        _answered(check)
    except UncheckedError as unchecked:
        return Check(event.id, claim, "cannot be checked", str(unchecked))
    return replace(check, verdict="differs" if check.difference else "agrees")


def _wordings(asked: sums.Asked) -> tuple[sums.Asked, ...]:
    """The question by nation alone, whose kinds are then compared, and by nation and kind."""
    both = asked.nation is not None and asked.kind is not None
    return (replace(asked, kind=None), asked) if both else (asked,)


def _asked(
    reading: Reading, event: Event, claim: Claim, *, is_coded: bool
) -> tuple[sums.Asked, tuple[str, ...]]:  # fmt: skip
    """What a claim asks of a table, and notes on how its words were taken; raises UncheckedError.

    `is_coded` says whether the table tells which of its rows belong to a campaign of militias.
    """
    if claim.low is None and claim.high is None:
        raise UncheckedError("it gives no number")
    if not event.is_attack:
        raise UncheckedError("it is told of no attacks")
    start, firm, end = _days(_settled(event).date)
    nation, kind = _group(claim) if claim.field != "quantity" else (None, None)
    place, notes = _settled(event).place, []
    main = next((e for e in reading.events if e.role == "main"), None)
    country = place.country if place else None
    told = _settled(main).place if main and country is None else None
    if told:
        country = told.country
        notes.append(f"it names no country and is taken to be of {country}, as the story is" if country else "")
    doer, said = _doer(reading.article, event, claim, is_coded=is_coded)
    return sums.Asked(
        field=_FIELDS[claim.field], start=start, firm=firm, end=end, nation=nation, kind=kind,  # type: ignore[arg-type]
        type=None if event.type == "other" else event.type, country=country,
        place=place.name if place and place.precision not in _WIDE else None, doer=doer,
        story=_story(reading.article, main, claim, end),
    ), tuple(filter(None, [*notes, said]))  # fmt: skip


def _target(event: Event, attacks: tuple[Attack, ...]) -> str | None:
    """The one target by name that is a place of the table ("five attacks on the Green Zone"); None for others."""
    names = [target.name for target in _settled(event).targets if target.name[:1].isupper()]
    known = [name for name in names if any(sums.names(name, attack.place) for attack in attacks)]
    return known[0] if len(known) == len(_settled(event).targets) == 1 else None


def _days(days: Days | None) -> tuple[dt.date, dt.date, dt.date]:
    """First day, first sure day and last day; raises UncheckedError."""
    if days is None or (days.start is None and days.end is None):
        raise UncheckedError((days.unresolved if days else None) or "it names no time")
    if days.start is None:
        raise UncheckedError("its first day is not known")
    if days.end is None:
        raise UncheckedError(
            "its end is not known: the article has no publication date; set it and this can be checked"
        )
    since = _SINCE.fullmatch(days.text or "")
    opening = dates.resolve(since["inner"], days.end) if since else None
    vague = opening is not None and opening.start == days.start and opening.end not in {None, days.start}
    firm = opening.end + ONE_DAY if vague and opening and opening.end else days.start
    return days.start, firm, days.end


def _group(claim: Claim) -> tuple[str | None, str | None]:
    """Country and kind of the people counted; raises UncheckedError for a name of people that the table lacks."""
    words = _WORD.findall(claim.value or "")
    nations = list(dict.fromkeys(code for word in words if (code := gazetteer.country_code(word))))
    strange = [w for w in words[1:] if w[0].isupper() and not gazetteer.country_code(w)]
    if len(nations) > 1 or strange:
        raise UncheckedError(f"the table does not tell {' '.join(strange) or 'people of several countries'} apart")
    contractor = any(word.lower().startswith("contractor") for word in words)
    kind = "contractor" if contractor else claim.group
    if kind == "government":
        raise UncheckedError("the table does not tell officials apart")
    return (nations[0] if nations else None), kind if kind != "unknown" else None


def _doer(article: Article, event: Event, claim: Claim, *, is_coded: bool) -> tuple[str | None, str]:
    """Whose attacks are meant, and a note where the article does not say it or the table cannot tell."""
    act = claim.act.passage.start if claim.act else 0
    before = _WORD.findall(article.text[max(0, act - 40) : act])[-2:]
    struck = [gazetteer.country_code(word) for word in before] if event.type in {"airstrike", "drone_strike"} else []
    named = [actor for who in _settled(event).perpetrators for actor in actors.resolve(who.name)]
    states = [actor.country for actor in named if actor.kind in {"military", "government"}] + struck
    states += [gazetteer.country_code(who.name) for who in _settled(event).perpetrators]
    state = next((code for code in states if code), None)
    if state is not None:
        return state, ""
    if names := ", ".join(who.name for who in _settled(event).perpetrators):
        counted = "those of the militias' campaign" if is_coded else "all"
        return sums.CAMPAIGN, f"it names {names}, and rows are not chosen by group: {counted} are counted"
    if event.type == "airstrike" or not is_coded:
        return None, "it names no doer"
    return sums.CAMPAIGN, "it names no doer and is taken to be of the militias' attacks; strikes of states are left out"


def _story(article: Article, main: Event | None, claim: Claim, end: dt.date) -> tuple[dt.date, dt.date] | None:
    """The days of the story's own attack, where a total that runs up to it does not say that it holds it."""
    if article.published != end or (claim.passage and _HOLDS_THE_STORY.search(_sentence(article, claim))):
        return None
    days = _settled(main).date if main else None
    return (days.start, days.end) if days and days.start and days.end else (end, end)


def _sentence(article: Article, claim: Claim) -> str:
    start, end = (claim.passage.start, claim.passage.end) if claim.passage else (0, 0)
    left = max(article.text.rfind(". ", 0, start), article.text.rfind("\n", 0, start))
    return article.text[left + 1 : end] + re.split(r"[.!?]\s", article.text[end:], maxsplit=1)[0]


def _within(asked: sums.Asked, attacks: tuple[Attack, ...]) -> None:
    """Nothing; raises UncheckedError where the table does not reach over the country or the days that are asked for."""
    table = [attack for attack in attacks if attack.role in {"main", "background"}]
    if not table:
        raise UncheckedError("the history has no rows")
    countries = sorted({attack.country for attack in table if attack.country})
    if asked.country and countries and asked.country not in countries:
        raise UncheckedError(f"it is told of {asked.country}, and the history has rows of {', '.join(countries)} only")
    first, last = min(attack.start for attack in table), max(attack.end for attack in table)
    if asked.firm < first or asked.end > last:
        asks = f"{asked.start:%-d %b %Y} to {asked.end:%-d %b %Y}"
        raise UncheckedError(f"it is told of {asks}, and the history runs from {first:%-d %b %Y} to {last:%-d %b %Y}")


def _answered(check: Check) -> None:
    """Nothing; raises UncheckedError where the rows that may belong are all that there is."""
    rows = [row for row in check.of("may belong") if row.count.high]
    if check.difference and not check.makers and rows:
        many = "s" if len(rows) > 1 else ""
        raise UncheckedError(f"{rows[0].why}; row{many} that may belong: {few([row.event for row in rows])}")
