"""How long does a mark take? `python benchmarks/review.py [--runs N] [--beside FOLDER]`.

An article of 100,000 characters with 2,000 marks in a real JupyterLab and a
real Chromium: the time from running its cell to its first paint, and from the
release of the mouse over a word, through Python and a store on disk, to the
page that shows the mark. Beside it spanmark, on the same text with the same
marks by turns, from a folder made with `pip install --no-deps --target FOLDER
spanmark filelock`. Our page shows a mark only when Python has kept it, and then
the clock stops; spanmark paints first, so there the clock runs until the
kernel is idle again as well. The article is made up word by word from a seed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
from clock import told

_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_ROOT / "tests" / "browser"))

import lab  # noqa: E402 (a throw-away JupyterLab, which the browser tests stand on)

LETTERS, MARKS, TARGETS = 100_000, 2_000, 60
SYLLABLES = ("ba", "den", "kor", "li", "mur", "o", "pa", "ris", "ta", "ven")
_LINE = 100

_OURS = (
    """\
import json, ipywidgets
from pathlib import Path
from workbench import store
from workbench.desk import marks
from workbench.desk.page import ArticleView
from workbench.records import Article, Mention, Reading
made = json.loads(Path('article.json').read_text(encoding='utf-8'))
text = made['text']
mentions = tuple(Mention('place', start, end, text[start:end], 'places:row') for start, end in made['spans'])
reading = Reading(Article('made-up-text', 'made up', text), mentions, (), ())
kept = store.open('review.sqlite')
kept.save(reading)
keep = lambda change: kept.append(marks.correction(change, article='made-up-text', by='mina'))""",
    """\
view = ArticleView(reading, keep=keep)
box = ipywidgets.VBox([view])
box""",
)
_SPANMARK = (
    """\
import json, uuid
from pathlib import Path
from spanmark import AnnotationSession
made = json.loads(Path('article.json').read_text(encoding='utf-8'))
spans = [{'start': start, 'end': end, 'label': 'place'} for start, end in made['spans']]
documents = [{'id': 'made-up', 'text': made['text'], 'suggestions': spans}]""",
    """\
session = AnnotationSession(documents, ['place', 'actor'], f'{uuid.uuid4()}.jsonl')
session.widget""",
)


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool under the clock: its notebook, where its text and its marks are on the page, and how a pen is put down."""

    name: str
    cells: tuple[str, str]
    text: str
    mark: str
    pen: str
    is_kept_first: bool
    """True where the page shows a mark only after Python has kept it."""


TOOLS = (
    Tool("workbench", _OURS, ".wb-page", ".wb-page mark.wb-mention", '.wb-pen:has-text("actor")', is_kept_first=True),
    Tool(
        "spanmark",
        _SPANMARK,
        ".so-textlayer",
        ".so-textlayer mark",
        '.so-labelbar button:has-text("actor")',
        is_kept_first=False,
    ),
)

# Runs the last cell and waits until its marks have been painted: what a frame's callback sees stands in that very
# frame, and a timer that is set in it comes after its painting.
_FIRST_PAINT = """async mark => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  notebook.activeCellIndex = 1;
  notebook.widgets[1].model.sharedModel.setOutputs([]);
  while (document.querySelector(mark)) await new Promise(requestAnimationFrame);
  const start = performance.now();
  window.jupyterapp.commands.execute("notebook:run-cell");
  while (!document.querySelector(mark)) {
    await new Promise(requestAnimationFrame);
    const failed = notebook.widgets.flatMap((cell) => cell.model.outputs.toJSON()).find((one) => one.ename);
    if (failed) throw new Error(`the notebook failed: ${failed.ename}: ${failed.evalue}`);
  }
  await new Promise((done) => setTimeout(done));
  return performance.now() - start;
}"""
# Finds a word: in the middle of whatever scrolls it, once it has been scrolled to, as left, right and middle.
_BOX = """([root, word, isScrolled]) => {
  const walker = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(word);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + word.length);
    const isFree = (node) => /auto|scroll/.test(getComputedStyle(node).overflowY);
    const scrolls = (node) => node.scrollHeight > node.clientHeight && isFree(node);
    for (let node = walker.currentNode.parentElement; node && !isScrolled; node = node.parentElement) {
      if (scrolls(node)) {
        const seen = node.getBoundingClientRect();
        node.scrollTop += range.getBoundingClientRect().top - seen.top - seen.height / 2;
      }
    }
    const box = range.getBoundingClientRect();
    return [box.left, box.right, box.top + box.height / 2];
  }
}"""
# From the release of the button until the words are a mark, painted, and Python has dealt with it.
_WATCH = """([mark, word, isKeptFirst]) => {
  const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  let start = 0, isBusy = false, isIdle = isKeptFirst;
  const listen = (_, status) => {
    if (start && status === "busy") isBusy = true;
    if (isBusy && status === "idle") isIdle = true;
  };
  kernel.statusChanged.connect(listen);
  document.addEventListener("mouseup", () => { start = performance.now(); }, { capture: true, once: true });
  const isShown = () => [...document.querySelectorAll(mark)].some((node) => node.textContent.includes(word));
  window.watched = (async () => {
    while (!(isIdle && isShown())) {
      await new Promise(requestAnimationFrame);
      if (performance.now() - start > 20_000 && start) throw new Error(`${word} was never marked`);
    }
    await new Promise((done) => setTimeout(done));
    kernel.statusChanged.disconnect(listen);
    return performance.now() - start;
  })();
}"""


def article(seed: int = 5) -> dict[str, object]:
    """A text of made-up words in lines, the spans that are marked in it, and words that stand in it once each."""
    dice = random.Random(seed)  # noqa: S311 (made-up words, no secrets)
    words: list[str] = []
    count = 0
    while count < LETTERS:
        words.append("".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))))
        count += len(words[-1]) + 1
    targets = [f"target{number:02}" for number in range(TARGETS)]
    places = dice.sample(range(len(words)), MARKS + TARGETS)
    for place, target in zip(places, targets, strict=False):
        words[place] = target
    marked, text, spans = set(places[TARGETS:]), "", []
    for at, word in enumerate(words):
        if at in marked:
            spans.append([len(text), len(text) + len(word)])
        text += word + ("\n" if len(text) - text.rfind("\n") > _LINE else " ")
    dice.shuffle(targets)
    return {"text": text, "spans": sorted(spans), "targets": targets}


@contextmanager
def laboratory(beside: Path | None, made: dict[str, object]) -> Iterator[lab.Window]:
    """A window on a JupyterLab with a notebook for each tool."""
    with tempfile.TemporaryDirectory() as name:
        folder, home = Path(name, "notebooks"), Path(name, "home")
        folder.mkdir()
        home.mkdir()
        (folder / "article.json").write_text(json.dumps(made), encoding="utf-8")
        for tool in TOOLS:
            notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in tool.cells])
            notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
            nbformat.write(notebook, folder / f"{tool.name}.ipynb")
        path = os.pathsep.join(map(str, filter(None, (_ROOT, beside))))
        with lab.server(folder, home, path) as (address, token), lab.window(address, token) as window:
            yield window


def measured(window: lab.Window, tool: Tool, targets: list[str], runs: int) -> tuple[list[float], list[float]]:
    """Milliseconds to the first paint, and from release to a page that shows a mark, of each run."""
    window.show(f"{tool.name}.ipynb")
    window.page.evaluate("""async () => {
      window.jupyterapp.shell.currentWidget.content.activeCellIndex = 0;
      await window.jupyterapp.commands.execute("notebook:run-cell");
    }""")
    paints = [window.page.evaluate(_FIRST_PAINT, tool.mark) for _ in range(max(3, runs // 5))]
    window.page.locator(tool.pen).first.click()
    return paints, [marked(window, tool, target) for target in targets[:runs]]


def marked(window: lab.Window, tool: Tool, target: str) -> float:
    """Milliseconds from the release of the mouse over a word to the page that shows it marked."""
    page = window.page
    for is_scrolled in (False, False, True):
        left, right, middle = page.evaluate(_BOX, [tool.text, target, is_scrolled])
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.mouse.move(left + 1, middle)
    page.mouse.down()
    page.mouse.move(right - 1, middle, steps=3)
    page.evaluate(_WATCH, [tool.mark, target, tool.is_kept_first])
    page.mouse.up()
    return float(page.evaluate("() => window.watched"))


def main() -> None:
    """Nothing: the times of each tool and their ratios are printed."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--runs", type=int, default=30, help="marks made with each tool (default 30)")
    reader.add_argument("--beside", type=Path, help="a folder that spanmark was installed into")
    asked = reader.parse_args()
    is_there = asked.beside is not None and (asked.beside / "spanmark").is_dir()
    if not is_there:
        print(
            "spanmark is left out: pip install --no-deps --target FOLDER spanmark filelock, then name --beside FOLDER."
        )
    made = article()
    print(f"{len(str(made['text'])):,} characters, {MARKS:,} marks")
    found = {}
    with laboratory(asked.beside if is_there else None, made) as window:
        for tool in TOOLS[: 2 if is_there else 1]:
            found[tool.name] = paints, drags = measured(window, tool, list(made["targets"]), asked.runs)  # type: ignore[call-overload]
            print(f"{tool.name:10} first paint     {told(paints)}\n{tool.name:10} drag to mark    {told(drags)}")
    if is_there:
        for at, what in enumerate(("first paint", "drag to mark")):
            ours, theirs = (statistics.median(found[tool.name][at]) for tool in TOOLS)
            print(f"ratio      {what:12}    {ours / theirs:6.2f}")


if __name__ == "__main__":
    main()
