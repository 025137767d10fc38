// The article of a review: its blocks, its mentions, the lit evidence. One module without imports, as anywidget loads
// it from a blob address. Article text only ever becomes text nodes. Offsets are code points outside this file and
// UTF-16 units inside it.

const CLAIM_BLOCKS = new Set(["headline", "dateline", "body"]);
const FOCUSABLE = "button, select, input, textarea, a[href], [tabindex]";

/** Converters between code points, which Python counts, and UTF-16 units, which a page counts. */
export function offsets(text) {
  if (!/[\uD800-\uDFFF]/.test(text)) return { toUnits: (i) => i, toPoints: (i) => i };
  const starts = [];
  for (let i = 0; i < text.length; i += text.codePointAt(i) > 0xffff ? 2 : 1) starts.push(i);
  starts.push(text.length);
  const toPoints = (unit) => {
    let low = 0, high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= unit) low = middle; else high = middle - 1;
    }
    return low;
  };
  return { toUnits: (point) => starts[Math.min(point, starts.length - 1)], toPoints };
}

/** Lines of a text as [start, end), each with its line end. */
export function lines(text) {
  const found = [];
  for (let at = 0; at < text.length;) {
    const end = text.indexOf("\n", at) + 1 || text.length;
    found.push([at, end]);
    at = end;
  }
  return found;
}

/** [from, to) cut at the edge of every span, each piece with the spans that cover it, widest first. */
export function pieces(from, to, spans) {
  const inside = (edge) => edge > from && edge < to;
  const edges = [...new Set([from, to, ...spans.flatMap((s) => [s.start, s.end]).filter(inside)])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, i) => ({
    start,
    end: edges[i + 1],
    spans: spans.filter((s) => s.start <= start && s.end >= edges[i + 1]).sort((a, b) => b.end - b.start - a.end + a.start),
  }));
}

/** A selection without blanks at its ends and grown to whole words; null where nothing is left. */
export function snapped(text, start, end) {
  const isWord = (unit) => unit !== undefined && /[\p{L}\p{N}\p{M}_]/u.test(unit);
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  if (start >= end) return null;
  if (isWord(text[start])) while (isWord(text[start - 1])) start--;
  if (isWord(text[end - 1])) while (isWord(text[end])) end++;
  return [start, end];
}

function element(tag, name, text) {
  const node = document.createElement(tag);
  node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
}

function pieceNode(text, piece) {
  const mention = piece.spans.findLast((s) => s.what === "mention");
  const lit = piece.spans.some((s) => s.what === "lit");
  const block = piece.spans.find((s) => s.what === "block");
  const node = element(mention || lit ? "mark" : "span", "wb-piece", text.slice(piece.start, piece.end));
  node.dataset.at = piece.start;
  if (mention) {
    node.classList.add("wb-mention", `wb-${mention.kind}`);
    node.title = `${mention.kind}: ${mention.rule}`;
  }
  if (lit) node.classList.add("wb-lit");
  if (block && !CLAIM_BLOCKS.has(block.kind)) node.classList.add("wb-silent");
  return node;
}

function rowNode(text, [start, end], spans) {
  const row = element("div", "wb-row");
  row.dir = "auto";
  const first = start + text.slice(start, end).search(/\S/);
  const block = spans.find((s) => s.what === "block" && s.start <= first && first < s.end);
  if (block?.kind === "headline") row.classList.add("wb-headline");
  if (block && block.kind !== "body" && block.start >= start) {
    row.append(element("span", "wb-block-kind", block.kind.replaceAll("_", " ")));
  }
  row.append(...pieces(start, end, spans).map((piece) => pieceNode(text, piece)));
  return row;
}

function legendNode(kinds, page) {
  const legend = element("div", "wb-legend");
  legend.setAttribute("role", "group");
  legend.setAttribute("aria-label", "Kinds of mention shown");
  legend.append(...Object.entries(kinds).map(([kind, count]) => {
    const button = element("button", `wb-chip wb-mention wb-${kind}`, `${kind} ${count}`);
    button.type = "button";
    button.setAttribute("aria-pressed", "true");
    button.onclick = () => {
      const hidden = page.classList.toggle(`wb-without-${kind}`);
      button.setAttribute("aria-pressed", String(!hidden));
    };
    return button;
  }));
  return legend;
}

/** Where in the text a point of the page lies, or null outside it. */
function unitAt(page, node, offset) {
  const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (!holder || !page.contains(holder)) return null;
  const within = node.nodeType === Node.TEXT_NODE ? offset : (offset ? holder.textContent.length : 0);
  return Number(holder.dataset.at) + within;
}

function selectedUnits(page, text) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !page.contains(selection.anchorNode)) return null;
  const range = selection.getRangeAt(0);
  const start = unitAt(page, range.startContainer, range.startOffset);
  const end = unitAt(page, range.endContainer, range.endOffset);
  return start === null || end === null ? null : snapped(text, start, end);
}

/** Keeps JupyterLab's one-letter commands away: it looks for the mark on the focused node itself, so each gets it. */
function guarded(root) {
  const mark = () => root.querySelectorAll(FOCUSABLE).forEach((n) => { n.dataset.lmSuppressShortcuts = "true"; });
  mark();
  const watcher = new MutationObserver(mark);
  watcher.observe(root, { childList: true, subtree: true });
  return () => watcher.disconnect();
}

function render({ model, el }) {
  el.classList.add("wb-article");
  const page = element("div", "wb-page");
  page.tabIndex = 0;
  page.setAttribute("role", "document");
  page.setAttribute("aria-label", "Article text");
  const said = element("div", "wb-said");
  said.setAttribute("aria-live", "polite");
  let at = offsets("");

  const inUnits = (what) => (s) => ({ ...s, what, start: at.toUnits(s.start), end: at.toUnits(s.end) });
  const paint = () => {
    const text = model.get("text");
    at = offsets(text);
    const spans = ["block", "mention", "lit"].flatMap((what) => model.get(`${what}s`).map(inUnits(what)));
    page.replaceChildren(...lines(text).map(([start, end]) =>
      rowNode(text, [start, end], spans.filter((s) => s.start < end && s.end > start))));
  };
  const reveal = () => {
    const lit = [...page.querySelectorAll(".wb-lit")];
    if (!lit.length) return;
    page.scrollTop += lit[0].getBoundingClientRect().top - page.getBoundingClientRect().top - page.clientHeight / 3;
    said.textContent = `Shown in the text: ${lit.map((node) => node.textContent).join("")}`;
  };
  const select = () => {
    const units = selectedUnits(page, model.get("text")) ?? [];
    model.set("selection", units.map(at.toPoints));
    model.save_changes();
  };

  const counts = {};
  for (const { kind } of model.get("mentions")) counts[kind] = (counts[kind] ?? 0) + 1;
  el.append(legendNode(counts, page), page, said);
  page.addEventListener("mouseup", select);
  page.addEventListener("keyup", select);
  model.on("change:lits change:mentions change:blocks change:text", paint);
  model.on("msg:custom", reveal);
  paint();
  let release;
  requestAnimationFrame(() => { release = guarded(el.closest(".wb-review") ?? el.parentElement ?? el); });
  return () => {
    model.off("change:lits change:mentions change:blocks change:text", paint);
    model.off("msg:custom", reveal);
    release?.();
  };
}

export default { render };
