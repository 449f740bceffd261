// Ctrl/Cmd+K, / or the field in the bar: one list of places, actions of this page, recent things, and what a search finds.
// Places and actions are what the page itself shows: links of rail and menus, and everything with a shortcut.
import { announce, filled } from "assay/announce";
import { remember, recent, searched } from "assay/recent";
import { score } from "assay/fuzzy";
import { drawn } from "assay/options";

const WAIT_MS = 150, MOST_LOCAL = 7;
const dialog = document.getElementById("palette");
const field = dialog?.querySelector("input"), list = document.getElementById("palette-list");
const ACTIONS = ["main [data-key], #selected [data-key]", "main [data-palette]", ".topbar [data-key], [data-palette]"];
let own = [], rows = [], chosen = 0, timer, asked = 0, found = [];

document.addEventListener("keydown", (event) => {
  if (!dialog || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
  event.preventDefault();
  if (dialog.open) dialog.close();
  else if (!document.querySelector("dialog[open]")) open();
});
document.addEventListener("click", (event) => {
  if (!dialog || event.ctrlKey || event.metaKey || !event.target.closest?.("[data-palette-open]")) return;
  event.preventDefault();
  open();
});
if (dialog) remember();

function open() {
  own = [...actions(document.activeElement?.closest("[data-walk]")), ...places(), ...recent().map((one) => ({ ...one, group: "recent", icon: "clock" }))];
  [field.value, found] = ["", []];
  dialog.showModal();
  field.focus();
  show();
}

field?.addEventListener("input", () => {
  clearTimeout(timer);
  found = [];
  show();
  const text = field.value.trim();
  if (text) timer = setTimeout(() => ask(text), WAIT_MS);
});

async function ask(text) {
  const mine = ++asked;
  const answer = await fetch(`${dialog.dataset.best}?${new URLSearchParams({ q: text })}`, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok || mine !== asked || field.value.trim() !== text) return;
  const { hits } = await answer.json();
  found = hits.map((hit) => ({ ...hit, group: "found", pieces: hit.title, hint: hit.kind }));
  show();
  announce(filled(dialog.dataset.textCount, { count: rows.length }));
}

// What has a shortcut or says itself that it belongs here; of cards and rows only those of the one in focus.
function actions(card) {
  const seen = new Map();
  const own = card ? [...card.querySelectorAll("[data-key]")] : [];
  for (const element of [...own, ...ACTIONS.flatMap((selector) => [...document.querySelectorAll(selector)])]) {
    const isOwn = own.includes(element);
    if (!isOwn && (element.matches(".finder") || element.closest("[data-walk], dialog"))) continue;
    const name = element.dataset.palette ?? element.dataset.keyName ?? element.getAttribute("aria-label") ?? element.textContent.trim();
    const title = isOwn && card.dataset.card ? `${name} ${card.dataset.card}` : name;
    if (name && !seen.has(title)) seen.set(title, { element, title, keys: element.dataset.key, icon: "play", group: "actions" });
  }
  return [...seen.values()];
}

function places() {
  const links = [...document.querySelectorAll(".rail__item[href], #person-menu a[href]")];
  return links.map((link) => ({ title: link.childNodes[1]?.textContent.trim() || link.textContent.trim(), url: link.href, keys: link.dataset.key, use: link.querySelector("use")?.getAttribute("href"), group: "places" }));
}

function show() {
  const text = field.value.trim();
  const fits = own.map((one) => [score(text, one.title), one]).filter(([points]) => points > 0);
  const local = text ? fits.sort((a, b) => b[0] - a[0]).slice(0, MOST_LOCAL).map(([, one]) => one) : own;
  const near = new Set(local.map((one) => one.url && path(one.url))), far = found.filter((one) => !near.has(path(one.url)));
  const all = text ? [{ title: filled(dialog.dataset.textAll, { text }), url: `${dialog.dataset.search}?${new URLSearchParams({ q: text })}`, icon: "search", group: "", text }] : [];
  const order = ["recent", "actions", "places", "found"];
  rows = [...local.toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group)), ...far, ...all];
  list.replaceChildren(...drawn(rows, dialog.dataset));
  choose(far.length && !local.length ? rows.indexOf(far[0]) : 0);
}

const path = (url) => new URL(url, location.origin).pathname.replace(/\/$/, "");

function choose(number) {
  chosen = number;
  const options = list.querySelectorAll("[role=option]");
  options.forEach((one, at) => one.setAttribute("aria-selected", String(at === chosen)));
  options[chosen]?.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", `palette-${chosen}`);
}

field?.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const act = { ArrowDown: () => choose((chosen + 1) % rows.length), ArrowUp: () => choose((chosen - 1 + rows.length) % rows.length), Enter: () => take(event) }[event.key];
  if (!act || !rows.length) return;
  event.preventDefault();
  act();
});
list?.addEventListener("click", (event) => {
  const row = event.target.closest("[role=option]");
  if (!row) return;
  choose(Number(row.id.replace("palette-", "")));
  take(event);
});

function take({ ctrlKey, metaKey }) {
  const row = rows[chosen];
  dialog.close();
  if (row.group === "found" || row.text) searched(row.text ?? field.value.trim());
  if (row.element) {
    if (row.element.matches("input:not([type=checkbox]), textarea, select")) row.element.focus();
    else row.element.click();
  } else if (ctrlKey || metaKey) window.open(row.url, "_blank", "noopener");
  else location.assign(row.url);
}
