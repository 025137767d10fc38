"""A reading in, one HTML page about it out, to be read, sent and printed by itself.

The page holds everything that it shows: it asks no network for anything and
has no script, and its policy forbids both to whatever might get into it.
Every word of an article goes in as text; nothing of it can become markup,
script or style. It tells who says what, in which words, and what it does not
say; it never says what happened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from workbench import comparison, exports, language, ledger, markup, testimony, wording
from workbench import corrections as rules
from workbench import store as stores
from workbench.corrections import CORRECTABLE, REASONS, CorrectionError
from workbench.desk import marks, words
from workbench.records import CLAIM_BLOCKS, Article, Event, Mention, PublishedBasis, Reading, Role
from workbench.settling import VOICE

if TYPE_CHECKING:
    import pandas as pd
    from jinja2 import Template

_BASES: dict[PublishedBasis, str] = {
    "page": "as the page says",
    "metadata": "as the page's metadata declare",
    "url": "as its address says",
    "analyst": "as given by an analyst",
    "unknown": "on an unknown basis",
}
_FACTS = {
    "type": "What", "place": "Where", "date": "When", "perpetrators": "By whom", "weapons": "With what",
    "targets": "Against",
}  # fmt: skip
_TOLLS = ("killed", "wounded", "missing", "captured")
_ALWAYS = ("killed", "wounded")
"""Tolls that are shown even where they are unknown."""


_GONE = "No longer applied, as the event or claim is not found any more"


@dataclass(frozen=True, slots=True)
class _Corrected:
    """A reading as corrected: its events, main first, and what is told of the corrections where there is a store."""

    reading: Reading
    events: tuple[Event, ...]
    mentions: tuple[Mention, ...]
    told: dict[str, Any] | None = None


def write(
    reading: Reading,
    path: str | Path,
    *,
    store: stores.Store | str | Path | None = None,
    history: pd.DataFrame | str | Path | None = None,
    pictures: bool = True,
    read_at: dt.datetime | None = None,
) -> Path:
    """The path of the report written whole; its ending is .html or .htm, and a file that was there is replaced.

    With a store (opened, or its path or address) the corrections of the article in force there are applied and told.
    `history` is a table as `workbench.history` gives it or the path of its file; without one it is the shipped table.
    With `pictures` the timeline is drawn where a browser is there to draw it. `read_at` is when the article was read.
    Raises ExportError for a path that cannot be written, StoreError, HistoryError or OSError for a store or history
    that cannot be used.
    """
    target = checked(path, reading.article.source, store, history)
    given = _corrected(reading, store)
    content = page(given, history=history, with_pictures=pictures, read_at=read_at)
    # Half a character, which no text file holds, is shown as what it is not: a sign that something is missing.
    return exports.put(content.encode("utf-8", "replace"), target)


def checked(path: str | Path, *sources: object) -> Path:
    """The path of a report to be written; raises ExportError for an ending, a folder or a source it may not replace."""
    target = exports.place(path, (".html", ".htm"))
    for source in sources:
        if isinstance(source, str | Path) and Path(source).resolve() == target.resolve():
            raise exports.ExportError(f"{target}: the report is made from this very file; give it another name.")
    return target


def page(
    given: _Corrected, *, history: pd.DataFrame | str | Path | None, with_pictures: bool, read_at: dt.datetime | None
) -> str:
    """The page as HTML."""
    from markupsafe import Markup

    events, article = given.events, given.reading.article
    loose = testimony.loose(given.reading.claims, events)
    numbers = testimony.numbered(events, loose)
    cited = testimony.cited(events, loose, numbers)
    told = tuple(
        testimony.told(event, article, f"event-{number}", numbers) for number, event in enumerate(events, start=1)
    )
    beside = comparison.compare(events, history, with_pictures=with_pictures)
    body = markup.Annotated(article, given.mentions).body(cited)
    return _template().render(
        style=Markup(markup.style() + _own("report.css")),  # noqa: S704 (both are files of the package)
        head=_head(article, read_at),
        mains=[_summary(event, shown) for event, shown in zip(events, told, strict=True) if event.role == "main"],
        events=told,
        loose=[testimony.said(None, article, claim, numbers) for claim in loose],
        rules=_rules(told),
        cited=cited,
        article=Markup(body),  # noqa: S704 (markup escapes every word of the article)
        corrected=given.told,
        history=_with_markup(beside),
        totals=_totals(given, history) if beside.name else (),
        limits=_limits(article, events, told),
        written=_moment(dt.datetime.now(dt.UTC)),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    house = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return house.from_string(_own("report.html").lstrip())


def _own(name: str) -> str:
    return files("workbench").joinpath(name).read_text(encoding="utf-8")


def _totals(given: _Corrected, history: pd.DataFrame | str | Path | None) -> tuple[str, ...]:
    """What the history says to each total of the article, in sentences."""
    from workbench import reckoning

    totals = reckoning.check_totals(replace(given.reading, events=given.events), history)
    return tuple(check.words for check in totals.checks)


def _with_markup(beside: comparison.Comparison) -> comparison.Comparison:
    """The comparison with its pictures as the markup that `pictures.inline` made safe."""
    from markupsafe import Markup

    return replace(beside, wide=Markup(beside.wide), narrow=Markup(beside.narrow))  # noqa: S704


def _head(article: Article, read_at: dt.datetime | None) -> dict[str, str]:
    day = f"{_day(article.published)}, {_BASES[article.published_basis]}" if article.published else wording.UNKNOWN
    return {
        "title": " ".join((article.title or "An article without a title").split()),
        "outlet": article.outlet or wording.UNKNOWN,
        "byline": ", ".join(article.byline),
        "published": day,
        "source": _named(article.source),
        "article": article.id,
        "read": _moment(read_at) if read_at else "at a time that the reading does not keep",
        "version": version("incident-workbench"),
        "model": language.model_name(),
    }


def _named(source: str) -> str:
    """A source without the folders of the machine it was read on; an address stays whole."""
    return source if "://" in source else Path(source).name or source


def _moment(moment: dt.datetime) -> str:
    moment = moment.astimezone(dt.UTC)
    return f"{_day(moment)}, {moment:%H:%M} UTC"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _summary(event: Event, told: testimony.Told) -> dict[str, Any]:
    """What the page says of a main event first: each fact with the rule that settled it and where its claims are."""
    by_name = {field.anchor.removeprefix(f"{told.anchor}-"): field for field in told.fields}
    facts = [_fact(event, name, title, by_name.get(name)) for name, title in _FACTS.items()]
    tolls = [
        {
            "title": CORRECTABLE[name].title,
            "figures": [(side, _figure(getattr(event.values, name), side)) for side in ("low", "best", "high")],
            **_because(by_name.get(name)),
        }
        for name in _TOLLS
        if name in _ALWAYS or getattr(event.values, name) is not None
    ]
    return {"name": told.name, "facts": facts, "tolls": tolls}


def _fact(event: Event, name: str, title: str, field: testimony.Settled | None) -> dict[str, Any]:
    value = testimony.value(event, name)
    if name == "type" and event.status != "occurred":
        value = f"{value}, {event.status}"
    return {"title": title, "value": value, **_because(field)}


def _because(field: testimony.Settled | None) -> dict[str, Any]:
    if field is None:
        return {"anchor": "", "because": "the article says nothing on it", "differs": False}
    count = len(field.said) + len(field.again)
    told = field.because or f"{count} claim{'' if count == 1 else 's'}"
    return {"anchor": field.anchor, "because": told, "differs": field.differs}


def _figure(toll: Any, side: str) -> str:  # noqa: ANN401 (a Toll or None)
    figure = getattr(toll, side, None)
    return wording.UNKNOWN if figure is None else f"{figure:,}"


def _rules(told: Iterable[testimony.Told]) -> list[tuple[str, str]]:
    """The rules at work on the page, with what they do."""
    used = dict.fromkeys(rule for event in told for rule in event.rules)
    spoken = {rule: "an analyst chose what this voice says" for rule in used if rule.startswith(VOICE)}
    meanings = {**testimony.RULES, **spoken}
    return [(wording.rule_words(rule), meanings[rule]) for rule in used if rule in meanings]


def _limits(article: Article, events: Sequence[Event], told: Sequence[testimony.Told]) -> list[str]:
    """What a reader could miss, in sentences."""
    main = next((shown for event, shown in zip(events, told, strict=True) if event.role == "main"), None)
    silent = sorted({block.kind.replace("_", " ") for block in article.blocks if block.kind not in CLAIM_BLOCKS})
    lines = [
        "It does not say what happened. It says what one article says and who says it there.",
        "It is checked against no other report.",
        "Where voices differ, a rule settled the value, as named beside it. The rule does not know who is right.",
        "A group that is named is not proven to have acted: how firmly it is named, and by whom, stands beside it.",
    ]
    if main and main.silent:
        lines.append(f"On the main event the article says nothing on: {', '.join(main.silent)}. That is not zero.")
    if main and any(field.value.startswith(wording.UNKNOWN) for field in main.fields):
        unknown = ", ".join(field.title.lower() for field in main.fields if field.value.startswith(wording.UNKNOWN))
        lines.append(f"It leaves unknown what the words do not settle: {unknown}.")
    if article.published is None:
        lines.append(
            "The day of publication is unknown, so that words such as “late Tuesday” give no day: "
            "name it and read again (--published)."
        )
    if any(event.role == "aggregate" for event in events):
        lines.append("Totals of many attacks are events of their own above; none of them is part of another's toll.")
    if silent:
        lines.append(f"These parts of the page carry no claims: {', '.join(silent)}.")
    return lines


def _corrected(reading: Reading, store: stores.Store | str | Path | None) -> _Corrected:
    """The reading with the corrections in force applied, and what to tell of them."""
    if store is None:
        return _Corrected(reading, _in_order(reading.events), reading.mentions)
    if not isinstance(store, stores.Store):
        with stores.open(store, new=False) as opened:
            return _corrected(reading, opened)
    # Before anything is shown: what was tampered with is not told as history.
    store.verify()
    article = reading.article.id
    log = store.log(article)
    entries = ledger.in_force(log)
    made = [entry.correction() for entry in entries]
    published = rules.published_from(made)
    if published is not None:
        reading = _under(reading, published)
    replayed = rules.replay(reading.events, made)
    marked = marks.Marks(reading.article.text, reading.mentions, marks.changes(made))
    names = {event.id: words.event_words(event) for event in (*reading.events, *replayed.events)}
    taken_back = sum(1 for entry in log if entry.undoes is None) - len(entries)
    told = {
        "summary": _count(store, len(entries), taken_back),
        "notices": [
            *(_stale(one, names) for one in replayed.stale),
            *(f"{_GONE}: {_what(one, names)}." for one in replayed.homeless),
        ],
        "entries": [_entry(entry, names) for entry in entries],
    }
    return _Corrected(reading, _in_order(replayed.events), marked.mentions, told)


def _under(reading: Reading, published: dt.date) -> Reading:
    if (reading.article.published, reading.article.published_basis) == (published, "analyst"):
        return reading
    from workbench import pipeline

    return rules.redated(reading, published, pipeline.extract)


def _in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    roles = get_args(Role)
    return tuple(sorted(events, key=lambda event: roles.index(event.role)))


def _count(store: stores.Store, standing: int, taken_back: int) -> str:
    name = _named(store.name)
    if not standing and not taken_back:
        return f"The store {name} holds no correction of this article."
    told = f"{standing} correction{' is' if standing == 1 else 's are'} in force, kept in {name}"
    back = f"; {taken_back} more {'was' if taken_back == 1 else 'were'} made and taken back" if taken_back else ""
    return f"{told}{back}. The chain of the log verifies. The command workbench log prints all of it."


def _entry(entry: ledger.LogEntry, names: dict[str, str]) -> dict[str, Any]:
    made = entry.correction()
    return {
        "number": entry.seq,
        "when": f"{dt.datetime.fromisoformat(entry.when):%Y-%m-%d %H:%M} UTC",
        "who": entry.who,
        "what": _what(made, names),
        "was": _value(made.field, made.was),
        "now": _value(made.field, made.now),
        "reason": REASONS.get(made.reason, made.reason),
        "note": made.note,
        "quote": made.passage.text if made.passage else "",
    }


def _what(made: Any, names: dict[str, str]) -> str:  # noqa: ANN401 (a Correction)
    title = CORRECTABLE[made.field].title
    return f"{title} of {names.get(made.event, made.event)}" if made.event else title


def _stale(one: rules.StaleCorrection, names: dict[str, str]) -> str:
    """What the machine reads now where an analyst corrected something else."""
    made = one.correction
    if made is None:
        return str(one)
    now, was = (_value(made.field, text) for text in (one.present, made.was))
    return f"{_what(made, names)}: the machine now reads {now}; when it was corrected it read {was}."


def _value(field: str, text: str | None) -> str:
    try:
        return wording.written_words(field, text)
    except CorrectionError:
        # An entry of a later version: as it stands.
        return text or wording.UNKNOWN
