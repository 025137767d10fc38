"""Sentences parsed by hand, and records made by hand.

`parsed` builds the Doc that a test is about, so no trained pipeline runs and
no new release of one can turn a test red. A line is a word:

    word[/lemma]  POS  head  role  [tag]  [ent]

`head` counts words from 0 within the sentence, a root is its own head. The
lemma is the lower-case word where none is given; a tag left out, or `-`, is
the plain one of the part of speech (a noun with a lemma of its own is a
plural, a verb stands in the past). An empty line begins the next sentence.
Words are set apart by spaces as print does it, so offsets are real ones.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import groupby, pairwise

import spacy
from spacy.tokens import Doc

from workbench import acts, claims, mentions
from workbench.records import Act, Article, Block, Claim, Days, Passage, Place

_TAGS = {
    "NOUN": "NN", "PROPN": "NNP", "VERB": "VBD", "AUX": "VBD", "NUM": "CD", "DET": "DT", "ADP": "IN", "ADJ": "JJ",
    "ADV": "RB", "PRON": "PRP", "SCONJ": "IN", "CCONJ": "CC", "PART": "TO", "PUNCT": ".", "SYM": "SYM",
}  # fmt: skip
_TIGHT_BEFORE = frozenset({",", ".", ";", ":", "?", "!", ")", "'s", "'", "n't", "-", "%"})
_TIGHT_AFTER = frozenset({"(", "-", "$"})


@cache
def english():
    """The vocabulary of a blank English pipeline: with a bare one the lower-case forms are empty."""
    return spacy.blank("en")


def parsed(card: str) -> Doc:
    """The Doc that a card spells; raises ValueError naming the line that does not."""
    sentences = [list(lines) for filled, lines in groupby(card.splitlines(), key=lambda x: bool(x.strip())) if filled]
    words, starts = [], []
    for sentence in sentences:
        start = len(words)
        starts += [True] + [False] * (len(sentence) - 1)
        words += [_word(line, start, len(sentence)) for line in sentence]
    forms = [word["form"] for word in words]
    return Doc(
        english().vocab, words=forms, spaces=_spaces(forms), pos=[w["pos"] for w in words],
        tags=[w["tag"] for w in words], lemmas=[w["lemma"] for w in words], heads=[w["head"] for w in words],
        deps=[w["role"] for w in words], ents=_entities([w["ent"] for w in words]), sent_starts=starts,
    )  # fmt: skip


def _word(line: str, start: int, length: int) -> dict:
    parts = line.split()
    if not 4 <= len(parts) <= 6 or not parts[2].isdigit() or not int(parts[2]) < length or parts[1] not in _TAGS:
        raise ValueError(f"{line!r} is no `word POS head role [tag] [ent]` with a head of its sentence.")
    form, _, lemma = parts[0].partition("/")
    tag, ent = [*parts[4:], "-", "-"][:2]
    plain = {"NOUN": "NNS"}.get(parts[1], _TAGS[parts[1]]) if lemma else _TAGS[parts[1]]
    return {
        "form": form, "lemma": lemma or form.lower(), "pos": parts[1], "head": start + int(parts[2]),
        "role": parts[3], "tag": plain if tag == "-" else tag, "ent": "" if ent == "-" else ent,
    }  # fmt: skip


def _spaces(forms: list[str]) -> list[bool]:
    spaces, quoted = [], False
    for form, following in pairwise([*forms, ""]):
        opens = form == '"' and not quoted
        quoted = quoted != (form == '"')
        closes = following == '"' and quoted
        spaces.append(not (opens or closes or form in _TIGHT_AFTER or following in _TIGHT_BEFORE or following == ""))
    return spaces


def _entities(labels: list[str]) -> list[str]:
    before = ["", *labels]
    return [
        ("I-" if label == old else "B-") + label if label else "O" for old, label in zip(before, labels, strict=False)
    ]


def article_of(doc: Doc, *kinds: str, published: dt.date | None = None) -> Article:
    """The article whose text a Doc spells: a block for each run of sentences of a kind, body where none is named."""
    sentences = list(doc.sents)
    named = [*kinds, *["body"] * (len(sentences) - len(kinds))]
    blocks = []
    for kind, run in groupby(zip(named, sentences, strict=True), key=lambda pair: pair[0]):
        spans = [span for _, span in run]
        blocks.append(Block(kind, spans[0].start_char, spans[-1].end_char))
    return Article(
        id="card", source="card", text=doc.text, blocks=tuple(blocks), published=published,
        published_basis="analyst" if published else "unknown",
    )  # fmt: skip


def scenes_of(card: str, *kinds: str, published: dt.date | None = None) -> tuple[acts.Scene, ...]:
    """The scenes of a card's sentences: what acts, casualties and voices are read from."""
    doc = parsed(card)
    article = article_of(doc, *kinds, published=published)
    return acts.scenes(doc, article, mentions.find(doc, article))


def claims_of(card: str, *kinds: str, published: dt.date | None = None) -> tuple[Claim, ...]:
    """The claims of a card's sentences."""
    doc = parsed(card)
    article = article_of(doc, *kinds, published=published)
    return claims.read(doc, article, mentions.find(doc, article))


def act(sentence: int = 0, kind: str = "rocket_attack", *, at: int | None = None, **more) -> Act:
    """An act made by hand; `at` is its first character, 100 a sentence where not told."""
    start = 100 * sentence + 10 if at is None else at
    facts = {
        "id": f"a{start}", "type": kind, "is_attack": kind not in {"truce", "troop_move"}, "role": "main",
        "status": "occurred", "sentence": sentence, "paragraph": 0, "block": "body",
        "generic": kind == "other",
        "passage": Passage(start, start + 6, "struck"), "rule": "actions:strike-verb",
    }  # fmt: skip
    return Act(**{**facts, **more})


def claim(of: Act, field: str, value: str | None = None, number: int | None = None, *, at: int = 20, **more) -> Claim:
    """A claim made by hand; `number` is an exact count, `at` counts from its sentence's first character."""
    start = 100 * of.sentence + at
    words = value or field
    facts = {
        "id": f"{field}-{start}", "field": field, "value": value, "block": of.block, "act": of, "rule": "by:hand",
        "passage": Passage(start, start + len(words), words), "low": number, "high": number,
        "qualifier": None if number is None else "exact",
    }  # fmt: skip
    return Claim(**{**facts, **more})


def telling(of: Act, *more: Claim) -> list[Claim]:
    """The claims of one act, its own naming first."""
    return [claim(of, "act", of.type, at=of.passage.start - 100 * of.sentence, rule=of.rule), *more]


def on(day: str, words: str | None = None, precision: str = "day") -> Days:
    """A known day or, with `..`, stretch of days."""
    first, _, last = day.partition("..")
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
    return Days(start, end, precision, "explicit", None, words or day)


def some(words: str) -> Days:
    """Words of time that no day is known for."""
    return Days(text=words, unresolved=f"{words!r} needs the publication date, which is not known.")


def town(name: str, country: str | None = "IRQ", precision: str = "city", **more) -> Place:
    """A place of a gazetteer."""
    return Place(name=name, country=country, precision=precision, **more)
