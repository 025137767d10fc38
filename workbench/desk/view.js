// The article of a review: its blocks, its marks, the lit evidence, and the hand that marks. One module without
// imports, as anywidget loads it from a blob address. Article text only ever becomes text nodes. Offsets are code
// points outside this file and UTF-16 units inside it. Nothing is shown as marked before Python has kept it.

const CLAIM_BLOCKS = new Set(["headline", "dateline", "body"]);
const FOCUSABLE = "button, select, input, textarea, a[href], [tabindex]";
/** Underlines that fit below a line of text; what lies deeper shares the last. */
const LANES = 3;
const STRETCH = 2000;

// The same words as `marks.py` finds: see there for what each part is.
const UNSPACED = "[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff"
  + "\\u{20000}-\\u{3ffff}]";
const TRAIL = "[\\p{M}\\p{Sk}\\u{e0020}-\\u{e007f}]*";
const WORD = `(?=${UNSPACED})\\P{M}\\p{M}*|(?:(?!${UNSPACED})[\\p{L}\\p{N}_\\u00ad\\u200c\\u200d]|\\p{M})+`
  + `|[\\u{1f1e6}-\\u{1f1ff}]{2}|\\p{So}${TRAIL}(?:\\u200d\\p{So}${TRAIL})*`;
const OTHER = "[^\\s\\x1c-\\x1f\\x85\\u061c\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]\\p{M}*";
const TOKENS = new RegExp(`(${WORD})|${OTHER}`, "gu");

const KEYS = [
  ["← →", "word before, word after"], ["↑ ↓", "line above, line below"], ["Home End", "ends of the line"],
  ["Shift + these", "select more words"], ["N P", "next, previous mark"],
  ["1 to 9", "mark the selected words; give the selected mark that kind; or put that pen down", "edit"],
  ["Enter", "mark the selected words with the pen", "edit"],
  ["A X", "accept, reject the machine's mark", "edit"], ["Delete", "unmark", "edit"],
  ["] [", "extend, shrink the end (also Alt+Shift+→ ←)", "edit"],
  ["{ }", "extend, shrink the start (also Alt+Shift+↑ ↓)", "edit"],
  ["Ctrl+Z", "undo; Ctrl+Shift+Z or Ctrl+Y redo", "edit"], ["Esc", "let go of words, mark and pen"], ["?", "these keys"],
];

/** Converters between code points, which Python counts, and UTF-16 units, which a page counts. */
export function offsets(text) {
  if (!/[\uD800-\uDFFF]/.test(text)) return { toUnits: (i) => i, toPoints: (i) => i };
  const starts = [];
  for (let i = 0; i < text.length; i += text.codePointAt(i) > 0xffff ? 2 : 1) starts.push(i);
  starts.push(text.length);
  return {
    toUnits: (point) => starts[Math.min(point, starts.length - 1)],
    toPoints: (unit) => Math.max(0, lastAtMost(starts, unit)),
  };
}

/** The index of the last of rising numbers that is at most a number; -1 where none is. */
export function lastAtMost(numbers, most) {
  let low = 0, high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= most) low = middle + 1; else high = middle;
  }
  return low - 1;
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

/** Where the stretches of a line begin, none longer than `most`: what is painted anew when a span in it changes. */
export function stretches(text, from, to, most = STRETCH) {
  const starts = [from];
  while (to - starts.at(-1) > most) {
    const limit = starts.at(-1) + most;
    const blank = text.lastIndexOf(" ", limit - 1);
    const isHalf = text.codePointAt(limit - 1) > 0xffff;
    starts.push(blank > starts.at(-1) ? blank + 1 : limit - (isHalf ? 1 : 0));
  }
  return starts;
}

/** Where the words of a text lie, and all its tokens, which are the words and the punctuation. */
export function words(text) {
  const found = { starts: [], ends: [], tokenStarts: [], tokenEnds: [] };
  for (const match of text.matchAll(TOKENS)) {
    const end = match.index + match[0].length;
    found.tokenStarts.push(match.index);
    found.tokenEnds.push(end);
    if (match[1] !== undefined) { found.starts.push(match.index); found.ends.push(end); }
  }
  return found;
}

/** A selection grown to the whole of every token that it touches; null where it touches none. */
export function snapped({ tokenStarts, tokenEnds }, start, end) {
  const first = lastAtMost(tokenEnds, start) + 1, last = lastAtMost(tokenStarts, end - 1);
  return first <= last ? [tokenStarts[first], tokenEnds[last]] : null;
}

const inOrder = (a, b) => a.start - b.start || b.end - a.end || (a.part < b.part ? -1 : 1);

/** Spans in order, each given the depth of its underline: overlapping ones never share one, the narrowest is nearest. */
export function laned(spans) {
  const sorted = [...spans].sort(inOrder);
  let cluster = [], end = -1;
  const place = () => {
    const done = [];
    for (const span of cluster.length > 1 ? cluster.sort((a, b) => a.end - a.start - b.end + b.start || inOrder(a, b)) : cluster) {
      const taken = done.filter((o) => o.start < span.end && o.end > span.start).map((o) => o.lane);
      span.lane = 0;
      while (taken.includes(span.lane)) span.lane++;
      done.push(span);
    }
  };
  for (const span of sorted) {
    if (span.start >= end) { place(); cluster = []; }
    cluster.push(span);
    end = Math.max(end, span.end);
  }
  place();
  return sorted;
}

/** For each stretch the spans that reach into it. */
export function spread(spans, starts) {
  const found = starts.map(() => []);
  for (const span of spans) {
    const first = Math.max(0, lastAtMost(starts, span.start));
    for (let at = first; at < starts.length && starts[at] < span.end; at++) found[at].push(span);
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

/** The name of a key with its modifiers; a character that needs Alt or AltGr on some keyboards goes without them. */
export function pressed(event) {
  if ("[]{}?".includes(event.key)) return event.key;
  const isLong = event.key.length > 1, isCommand = event.ctrlKey || event.metaKey;
  const name = isLong ? event.key : event.key.toLowerCase();
  const held = [isCommand && "Control", event.altKey && "Alt", event.shiftKey && (isLong || isCommand) && "Shift"];
  return [...held.filter(Boolean), name].join("+");
}

function element(tag, name, text) {
  const node = document.createElement(tag);
  node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
}

function button(name, text, title, act) {
  const node = element("button", name, text);
  node.type = "button";
  node.title = title;
  node.onclick = act;
  return node;
}

const isAnalysts = (mention) => mention.rule === "analyst";
const ink = (kind) => `var(--wb-${kind})`;

/** The underlines of nested and overlapping marks, one below the other, over the tint of the narrowest. */
function underlines(mentions) {
  return mentions.map((m) => {
    const line = isAnalysts(m) ? `linear-gradient(${ink(m.kind)} 0 0)`
      : `repeating-linear-gradient(90deg, ${ink(m.kind)} 0 3px, transparent 3px 5px)`;
    return `${line} 0 calc(100% - ${7 - 3 * Math.min(m.lane, LANES - 1)}px) / 100% 2px no-repeat`;
  }).join(", ");
}

function pieceNode(text, piece) {
  const mentions = piece.spans.filter((s) => s.what === "mention");
  const narrowest = mentions.at(-1);
  const isLit = piece.spans.some((s) => s.what === "lit");
  const block = piece.spans.find((s) => s.what === "block");
  const node = element(narrowest || isLit ? "mark" : "span", "wb-piece", text.slice(piece.start, piece.end));
  node.dataset.at = piece.start;
  if (narrowest) {
    node.classList.add("wb-mention", isAnalysts(narrowest) ? "wb-by-analyst" : "wb-by-machine");
    node.style.setProperty("--wb-hue", ink(narrowest.kind));
    node.dataset.parts = mentions.map((m) => m.part).join(" ");
    node.title = mentions.map((m) => `${m.kind}: ${m.rule}`).join("\n");
    if (mentions.length > 1 || narrowest.lane) node.style.setProperty("--wb-lines", underlines(mentions));
  }
  if (isLit) node.classList.add("wb-lit");
  if (block && !CLAIM_BLOCKS.has(block.kind)) node.classList.add("wb-silent");
  return node;
}

/** The article on the page: rows of stretches of pieces; only stretches whose spans changed are painted anew. */
class Sheet {
  constructor() {
    this.page = element("div", "wb-page");
    this.page.tabIndex = 0;
    this.page.setAttribute("role", "textbox");
    this.page.setAttribute("aria-multiline", "true");
    this.page.setAttribute("aria-readonly", "true");
    this.page.setAttribute("aria-label", "Article text; question mark lists the keys");
    this.text = null;
    this.chosen = "";
    this.ringed = [];
    this.mentions = [];
  }

  load(text, blocks) {
    Object.assign(this, { text, given: blocks, at: offsets(text), starts: [], nodes: [], keys: [], found: null, counted: new WeakMap() });
    this.blocks = blocks.map((s) => this.inUnits(s, "block"));
    const rows = lines(text);
    const within = spread(this.blocks, rows.map(([start]) => start));
    this.page.replaceChildren(...rows.map((row, i) => this.row(row, within[i])));
  }

  /** A span as the page counts; made once for each that arrives, as most of them stay from one painting to the next. */
  inUnits(span, what) {
    if (!this.counted.has(span)) {
      const key = `${what} ${span.part} ${span.start} ${span.end} ${span.kind} ${span.rule}`;
      this.counted.set(span, { ...span, what, key, lane: 0, start: this.at.toUnits(span.start), end: this.at.toUnits(span.end) });
    }
    return this.counted.get(span);
  }

  row([start, end], blocks) {
    const row = element("div", "wb-row");
    row.dir = "auto";
    const first = start + this.text.slice(start, end).search(/\S/);
    if (first < start) row.classList.add("wb-gap");
    const block = blocks.find((s) => s.start <= first && first < s.end);
    if (block?.kind === "headline") row.classList.add("wb-headline");
    if (block && block.kind !== "body" && block.start >= start) {
      row.append(element("span", "wb-block-kind", block.kind.replaceAll("_", " ")));
    }
    for (const from of stretches(this.text, start, end)) {
      this.starts.push(from);
      this.nodes.push(element("span", "wb-stretch"));
      row.append(this.nodes.at(-1));
    }
    return row;
  }

  /** Words of the text, found when they are first asked for. */
  get words() { return (this.found ??= words(this.text)); }

  paint(mentions, lits) {
    this.mentions = laned(mentions.map((s) => this.inUnits(s, "mention")));
    const held = this.selected();
    let isTouched = false;
    spread([...this.blocks, ...this.mentions, ...lits.map((s) => this.inUnits(s, "lit"))], this.starts).forEach((here, i) => {
      let key = "";
      for (const span of here) key += `${span.key} ${span.lane}|`;
      if (this.keys[i] === key) return;
      this.keys[i] = key;
      isTouched = true;
      const end = this.starts[i + 1] ?? this.text.length;
      this.nodes[i].replaceChildren(...pieces(this.starts[i], end, here).map((piece) => pieceNode(this.text, piece)));
    });
    if (held && isTouched) this.select(...held);
    this.choose(this.chosen);
  }

  /** The nodes that hold a mark, by its part. */
  holding(part) {
    const mention = this.mentions.find((m) => m.part === part);
    if (!mention) return [];
    const first = Math.max(0, lastAtMost(this.starts, mention.start)), last = lastAtMost(this.starts, mention.end - 1);
    const near = this.nodes.slice(first, last + 1).flatMap((node) => [...node.childNodes]);
    return near.filter((node) => node.dataset.parts?.split(" ").includes(part));
  }

  choose(part) {
    this.ringed.forEach((node) => node.classList.remove("wb-chosen"));
    this.chosen = part;
    this.ringed = this.holding(part);
    this.ringed.forEach((node) => node.classList.add("wb-chosen"));
  }

  /** Where in the text a point of the page lies; null outside it. */
  unitAt(node, offset) {
    if (!this.page.contains(node)) return null;
    if (node.nodeType === Node.TEXT_NODE) {
      const piece = node.parentElement.closest("[data-at]");
      return piece && Number(piece.dataset.at) + offset;
    }
    const next = node.childNodes[offset];
    const holder = next?.closest?.("[data-at]") ?? next?.querySelector?.("[data-at]");
    if (holder) return Number(holder.dataset.at);
    const before = [...node.querySelectorAll("[data-at]"), ...(node.dataset?.at ? [node] : [])].at(-1);
    if (!before) return null;
    return Number(before.dataset.at) + (next && before === node ? 0 : before.textContent.length);
  }

  /** The text node and offset in it at a unit; the one before it where a stretch ends there. */
  point(unit, isEnd) {
    const within = isEnd ? unit - 1 : unit;
    const kids = this.nodes[Math.max(0, lastAtMost(this.starts, within))].childNodes;
    let at = 0;
    while (at + 1 < kids.length && Number(kids[at + 1].dataset.at) <= within) at++;
    return [kids[at].firstChild, unit - Number(kids[at].dataset.at)];
  }

  range(start, end) {
    const range = document.createRange();
    range.setStart(...this.point(start, false));
    range.setEnd(...this.point(end, true));
    return range;
  }

  /** The units that the browser's own selection covers; null where it is empty or elsewhere. */
  selected() {
    const selection = document.getSelection();
    // The rest makes the browser lay out the page: only asked where there is a selection on it.
    if (!this.page.contains(selection?.anchorNode ?? null) || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const start = this.unitAt(range.startContainer, range.startOffset);
    const end = this.unitAt(range.endContainer, range.endOffset);
    return start === null || end === null || start >= end ? null : [start, end];
  }

  select(start, end) {
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(this.range(start, end));
  }

  deselect() { if (this.page.contains(document.getSelection()?.anchorNode)) document.getSelection().removeAllRanges(); }

  box(start, end) { return this.range(start, end).getClientRects()[0] ?? this.range(start, end).getBoundingClientRect(); }

  unitUnder(x, y) {
    const at = document.caretPositionFromPoint?.(x, y);
    const range = at ? null : document.caretRangeFromPoint?.(x, y);
    const node = at?.offsetNode ?? range?.startContainer;
    return node ? this.unitAt(node, at?.offset ?? range.startOffset) : null;
  }

  /** Scrolls the page so that a place stands in it with room around; twice, as rows never shown have no height yet. */
  reveal(start, end) {
    const scroll = () => {
      const box = this.box(start, end), seen = this.page.getBoundingClientRect();
      const room = Math.min(60, seen.height / 4);
      if (box.top < seen.top + room || box.bottom > seen.bottom - room) {
        this.page.scrollTop += box.top - seen.top - this.page.clientHeight / 3;
      }
    };
    scroll();
    scroll();
  }

  isRightToLeft(unit) { return getComputedStyle(this.point(unit, false)[0].parentElement.closest(".wb-row")).direction === "rtl"; }
}

/** The kinds: a pen for each, which marks what is selected while it is down, and an eye, which hides the kind. */
class Legend {
  constructor(kinds, sheet, isEditable, onPen) {
    this.kinds = kinds;
    this.hidden = new Set();
    this.pens = new Map();
    this.node = element("div", "wb-legend");
    this.node.setAttribute("role", "toolbar");
    this.node.setAttribute("aria-label", "Kinds of mark");
    kinds.forEach((kind, i) => this.node.append(this.chip(kind, i + 1, sheet, isEditable, onPen)));
    this.stops = [...this.node.querySelectorAll("button")];
    this.stops.forEach((stop, i) => { stop.tabIndex = i ? -1 : 0; });
    this.node.addEventListener("keydown", (event) => this.walk(event));
    this.node.addEventListener("focusin", (event) => this.stops.forEach((s) => { s.tabIndex = s === event.target ? 0 : -1; }));
  }

  chip(kind, digit, sheet, isEditable, onPen) {
    const chip = element("span", "wb-chip");
    chip.style.setProperty("--wb-hue", ink(kind));
    const pen = isEditable ? button("wb-pen", "", `${kind}: press ${digit} on selected words, or keep this pen down`, () => onPen(kind))
      : element("span", "wb-pen");
    const name = element("span", "wb-pen-name", kind), count = element("span", "wb-count", "0");
    if (isEditable) pen.append(element("kbd", "", String(digit)));
    pen.append(name, count);
    const eye = button(`wb-eye wb-${kind}`, "", `Show or hide ${kind}`, () => {
      const isHidden = sheet.page.classList.toggle(`wb-without-${kind}`);
      this.hidden[isHidden ? "add" : "delete"](kind);
      chip.classList.toggle("wb-hidden", isHidden);
      eye.setAttribute("aria-pressed", String(!isHidden));
    });
    eye.setAttribute("aria-pressed", "true");
    eye.setAttribute("aria-label", `Show ${kind}`);
    this.pens.set(kind, { pen, count });
    chip.append(pen, eye);
    return chip;
  }

  walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.stops.at((this.stops.indexOf(event.target) + step) % this.stops.length).focus();
  }

  show(mentions, pen, isEditable) {
    const counts = {};
    for (const { kind } of mentions) counts[kind] = (counts[kind] ?? 0) + 1;
    for (const [kind, nodes] of this.pens) {
      // Text that is set anew is laid out anew, also where it is the same.
      const count = String(counts[kind] ?? 0);
      if (nodes.count.textContent !== count) nodes.count.textContent = count;
      if (isEditable) nodes.pen.setAttribute("aria-pressed", String(kind === pen));
    }
  }
}

/** The keys of the page, listed; no `dl`, on which JupyterLab has a style of its own. */
function keysNode(isEditable) {
  const list = element("div", "wb-keys");
  list.hidden = true;
  list.setAttribute("role", "list");
  for (const [key, does] of KEYS.filter(([, , edits]) => isEditable || !edits)) {
    const row = element("div", "wb-key");
    row.setAttribute("role", "listitem");
    row.append(element("b", "", key), element("span", "", does));
    list.append(row);
  }
  return list;
}

/** The line below the legend: what is selected, what can be done with it, and why the last wish was refused. */
class Status {
  constructor(isEditable, hasButtons, hand) {
    this.node = element("div", "wb-status");
    this.line = element("span", "wb-line-said");
    this.said = element("div", "wb-said");
    this.said.setAttribute("aria-live", "polite");
    this.alert = element("div", "wb-alert");
    this.alert.setAttribute("role", "alert");
    this.keys = keysNode(isEditable);
    const by = (name, text, title, act) => button(`wb-act ${name}`, text, title, () => { act(); hand.sheet.page.focus({ preventScroll: true }); });
    this.accept = by("wb-accept", "Accept", "Accept the machine's mark (A)", () => hand.onChosen("accept"));
    this.reject = by("wb-reject", "Reject", "Reject the machine's mark (X)", () => hand.onChosen("reject"));
    this.remove = by("wb-delete", "Delete", "Delete the mark (Delete)", () => hand.onChosen("delete"));
    const undo = by("wb-undo", "Undo", "Undo (Ctrl+Z)", () => hand.ask({ do: "undo" }));
    const redo = by("wb-redo", "Redo", "Redo (Ctrl+Shift+Z)", () => hand.ask({ do: "redo" }));
    this.help = button("wb-act wb-help", "Keys", "The keys of this page (?)", () => this.toggleKeys());
    this.help.setAttribute("aria-expanded", "false");
    const edits = [this.accept, this.reject, this.remove, ...(hasButtons ? [undo, redo] : [])];
    this.node.append(this.line, ...(isEditable ? edits : []), this.help);
  }

  toggleKeys() {
    this.keys.hidden = !this.keys.hidden;
    this.help.setAttribute("aria-expanded", String(!this.keys.hidden));
  }

  tell(words) { this.said.textContent = words; }

  refuse(words) { this.alert.textContent = words; }

  show(chosen, text, selected, pen) {
    const machines = chosen && !isAnalysts(chosen);
    this.accept.hidden = this.reject.hidden = !machines;
    this.remove.hidden = !chosen || machines;
    this.line.replaceChildren(...this.parts(chosen, text, selected, pen));
  }

  parts(chosen, text, selected, pen) {
    if (selected) return [element("span", "wb-quote", shortened(selected)), " selected", pen ? ` · Enter marks it as ${pen}` : ""];
    if (!chosen) return [pen ? `The ${pen} pen is down: what you drag over is marked` : "Drag over words, click a mark, or use the arrow keys"];
    const kind = element("b", "", chosen.kind);
    kind.style.setProperty("--wb-hue", ink(chosen.kind));
    return [kind, " ", element("span", "wb-quote", shortened(text)), ` · ${provenance(chosen)}`];
  }
}

/** Words in quotation marks, without their middle where they are many. */
function shortened(text) {
  const letters = [...text.replace(/\s+/g, " ")];
  return `“${letters.length > 60 ? `${letters.slice(0, 40).join("")} … ${letters.slice(-15).join("")}` : letters.join("")}”`;
}

/** Whose a mark is and by which rule, in words. */
function provenance(mention) {
  if (!isAnalysts(mention)) return `machine, ${mention.rule}`;
  return mention.machine ? `analyst; the machine had ${mention.machine}` : "analyst";
}

/** What mouse and keys do: `words` are selected, or a mark is chosen, never both. */
class Hand {
  constructor(sheet, send, onSelect, onChange) {
    Object.assign(this, { sheet, send, onSelect, onChange, words: null, chosen: "", pen: "", anchor: null, focus: null, goal: null });
  }

  ask(what) {
    try {
      this.send(what);
    } catch (error) {
      this.status.refuse(`The kernel does not answer (${error.message}); restart it and run the cell again.`);
    }
  }

  mention(part = this.chosen) { return this.sheet.mentions.find((m) => m.part === part); }

  quote({ start, end }) { return this.sheet.text.slice(start, end); }

  /** Selects words, or none; the browser's own selection shows them. */
  hold(range) {
    this.words = range;
    if (range) { this.chosen = ""; this.sheet.choose(""); }
    if (range) this.sheet.select(...range); else this.sheet.deselect();
    this.onSelect(range ?? []);
    this.onChange();
  }

  choose(part) {
    this.sheet.deselect();
    if (this.words) this.onSelect([]);
    this.ring(part);
    const mention = this.mention();
    if (mention) this.status.tell(`${mention.kind}: ${this.quote(mention)}; ${provenance(mention)}`);
  }

  /** Shows a mark as the chosen one; what it asks of the layout comes last, so that the page is laid out once. */
  ring(part) {
    this.words = null;
    this.chosen = part;
    this.sheet.choose(part);
    this.onChange();
    const mention = this.mention();
    if (!mention) return;
    this.anchor = this.focus = this.wordAt(mention.start);
    this.sheet.reveal(mention.start, mention.end);
  }

  /** Takes what the mouse selected, or what it clicked on. */
  release(event) {
    const units = this.sheet.selected();
    const range = units && snapped(this.sheet.words, ...units);
    if (range) {
      this.anchor = this.wordAt(range[0]);
      this.focus = Math.max(this.anchor, lastAtMost(this.sheet.words.starts, range[1] - 1));
      if (this.pen && this.isEditable) this.mark(this.pen, range); else this.hold(range);
      return;
    }
    const parts = event.target.closest?.("[data-parts]")?.dataset.parts.split(" ").reverse() ?? [];
    if (parts.length) this.choose(parts[(parts.indexOf(this.chosen) + 1) % parts.length]);
    else if (this.words || this.chosen) { this.choose(""); this.hold(null); }
    const unit = event.clientX === undefined ? null : this.sheet.unitUnder(event.clientX, event.clientY);
    if (unit !== null && !parts.length) this.anchor = this.focus = this.wordAt(unit);
  }

  wordAt(unit) { return Math.max(0, lastAtMost(this.sheet.words.starts, unit)); }

  mark(kind, [start, end] = this.words) {
    const { toPoints } = this.sheet.at;
    this.ask({ do: "add", start: toPoints(start), end: toPoints(end), kind });
  }

  onChosen(what, more = {}) {
    if (!this.mention()) { this.status.tell("No mark is selected"); return; }
    this.ask({ do: what, part: this.chosen, ...more });
  }

  number(digit) {
    const kind = this.kinds[digit - 1];
    if (this.words) this.mark(kind);
    else if (this.chosen) this.onChosen("relabel", { kind });
    else this.putDown(kind);
  }

  putDown(kind) {
    this.pen = this.pen === kind ? "" : kind;
    if (this.words && this.pen) this.mark(this.pen);
    this.status.tell(this.pen ? `The ${kind} pen is down` : "No pen is down");
    this.onChange();
  }

  enter() {
    if (this.words && this.pen) this.mark(this.pen);
    else this.status.tell(this.words ? "Press 1 to 9 to mark these words" : "Select words with the arrow keys first");
  }

  letGo() {
    this.status.refuse("");
    if (!this.words && !this.chosen) this.pen = "";
    this.choose("");
    this.hold(null);
  }

  /** Chooses the next or previous mark, from the chosen one or from where the keys are. */
  step(by) {
    const shown = this.sheet.mentions.filter((m) => !this.legend.hidden.has(m.kind));
    if (!shown.length) { this.status.tell("No marks are shown"); return; }
    let at = shown.findIndex((m) => m.part === this.chosen);
    if (at < 0) {
      const here = this.focus === null ? -1 : this.sheet.words.starts[this.focus] ?? -1;
      at = lastAtMost(shown.map((m) => m.start), here - (by > 0 ? 1 : 0)) + (by > 0 ? 0 : 1);
    }
    this.choose(shown[(at + by + shown.length) % shown.length].part);
  }

  /** Moves to a word; with `isMore` the words between are selected too. */
  go(word, isMore) {
    const { starts, ends } = this.sheet.words;
    if (!starts.length) return;
    this.focus = Math.min(Math.max(word, 0), starts.length - 1);
    if (!isMore || this.anchor === null) this.anchor = this.focus;
    const [first, last] = [Math.min(this.anchor, this.focus), Math.max(this.anchor, this.focus)];
    this.sheet.reveal(starts[this.focus], ends[this.focus]);
    this.hold([starts[first], ends[last]]);
    const kinds = this.sheet.mentions.filter((m) => m.start < ends[this.focus] && m.end > starts[this.focus]).map((m) => m.kind);
    this.status.tell([this.quote({ start: starts[first], end: ends[last] }), ...kinds].join(", "));
  }

  /** Where the keys are: the word that moves; the first one in sight before any has been pressed. */
  here() {
    if (this.focus !== null) return this.focus;
    const seen = this.sheet.page.getBoundingClientRect();
    return this.wordAt(this.sheet.unitUnder(seen.left + 30, seen.top + 20) ?? 0);
  }

  sideways(key, isMore) {
    this.goal = null;
    if (this.focus === null || (!this.words && !this.chosen)) { this.go(this.here(), false); return; }
    const isBack = (key === "ArrowLeft") !== this.sheet.isRightToLeft(this.sheet.words.starts[this.focus]);
    this.go(this.chosen ? this.focus : this.focus + (isBack ? -1 : 1), isMore);
  }

  boxOf(word) { return this.sheet.box(this.sheet.words.starts[word], this.sheet.words.ends[word]); }

  upOrDown(step, isMore) {
    if (this.focus === null) { this.go(this.here(), false); return; }
    this.sheet.reveal(this.sheet.words.starts[this.focus], this.sheet.words.ends[this.focus]);
    const here = this.boxOf(this.focus);
    this.goal ??= (here.left + here.right) / 2;
    const isBeyond = (box) => (step > 0 ? box.top >= here.bottom - 4 : box.bottom <= here.top + 4);
    const away = (word) => { const box = this.boxOf(word); return Math.abs((box.left + box.right) / 2 - this.goal); };
    for (let y = step > 0 ? here.bottom : here.top, tries = 0; tries < 40; tries++, y += 6 * step) {
      const unit = this.sheet.unitUnder(this.goal, y);
      if (unit === null) continue;
      const at = this.wordAt(unit), last = this.sheet.words.starts.length - 1;
      const isAt = (box) => isBeyond(box) && box.top - 6 <= y && y <= box.bottom + 6;
      const fit = [at, Math.min(at + 1, last)].filter((word) => isAt(this.boxOf(word)));
      if (!fit.length) continue;
      this.go(fit.sort((a, b) => away(a) - away(b))[0], isMore);
      return;
    }
  }

  lineEnd(step, isMore) {
    this.goal = null;
    let word = this.here();
    const line = this.boxOf(word);
    const isBeside = (other) => { const box = this.boxOf(other); return box.top < line.bottom - 4 && box.bottom > line.top + 4; };
    while (this.sheet.words.starts[word + step] !== undefined && isBeside(word + step)) word += step;
    this.go(word, isMore);
  }

  edge(name, by) { this.onChosen("move", { edge: name, by }); }

  edgeSideways(key) {
    const at = this.mention()?.start ?? 0;
    this.edge("end", (key === "ArrowLeft") !== this.sheet.isRightToLeft(at) ? -1 : 1);
  }

  /** What a key does on the page, by its name; undefined where it does nothing here. */
  meaning(name) {
    const isMore = name.startsWith("Shift+"), key = isMore ? name.slice(6) : name;
    const moves = {
      ArrowLeft: () => this.sideways(key, isMore), ArrowRight: () => this.sideways(key, isMore),
      ArrowUp: () => this.upOrDown(-1, isMore), ArrowDown: () => this.upOrDown(1, isMore),
      Home: () => this.lineEnd(-1, isMore), End: () => this.lineEnd(1, isMore),
    };
    const looks = {
      n: () => this.step(1), p: () => this.step(-1), Escape: () => this.letGo(), "?": () => this.status.toggleKeys(),
      "Control+Home": () => this.go(0, false), "Control+End": () => this.go(Infinity, false),
    };
    const found = moves[key] ?? looks[name];
    return found ?? (this.isEditable ? this.editing(name) : undefined);
  }

  editing(name) {
    if (/^[1-9]$/.test(name) && name <= this.kinds.length) return () => this.number(Number(name));
    const remove = () => this.onChosen("delete"), redo = () => this.ask({ do: "redo" });
    return {
      Enter: () => this.enter(), a: () => this.onChosen("accept"), x: () => this.onChosen("reject"),
      Delete: remove, Backspace: remove,
      "]": () => this.edge("end", 1), "[": () => this.edge("end", -1),
      "{": () => this.edge("start", -1), "}": () => this.edge("start", 1),
      "Alt+Shift+ArrowRight": () => this.edgeSideways("ArrowRight"), "Alt+Shift+ArrowLeft": () => this.edgeSideways("ArrowLeft"),
      "Alt+Shift+ArrowUp": () => this.edge("start", -1), "Alt+Shift+ArrowDown": () => this.edge("start", 1),
      "Control+z": () => this.ask({ do: "undo" }), "Control+Shift+z": redo, "Control+y": redo,
    }[name];
  }

  press(event) {
    const act = this.meaning(pressed(event));
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}

/** Keeps JupyterLab's one-letter commands away: it looks for the mark on the focused node itself, so each gets it. */
function guarded(root) {
  const mark = () => root.querySelectorAll(FOCUSABLE).forEach((n) => { n.dataset.lmSuppressShortcuts = "true"; });
  mark();
  const watcher = new MutationObserver(mark);
  watcher.observe(root, { childList: true, subtree: true });
  return () => watcher.disconnect();
}

/** The marks that stand now: those sent together, with those that changed since. */
function standing(model) {
  const spans = new Map(model.get("mentions").map((span) => [span.part, span]));
  for (const [part, span] of Object.entries(model.get("changed"))) {
    if (span) spans.set(part, span); else spans.delete(part);
  }
  return [...spans.values()];
}

/** The page, its hand, legend and status, joined; `draw` shows what the model holds. */
function joined(model) {
  const isEditable = model.get("editable"), kinds = model.get("kinds");
  const sheet = new Sheet();
  const select = (units) => {
    model.set("selection", units.map(sheet.at.toPoints));
    model.save_changes();
  };
  const show = () => {
    const chosen = hand.mention();
    hand.legend.show(sheet.mentions, hand.pen, isEditable);
    hand.status.show(chosen, chosen && hand.quote(chosen), hand.words && hand.quote({ start: hand.words[0], end: hand.words[1] }), hand.pen);
  };
  const hand = new Hand(sheet, (what) => model.send(what), select, show);
  Object.assign(hand, { isEditable, kinds });
  hand.legend = new Legend(kinds, sheet, isEditable, (kind) => hand.putDown(kind));
  hand.status = new Status(isEditable, model.get("buttons"), hand);
  const draw = () => {
    if (model.get("text") !== sheet.text || model.get("blocks") !== sheet.given) sheet.load(model.get("text"), model.get("blocks"));
    sheet.paint(standing(model), hand.pointed ?? model.get("lits"));
    if (hand.chosen && !hand.mention()) hand.chosen = "";
    show();
  };
  return { sheet, hand, draw };
}

/** What Python answers: done, refused, or words to be looked at. */
function answered(message, { sheet, hand }) {
  if (message.do === "done") {
    hand.status.refuse("");
    hand.status.tell(message.said);
    hand.ring(message.part);
  } else if (message.do === "refused") {
    hand.status.refuse(message.said);
  } else if (message.do === "reveal") {
    const lit = [...sheet.page.querySelectorAll(".wb-lit")];
    if (!lit.length) return;
    const start = Number(lit[0].dataset.at);
    sheet.reveal(start, start + lit[0].textContent.length);
    hand.status.tell(`Shown in the text: ${lit.map((node) => node.textContent).join("")}`);
  }
}

function listened(sheet, hand) {
  let isDown = false;
  const release = (event) => {
    if (isDown && !sheet.page.contains(event.target)) hand.release(event);
    isDown = false;
  };
  sheet.page.addEventListener("mousedown", () => { isDown = true; });
  sheet.page.addEventListener("mouseup", (event) => { isDown = false; hand.release(event); });
  sheet.page.addEventListener("keydown", (event) => hand.press(event));
  document.addEventListener("mouseup", release);
  return () => document.removeEventListener("mouseup", release);
}

/** Claims point at their words: while the pointer or the focus is on one, its words are lit and in view. */
function pointing(root, { sheet, hand, draw }) {
  const point = (event) => {
    const claim = event.target.closest?.(".wb-claim")?.querySelector("[data-wb-start]") ?? null;
    const [start, end] = claim ? [Number(claim.dataset.wbStart), Number(claim.dataset.wbEnd)] : [-1, -1];
    if ((hand.pointed?.[0].start ?? -1) === start) return;
    hand.pointed = claim && [{ start, end }];
    draw();
    if (claim) sheet.reveal(sheet.at.toUnits(start), sheet.at.toUnits(end));
  };
  root.addEventListener("pointerover", point);
  root.addEventListener("focusin", point);
  return () => {
    root.removeEventListener("pointerover", point);
    root.removeEventListener("focusin", point);
  };
}

function render({ model, el }) {
  el.classList.add("wb-article");
  const parts = joined(model), { sheet, hand, draw } = parts;
  el.append(hand.legend.node, hand.status.node, hand.status.alert, hand.status.keys, sheet.page, hand.status.said);
  let isDue = false, told = model.get("answer");
  // One update may change several traits: it is drawn once, when all have arrived, and only then answered.
  const drawSoon = () => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      const isTold = told === model.get("answer");
      told = model.get("answer");
      // Words that were marked are let go of while the layout still stands: asking for a selection needs it.
      if (!isTold && told.do === "done") sheet.deselect();
      draw();
      if (!isTold) answered(told, parts);
    });
  };
  const changes = "change:lits change:mentions change:changed change:blocks change:text change:answer";
  model.on(changes, drawSoon);
  const unlisten = listened(sheet, hand);
  draw();
  let release, unpoint;
  requestAnimationFrame(() => {
    const root = el.closest(".wb-review") ?? el.parentElement ?? el;
    release = guarded(root);
    unpoint = pointing(root, parts);
  });
  return () => {
    model.off(changes, drawSoon);
    unlisten();
    release?.();
    unpoint?.();
  };
}

export default { render };
