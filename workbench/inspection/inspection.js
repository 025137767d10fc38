// The list of rows and what the chosen ones say. All words become text nodes; nothing of a table becomes markup.

const MOST = 300;

/** An element with a class, and text or children in it. */
function made(tag, name, ...inside) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...inside);
  return node;
}

/** A link where the address is one of the web, else the words alone: no other scheme may run from a table. */
function linked({ words, address }) {
  let target = null;
  try { target = new URL(address); } catch { return made("span", "", words); }
  if (!["http:", "https:"].includes(target.protocol)) return made("span", "", words);
  const link = made("a", "", words);
  Object.assign(link, { href: target.href, target: "_blank", rel: "noopener noreferrer" });
  return link;
}

/** Keeps JupyterLab's one-letter commands away: it looks for the mark on the focused node itself. */
function guarded(node) {
  node.dataset.lmSuppressShortcuts = "true";
  return node;
}

function listed(name, items) {
  return items.length ? [made("h4", "", name), made("ul", "", ...items.map((item) => made("li", "", item)))] : [];
}

function passage({ words, about }) {
  return made("span", "", made("q", "", words), made("small", "", ` ${about}`));
}

function entry({ label, facts, sources, passages }) {
  const pairs = facts.flatMap(([name, words]) => [made("dt", "", name), made("dd", "", words)]);
  const links = sources.map(linked);
  links.forEach(guarded);
  return made("article", "wb-entry", made("h3", "", label), made("dl", "", ...pairs),
    ...listed("Sources", links), ...listed("Passages", passages.map(passage)));
}

function render({ model, el }) {
  const search = guarded(made("input"));
  Object.assign(search, { type: "search", placeholder: "a place, a day, a kind" });
  const list = guarded(made("select"));
  list.size = 7;
  const count = made("small", "wb-count-said");
  const told = guarded(made("section", "wb-told"));
  Object.assign(told, { tabIndex: 0 });
  told.setAttribute("aria-label", "What the chosen rows say");
  told.setAttribute("aria-live", "polite");
  el.classList.add("wb-inspection");
  el.append(
    made("div", "wb-finder", made("label", "", "Find ", search), made("label", "", "Rows by day ", list), count), told,
  );

  const fill = () => {
    const wanted = search.value.trim().toLowerCase();
    const found = model.get("labels").filter(([, label]) => label.toLowerCase().includes(wanted));
    list.replaceChildren(...found.slice(0, MOST).map(([id, label]) => new Option(label, id)));
    count.textContent = `${found.length.toLocaleString("en")} ${found.length === 1 ? "row" : "rows"}${
      found.length > MOST ? `, the first ${MOST} listed; type to find others` : ""}`;
    pick();
  };
  const pick = () => {
    const [first] = model.get("chosen");
    list.value = first ?? "";
  };
  const show = () => {
    const shown = model.get("shown");
    const lead = shown.length ? `${shown.length} ${shown.length === 1 ? "row" : "rows"} chosen`
      : "Click a mark, or choose a row of the list, to see what it says and its sources.";
    told.replaceChildren(made("p", "wb-lead", lead), ...shown.map(entry));
    told.scrollTop = 0;
  };
  search.addEventListener("input", fill);
  list.addEventListener("change", () => { model.set("chosen", [list.value]); model.save_changes(); });
  const hooks = [["change:labels", fill], ["change:chosen", pick], ["change:shown", show]];
  for (const [name, call] of hooks) model.on(name, call);
  fill();
  show();
  return () => { for (const [name, call] of hooks) model.off(name, call); };
}

export default { render };
