// Single-key shortcuts: data-key="m", or two in a row: data-key="g b". They press or focus their element.
// Inside a [data-walk] card its own keys win. J, K and arrows walk the cards; ? lists everything.
const PAIR_MS = 1200;
let first = "";
let firstAt = 0;

const isTyping = (element) =>
  element.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && event.target.matches?.("[data-key-leaves]")) return event.target.blur();
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") return save(event);
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.body.dataset.keys === "off" || document.querySelector("dialog[open]")) return;
  const key = event.key.length === 1 && !event.shiftKey ? event.key.toLowerCase() : event.key;
  if (press(key, event) || walk(key, event) || turn(key)) event.preventDefault();
});

function press(key, event) {
  if (key === "?") {
    list();
    return true;
  }
  const name = event.shiftKey && /^[a-z]$/i.test(key) ? `Shift+${key.toLowerCase()}` : key;
  const pair = performance.now() - firstAt < PAIR_MS ? `${first} ${name}` : "";
  const element = (pair && find(pair, event.target)) || find(name, event.target);
  [first, firstAt] = [name, performance.now()];
  if (!element) return false;
  if (element.matches("input:not([type=checkbox]), textarea, select")) element.focus();
  else element.click();
  return true;
}

function find(name, from) {
  const selector = `[data-key="${CSS.escape(name)}"]`;
  const ofTicked = document.querySelector(`.picked ${selector}`); // where something is ticked, keys act on that
  if (ofTicked?.checkVisibility()) return ofTicked;
  const card = from.closest?.("[data-walk]");
  const own = card?.querySelector(selector);
  if (own) return own;
  return [...document.querySelectorAll(selector)].findLast((element) => !element.closest("[data-walk]"));
}

function walk(key, event) {
  const inside = event.target.closest?.("[data-walk]");
  const from = inside ?? document.querySelector("[data-walk][aria-current]"); // the one that is open beside the page
  const step = { j: 1, k: -1, ArrowDown: inside && 1, ArrowUp: inside && -1 }[key];
  if (!step || event.target.closest?.(".menu")) return false;
  const cards = [...document.querySelectorAll("[data-walk]")].filter((card) => card.checkVisibility());
  const at = cards.indexOf(from);
  const next = at < 0 ? cards.at(step > 0 ? 0 : -1) : cards[at + step];
  const link = next?.querySelector("a[href]") ?? next;
  link?.focus();
  link?.scrollIntoView({ block: "nearest", inline: "nearest" });
  next?.dispatchEvent(new CustomEvent("walked", { bubbles: true }));
  return Boolean(next);
}

// [ and ] go to the tab before and after.
function turn(key) {
  const step = { "[": -1, "]": 1 }[key];
  const tabs = step ? [...document.querySelectorAll(".tabs a[href]")] : [];
  const next = tabs[tabs.findIndex((tab) => tab.matches("[aria-current]")) + step];
  next?.click();
  return Boolean(next);
}

function save(event) {
  const form = event.target.closest?.("form");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[data-save]"));
}

// The dialog is filled from what this page offers now, each key once.
function list() {
  const dialog = document.getElementById("shortcuts");
  const target = dialog?.querySelector("[data-shortcuts]");
  if (!target) return;
  target.querySelectorAll("[data-found]").forEach((item) => item.remove());
  const groups = { here: new Map(), card: new Map(), go: new Map() };
  for (const element of document.querySelectorAll("[data-key]")) {
    const { key, keyName } = element.dataset;
    const group = key.startsWith("g ") ? "go" : element.closest("[data-walk]") ? "card" : "here";
    // As `find` chooses: of several the last one, of cards any.
    if (group !== "card" || !groups.card.has(key)) groups[group].set(key, keyName ?? element.getAttribute("aria-label") ?? element.textContent.trim());
  }
  if (document.querySelector(".tabs a[href]")) groups.here.set("[ ]", dialog.dataset.textTabs);
  for (const [group, known] of Object.entries(groups)) {
    if (known.size) target.append(head(dialog.dataset[`text${group[0].toUpperCase()}${group.slice(1)}`]));
    for (const [keys, name] of known) target.append(row(name, keys));
  }
  if (!dialog.open) dialog.showModal();
}

function head(text) {
  const item = Object.assign(document.createElement("li"), { className: "shortcuts__head", textContent: text });
  item.dataset.found = "";
  return item;
}

function row(name, keys) {
  const item = document.createElement("li");
  item.dataset.found = "";
  item.append(Object.assign(document.createElement("span"), { textContent: name }));
  for (const key of keys.split(/[ +]/)) {
    const text = key.length === 1 ? key.toUpperCase() : key;
    item.append(Object.assign(document.createElement("kbd"), { className: "kbd", textContent: text }));
  }
  return item;
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.('[data-dialog-open="#shortcuts"]')) list();
}, true);
