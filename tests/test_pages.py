"""Sources become text exactly as they hold it, or one sentence that says why not."""

from __future__ import annotations

import pytest

from workbench import pages
from workbench.pages import ArticleError

TEXT = (
    "Rebels shelled the town’s market — “like rain”, a trader said – on Monday.\r\n"
    "Café owners fled.\u00a0Nobody else was hurt."
)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
def test_bytes_in_a_common_encoding_become_the_same_text(encoding):
    assert pages.take(TEXT.encode(encoding)).text == TEXT


def test_line_ends_and_hard_spaces_are_kept(tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes(TEXT.encode())
    assert pages.take(path).text == path.read_bytes().decode("utf-8")


def test_a_str_that_names_a_file_is_that_file(tmp_path):
    path = tmp_path / "a story of monday"
    path.write_text("Two men died.", encoding="utf-8")
    page = pages.take(str(path))
    assert (page.text, page.source) == ("Two men died.", str(path))


def test_other_words_are_the_text_itself():
    assert pages.take("Two men died.").source == "pasted text"


def test_a_name_given_names_the_source():
    assert pages.take(b"Two men died.", "upload.txt").source == "upload.txt"


@pytest.mark.parametrize(
    "code", ["<!DOCTYPE html><html></html>", "\n<html lang='en'>", "<article><p>Two</p></article>"]
)
def test_the_code_of_a_web_page_is_known_for_one(code):
    assert pages.take(code).markup == code


def test_words_that_mention_a_tag_are_no_web_page():
    assert pages.take("He wrote <b> on the wall.").markup is None


@pytest.mark.parametrize("name", ["story.txt", "Story of Monday.html", "notes.MD", "data/story", "folder\\story"])
def test_the_name_of_a_file_that_is_not_there_is_never_read_as_text(name):
    with pytest.raises(ArticleError, match="there is no such file; check the name and the folder"):
        pages.take(name)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(ArticleError, match="this is a folder; name one file in it"):
        pages.take(tmp_path)


def test_an_address_is_refused_since_nothing_is_fetched():
    with pytest.raises(ArticleError, match="nothing is fetched; save the page and give the file"):
        pages.take("https://example.org/story")


@pytest.mark.parametrize("empty", ["", "  \n\t\n", b"", b"\xef\xbb\xbf\r\n"])
def test_an_empty_text_is_refused(empty):
    with pytest.raises(ArticleError, match="the text is empty; paste the story or name a file that holds it"):
        pages.take(empty)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 x", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"PK\x03\x04rest", "a zip archive"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"{\\rtf1 text}", "a rich-text document"),
    ],
)
def test_a_known_kind_of_binary_file_is_named(data, what):
    with pytest.raises(ArticleError, match=f"the file is {what}.*; save the story as text or HTML"):
        pages.take(data, "upload")


@pytest.mark.parametrize("data", [b"the first\0\0 and the second", "a \0 in the text", b"the \x01\x02\x03\x04 of"])
def test_binary_data_is_refused_with_its_place(data):
    with pytest.raises(ArticleError, match=r"character \d+ is binary data, not text"):
        pages.take(data)


def test_bytes_of_no_encoding_are_refused_with_their_place():
    with pytest.raises(ArticleError, match="upload: byte 128 is no text in any common encoding"):
        pages.take(bytes(range(256)) * 4, "upload")


def test_bytes_that_belie_their_own_mark_are_refused():
    with pytest.raises(ArticleError, match="byte 2 is not the utf-16 that the start of the file announces"):
        pages.take(b"\xff\xfe\x00\xd8")


def test_half_a_character_is_refused():
    with pytest.raises(ArticleError, match="character 4 is half a character; copy the text again"):
        pages.take("the \ud800 end of it")


def test_text_without_a_word_is_refused():
    with pytest.raises(ArticleError, match="there are no words to read"):
        pages.check_story("12345 --", "pasted text")


def test_text_in_another_language_is_refused_by_name():
    with pytest.raises(ArticleError, match=r"not English \(it reads as Spanish\); give an English page"):
        pages.check_story("Tres muertos en el puerto de la ciudad", "pasted text")
