"""An article view on a bare page of Chromium: a stand-in model joins `view.js` to the widget, without Jupyter."""

import json
from pathlib import Path

from workbench import desk

_HERE = Path(desk.__file__).parent
_STATE = ("text", "kinds", "editable", "buttons", "blocks", "mentions", "changed", "answer", "lits", "selection")
_PAGE = """<!doctype html><html lang="en"><title>An article</title>
<main><h1>An article</h1><div class="wb-article-box"></div></main>"""
_MODEL = """
window.model = {
  state: {}, hooks: {}, get(name) { return this.state[name]; },
  set(name, value) { this.state[name] = value; }, save_changes() { window.selected(this.state.selection); },
  send(asked) { window.asked(asked); }, off() {},
  on(names, call) { for (const name of names.split(" ")) (this.hooks[name] ??= []).push(call); },
  take(changes) {
    Object.assign(this.state, changes);
    for (const call of new Set(Object.keys(changes).flatMap((name) => this.hooks[`change:${name}`] ?? []))) call();
  },
};
window.shown = async (source, state) => {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  window.view = await import(address);
  Object.assign(model.state, state);
  window.view.default.render({ model, el: document.querySelector(".wb-article-box") });
};
"""


def show(page, view):
    """Nothing: the page shows an article view, and what a hand does there reaches it and comes back."""
    state = lambda: {name: getattr(view, name) for name in _STATE}  # noqa: E731
    sent = state()

    def answer():
        changes = {name: value for name, value in state().items() if value != sent[name]}
        sent.update(changes)
        page.evaluate("changes => model.take(changes)", json.loads(json.dumps(changes)))

    def asked(what):
        view._handle_custom_msg(what, [])
        answer()

    page.set_content(_PAGE)
    page.add_style_tag(path=_HERE / "view.css")
    page.expose_function("asked", asked)
    page.expose_function("selected", lambda units: setattr(view, "selection", units))
    page.add_script_tag(content=_MODEL)
    page.evaluate("([source, state]) => shown(source, state)", [(_HERE / "view.js").read_text(encoding="utf-8"), sent])
