"""A plotly figure in, a picture of it out: a PNG or SVG file, or SVG to set into a page.

kaleido draws it in a browser of this machine: the one that BROWSER_PATH names,
else Chromium, Chrome or Edge where they usually are. Nothing is downloaded,
and that browser reaches no network: it is given plotly's script from the
package and no MathJax, which kaleido fetches unless it is told not to. The
browser stays open until the process ends, so that only the first picture
waits for it (measured: 3 to 5 s, then 0.3 to 1 s each).
"""

from __future__ import annotations

import asyncio
import atexit
import logging
import os
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Literal
from xml.etree import ElementTree as ET

from workbench import exports

if TYPE_CHECKING:
    import plotly.graph_objects as go

Kind = Literal["png", "svg"]

WIDTH = 900
"""Pixels: the width that the figures of the workbench are laid out for."""
_HEIGHT = 500
_PATIENCE = 60
"""Seconds until a browser that does not answer is given up."""
_NOWHERE = "127.0.0.1:9"
"""A proxy that is not there: the discard port of this machine (RFC 863)."""

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset(
    {
        "svg", "g", "defs", "clipPath", "path", "rect", "circle", "line", "polygon", "polyline", "text", "tspan",
        "image", "linearGradient", "radialGradient", "pattern", "stop",
    }
)  # fmt: skip
"""What plotly draws with; nothing else, such as a script or a link, enters a page."""


class PictureError(ValueError):
    """A picture that cannot be drawn: one sentence with the reason and the remedy."""


def write(figure: go.Figure, path: str | Path, *, width: int = WIDTH, scale: float = 2) -> Path:
    """The path of a file with the picture of a figure, its kind told by its ending: .png or .svg.

    `width` is in pixels, the height is the figure's own; a PNG has `scale` times as many pixels, so that it is sharp
    in print. A file that was there is replaced. Raises PictureError where there is no browser or it does not draw,
    ExportError for another ending, a missing folder or a file that may not be written, TypeError for what is no figure.
    """
    if not hasattr(figure, "to_plotly_json"):
        raise TypeError(
            f"picture draws a plotly figure, not a {type(figure).__name__}; hand it what `timeline` returns."
        )
    target = exports.place(path, (".png", ".svg"))
    if target.suffix.lower() == ".svg":
        return exports.put(drawn(figure, "svg", width=width), target)
    return exports.put(drawn(figure, "png", width=width, scale=scale), target)


def drawn(figure: go.Figure, kind: Kind, *, width: int = WIDTH, scale: float = 1) -> bytes:
    """The bytes of a picture; raises PictureError where there is no browser or it does not draw."""
    program = browser()
    options = {"format": kind, "width": width, "height": figure.layout.height or _HEIGHT, "scale": scale}
    try:
        return _studio(program).picture(figure, options)
    # Whatever goes wrong in a browser and on the way to it comes as one of a dozen kinds of exception.
    except Exception as error:
        close()
        told = str(error.args[0] if error.args else type(error).__name__)
        raise PictureError(
            f"The browser {program} drew no picture ({' '.join(told.split()).rstrip('.')}); "
            "try again, or name another one in BROWSER_PATH."
        ) from error


def inline(svg: bytes, label: str) -> str:
    """An SVG picture as markup to set into an HTML page: as wide as its place, named by `label`, drawing only.

    Scripts, links, styles of the page and whatever else does not draw are left out.
    """
    root = ET.fromstring(svg)  # noqa: S314 (written by the browser that this room started)
    size = {name: root.get(name, "0") for name in ("width", "height")}
    found = _plain(root)
    if found is None:
        raise PictureError("The browser drew something that is no SVG picture; try again.")
    for name in ("style", *size):
        found.attrib.pop(name, None)
    found.attrib |= {"viewBox": f"0 0 {size['width']} {size['height']}", "role": "img", "aria-label": label}
    return ET.tostring(found, encoding="unicode")


def _plain(element: ET.Element) -> ET.Element | None:
    """An element without its namespace, its handlers and what does not draw; None where it draws nothing itself."""
    name = element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else ""
    if name not in _ELEMENTS:
        return None
    copy = ET.Element(name, {key: value for key, value in element.attrib.items() if _is_drawing(key)})
    link = element.get(_LINK) or element.get("href") or ""
    if link.startswith(("#", "data:image/")):
        copy.set("href", link)
    copy.text, copy.tail = element.text, element.tail
    for child in element:
        inside = _plain(child)
        if inside is not None:
            copy.append(inside)
    return copy


def _is_drawing(attribute: str) -> bool:
    return not attribute.startswith(("{", "on")) and attribute not in {"href", "class"}


def browser() -> str:
    """The path of the browser that draws; raises PictureError where there is none."""
    named = os.environ.get("BROWSER_PATH")
    if named and not Path(named).is_file():
        raise PictureError(
            f"No picture can be drawn: BROWSER_PATH names {named}, and no file is there; "
            "name a Chromium, Chrome or Edge, or unset it."
        )
    found = named or _found()
    if found is None:
        raise PictureError(
            "No picture can be drawn: there is no Chromium, Chrome or Edge on this machine; "
            "install one, or name its file in BROWSER_PATH."
        )
    return found


def _found() -> str | None:
    from choreographer.browsers.chromium import Chromium

    path = Chromium.find_browser(skip_local=False)
    return path if path and Path(path).is_file() else None


class _Studio:
    """A browser that draws, and the thread on which it is spoken to: a notebook's own loop is taken."""

    def __init__(self, program: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="workbench pictures", daemon=True)
        self._thread.start()
        self._kaleido: Any = None
        try:
            self._wait(self._open(program))
        except BaseException:
            self._stop()
            raise
        atexit.register(self.close)

    def picture(self, figure: go.Figure, options: dict[str, Any]) -> bytes:
        """The bytes of a picture; raises whatever kaleido or its browser raises."""
        made: bytes = self._wait(self._kaleido.calc_fig(figure, opts=options))
        return made

    def close(self) -> None:
        """Nothing: the browser has ended."""
        atexit.unregister(self.close)
        try:
            self._wait(self._kaleido.close())
        finally:
            self._stop()

    async def _open(self, program: str) -> None:
        from kaleido import Kaleido

        # What goes wrong is raised, and told in our one sentence.
        logging.getLogger("choreographer").setLevel(logging.CRITICAL)
        self._kaleido = Kaleido(path=program, mathjax=False, timeout=_PATIENCE, proxy_server=_NOWHERE)
        await self._kaleido.open()

    def _wait(self, work: Any) -> Any:  # noqa: ANN401 (kaleido publishes no types)
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_PATIENCE)

    def _stop(self) -> None:
        self._wait(_end_the_rest())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_PATIENCE)
        self._loop.close()


async def _end_the_rest() -> None:
    """Nothing: no other task runs on this loop any more, such as a watch over a browser that never came."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


_STUDIOS: dict[str, _Studio] = {}
"""The browsers that are open, by their path."""


def _studio(program: str) -> _Studio:
    if program not in _STUDIOS:
        _STUDIOS[program] = _Studio(program)
    return _STUDIOS[program]


def close() -> None:
    """Nothing: no browser of this room is open any more; the next picture starts one."""
    while _STUDIOS:
        _, studio = _STUDIOS.popitem()
        # One that has died cannot be told to end.
        with suppress(Exception):
            studio.close()
