// A task beside the page: a click or Enter on a link to a task inside [data-beside] opens it in #beside, and the
// address says so by ?task=KEY. Back, Esc and Close shut it; J and K take it along; Ctrl and middle click go to the page.
import htmx from "htmx";
import { asked, follow, take, write } from "assay/address";
import { announce, filled } from "assay/announce";
import { complain } from "assay/post";
import { keyOf, linkAt, linkIn, linkTo, mark } from "assay/tasklinks";

const FOLLOW_MS = 150;
const place = document.getElementById("beside");
const covers = matchMedia("(width < 1100px)"); // the panel then lies over the page
let shown = "", isPushed = false, timer;

// A draft is kept by itself (drafts.js).
const isTyped = (field) => !field.dataset.draft && "defaultValue" in field && !field.readOnly && field.type !== "hidden" && field.value !== field.defaultValue;

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
  write(shown, isFirst ? "pushState" : "replaceState");
  isPushed ||= isFirst;
  focusHead();
}

async function turn(key) {
  if (key === shown || !await show(key)) return;
  write(shown);
  if (covers.matches) focusHead();
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
    write("");
    return false;
  }
  shown = place.querySelector("#beside-key").textContent; // the key in its own spelling
  place.hidden = false;
  cover();
  mark(shown);
  announce(place.querySelector("h1")?.textContent ?? key);
  return true;
}

function hide() {
  clearTimeout(timer);
  [shown, isPushed] = ["", false];
  place.hidden = true;
  place.replaceChildren();
  cover();
  mark(shown);
}

function close() {
  if (isInUse()) return;
  const [key, goesBack] = [shown, isPushed];
  const leave = () => (linkTo(key) ?? document.getElementById("main")).focus();
  hide();
  if (!goesBack) {
    write("");
    return leave();
  }
  addEventListener("popstate", () => setTimeout(leave), { once: true }); // going back takes the focus away
  history.back();
}

function cover() {
  document.querySelector(".app").inert = Boolean(shown) && covers.matches;
}

const focusHead = () => place.querySelector("#beside-key")?.focus();

// Back and forward between addresses of this page that differ in nothing but the task.
function sync() {
  const key = asked();
  if (key && key !== shown) show(key).then(() => write(shown));
  else if (!key && shown) hide();
}

follow(sync);
// A filter gave the page another address: the open task stays in it.
document.addEventListener("htmx:after:history:update", () => {
  take();
  if (shown) write(shown);
});
document.addEventListener("htmx:after:swap", () => mark(shown));
covers.addEventListener("change", cover);
sync();
