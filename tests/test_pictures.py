"""A figure becomes a PNG or an SVG where a browser is there, and one sentence where none is."""

from __future__ import annotations

import struct
import sys

import plotly.graph_objects as go
import pytest

from workbench import pictures
from workbench.exports import ExportError
from workbench.pictures import PictureError

TITLE = "Attacks by month & kind"


@pytest.fixture
def figure():
    return go.Figure(go.Bar(x=["May", "June"], y=[2, 3]), layout={"title": {"text": TITLE}, "height": 320})


@pytest.fixture
def no_browser(monkeypatch):
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setattr(pictures, "_found", lambda: None)


@pytest.fixture
def closed():
    """No browser is left over from another test, and none is left behind."""
    pictures.close()
    yield
    pictures.close()


@pytest.mark.usefixtures("no_browser")
def test_without_a_browser_one_sentence_says_what_to_do_and_no_file_is_written(figure, tmp_path):
    with pytest.raises(PictureError) as refused:
        pictures.write(figure, tmp_path / "months.png")
    assert str(refused.value) == (
        "No picture can be drawn: there is no Chromium, Chrome or Edge on this machine; "
        "install one, or name its file in BROWSER_PATH."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_browser_that_is_named_and_not_there_is_named_in_the_sentence(figure, tmp_path, monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "gone"))
    with pytest.raises(PictureError, match=rf"BROWSER_PATH names {tmp_path / 'gone'}, and no file is there"):
        pictures.write(figure, tmp_path / "months.svg")


def test_the_browser_that_is_named_goes_before_the_one_that_is_found(tmp_path, monkeypatch):
    named = tmp_path / "browser"
    named.touch()
    monkeypatch.setattr(pictures, "_found", lambda: "/usr/bin/another")
    monkeypatch.setenv("BROWSER_PATH", str(named))
    assert pictures.browser() == str(named)


@pytest.mark.usefixtures("closed")
def test_a_program_that_is_no_browser_is_told_in_a_sentence(figure, tmp_path, monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", sys.executable)
    with pytest.raises(PictureError, match=r"^The browser .* drew no picture \(.*\); try again, or name another"):
        pictures.write(figure, tmp_path / "months.png")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("no_browser")
@pytest.mark.parametrize(
    ("name", "remedy"),
    [("months.gif", r"an ending that I can write: \.png, \.svg"), ("no/months.png", "make it first")],
)
def test_a_file_that_cannot_be_written_is_refused_before_anything_is_drawn(figure, tmp_path, name, remedy):
    with pytest.raises(ExportError, match=remedy):
        pictures.write(figure, tmp_path / name)


@pytest.mark.browser
def test_a_png_has_the_width_asked_for_and_the_height_of_the_figure(figure, tmp_path):
    made = pictures.write(figure, tmp_path / "months.png", width=640, scale=2).read_bytes()
    assert made.startswith(b"\x89PNG")
    assert struct.unpack(">II", made[16:24]) == (1280, 640)


@pytest.mark.browser
def test_an_svg_holds_the_title_as_text(figure, tmp_path):
    made = pictures.write(figure, tmp_path / "months.svg").read_text(encoding="utf-8")
    assert 'width="900" height="320"' in made
    assert TITLE.replace("&", "&amp;") in made


@pytest.mark.browser
def test_an_address_in_a_figure_is_not_fetched(figure, tmp_path):
    # 192.0.2.1 stands for nobody (RFC 5737); a browser that tried it would wait, and ours may reach nothing at all.
    figure.add_layout_image(source="http://192.0.2.1/spy.png", x=0, y=1, sizex=1, sizey=1)
    made = pictures.write(figure, tmp_path / "months.svg").read_text(encoding="utf-8")
    assert "data:image" not in made
    assert "192.0.2.1" not in pictures.inline(made.encode(), "months")


@pytest.mark.browser
@pytest.mark.usefixtures("closed")
def test_one_browser_draws_one_picture_after_the_other_and_another_when_it_is_gone(figure):
    first = pictures.drawn(figure, "png")
    studio = pictures._studio(pictures.browser())
    assert pictures.drawn(figure, "png") == first
    assert pictures._studio(pictures.browser()) is studio
    pictures.close()
    assert pictures.drawn(figure, "png") == first
    assert pictures._studio(pictures.browser()) is not studio


@pytest.mark.browser
@pytest.mark.usefixtures("closed")
def test_a_browser_that_died_is_replaced_at_the_next_try(figure):
    first = pictures.drawn(figure, "png")
    studio = pictures._studio(pictures.browser())
    studio._wait(studio._kaleido.close())
    with pytest.raises(PictureError, match="try again"):
        pictures.drawn(figure, "png")
    assert pictures.drawn(figure, "png") == first


HOSTILE = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="50"
 onload="steal()" style="position:fixed"><script>steal()</script><style>* {display: none}</style>
<a xlink:href="https://example.org"><text>gone</text></a><foreignObject><p>gone</p></foreignObject>
<text onclick="steal()" style="fill: red">a &lt;b&gt; &amp; c</text>
<image xlink:href="https://example.org/x.png"/><image xlink:href="data:image/png;base64,AA=="/>
<g clip-path="url(#c)"/></svg>"""


def test_a_picture_set_into_a_page_only_draws():
    made = pictures.inline(HOSTILE, 'The "months" & more')
    for gone in ("script", "steal", "display", "example.org", "foreignObject", "gone", "position"):
        assert gone not in made
    assert made.startswith('<svg viewBox="0 0 90 50" role="img" aria-label="The &quot;months&quot; &amp; more"')
    assert '<text style="fill: red">a &lt;b&gt; &amp; c</text>' in made
    assert '<image href="data:image/png;base64,AA=="' in made
    assert 'clip-path="url(#c)"' in made


def test_what_is_no_svg_is_refused():
    with pytest.raises(PictureError, match="no SVG picture"):
        pictures.inline(b"<html/>", "months")


@pytest.mark.parametrize("thing", [5, "chart.png", None])
def test_what_is_no_figure_is_refused_with_what_is(thing, tmp_path):
    with pytest.raises(TypeError, match=r"picture draws a plotly figure, not a .*; hand it what `timeline` returns"):
        pictures.write(thing, tmp_path / "chart.png")
    assert list(tmp_path.iterdir()) == []
