"""A throw-away JupyterLab on this machine, and a real Chromium that may reach nothing else."""

import contextlib
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

_PATIENCE = 60
_BROWSER = [
    "--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
# The questions of a first start would take the focus that the tests need.
_SETTINGS = {
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/notebook-extension/tracker": {"autoStartDefaultKernel": True},
}
_IS_READY = """() => { const shown = window.jupyterapp?.shell.currentWidget;
  return shown?.sessionContext?.isReady && shown.sessionContext.session?.kernel?.status === 'idle'; }"""
_LAST_OUTPUT = """async () => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  notebook.activeCellIndex = notebook.widgets.length - 1;
  await window.jupyterapp.commands.execute('notebook:run-cell');
  return notebook.widgets.at(-1).model.outputs.toJSON().map((output) => output.text ?? output.evalue ?? '').join('');
}"""


@contextlib.contextmanager
def server(folder: Path, home: Path, path: str = ""):
    """The address and token of a JupyterLab on a folder, its settings in a fresh home; ended with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    for plugin, values in _SETTINGS.items():
        file = home / "settings" / f"{plugin}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
        "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={folder}",
        "--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly", "--LabApp.expose_app_in_browser=True",
    ]  # fmt: skip
    homes = {
        "HOME": "", "JUPYTER_CONFIG_DIR": "config", "JUPYTER_RUNTIME_DIR": "run", "IPYTHONDIR": "ipython",
        "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    }  # fmt: skip
    private = {name: str(home / part) for name, part in homes.items()}
    environment = os.environ | private | {"PYTHONPATH": path}
    with (home / "log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            address = f"http://127.0.0.1:{port}"
            _await(process, f"{address}/api/status?token={token}", home / "log")
            yield address, token
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            process.wait()


def _await(process, address, log):
    for _ in range(_PATIENCE * 10):
        if process.poll() is not None:
            raise RuntimeError(log.read_text())
        with contextlib.suppress(urllib.error.URLError, ConnectionError), _answer(address):
            return
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not answer within {_PATIENCE} s:\n{log.read_text()}")


def _answer(address):
    return urllib.request.urlopen(address, timeout=1)  # noqa: S310 (our own server's address)


@dataclass
class Window:
    """A browser window on a JupyterLab: what it asked of other machines, and what it complained about."""

    page: Page
    address: str
    token: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def show(self, notebook):
        """Nothing: a notebook is open and its kernel is ready."""
        self.page.goto(f"{self.address}/lab/tree/{notebook}?token={self.token}&reset")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        self.page.wait_for_function(_IS_READY, timeout=60_000)

    def run_all(self):
        """Nothing: every cell of the notebook has been run, and its desk is drawn."""
        self.command("notebook:run-all-cells")
        self.page.wait_for_selector(".wb-review .wb-page mark", timeout=60_000)
        self.page.wait_for_selector(".wb-review .wb-head", timeout=60_000)

    def restart(self):
        """Nothing: the kernel has forgotten everything, and every cell has been run again."""
        self.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
        self.command("notebook:clear-all-cell-outputs")
        self.page.wait_for_selector(".wb-review", state="detached")
        self.page.wait_for_function(_IS_READY, timeout=60_000)
        self.run_all()

    def card(self, title):
        """The open card of a field, by its title."""
        head = self._head(title)
        if "wb-open" not in (head.get_attribute("class") or ""):
            head.click()
        self.page.wait_for_selector(".wb-review .wb-head.wb-open")
        return self.page.locator(".wb-review .wb-body", has_text=f"Correct {title.lower()}")

    def form(self, title):
        """The form that is open under a title."""
        found = self.page.locator(".wb-review .wb-form", has_text=title)
        found.wait_for()
        return found

    def head(self, title):
        """What the head of a field reads."""
        return self._head(title).inner_text()

    def _head(self, title):
        return self.page.locator(".wb-review .wb-head", has_text=re.compile(f"^{title}:"))

    def picture(self, name):
        """Nothing: the desk is kept as a picture in the folder WORKBENCH_PICTURES, where one is named."""
        if folder := os.environ.get("WORKBENCH_PICTURES"):
            self.page.locator(".wb-review").screenshot(path=Path(folder, f"{name}.png"))

    def command(self, name, **arguments):
        """Nothing: a command of JupyterLab has been started."""
        start = "([name, args]) => { window.jupyterapp.commands.execute(name, args); }"
        self.page.evaluate(start, [name, arguments])

    def theme(self, name):
        """Nothing: JupyterLab shows itself in a theme."""
        self.command("apputils:change-theme", theme=name)
        is_light = str("Light" in name).lower()
        self.page.wait_for_selector(f'body[data-jp-theme-light="{is_light}"]', state="attached")
        self.page.wait_for_selector("#jupyterlab-splash", state="detached")

    def last_output(self):
        """The text that the last cell prints, run now."""
        return self.page.evaluate(_LAST_OUTPUT).strip()

    def cells(self):
        """How many cells the notebook has."""
        return self.page.evaluate("window.jupyterapp.shell.currentWidget.content.widgets.length")


@contextlib.contextmanager
def chromium():
    """A Chromium of its own; there may be only one at a time."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_BROWSER)
        yield browser
        browser.close()


@contextlib.contextmanager
def window(address, token, browser=None):
    """A window of a Chromium, of its own unless one is given, that reaches one JupyterLab only."""
    with contextlib.nullcontext(browser) if browser else chromium() as given:
        context = given.new_context(viewport={"width": 1500, "height": 1150})
        shown = Window(context.new_page(), address, token)

        def gate(route):
            if route.request.url.startswith((address, "data:", "blob:")):
                route.continue_()
            else:
                shown.outside.append(route.request.url)
                route.abort()

        context.route("**/*", gate)
        shown.page.on("console", lambda said: shown.complaints.append(said.text) if said.type == "error" else None)
        shown.page.on("pageerror", lambda error: shown.complaints.append(f"page error: {error}"))
        yield shown
        context.close()
