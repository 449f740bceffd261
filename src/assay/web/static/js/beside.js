// A task beside the page: a click or Enter on a link to a task inside [data-beside] opens it in #beside, and the
// address says so by ?task=KEY. Back, Esc and Close shut it; J and K take it along; Ctrl and middle click go to the page.
import htmx from "htmx";
import { announce, filled } from "assay/announce";
import { fire } from "assay/post";

const FOLLOW_MS = 150;
const place = document.getElementById("beside");
const covers = matchMedia("(width < 1100px)"); // the panel then lies over the page
let shown = "", isPushed = false, timer;

const keyIn = (address) => new URL(address, location.href).searchParams.get("task") ?? "";
const without = (address) => { const url = new URL(address, location.href); url.searchParams.delete("task"); return url.href; };
let page = without(location.href);

const linkAt = (element) => [element.closest?.("[data-beside] a[href]")].find((link) => link && keyOf(link));
const linkIn = (card) => [...card.querySelectorAll("a[href]")].find(keyOf);
const keyOf = (link) => decodeURIComponent(link.pathname.match(/^.*\/tasks\/([^/]+)$/)?.[1] ?? "");
const linkTo = (key) => [...document.querySelectorAll("[data-beside] a[href]")].find((link) => keyOf(link) === key);
// A draft is kept by itself (drafts.js).
const isTyped = (field) => !field.dataset.draft && "defaultValue" in field && !field.readOnly && field.type !== "hidden" && field.value !== field.defaultValue;
const complain = (text) => fire({ toast: { text, tone: "bad" } });

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-beside-close]")) return close();
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = linkAt(event.target);
  if (!link) return;
  event.preventDefault();
  open(keyOf(link));
});

// J, K and the arrows walk the cards (keys.js); an open panel goes with them.
document.addEventListener("walked", ({ target }) => {
  const link = shown && linkIn(target);
  if (!link) return;
  clearTimeout(timer);
  timer = setTimeout(() => turn(keyOf(link)), FOLLOW_MS);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || !shown) return;
  if (document.querySelector("dialog[open], :popover-open:not(#toasts)")) return;
  event.preventDefault();
  if (place.contains(event.target) && event.target.matches("input, textarea, select")) focusHead();
  else close();
});

async function open(key) {
  if (key === shown) return focusHead();
  const isFirst = place.hidden;
  if (!await show(key)) return;
  history[isFirst ? "pushState" : "replaceState"]({ htmx: true }, "", withTask(key));
  isPushed ||= isFirst;
  focusHead();
}

async function turn(key) {
  if (key === shown || !await show(key)) return;
  history.replaceState({ htmx: true }, "", withTask(key));
  if (covers.matches) focusHead();
}

function withTask(key) {
  const url = new URL(page);
  url.searchParams.set("task", key);
  return url.href;
}

// What somebody wrote is not thrown away for another task.
function isInUse() {
  const field = [...place.querySelectorAll("textarea, input:not([type=checkbox], [type=radio])")].find(isTyped);
  if (!field) return false;
  complain(place.dataset.textTyped);
  field.focus();
  return true;
}

// True when the task stands there now.
async function show(key) {
  if (key !== shown && isInUse()) return false;
  shown = key;
  await htmx.ajax("GET", place.dataset.address.replace("/-/", `/${encodeURIComponent(key)}/`), { target: place, source: place, swap: "innerHTML" });
  if (shown !== key) return false; // another one was asked for meanwhile
  if (!place.querySelector("#beside-key")) {
    if (place.childElementCount) complain(filled(place.dataset.textGone, { key }));
    hide();
    return false;
  }
  shown = place.querySelector("#beside-key").textContent; // the key in its own spelling
  place.hidden = false;
  document.querySelector(".app").inert = covers.matches;
  mark();
  announce(place.querySelector("h1")?.textContent ?? key);
  return true;
}

function hide() {
  clearTimeout(timer);
  [shown, isPushed] = ["", false];
  place.hidden = true;
  place.replaceChildren();
  document.querySelector(".app").inert = false;
  mark();
}

function close() {
  if (isInUse()) return;
  const [key, goesBack] = [shown, isPushed];
  const leave = () => (linkTo(key) ?? document.getElementById("main")).focus();
  hide();
  if (!goesBack) {
    history.replaceState({ htmx: true }, "", page);
    return leave();
  }
  addEventListener("popstate", () => setTimeout(leave), { once: true }); // going back takes the focus away
  history.back();
}

const focusHead = () => place.querySelector("#beside-key")?.focus();

// The card whose task is open.
function mark() {
  document.querySelectorAll("[data-walk][aria-current]").forEach((card) => card.removeAttribute("aria-current"));
  if (shown) linkTo(shown)?.closest("[data-walk]")?.setAttribute("aria-current", "true");
}

// Back and forward between addresses of this page that differ in nothing but the task.
function sync() {
  const key = keyIn(location.href);
  if (key && key !== shown) show(key).then((isThere) => { if (!isThere) history.replaceState({ htmx: true }, "", page); });
  else if (!key && shown) hide();
}

addEventListener("popstate", () => { if (without(location.href) === page) sync(); });
document.addEventListener("htmx:before:history:restore", (event) => {
  if (without(location.href) === page) event.preventDefault();
});
// A filter gave the page another address: the open task stays in it.
document.addEventListener("htmx:after:history:update", () => {
  page = without(location.href);
  if (shown) history.replaceState({ htmx: true }, "", withTask(shown));
});
document.addEventListener("htmx:after:swap", mark);
covers.addEventListener("change", () => { document.querySelector(".app").inert = Boolean(shown) && covers.matches; });
sync();
