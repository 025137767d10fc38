"""A hand on an article view: real movements of the mouse over words, wherever they stand on the page; and axe-core."""

from importlib.resources import files

# The middle of the first and last letter of words, once the row that they are in has been scrolled to.
_ENDS = """words => {
  const walker = document.createTreeWalker(document.querySelector(".wb-page"), NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest(".wb-block-kind")) continue;
    nodes.push([text.length, walker.currentNode]);
    text += walker.currentNode.data;
  }
  const start = text.indexOf(words);
  if (start < 0) return null;
  const letter = (at) => {
    const [from, node] = nodes.findLast(([from]) => from <= at);
    node.parentElement.scrollIntoView({ block: "center" });
    const range = document.createRange();
    range.setStart(node, at - from);
    range.setEnd(node, at - from + 1);
    const box = range.getBoundingClientRect();
    const isBack = getComputedStyle(node.parentElement.closest(".wb-row")).direction === "rtl";
    return { left: box.left, right: box.right, y: box.top + box.height / 2, isBack };
  };
  const first = letter(start), last = letter(start + words.length - 1);
  const from = first.isBack ? first.right - 1 : first.left + 1;
  return [from, first.y, last.isBack ? last.left + 1 : last.right - 1, last.y];
}"""


def ends(page, words):
    """Where words begin and end on the screen: x and y of both; fails where they are not in the article."""
    before, found = None, page.evaluate(_ENDS, words)
    assert found, f"{words!r} does not stand in the article"
    while found != before:
        # Rows that come into sight only now get their height, and move those below.
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        before, found = found, page.evaluate(_ENDS, words)
    return found


def drag(page, words):
    """Nothing: the mouse has been drawn over the words with its button down."""
    left, top, right, bottom = ends(page, words)
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=4)
    page.mouse.move(right, bottom, steps=4)
    page.mouse.up()


def click(page, words):
    """Nothing: the middle of the words has been clicked."""
    left, top, right, _ = ends(page, words)
    page.mouse.click((left + right) / 2, top)


def double_click(page, words):
    """Nothing: the middle of the words has been clicked twice."""
    left, top, right, _ = ends(page, words)
    page.mouse.dblclick((left + right) / 2, top)


def press(page, *keys):
    """Nothing: keys have been pressed with the article focused."""
    if not page.evaluate("() => document.activeElement?.classList.contains('wb-page')"):
        page.locator(".wb-page").focus()
    for key in keys:
        page.keyboard.press(key)


def status(page, words):
    """Nothing: the line below the legend reads so, now or soon."""
    page.locator(".wb-line-said", has_text=words).wait_for()


def broken_rules(page, place="html"):
    """The rules of accessibility that a place of the page breaks, each with where, as axe-core finds them."""
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"() => {{ {axe} }}")
    found = page.evaluate("async (place) => (await axe.run(place)).violations", place)
    return [(one["id"], node["target"], node["failureSummary"]) for one in found for node in one["nodes"]]
