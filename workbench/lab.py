"""The name of a notebook in, a running JupyterLab out.

The server listens on this machine only, behind a token made for the run. News,
update checks and the extension catalogue are off, so nothing is asked of the
network. Nobody's own Jupyter settings are touched: ours lie in a folder that
goes away with the run.
"""

from __future__ import annotations

import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

_HOST = "127.0.0.1"
_PORTS = range(8888, 8988)
_PATIENCE = 90
"""Seconds until a server that does not answer is given up; a cold start on a slow disk took 12."""
_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/notebook-extension:tracker": {"autoStartDefaultKernel": True},
}


class LabError(ValueError):
    """A reason why JupyterLab cannot be opened: one sentence with the remedy."""


def find(name: str) -> Path:
    """The one notebook whose file name begins with `name`; raises LabError for none or several."""
    folder = _folder()
    wanted = name.removesuffix(".ipynb")
    found = sorted(path for path in folder.glob("*.ipynb") if path.stem.startswith(wanted))
    if len(found) == 1:
        return found[0]
    known = ", ".join(sorted(path.stem for path in folder.glob("*.ipynb"))) or "none"
    raise LabError(f"{name}: name one notebook of {folder} (there: {known}).")


def _folder() -> Path:
    """The notebooks beside the package, or in the folder one stands in; an installed wheel brings none."""
    beside = Path(__file__).resolve().parent.parent / "notebooks"
    here = Path.cwd() / "notebooks"
    for folder in (beside, here):
        if folder.is_dir():
            return folder
    raise LabError("The notebooks are not part of the installed package; get the project's folder and run this there.")


def serve(notebook: Path, *, port: int | None, browser: bool, say: Callable[[str], None]) -> None:
    """Nothing: JupyterLab has run with the notebook open, until Ctrl-C or a signal to end.

    Without a port, the first free one from 8888 on is taken. Raises LabError
    for a port that is taken and for a server that does not come up.
    """
    chosen, token, root = _free_port(port), secrets.token_hex(16), notebook.parent.parent
    address = f"http://{_HOST}:{chosen}/lab/tree/{notebook.relative_to(root).as_posix()}?token={token}"
    say(f"Starting JupyterLab on {notebook.name} ...")
    with tempfile.TemporaryDirectory(prefix="workbench-lab-") as private, _ended_by_signals():
        log = Path(private, "log")
        with _server(_command(root, chosen, token), log) as server, suppress(KeyboardInterrupt):
            _await(server, chosen, log)
            say(f"\n    {address}\n")
            say(_invitation(address, browser=browser))
            server.wait()
    say("JupyterLab has ended; what you saved is saved.")


def _command(root: Path, port: int, token: str) -> list[str]:
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", f"--ip={_HOST}", f"--port={port}",
        "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={root}",
        "--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly", "--log-level=WARN",
    ]  # fmt: skip
    return [*command, "--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else command


@contextmanager
def _server(command: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        # Without a terminal of its own the server asks no question when it is told to end.
        server = subprocess.Popen(  # noqa: S603 (our own interpreter, our own options)
            command, env=_environment(log.parent), stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        try:
            yield server
        finally:
            _end(server)


def _environment(private: Path) -> dict[str, str]:
    settings = private / "labconfig" / "default_setting_overrides.json"
    settings.parent.mkdir()
    settings.write_text(json.dumps(_SETTINGS), encoding="utf-8")
    paths = filter(None, (str(private), os.environ.get("JUPYTER_CONFIG_PATH")))
    return {**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(paths), "JUPYTER_PREFER_ENV_PATH": "1"}


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """The signals that close a terminal or a session end the server as Ctrl-C does.

    Ctrl-C itself is among them: a shell that starts us in the background has it ignored.
    """
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {getattr(signal, name): signal.signal(getattr(signal, name), _interrupt) for name in names}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _await(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    last = time.monotonic() + _PATIENCE
    while time.monotonic() < last:
        if server.poll() is not None:
            raise LabError(f"JupyterLab ended before it answered; its last words: {_last_words(log)}")
        if _answers(port):
            return
        time.sleep(0.1)
    raise LabError(f"JupyterLab gave no answer in {_PATIENCE} seconds; its last words: {_last_words(log)}")


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(_HOST, port, timeout=5)
    try:
        connection.request("GET", "/api")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _last_words(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "none")


def _free_port(wanted: int | None) -> int:
    for port in _PORTS if wanted is None else (wanted,):
        if _is_free(port):
            return port
    taken = f"Port {wanted} is" if wanted else f"Ports {_PORTS.start} to {_PORTS.stop - 1} are"
    raise LabError(f"{taken} taken; choose another with --port.")


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        if os.name == "posix":
            # A port that our last run has just left counts as free, as it does for the server.
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((_HOST, port))
        except OSError:
            return False
        return True


def _invitation(address: str, *, browser: bool) -> str:
    opened = browser and _has_screen() and webbrowser.open(address)
    first = "It opens in your browser now." if opened else "Open this address in a browser on this machine."
    return f"{first} Ctrl-C here ends JupyterLab."


def _has_screen() -> bool:
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
