"""A reporting verb in, the noun that speaks by it out, with the words that name it and who passes them on.

The subject of the verb speaks, before it or, inverted, behind it; the agent of
a passive ("was reported by the ministry"); and of "was quoted by the agency as
saying" whoever is quoted, through the agency. An act, a toll and nobody are no
speakers. What the speaker says is for `voices`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench import actors, grammar

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_NOBODY = frozenset({"no", "nobody", "none", "neither"})
_TOLD = frozenset({"tell", "inform"})
"""Verbs whose next noun listens: "..., told the agency" has no speaker behind it."""
_PAPERS = frozenset({"report", "information", "account", "figure", "estimate", "rumour", "rumor", "version", "detail"})
_ACTS = frozenset({"attack", "strike", "bomb", "rocket", "blast", "explosion", "toll", "death", "bombing"})


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks by a verb: the noun, the words that name it, and who passes the words on."""

    noun: Token
    words: str
    messenger: str | None = None


def of(verb: Token) -> Source | None:
    """Who speaks by an active verb of reporting, or is the agent of its passive; None where nobody does."""
    if verb.dep_ == "amod" or _is_quoted(verb):
        return None
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    noun = next(iter(grammar.agents(verb)), None) if passive or verb.dep_ == "acl" else _speaker(verb)
    if noun is None or not can_speak(noun):
        return None
    words, messenger = _named(noun, verb)
    return Source(noun, words, messenger)


def quoted(verb: Token) -> Source | None:
    """Who is quoted: the subject of "was quoted as saying", the object of "quoted a doctor as saying"; or None."""
    if grammar.is_passive(verb):
        noun, through = next(iter(grammar.subjects(verb)), None), next(iter(grammar.agents(verb)), None)
    else:
        noun, through = next(iter(grammar.objects(verb)), None), next(iter(grammar.subjects(verb)), None)
    if noun is None or noun.pos_ not in grammar.NOMINAL or not can_speak(noun):
        return None
    return Source(noun, phrase_text(noun), phrase_text(through) if through is not None else None)


def saying(verb: Token) -> Token | None:
    """The "saying" of "quoted as saying", or None."""
    return next((t for t in verb.doc[verb.i + 1 : verb.sent.end] if _is_quoted(t) and verb in t.ancestors), None)


def _is_quoted(verb: Token) -> bool:
    """True for the "saying" of "quoted as saying", which is not the agency's."""
    return verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).lower_ == "as"


def can_speak(noun: Token) -> bool:
    """True for a noun that is neither an act nor nobody, nor a report that is nobody's ("first information")."""
    if noun.lemma_.lower() in _PAPERS and actors.kind_of(grammar.full_phrase(noun).text) is None:
        return False
    return noun.lemma_.lower() not in _ACTS and grammar.phrase(noun)[0].lower_ not in _NOBODY


def _speaker(verb: Token) -> Token | None:
    """The noun that speaks by an active verb: its subject, before it or, inverted, right behind it."""
    own = grammar.children(verb, grammar.SUBJECT)
    if verb.lemma_.lower() in _TOLD:
        own = [noun for noun in own if noun.i < verb.i]
    if verb.tag_ == "VBG" and verb.head.pos_ == "VERB" and not own:
        return _speaker(verb.head) if verb.head.i < verb.i else None
    if not own and verb.dep_ == "conj" and verb.i and verb.nbor(-1).lower_ in {"and", "but"}:
        return next((noun for noun in grammar.subjects(verb)[:1] if noun.pos_ in grammar.NOMINAL), None)
    inverted = None if own and own[0].i < verb.i else _inverted(verb)
    if inverted is not None:
        return inverted
    first = _first_noun(verb)
    if first is not None:
        return first if verb.tag_ in {"VBD", "VBZ", "VBP", "VBN"} else None
    return _borrowed(verb, own)


def _borrowed(verb: Token, own: list[Token]) -> Token | None:
    """The subject where nothing stands right before the verb: its own, that of a relative clause, or the clause's."""
    if own and own[0].pos_ in grammar.NOMINAL and own[0].tag_ not in {"WP", "WDT"}:
        return own[0]
    if verb.dep_ in {"advcl", "xcomp", "conj"}:
        return next((noun for noun in grammar.subjects(verb)[:1] if noun.pos_ in grammar.NOMINAL), None)
    if verb.dep_ == "relcl" and own and verb.head.pos_ in grammar.NOMINAL:
        return verb.head
    return None if own else _before_aside(verb)


def _before_aside(verb: Token) -> Token | None:
    """The noun before an aside between commas that the parse did not tie: "an official, who gave no name, told"."""
    doc, start = verb.doc, verb.sent.start
    if verb.i < start + 4 or verb.nbor(-1).text != ",":
        return None
    opening = next((i for i in range(verb.i - 2, start, -1) if doc[i].text == ","), None)
    if opening is None or doc[opening + 1].tag_ not in {"WP", "WDT", "DT"}:
        return None
    noun = doc[opening - 1]
    return noun if noun.pos_ in {"NOUN", "PROPN"} else None


def _first_noun(verb: Token) -> Token | None:
    """The head of the first noun phrase between the last clause mark and the verb, whatever the parse made of it.

    "A channel linked to militias said": the channel speaks, not the militias.
    """
    doc, start = verb.doc, verb.i
    while start > verb.sent.start and not _clause_mark(doc[start - 1]):
        start -= 1
    last = None
    for token in doc[start : verb.i]:
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            last = token
        elif last is not None and token.pos_ not in {"ADJ", "NUM", "SYM"} and token.tag_ != "POS":
            break
    return last


def _clause_mark(token: Token) -> bool:
    if token.tag_ in {"WDT", "WP", "WRB"}:
        return True
    finite = token.tag_ in {"VBD", "VBZ", "VBP", "MD"} and token.dep_ not in {"acl", "amod"}
    joins = token.pos_ == "CCONJ" and not (token.i and token.doc[token.i - 1].pos_ in {"NOUN", "PROPN"})
    return token.text in {",", ";", ":", '"', "-", "("} or token.pos_ == "SCONJ" or joins or finite


def _inverted(verb: Token) -> Token | None:
    """The noun of `..., said the governor`: directly behind the verb and ending the clause."""
    doc, at = verb.doc, verb.i + 1
    if (
        verb.tag_ == "VBG"
        or verb.lemma_.lower() in _TOLD
        or verb.i == verb.sent.start
        or doc[verb.i - 1].text not in {",", '"', "'", "''"}
        or at >= verb.sent.end
    ):
        return None
    if doc[at].pos_ not in {"DET", "PROPN", "NOUN", "ADJ", "PRON", "NUM"}:
        return None
    while at + 1 < verb.sent.end and doc[at + 1].pos_ in {"PROPN", "NOUN", "ADJ", "DET", "PART", "NUM"} | {"ADP"}:
        at += 1
        if doc[at].pos_ == "ADP" and doc[at].lower_ not in {"of", "for", "in"}:
            at -= 1
            break
    while doc[at].pos_ not in {"PROPN", "NOUN", "PRON"} and at > verb.i + 1:
        at -= 1
    following = doc[at + 1] if at + 1 < verb.sent.end else None
    runs_on = following is not None and following.pos_ in {"VERB", "AUX", "ADV"}
    return doc[at] if doc[at].pos_ in {"PROPN", "NOUN", "PRON"} and not runs_on else None


def _named(speaker: Token, verb: Token) -> tuple[str, str | None]:
    """The words that name the speaker, and the messenger: "the agency, citing a source" speaks for the source."""
    words = phrase_text(speaker)
    for child in speaker.head.children if speaker.head.pos_ in {"VERB", "AUX"} else []:
        if child.lower_ in {"citing", "quoting"}:
            cited = grammar.objects(child)
            if cited and actors.kind_of(phrase_text(cited[0])):
                return phrase_text(cited[0]), words
    return words, _listener(verb)


def _listener(verb: Token) -> str | None:
    """The agency or newspaper that was told, through which the words reach the reader."""
    if verb.lemma_.lower() != "tell":
        return None
    told = [child for child in verb.rights if child.dep_ in {"dobj", "dative", "iobj"} and child.pos_ == "PROPN"]
    words = phrase_text(told[0]) if told else ""
    return words if words and actors.kind_of(words) == "media" else None


def span_of(noun: Token) -> Span:
    """The phrase of a speaker, with the title that the parse leaves apart ("police chief Ali Hassan")."""
    span = grammar.full_phrase(noun)
    if noun.ent_type_ != "PERSON" or span.start == noun.sent.start:
        return span
    title = span.doc[span.start - 1]
    if title.pos_ != "NOUN" or title.ent_type_:
        return span
    return span.doc[grammar.phrase(title).start : span.end]


def phrase_text(noun: Token) -> str:
    """A speaker's name as the page has it: two coordinated speakers stay together, clauses and asides stay out."""
    coordinated = [n for n in grammar.conjuncts(noun) if n.pos_ in grammar.NOMINAL and n.i >= noun.i]
    span = span_of(noun)
    if len(coordinated) > 1 and coordinated[-1].i - noun.i < 8:  # noqa: PLR2004
        span = noun.doc[span.start : grammar.full_phrase(coordinated[-1]).end]
    return title_joined(span).text.strip(" ,\"'")


def title_joined(span: Span) -> Span:
    """The span with the name that stands in apposition right behind it ("the spokesman, Seddiq Seddiqi")."""
    doc, end = span.doc, span.end
    named = span[-1].ent_type_ == "PERSON"
    if not named and end + 1 < span.sent.end and doc[end].text == "," and doc[end + 1].ent_type_ == "PERSON":
        while end + 1 < span.sent.end and doc[end + 1].ent_type_ == "PERSON":
            end += 1
        return doc[span.start : end + 1]
    return span
