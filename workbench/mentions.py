"""Doc in, mentions out: words that a lexicon row or the trained recogniser knows.

Only headline, dateline and body may carry mentions; captions, links, notices
and other people's headlines are silent. Every mention cites its rule. Nothing
here decides which mention matters.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from workbench import actors, dates, lexicons, places, toponyms
from workbench.records import CLAIM_BLOCKS, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Span, Token

    from workbench.records import Article, MentionKind

_LEXICONS: tuple[tuple[str, MentionKind], ...] = (
    ("weapons", "weapon"), ("people", "people"), ("hedges", "hedge"), ("quantities", "number"),
    ("reporting", "report"), ("actions", "action"),
)  # fmt: skip
_RECOGNISED: dict[str, MentionKind] = {
    "PERSON": "actor", "ORG": "actor", "NORP": "actor", "GPE": "place", "LOC": "place", "FAC": "place",
}  # fmt: skip
_TROOPS = frozenset(
    {
        "contingent",
        "garrison",
        "troop",
        "troops",
        "force",
        "forces",
        "soldier",
        "soldiers",
        "personnel",
        "peacekeepers",
        "battalion",
    }
)
_MATERIAL = frozenset(
    {"photograph", "photo", "image", "picture", "video", "footage", "photographs", "photos", "images"}
)
_ARMED_GROUPS = frozenset({"armed_group", "service_member", "security_force"})


def find(doc: Doc, article: Article) -> tuple[Mention, ...]:
    """Every mention in the readable blocks of a parsed article, in reading order.

    Words of time are also left in `doc.spans["times"]`, so that no later room counts a day of the month.
    """
    readable = [(b.start, b.end) for b in article.blocks if b.kind in CLAIM_BLOCKS]
    named = [*_named(article.text), *dates.find(article.text)]
    found = [m for m in named if _inside(m, readable)]
    for more in (toponyms.described(doc, article), _recognised(doc, article), toponyms.missed(doc, article, found)):
        found += [m for m in more if _inside(m, readable) and not any(_overlap(m, other) for other in found)]
    doc.spans["times"] = [s for m in found if m.kind == "time" and (s := _span(doc, m)) is not None]
    sentences = [s for s in doc.sents if any(a <= s.start_char < b for a, b in readable)]
    for sentence in sentences:
        found += _worded(list(sentence), article, found)
    return tuple(sorted(found, key=lambda m: (m.start, -m.end, m.kind)))


def words_of(doc: Doc, mention: Mention) -> list[Token]:
    """The tokens that a mention stands on; empty where the Doc cuts its words elsewhere."""
    span = _span(doc, mention)
    return list(span) if span is not None else []


def _span(doc: Doc, mention: Mention) -> Span | None:
    return doc.char_span(mention.start, mention.end, alignment_mode="expand")


def _inside(mention: Mention, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= mention.start and mention.end <= end for start, end in stretches)


def _named(text: str) -> list[Mention]:
    """Names that the lexicons know; of two that overlap, the longer."""
    both = sorted([*places.find(text), *actors.find(text)], key=lambda m: (m.start - m.end, m.start))
    kept: list[Mention] = []
    for mention in both:
        if not any(_overlap(mention, other) for other in kept):
            kept.append(mention)
    return kept


def _overlap(first: Mention, second: Mention) -> bool:
    return first.start < second.end and second.start < first.end


def _recognised(doc: Doc, article: Article) -> Iterator[Mention]:
    """What the trained recogniser adds to the names that the lexicons know."""
    for entity in doc.ents:
        kind = _RECOGNISED.get(entity.label_)
        start, end = entity.start_char, entity.end_char
        if kind is None or not entity.text.strip():
            continue
        mention = Mention(kind, start, end, article.text[start:end], f"pipeline:{entity.label_}")
        arms = kind == "place" and entity.text.lower() in _weapon_words()
        if not arms:
            yield mention


@cache
def _weapon_words() -> frozenset[str]:
    return frozenset(form for row in lexicons.load("weapons") for form in row.forms)


def _worded(tokens: list[Token], article: Article, known: list[Mention]) -> list[Mention]:
    """What the word lexicons find in one sentence; within a kind the longest match wins."""
    found: list[Mention] = []
    words = [_word(token) for token in tokens]
    opened = [(at, shelves) for at, word in enumerate(words) if (shelves := _openings(word))]
    for shelf, (lexicon, kind) in enumerate(_LEXICONS):
        reached = 0
        for at, shelves in opened:
            if at < reached or not shelves[shelf]:
                continue
            match = _longest(tokens, words, at, (lexicon, shelves[shelf]), found)
            if match is None or _within_name(tokens[at], kind, known):
                continue
            row, length = match
            start, last = tokens[at].idx, tokens[at + length - 1]
            end = last.idx + len(last)
            found.append(Mention(kind, start, end, article.text[start:end], row.rule))
            reached = at + length
    return found


def _within_name(token: Token, kind: MentionKind, known: list[Mention]) -> bool:
    """True where the word is part of a proper name or a date, which no common word may break up."""
    if kind == "people" or not token.text[:1].isupper():
        return kind == "number" and any(m.kind == "time" and m.start <= token.idx < m.end for m in known)
    return any(m.start <= token.idx < m.end and m.kind in {"actor", "place", "time"} for m in known)


class _Word(NamedTuple):
    """What the lexicons look at in a token."""

    lower: str
    lemma: str
    pos: str
    tag: str
    is_lower: bool


def _word(token: Token) -> _Word:
    return _Word(token.lower_, token.lemma_.lower(), token.pos_, token.tag_, token.is_lower)


_Entry = tuple[int, tuple[str, ...], lexicons.Row]
"""A form cut into words, with its row and the place of that row in the file."""


@cache
def _index(lexicon: str) -> dict[str, list[_Entry]]:
    """The forms of a lexicon by their first word."""
    table: dict[str, list[_Entry]] = defaultdict(list)
    for place, row in enumerate(lexicons.load(lexicon)):
        for form in row.forms:
            words = tuple(form.replace("-", " - ").split())
            table[words[0]].append((place, words, row))
    return dict(table)


@lru_cache(maxsize=1 << 15)
def _openings(word: _Word) -> tuple[tuple[_Entry, ...], ...]:
    """The forms that a word may open, longest first, for each of `_LEXICONS`; () where it opens none in any."""
    shelves = tuple(_opened(word, lexicon) for lexicon, _ in _LEXICONS)
    return shelves if any(shelves) else ()


def _opened(word: _Word, lexicon: str) -> tuple[_Entry, ...]:
    index = _index(lexicon)
    entries = [entry for face in _faces(word, lexicon) for entry in index.get(face, ())]
    # The faces of a word come as a set: the order of the file decides, never that of the set.
    return tuple(sorted(entries, key=lambda entry: (-len(entry[1]), entry[0], entry[1])))


def _longest(
    tokens: list[Token], words: list[_Word], at: int, shelf: tuple[str, tuple[_Entry, ...]], found: list[Mention]
) -> tuple[lexicons.Row, int] | None:
    """The row of the longest form on a lexicon's shelf that stands here, and how many words it takes."""
    lexicon, entries = shelf
    for _, form, row in entries:
        here = words[at : at + len(form)]
        fits = len(here) == len(form) and all(w in _faces(t, lexicon) for w, t in zip(form, here, strict=True))
        if fits and _allowed(row, tokens, at, len(form), found):
            return row, len(form)
    return None


def _faces(word: _Word, lexicon: str) -> set[str]:
    """The words that a lexicon may have a token down as."""
    return _FACES.get(lexicon, _forms)(word)


def _written(word: _Word) -> set[str]:
    """A word as it stands, for lexicons that write out their plurals; verbs are no people."""
    return set() if word.pos in {"VERB", "AUX"} and word.is_lower else {word.lower}


def _forms(word: _Word) -> set[str]:
    """A word as it stands and its lemma."""
    return {word.lower, word.lemma}


def _stems(word: _Word) -> set[str]:
    """A word, its lemma and, should the lemma be wrong, the word with its verb ending taken off."""
    faces = _forms(word)
    if word.pos in {"VERB", "AUX"} or word.tag in {"VBN", "VBG", "VBD"}:
        for ending in ("ing", "ed", "es", "s", "d"):
            if word.lower.endswith(ending) and len(word.lower) > len(ending) + 2:
                stem = word.lower[: -len(ending)]
                faces |= {stem, stem + "e"}
                if stem[-1:] == stem[-2:-1]:
                    faces.add(stem[:-1])
    return faces


_FACES = {"people": _written, "actions": _stems, "reporting": _stems}
"""How the words of a lexicon are looked up; the others go by form and lemma."""


def _allowed(row: lexicons.Row, tokens: list[Token], at: int, length: int, found: list[Mention]) -> bool:
    """True where the row's part of speech, neighbours and needs are met."""
    before, after = tokens[at - 1] if at else None, tokens[at + length] if at + length < len(tokens) else None
    if not _speaks_as(row, tokens[at], tokens[at + length - 1], length) or _silenced(row, tokens[at], before, after):
        return False
    need = row.fact("needs")
    if need == "number":
        return after is not None and (after.like_num or after.lower_ in {"a", "half", "dozen"})
    return need is None or _NEEDS[need](tokens, at, found)


_SPEECH = {
    "VERB": frozenset({"VERB", "AUX"}), "NOUN": frozenset({"NOUN", "PROPN"}),
    "VERBNOUN": frozenset({"VERB", "NOUN", "PROPN", "AUX"}),
}  # fmt: skip


def _speaks_as(row: lexicons.Row, first: Token, last: Token, length: int) -> bool:
    """True where the word has the row's part of speech: a phrase by its verb, a noun by its last word."""
    if row.lexicon == "weapons" and last.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return False
    pos = row.fact("pos")
    if pos is None:
        return True
    word = last if pos == "NOUN" or (pos == "VERBNOUN" and length == 1) else first
    return word.pos_ in _SPEECH[pos] or (pos == "VERB" and word.tag_ in {"VBN", "VBD"})


def _silenced(row: lexicons.Row, first: Token, before: Token | None, after: Token | None) -> bool:
    """True where a neighbour, the verb's object or what governs it gives the word another sense.

    "Heart attack", "strike a deal", "charged with assault".
    """
    listed = {name: set((row.fact(name) or "").split("|")) for name in ("after", "before", "not_object", "not_under")}
    objects = {child.lemma_.lower() for child in first.children if child.dep_ in {"dobj", "nsubjpass"}}
    above = first.head.head if first.dep_ == "pobj" else None
    return bool(
        (before is not None and before.lower_ in listed["after"])
        or (after is not None and {after.lower_, after.lemma_} & listed["before"])
        or objects & listed["not_object"]
        or (above is not None and {above.lower_, above.lemma_.lower()} & listed["not_under"])
    )


def _armed(tokens: list[Token], _at: int, found: list[Mention]) -> bool:
    """The sentence also names a weapon or somebody armed."""
    low, high = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    here = [m for m in found if low <= m.start < high]
    if any(m.kind == "weapon" for m in here):
        return True
    rows = lexicons.by_rule("people")
    armed = any(m.kind == "people" and rows[m.rule].fact("group") in _ARMED_GROUPS for m in here)
    text = "".join(t.text_with_ws for t in tokens)
    known = lexicons.by_rule("actors")
    return armed or any(known[m.rule].fact("kind") in {"armed_group", "military"} for m in actors.find(text))


def _striker(tokens: list[Token], at: int, found: list[Mention]) -> bool:
    """A weapon is named, or somebody armed stands before the verb and strikes: soldiers "struck by grief" do not."""
    low, high = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    if any(m.kind == "weapon" and low <= m.start < high for m in found):
        return True
    passive = at + 1 < len(tokens) and tokens[at + 1].lower_ == "by"
    return not passive and at > 0 and _armed(tokens[:at], at, found)


def _fighters(tokens: list[Token], at: int, found: list[Mention]) -> bool:
    """A weapon or somebody armed stands close by: ministers clash in a sentence that names the army far off."""
    return _armed(tokens[max(0, at - _CLOSE) : at + _CLOSE + 1], at, found)


_CLOSE = 8


def _charge(tokens: list[Token], at: int, found: list[Mention]) -> bool:
    """As armed, or a device stands beside the verb: "two devices went off"."""
    close = tokens[max(0, at - _CLOSE) : at + _CLOSE + 1]
    return _armed(tokens, at, found) or any(t.lemma_.lower() in _DEVICES for t in close)


_DEVICES = frozenset({"device", "charge", "booby-trap"})


def _fire_behind(tokens: list[Token], at: int, _found: list[Mention]) -> bool:
    """The verb's clause ends in fire: "set two trucks on fire", "set the hall ablaze"."""
    for place, token in enumerate(tokens[at + 1 : at + _CLAUSE], at + 1):
        if token.lower_ in {"ablaze", "alight"} or (token.lower_ == "fire" and tokens[place - 1].lower_ == "on"):
            return True
        if token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"}:
            return False
    return False


_CLAUSE = 16


def _death_behind(tokens: list[Token], at: int, _found: list[Mention]) -> bool:
    """The verb ends in "to death": "beat two traders to death"."""
    words = [t.lower_ for t in tokens[at + 1 : at + _CLAUSE]]
    end = next((place for place, word in enumerate(words) if word in {".", ";", ","}), len(words))
    return ("to", "death") in pairwise(words[:end])


def _armed_or_harmful(tokens: list[Token], at: int, found: list[Mention]) -> bool:
    """As armed, or people are killed or hurt in the sentence."""
    return _armed(tokens, at, found) or any(t.lemma_.lower() in {"kill", "wound", "injure"} for t in tokens)


def _weapon_object(tokens: list[Token], at: int, found: list[Mention]) -> bool:
    """A weapon follows the verb in its clause, or is its passive subject."""
    window = tokens[at + 1 : at + 9]
    ahead = any(_is_weapon(t, found) for t in window)
    return ahead or (tokens[at].tag_ == "VBN" and any(_is_weapon(t, found) for t in tokens[max(0, at - 5) : at]))


def _weapon_subject(tokens: list[Token], at: int, found: list[Mention]) -> bool:
    """A weapon stands before the verb; or only a count does ("three more landed"), explained the sentence before."""
    before = tokens[max(0, at - 8) : at]
    counted = [t for t in tokens[:at] if t.is_alpha or t.like_num]
    elliptical = any(t.like_num for t in counted) and all(t.like_num or t.lower_ in _COUNT_ALONE for t in counted)
    return elliptical or any(_is_weapon(t, found) for t in before)


_COUNT_ALONE = frozenset(
    {"a", "the", "another", "further", "more", "other", "others", "of", "them", "at", "least", "had", "also", "about"}
)


def _is_weapon(token: Token, found: Iterable[Mention]) -> bool:
    return any(m.kind == "weapon" and m.start <= token.idx < m.end for m in found)


def _captive(tokens: list[Token], at: int, found: list[Mention]) -> bool:
    """People, or somebody by name, stand within reach of the word: a town that is captured is nobody's arrest."""
    window = [*tokens[max(0, at - 12) : at], *tokens[at + 1 : at + 13]]
    people = [m for m in found if m.kind == "people"]
    return any(t.ent_type_ == "PERSON" or any(m.start <= t.idx < m.end for m in people) for t in window)


def _people_seized(tokens: list[Token], at: int, found: list[Mention]) -> bool:
    """The verb's object or passive subject is people, or a person by name: rifles that are seized are no abduction."""
    return any(_is_person(noun, found) for noun in _suffering(tokens[at]))


def _people_taken(tokens: list[Token], at: int, found: list[Mention]) -> bool:
    """As people seized, and by somebody armed: "taken from their boat by armed men", "gunmen holding an engineer"."""
    rows = lexicons.by_rule("people")
    doers = [c for c in tokens[at].children if c.dep_ == "nsubj"]
    doers += [c for a in tokens[at].children if a.dep_ == "agent" for c in a.children]
    doers += [tokens[at].head] if tokens[at].dep_ == "acl" and tokens[at].tag_ == "VBG" else []
    armed = [m for m in found if m.kind == "people" and rows[m.rule].fact("group") == "armed_group"]
    by_arms = any(m.start <= doer.idx < m.end for m in armed for doer in doers)
    return by_arms and _people_seized(tokens, at, found)


def _suffering(verb: Token) -> list[Token]:
    """What a verb is done to: its object, its passive subject, or the noun that its clause describes."""
    own = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    described = verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ == "VBN")
    return [*own, verb.head] if described else own


def _is_person(noun: Token, found: list[Mention]) -> bool:
    people = any(m.kind == "people" and m.start <= noun.idx < m.end for m in found)
    return people or noun.ent_type_ == "PERSON"


def _troops(tokens: list[Token], _at: int, _found: list[Mention]) -> bool:
    return any(t.lower_ in _TROOPS for t in tokens)


def _material(tokens: list[Token], at: int, _found: list[Mention]) -> bool:
    return any(t.lower_ in _MATERIAL for t in tokens[at + 1 : at + 6])


_NEEDS = {
    "armed": _armed, "harm": _armed_or_harmful, "weapon-object": _weapon_object, "weapon-subject": _weapon_subject,
    "troops": _troops, "material": _material, "striker": _striker,
    "captive": _captive, "people-seized": _people_seized, "people-taken": _people_taken,
    "fighters": _fighters, "charge": _charge, "fire-behind": _fire_behind,
    "death-behind": _death_behind,
}  # fmt: skip
