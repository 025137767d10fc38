"""A speaker's short form in, the fuller name that the story gave before out.

"It", "he", "the ministry", "the group" and a bare surname are tied to the
nearest earlier words that agree with them in number and kind; a short form
that nothing before agrees with stays as it is. What a speaker is called in
apposition ("Ali Hassan, a spokesman") is one of the words it agrees by.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench import actors, grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span, Token

    from workbench.records import Mention

PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which", "i", "we"})
GROUP = frozenset({"group", "movement", "organisation", "organization", "faction"})
"""Nouns for an armed group that do not name it."""
_BODY = frozenset(
    {
        "agency", "army", "authority", "body", "bureau", "charity", "coalition", "command", "commission", "council",
        "department", "embassy", "force", "government", "hospital", "ministry", "military", "mission", "navy",
        "observatory", "office", "party", "police", "presidency", "service", "directorate", "committee", "network",
        "channel", "station", "newspaper", "outlet", "statement", "communique", "report",
    }
) | GROUP  # fmt: skip
_HE, _SHE = frozenset({"spokesman"}), frozenset({"spokeswoman"})
_SENTENCES_BACK = 3
"""How many sentences back a pronoun or "the group" may reach."""
_REACH = 80
"""How many tokens back the person of "he said" may be named without having spoken."""
_SHORT = 3
"""The most words of a short form: "the Foreign Ministry" is short for "Turkey's Foreign Ministry"."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who has spoken: the words that name him, the kind of voice, and the noun that carries the grammar."""

    words: str
    kind: str
    noun: Token
    sentence: int
    """Index of the sentence, in reading order."""

    @property
    def is_body(self) -> bool:
        """True for a ministry, an army, an agency: what "it" may stand for."""
        named = self.noun.ent_type_ in {"ORG", "GPE", "NORP"} and self.noun.tag_ not in {"NNS", "NNPS"}
        return named or self.noun.lemma_.lower() in _BODY or self.noun.lower_ in _BODY

    @property
    def is_person(self) -> bool:
        """True for a named person and for a singular noun that is no body."""
        return self.noun.ent_type_ == "PERSON" or (self.noun.tag_ in {"NN", "NNP"} and not self.is_body)

    @property
    def is_many(self) -> bool:
        """True for what "they" may stand for."""
        return self.noun.tag_ in {"NNS", "NNPS"} or self.is_body or len(grammar.conjuncts(self.noun)) > 1


def tie(noun: Token, spoken: Sequence[Speaker], index: int, named: Sequence[Mention]) -> tuple[str, str | None] | None:
    """The fuller words for a speaker and their kind (None: ask the words); None where nothing before agrees.

    `spoken` are the speakers before, in reading order; `named` the actors that the story names.
    """
    if noun.pos_ == "PRON":
        return _of_pronoun(noun, spoken, index)
    if noun.ent_type_ == "PERSON":
        return _of_surname(noun, spoken)
    phrase = grammar.phrase(noun)
    if phrase[0].lower_ not in {"the", "its", "their"} or len(phrase) > _SHORT or noun.pos_ != "NOUN":
        return None
    if grammar.full_phrase(noun).end > noun.i + 1:
        return None
    if noun.lower_ in GROUP:
        return _of_group(noun, spoken, index, named)
    return _of_role(noun, phrase, spoken) or (_of_body(noun, phrase) if noun.lower_ in _BODY else None)


def _of_pronoun(noun: Token, spoken: Sequence[Speaker], index: int) -> tuple[str, str | None] | None:
    word = noun.lower_
    near = [s for s in reversed(spoken) if index - s.sentence <= _SENTENCES_BACK]
    if word in {"he", "she", "who", "i"}:
        other = _HE if word == "she" else _SHE if word == "he" else frozenset()
        person = next((s for s in near if s.is_person and s.noun.lower_ not in other), None)
        subject = _person_between(noun, person)
        return subject or ((person.words, person.kind) if person else _person_before(noun))
    last = [s for s in near if index - s.sentence <= 1]
    if word == "it":
        body = next((s for s in near if s.is_body), None)
        own = None if body in last else _own_subject(noun)
        return own or _body_before(noun, body) or ((body.words, body.kind) if body else None)
    if word in {"they", "we"}:
        many = next((s for s in near if s.is_many), None)
        own = None if many in last else _own_subject(noun)
        return own or ((many.words, many.kind) if many else None)
    return None


def _own_subject(noun: Token) -> tuple[str, str | None] | None:
    """The subject of the clause that a tail belongs to: "The militia killed two soldiers, it said"."""
    told = [c for c in noun.head.children if c.dep_ in {"ccomp", "parataxis"} and c.i < noun.i]
    found = [s for c in told for s in grammar.children(c, grammar.SUBJECT) if s.pos_ in {"NOUN", "PROPN"}]
    for subject in found:
        kind = actors.kind_of(grammar.phrase(subject).text)
        many = subject.tag_ in {"NNS", "NNPS"}
        if kind and kind not in _PERSONAL and many == (noun.lower_ != "it"):
            return grammar.phrase(subject).text, kind
    return None


_PERSONAL = frozenset({"witness", "anonymous", "medical", "expert"})


def _person_between(noun: Token, spoken: Speaker | None) -> tuple[str, str | None] | None:
    """The person who is the subject of a sentence between the last speaker and "he": the nearer one is meant."""
    lowest = max(noun.sent.start - _REACH, spoken.noun.i + 1 if spoken else 0, 0)
    here = [t for t in noun.doc[lowest : noun.sent.start] if t.ent_type_ == "PERSON" and t.dep_ in _SUBJECT]
    return (_entity(here[-1]), None) if here else None


_SUBJECT = grammar.SUBJECT | grammar.PASSIVE_SUBJECT


def _person_before(noun: Token) -> tuple[str, str | None] | None:
    """The person named last, shortly before the sentence."""
    lowest = max(0, noun.sent.start - _REACH)
    here = [e for e in noun.doc.ents if lowest <= e.start < noun.sent.start and e.label_ == "PERSON"]
    return (here[-1].text, None) if here else None


def _entity(token: Token) -> str:
    return next((e.text for e in token.doc.ents if e.start <= token.i < e.end), token.text)


def _body_before(noun: Token, spoken: Speaker | None) -> tuple[str, str | None] | None:
    """The body that is the subject of the sentence before, where no body has spoken since."""
    if noun.sent.start == 0:
        return None
    before = noun.doc[noun.sent.start - 1].sent
    if spoken is not None and spoken.noun.i >= before.start:
        return None
    for token in before:
        subject = token.dep_ in grammar.SUBJECT and token.head.dep_ == "ROOT" and token.pos_ in {"NOUN", "PROPN"}
        if subject and Speaker("", "", token, 0).is_body:
            words = grammar.full_phrase(token).text
            return (words, None) if actors.kind_of(words) or token.ent_type_ == "ORG" else None
    return None


def _of_surname(noun: Token, spoken: Sequence[Speaker]) -> tuple[str, str | None] | None:
    """The full name, with title, of somebody whom the story now calls by one name."""
    if len(grammar.phrase(noun)) > 1:
        return None
    for speaker in reversed(spoken):
        words = speaker.words.replace(",", " ").split()
        if noun.text in words and len(words) > 1 and speaker.is_person:
            return speaker.words, speaker.kind
    full = [e.text for e in noun.doc.ents if e.label_ == "PERSON" and e.end <= noun.sent.start]
    full = [name for name in full if name.split()[-1] == noun.text and name != noun.text]
    return (full[-1], None) if full else None


def _of_group(
    noun: Token, spoken: Sequence[Speaker], index: int, named: Sequence[Mention]
) -> tuple[str, str | None] | None:
    """The armed group of the sentences before, by name."""
    near = [s for s in spoken if index - s.sentence <= _SENTENCES_BACK and s.kind == "armed_group"]
    group = group_before(noun, named, near[-1].noun.idx if near else -1)
    if group is not None:
        return group, "armed_group"
    return (near[-1].words, near[-1].kind) if near and near[-1].noun.lower_ not in GROUP else None


def group_before(noun: Token, named: Sequence[Mention], after: int = -1) -> str | None:
    """The name of the armed group that the story named last, shortly before a sentence and behind a character."""
    start = noun.sent.start_char
    lowest = max(after, start - _GROUP_REACH)
    near = [m for m in named if lowest < m.start < start]
    return next((m.text for m in reversed(near) if actors.kind_of(m.text) == "armed_group"), None)


_GROUP_REACH = 500
"""How many characters back the name of "the group" may stand."""


def _of_role(noun: Token, phrase: Span, spoken: Sequence[Speaker]) -> tuple[str, str | None] | None:
    """The speaker before who is called by the same noun, in his name or beside it ("a spokesman for the governor")."""
    for speaker in reversed(spoken):
        called = [speaker.noun, *grammar.children(speaker.noun, frozenset({"appos", "compound"}))]
        same = any(t.lower_ == noun.lower_ for t in called)
        longer = len(speaker.words.split()) > len(phrase) or speaker.noun.ent_type_ == "PERSON"
        if same and longer and _agree(phrase, speaker.words, called):
            return speaker.words, speaker.kind
    return None


def _agree(phrase: Span, words: str, called: Sequence[Token]) -> bool:
    """True where the words of the short form that narrow it stand in the longer one too ("the interior ministry")."""
    told = {w.lower().strip(",") for w in words.split()}
    told |= {t.lower_ for c in called for t in grammar.full_phrase(c)}
    return all(t.lower_ in told for t in phrase[1:-1])


def _of_body(noun: Token, phrase: Span) -> tuple[str, str | None] | None:
    """The body that was named in full before ("Turkey's Defence Ministry"), whether it spoke or not."""
    for token in reversed(noun.doc[: noun.sent.start]):
        if token.lower_ != noun.lower_ or token.dep_ in {"compound", "amod", "nmod"}:
            continue
        full = grammar.full_phrase(token)
        longer = len(full) > len(phrase) and full[0].lower_ not in {"a", "an", "no", "some"}
        if longer and _agree(phrase, full.text, [token]) and actors.kind_of(full.text):
            return full.text, None
    return None
