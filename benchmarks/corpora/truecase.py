"""Text in capitals in, the same text as a newspaper would print it out: only the case of letters changes.

Words are written as open corpora mostly write them (`casing.txt`, made by `training/casing.py`), names as the
workbench's own lists of actors and countries do; a word that is both ("president", "front") has a capital beside a
name or where an abbreviation in brackets spells it out. What nobody knows is a name, unless it is built as an English
word is. Nothing is learned from the texts of the benchmark.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from workbench import gazetteer, lexicons

_CASING = Path(__file__).with_name("casing.txt")
_WORD = re.compile(r"[^\W\d_]+")
_RUNNING = 0.2
"""The share of small letters from which a text is in running case already."""
_OURS = ("actions", "weapons", "people", "hedges", "reporting", "quantities", "times")
_CALENDAR = frozenset(
    name.lower() for names in (calendar.month_name, calendar.month_abbr, calendar.day_name) for name in names if name
) | {"sept"}
_PARTICLES = frozenset({"de", "del", "y", "e", "of", "and", "the", "for", "in", "on"})
_ARTICLES = frozenset({"el", "la", "las", "los", "san", "santa", "santo"})
_STEMS = ("anti", "counter", "non", "un", "dis", "mis", "re", "pre", "over", "inter", "narco", "sub", "super", "multi")
_ENDINGS = (
    "s", "es", "ed", "d", "ing", "er", "ers", "or", "ors", "ly", "ally", "al", "men", "man", "ment", "ments", "ness",
    "less", "ful", "ism", "ation", "ion", "ions", "ization", "ized", "izing", "able", "ist", "ists", "ive", "ives", "y",
    "ity", "ally", "ance", "ship", "hood", "ward", "like", "wing",
)  # fmt: skip
_ENGLISH = re.compile(
    r".{3,}(?:tion|tions|sion|sions|ment|ments|ness|less|ing|ings|ized|izing|ously|ously|ous|able|ible|ably|ibly|ivity"
    r"|ency|encies|ances|ences|ence|ating|ated|ates|ating|ishment|ships|fully|ically|istic|ative|ives|ively|ists|isms"
    r"|ghts|ters|eers|ized|izes|ured|ying|ied|ries|ties|ically|omacy|(?<=\w{2})ed|ate|ize|ounce)$"
)
_PRONOUNCED = re.compile(r"[aeiouy]")
_SHORT = 4
_INITIAL = re.compile(r"(?:\b|(?<=\.))[A-Z]\.(?=\S)|(?<=[A-Z]\.)[A-Z]\.|(?:^|\s)[B-Z]\.\s")
_ABBREVIATED = frozenset(
    {"gen", "col", "lt", "maj", "capt", "sgt", "mr", "mrs", "ms", "dr", "msgr", "no", "nos", "st", "jr", "sr", "rev",
     "fr", "hon", "cdr", "adm", "brig", "vs"}
)  # fmt: skip


@dataclass(slots=True)
class _Word:
    start: int
    text: str
    written: str
    is_name: bool = False


def truecase(text: str) -> str:
    """The text with capitals where a newspaper has them, letter for letter; a text in running case as it is."""
    letters = [c for c in text if c.isalpha()]
    if not letters or sum(c.islower() for c in letters) > _RUNNING * len(letters):
        return text
    words = [_plain(m.start(), m.group().lower(), text) for m in _WORD.finditer(text)]
    _write_known(words, text)
    _write_beside_names(words, text)
    _spell_out(words, text)
    _open_sentences(words, text)
    pieces, at = [], 0
    for word in words:
        pieces += [text[at : word.start], word.written]
        at = word.start + len(word.text)
    return "".join(pieces) + text[at:]


@cache
def _casing() -> dict[str, tuple[str, ...]]:
    """How each listed word is written, the commonest form first."""
    rows = (line.split() for line in _CASING.read_text(encoding="utf-8").splitlines())
    return {forms[0].lower(): tuple(forms) for forms in rows if forms}


@cache
def _lexicon_words() -> frozenset[str]:
    """The words of our own lists of acts, arms and people, which are no names."""
    rows = [row for name in _OURS for row in lexicons.load(name)]
    return frozenset(w for row in rows for form in row.forms for w in _WORD.findall(form.lower()))


@cache
def _known() -> dict[str, list[tuple[str, ...]]]:
    """Names of actors and countries as our lists write them, by their first word in small letters; longest first."""
    names = [form for row in lexicons.load("actors") for form in row.forms if form != form.lower()]
    names += [form for c in gazetteer.countries() for form in (*c.names, *c.adjectives)]
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(_WORD.findall(name))
        if words and len("".join(words)) > 2:  # noqa: PLR2004
            found.setdefault(words[0].lower(), []).append(words)
    return {first: sorted(forms, key=len, reverse=True) for first, forms in found.items()}


@cache
def _nationalities() -> frozenset[str]:
    return frozenset(a.lower() for c in gazetteer.countries() for a in c.adjectives)


def _plain(start: int, word: str, text: str) -> _Word:
    """A word by itself."""
    if len(word) == 1:
        initial = word == "i" or _INITIAL.search(text[max(0, start - 2) : start + 3])
        return _Word(start, word, word.upper() if initial else word)
    if word in _CALENDAR and word not in {"march", "may", "mar", "dec", "sun"}:
        return _Word(start, word, word.title())
    if word in _ABBREVIATED and text[start + len(word) : start + len(word) + 1] == ".":
        return _Word(start, word, word.title() if word not in {"no", "nos", "vs"} else word)
    forms = _casing().get(word, ())
    if forms:
        return _listed(start, word, forms)
    if word in _lexicon_words() or is_english(word):
        return _Word(start, word, word)
    bracketed = text[start - 1 : start] in {"[", "("} and text[start + len(word) : start + len(word) + 1] in {"]", ")"}
    short = len(word) <= _SHORT or not _PRONOUNCED.search(word)
    return _Word(start, word, word.upper() if (bracketed and len(word) <= 8) or short else word.title(), is_name=True)  # noqa: PLR2004


def _listed(start: int, word: str, forms: tuple[str, ...]) -> _Word:
    """A word of the list: a name has its capitals, what is written both ways is small until its neighbours are seen."""
    if forms[0].isupper() and len(word) > _SHORT:
        return _Word(start, word, word.title(), is_name=True)
    name = not forms[0].islower() and len(forms) == 1
    return _Word(start, word, forms[0] if len(forms) == 1 else word, is_name=name)


def is_english(word: str) -> bool:
    """True for a word that is built as English words are: from a word of the list, or with an English ending."""
    if _ENGLISH.match(word):
        return True
    listed = _casing()
    for ending in _ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2:  # noqa: PLR2004
            tails = {stem, stem + "e", stem + "y", stem.removesuffix("i") + "y"}
            tails |= {stem[:-1]} if stem[-1:] == stem[-2:-1] else set()
            if any(t in listed and listed[t][-1].islower() for t in tails) or tails & _lexicon_words():
                return True
    for prefix in _STEMS:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 3 and rest in listed and listed[rest][0].islower():  # noqa: PLR2004
            return True
    return False


def _write_known(words: list[_Word], text: str) -> None:
    """Names of our own lists, as these write them."""
    at = 0
    while at < len(words):
        found = next((n for n in _known().get(words[at].text, ()) if _matches(words, at, n, text)), None)
        for word, form in zip(words[at:], found or (), strict=False):
            word.written, word.is_name = form, word.text not in _nationalities()
        at += len(found) if found else 1


def _matches(words: list[_Word], at: int, name: tuple[str, ...], text: str) -> bool:
    here = words[at : at + len(name)]
    if [w.text for w in here] != [n.lower() for n in name]:
        return False
    between = all(len(_gap(a, b, text).strip()) <= 1 for a, b in pairwise(here))
    return between and (len(name) > 1 or not _casing().get(here[0].text, ("X",))[0].islower())


def _gap(first: _Word, second: _Word, text: str) -> str:
    return text[first.start + len(first.text) : second.start]


def _write_beside_names(words: list[_Word], text: str) -> None:
    """Words that are written both ways have a capital beside a name; months beside a number."""
    for word in words:
        around = text[max(0, word.start - 4) : word.start] + "|" + text[word.start + len(word.text) :][:4]
        if word.text in _CALENDAR and word.written.islower() and re.search(r"\d\s*\||\|\s*\d", around):
            word.written = word.text.title()
    for order in (range(len(words)), range(len(words) - 1, -1, -1)):
        for at in order:
            _beside(words, at, text)
    for number, word in enumerate(words[:-1]):
        after = words[number + 1]
        if word.text in _ARTICLES and after.is_name and _gap(word, after, text).isspace():
            inside = number and words[number - 1].text == "de"
            word.written = word.text if inside and word.text in {"la", "las", "los", "el"} else word.text.title()
            word.is_name = True
        if word.text in {"de", "del", "y"}:
            word.written = word.text


def _beside(words: list[_Word], number: int, text: str) -> None:
    word = words[number]
    forms = _casing().get(word.text, ())
    if len(forms) < 2 or word.is_name or word.text in _CALENDAR | _PARTICLES | _ARTICLES:  # noqa: PLR2004
        return
    left = words[number - 1] if number else None
    right = words[number + 1] if number + 1 < len(words) else None
    by_left = left and left.is_name and _gap(left, word, text).isspace() and forms[0].istitle()
    by_right = right and right.is_name and _gap(word, right, text).isspace() and not _VERBAL.search(word.text)
    by_right = by_right and (forms[0].istitle() or word.text not in _VERBS)
    if by_left or by_right:
        word.written, word.is_name = word.text.title(), forms[0].istitle()


_VERBAL = re.compile(r"(?:ed|ing)$")
_VERBS = frozenset({"left", "met", "saw", "hit", "will", "may", "can", "join", "cross", "set", "call", "calls", "made"})
"""Words that corpora also write large, and that stand before names as verbs."""
_BRACKETED = re.compile(r"[\[(]\s*([A-Z]{2,8})\s*[\])]")


def _spell_out(words: list[_Word], text: str) -> None:
    """Capitals for the words that an abbreviation in brackets behind them stands for."""
    ends = {word.start + len(word.text): number for number, word in enumerate(words)}
    for found in _BRACKETED.finditer(text):
        last = ends.get(len(text[: found.start()].rstrip()))
        if last is None:
            continue
        letters, at, named = found[1].lower(), last, []
        while letters and at >= 0 and last - at < len(found[1]) + 4:
            word = words[at]
            if word.text[0] == letters[-1]:
                named.append(word)
                letters = letters[:-1]
            elif word.text not in _PARTICLES | {"to", "a"}:
                break
            at -= 1
        if len(letters) <= len(found[1]) // 3 and len(named) > 1:
            for word in named:
                word.written, word.is_name = word.text.title(), True


_FULL_STOP = re.compile(r"[.?!][\")\]]*\s|\"\s*\[?\(?$")


def _open_sentences(words: list[_Word], text: str) -> None:
    """A capital for the first word of a sentence."""
    before = None
    for word in words:
        gap = text[: word.start] if before is None else _gap(before, word, text)
        ends = before is None or "\n\n" in gap.replace(" ", "") or _FULL_STOP.search(gap)
        short = before is not None and (len(before.text) == 1 or before.text in _ABBREVIATED) and gap[:1] == "."
        if ends and not short:
            word.written = word.written[:1].upper() + word.written[1:]
        before = word
