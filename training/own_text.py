"""Our own training text: sentences whose names are bracketed, and sentences whose trees are written out.

In:  text/names-*.txt   one sentence or short paragraph a line: `Fighters of [ORG Kataib Hezbollah] fled.`
     text/templates.txt such lines with slots: `The {group} held a(n) {demonym} convoy.`
     text/slots/*.txt   one filler a line, its lemma behind a tab where it has another; the first line is
                        `# LABEL: what these are`, LABEL one of the entity types, or O.
     text/trees.txt     one token a line, `word lemma UPOS XPOS head role`, heads from 1 and 0 for the root,
                        a blank line between sentences. A word may be a slot; its lemma is then `_`.
Out: sentences, drawn anew for every seed. Nothing here asks a model.

`{town}` is the filler as it stands, `{Town}` with its first letter raised, `{TOWN}` in capitals. In a tree a filler
of several words opens out to the left: every earlier word becomes a compound of the last, as in "Green Zone".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Final

from workbench import roles

TEXT: Final = Path(__file__).resolve().with_name("text")
LABELS: Final = frozenset({"PERSON", "NORP", "GPE", "LOC", "FAC", "ORG"})
ROLES: Final = roles.LABELS
"""The roles that training trees use: those that the workbench reads."""
_WORD_CLASS_WORDS: Final = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
WORD_CLASSES: Final = frozenset(_WORD_CLASS_WORDS.split())

_ROOT: Final = -1
_COLUMNS: Final = 6
_SLOT: Final = re.compile(r"\{([A-Za-z]\w*)\}")
_NAME: Final = re.compile(r"\[([A-Z]+) ([^\[\]]+)\]")
_ARTICLE: Final = re.compile(r"\b([Aa])\(n\)(?= (?:\[[A-Z]+ )?([^\W\d_]))")
_HEADER: Final = re.compile(r"# ([A-Z]+): .")
_PLAIN: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?: [^\W\d_]+(?:-[^\W\d_]+)*)*")
_GRAMMATICAL: Final = frozenset({"a", "and", "at", "do", "for", "in", "of", "on", "the", "to", "without", "with"})
"""Small words that have a role of their own: a name that holds one is no chain of compounds."""
_PLURALS: Final = ("Brigades", "Forces", "Guards", "Units", "Rebels", "Islands", "Mountains")
_CLOSING: Final = frozenset({",", ".", ":", "-RRB-", "''", "POS", "HYPH"})
_OPENING: Final = frozenset({"-LRB-", "``", "$", "HYPH"})
_DASHES: Final = frozenset({"-", "--", "–", "—"})

Line = tuple[str, list[tuple[int, int, str]]]
"""A text and the (start, end, label) of each name in it, in code points."""


@dataclass(frozen=True, slots=True)
class Filler:
    """What may stand in a slot, and its dictionary form."""

    form: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Slot:
    """Everything that may stand under one name in braces."""

    name: str
    label: str | None
    fillers: tuple[Filler, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a tree. `head` counts from 0 and is -1 for the root; `space` says whether a blank follows."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    role: str
    space: bool


Tree = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A line of a file, with the words that an error opens with."""

    at: str
    text: str


def entity_lines(folder: Path, rng: Random, per_template: int) -> Iterator[Line]:
    """Every hand-written line, then every template filled so many times."""
    known = slots(folder)
    for path in sorted(folder.glob("names-*.txt")):
        for line in _lines(path):
            yield _bracketed(line)
    for line in _lines(folder / "templates.txt"):
        for _ in range(per_template):
            yield _bracketed(_filled(line, known, rng))


def trees(folder: Path, rng: Random, per_template: int) -> Iterator[Tree]:
    """Every tree as often as asked, with its slots filled; once where it has none."""
    known = slots(folder)
    for block in _blocks(folder / "trees.txt"):
        rows = _rows(block)
        has_slot = any(_SLOT.fullmatch(row.form) for row in rows)
        for _ in range(per_template if has_slot else 1):
            yield _checked(_spaced(_opened(rows, known, rng, block[0].at)), block[0].at)


def slots(folder: Path) -> dict[str, Slot]:
    """The slot lists by name."""
    return {path.stem: _slot(path) for path in sorted((folder / "slots").glob("*.txt"))}


def _slot(path: Path) -> Slot:
    header = _HEADER.match(path.read_text(encoding="utf-8"))
    if header is None or header[1] not in {*LABELS, "O"}:
        raise ValueError(f"{path.name}:1: the first line names the label, such as `# GPE: towns`, or O for none.")
    fillers = tuple(_filler(line) for line in _lines(path))
    if not fillers:
        raise ValueError(f"{path.name}:1: no filler stands below the first line.")
    return Slot(path.stem, None if header[1] == "O" else header[1], fillers)


def _filler(line: _Numbered) -> Filler:
    form, _, lemma = line.text.partition("\t")
    if form != form.strip() or set(form) & set("[]{}"):
        raise ValueError(f"{line.at}: a filler has no brackets and no blanks at its ends: {form!r}.")
    return Filler(form, lemma or form)


def _lines(path: Path) -> list[_Numbered]:
    """The lines that say something, without comments and blank ones."""
    numbered = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return [_Numbered(f"{path.name}:{at}", text) for at, text in numbered if text.strip() and text[0] != "#"]


def _blocks(path: Path) -> list[list[_Numbered]]:
    """The sentences of a tree file: runs of lines between blank ones."""
    blocks: list[list[_Numbered]] = [[]]
    for at, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not text.strip():
            blocks.append([])
        elif text[0] != "#":
            blocks[-1].append(_Numbered(f"{path.name}:{at}", text))
    return [block for block in blocks if block]


def _filled(line: _Numbered, known: Mapping[str, Slot], rng: Random) -> _Numbered:
    """The template with a filler in every slot, bracketed where its list has a label."""

    def bracketed(found: re.Match[str]) -> str:
        slot = _named(known, found[1], line.at)
        form = _in_case_of(found[1], rng.choice(slot.fillers).form)
        return f"[{slot.label} {form}]" if slot.label else form

    return _Numbered(line.at, _ARTICLE.sub(_article, _SLOT.sub(bracketed, line.text)))


def _article(found: re.Match[str]) -> str:
    return found[1] + "n" * (found[2].casefold() in "aeiou")


def _named(known: Mapping[str, Slot], name: str, at: str) -> Slot:
    slot = known.get(name.lower())
    if slot is None:
        raise ValueError(f"{at}: there is no slots/{name.lower()}.txt.")
    return slot


def _in_case_of(name: str, form: str) -> str:
    """The form with capitals as the slot's name has them."""
    if name.isupper():
        return form.upper()
    return form[0].upper() + form[1:] if name[0].isupper() else form


def _bracketed(line: _Numbered) -> Line:
    """The text without its brackets, and what stood in them."""
    text, spans, end = "", [], 0
    for found in _NAME.finditer(line.text):
        text += line.text[end : found.start()]
        spans.append((len(text), len(text) + len(found[2]), found[1]))
        text, end = text + found[2], found.end()
    text += line.text[end:]
    _refuse_bad_names(line.at, text, spans)
    return text, spans


def _refuse_bad_names(at: str, text: str, spans: Sequence[tuple[int, int, str]]) -> None:
    if set(text) & set("[]{}"):
        raise ValueError(f"{at}: a bracket is left over in {text!r}.")
    for start, end, label in spans:
        name = text[start:end]
        if label not in LABELS:
            raise ValueError(f"{at}: {label} is no entity type.")
        if name != name.strip() or name.endswith(("'s", ",")) or name.casefold().startswith("the "):
            raise ValueError(f"{at}: a name goes without blanks, comma, article and possessive: {name!r}.")


def _rows(block: Sequence[_Numbered]) -> Tree:
    """The tokens of one sentence as they are written, slots and all."""
    return tuple(_row(line) for line in block)


def _row(line: _Numbered) -> Token:
    columns = line.text.split()
    if len(columns) != _COLUMNS or not columns[4].isdecimal():
        raise ValueError(f"{line.at}: a token is `word lemma UPOS XPOS head role`, not {line.text!r}.")
    form, lemma, upos, xpos, head, role = columns
    if upos not in WORD_CLASSES or role not in ROLES:
        raise ValueError(f"{line.at}: unknown word class or role in {line.text!r}.")
    return Token(form, lemma, upos, xpos, int(head) - 1, role, space=True)


def _opened(rows: Tree, known: Mapping[str, Slot], rng: Random, at: str) -> Tree:
    """The sentence with every slot filled; heads point at the last word of what fills theirs."""
    parts = [_pieces(row, known, rng, at) for row in rows]
    ends = [sum(map(len, parts[: place + 1])) - 1 for place in range(len(parts))]
    if any(not _ROOT <= row.head < len(rows) for row in rows):
        raise ValueError(f"{at}: a head lies outside the sentence that starts here.")
    opened: list[Token] = []
    for row, part, end in zip(rows, parts, ends, strict=True):
        opened += (replace(piece, head=end) for piece in part[:-1])
        opened.append(replace(part[-1], head=row.head if row.head == _ROOT else ends[row.head]))
    return tuple(opened)


def _pieces(row: Token, known: Mapping[str, Slot], rng: Random, at: str) -> list[Token]:
    """The tokens that one written token becomes, the last with its tag and role."""
    found = _SLOT.fullmatch(row.form)
    if found is None:
        return [row]
    fitting = [filler for filler in _named(known, found[1], at).fillers if _is_plain(filler.form)]
    if not fitting:
        raise ValueError(f"{at}: no filler of {row.form} is a plain chain of words.")
    filler = rng.choice(fitting)
    words = re.findall(r"[^\W_]+|-", _in_case_of(found[1], filler.form))
    xpos = "NNPS" if row.xpos == "NNP" and filler.form.endswith(_PLURALS) else row.xpos
    lemma = filler.form[:-1].split()[-1] if xpos != row.xpos else re.split(r"[ -]", filler.lemma)[-1]
    return [*(_compound(word, row) for word in words[:-1]), replace(row, form=words[-1], lemma=lemma, xpos=xpos)]


def _is_plain(form: str) -> bool:
    return _PLAIN.fullmatch(form) is not None and not _GRAMMATICAL & set(form.split())


def _compound(word: str, row: Token) -> Token:
    if word == "-":
        return Token("-", "-", "PUNCT", "HYPH", _ROOT, "punct", space=False)
    xpos = "NNP" if row.upos == "PROPN" else "NN"
    return Token(word, word, "PROPN" if xpos == "NNP" else "NOUN", xpos, _ROOT, "compound", space=True)


def _spaced(rows: Tree) -> Tree:
    """The tokens with blanks where a printer puts them."""
    return tuple(
        replace(row, space=after is not None and not _is_tight(row, after))
        for row, after in zip(rows, (*rows[1:], None), strict=True)
    )


def _is_tight(left: Token, right: Token) -> bool:
    opens = left.xpos in _OPENING and not (left.form in _DASHES and left.xpos != "HYPH")
    closes = right.xpos in _CLOSING and not (right.form in _DASHES and right.xpos != "HYPH")
    return opens or closes or right.form.lower() in {"n't", "%"}


def _checked(tree: Tree, at: str) -> Tree:
    """The tree itself, if it is one: a single root, every word below it, no arcs that cross."""
    heads = [token.head for token in tree]
    roots = [place for place, head in enumerate(heads) if head == _ROOT]
    if len(roots) != 1 or tree[roots[0]].role != "ROOT" or sum(token.role == "ROOT" for token in tree) != 1:
        raise ValueError(f"{at}: the sentence that starts here needs one root, with head 0 and role ROOT.")
    if len(_below(roots[0], heads)) < len(heads):
        raise ValueError(f"{at}: heads run in a circle in the sentence that starts here.")
    if any(not set(_between(place, head)) <= _below(head, heads) for place, head in enumerate(heads) if head >= 0):
        raise ValueError(f"{at}: arcs cross in the sentence that starts here.")
    return tree


def _between(one: int, other: int) -> range:
    return range(min(one, other), max(one, other) + 1)


def _below(top: int, heads: Sequence[int]) -> set[int]:
    """The places of a word and of everything that hangs on it."""
    return {place for place in range(len(heads)) if top in _upwards(place, heads)}


def _upwards(place: int, heads: Sequence[int]) -> Iterable[int]:
    """The places from a word up to the root, or until the way repeats itself."""
    seen: list[int] = []
    while place != _ROOT and place not in seen:
        seen.append(place)
        place = heads[place]
    return seen
