"""Pasted text, a file or bytes in, the page's text out, with what a web page says about itself.

Text is decoded and otherwise left alone. Of a web page the story is taken
out, as paragraphs between blank lines. Nothing is fetched; what is no text,
holds nothing, or is not English is refused in one sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from workbench import english

_MOST_CONTROLS = 0.02
"""The share of control characters above which text is the inside of some other file."""
_MOST_ZEROS = 0.4
_LONGEST_NAME = 1024
_NAME_ENDINGS = (".txt", ".html", ".htm", ".md")
_MARKUP = re.compile(
    r"(?is)\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype html|html|head|body|article|main|section|div|p)\b"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"[^\W\d_]")
_MISREAD = re.compile(r"[a-z][À-ÖØ-Þ]|[\x80-\x9f]")
"""A capital with an accent right after a small letter: the bytes were not Windows-1252."""
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image or a recording"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)


class ArticleError(ValueError):
    """A page that cannot be read: one sentence with the file, the place in it and the remedy."""


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, where it came from, and the code of a web page (None for plain text)."""

    text: str
    source: str
    markup: str | None = None


def take(source: str | Path | bytes, name: str | None = None) -> Page:
    """The page that a source holds, web pages still as code; raises ArticleError for what is no page of English."""
    if isinstance(source, bytes):
        label, text = name or "the given bytes", _decoded(source, name or "the given bytes")
    elif path := _path(source):
        label, text = name or str(source), _decoded(_content(path), str(source))
    else:
        label, text = name or "pasted text", str(source)
    _check(text, label)
    return Page(text, label, text if _MARKUP.match(text) else None)


def check_story(text: str, label: str) -> None:
    """Nothing, for English prose; raises ArticleError for text without words or in another language."""
    if not _WORD.search(text):
        raise ArticleError(f"{label}: there are no words to read; give a page that holds a story.")
    if tongue := english.foreign(text):
        raise ArticleError(f"{label}: the text is not English (it reads as {tongue}); give an English page.")


def _path(source: str | Path) -> Path | None:
    """The file that a source names, None for pasted text; raises ArticleError for a file that is not there."""
    if isinstance(source, Path):
        return source
    words = source.strip()
    if not words or len(words) > _LONGEST_NAME or len(words.splitlines()) > 1 or {"\0", "<"} & set(words):
        return None
    if words.startswith(("http://", "https://")) and " " not in words:
        raise ArticleError(f"{words}: this is an address, and nothing is fetched; save the page and give the file.")
    path = Path(words)
    if _exists(path) or _looks_like_a_name(words):
        return path
    return None


def _exists(path: Path) -> bool:
    try:
        return path.exists() and len(path.name) > 0
    except OSError:
        # A line too long for the file system's names is text, not a file.
        return False


def _looks_like_a_name(words: str) -> bool:
    return words.lower().endswith(_NAME_ENDINGS) or (" " not in words and ("/" in words or "\\" in words))


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise ArticleError(f"{path}: this is a folder; name one file in it.")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(f"{path}: there is no such file; check the name and the folder.") from None
    except (OSError, ValueError) as error:
        raise ArticleError(f"{path}: the file cannot be opened ({error}); check that you may read it.") from error


def _decoded(data: bytes, label: str) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, label)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise ArticleError(f"{label}: the file is {what}, not text; save the story as text or HTML.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = error.start
    return _wide(data) or _old(data) or _refused(label, place)


def _strictly(data: bytes, encoding: str, label: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"{label}: byte {error.start} is not the {encoding} that the start of the file announces; save it as UTF-8."
        ) from error


def _wide(data: bytes) -> str | None:
    """UTF-16 text that lacks its byte order mark: every other byte of English is then zero."""
    half = max(1, len(data) // 2)
    for encoding, zeros in (("utf-16-le", data[1::2].count(0)), ("utf-16-be", data[::2].count(0))):
        if zeros > _MOST_ZEROS * half and len(data) % 2 == 0:
            return data.decode(encoding, errors="replace")
    return None


def _old(data: bytes) -> str | None:
    """Text in a one-byte encoding: Windows-1252 where that gives plausible words, else the likeliest other."""
    if b"\0" in data:
        return None
    text = data.decode("cp1252", errors="replace")
    if "\ufffd" not in text and not _MISREAD.search(text):
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best) if best else None


def _refused(label: str, place: int) -> str:
    raise ArticleError(f"{label}: byte {place} is no text in any common encoding; save the story as UTF-8 text.")


def _check(text: str, label: str) -> None:
    if not text.strip():
        raise ArticleError(f"{label}: the text is empty; paste the story or name a file that holds it.")
    if broken := _SURROGATE.search(text):
        raise ArticleError(f"{label}: character {broken.start()} is half a character; copy the text again.")
    controls = _CONTROL.findall(text)
    if "\0" in controls or len(controls) > _MOST_CONTROLS * len(text):
        place = text.index(controls[0])
        raise ArticleError(f"{label}: character {place} is binary data, not text; save the story as text or HTML.")
