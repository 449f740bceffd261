// One stream for all [data-live="task:12 run:ab"] elements of the page. A message {topics: [...]} fires `live`
// on the elements concerned; htmx then fetches them again. Nobody loses what is being typed.
import htmx from "htmx";

const HINT_MS = 5000;
const HIDDEN_MS = 60_000;
const changed = new Set(); // topics since the last frame
const postponed = new Set(); // elements that are in use
let source, shown = "", lastId = "", hint, rest;

const elements = () => [...document.querySelectorAll("[data-live]")];
const topics = (element) => element.dataset.live.split(/\s+/).filter(Boolean);

function connect() {
  const wanted = [...new Set(elements().flatMap(topics))].sort().join(" ");
  if (wanted === shown && source) return;
  source?.close();
  [source, shown] = [null, wanted];
  if (!wanted) return;
  const query = new URLSearchParams(wanted.split(" ").map((topic) => ["topic", topic]));
  // Before the first message: what changed since the server made this page.
  if (lastId) query.set("last-event-id", lastId);
  else query.set("since", document.body.dataset.liveSince);
  source = new EventSource(`/live?${query}`);
  source.addEventListener("open", () => warn(false));
  source.addEventListener("error", () => { warn(true); again(source); });
  source.addEventListener("message", (event) => {
    lastId = event.lastEventId || lastId;
    if (!changed.size) requestAnimationFrame(spread);
    JSON.parse(event.data).topics.forEach((topic) => changed.add(topic));
  });
}

// The browser reconnects by itself, except after an answer that was no stream.
function again(failed) {
  if (failed.readyState !== EventSource.CLOSED) return;
  setTimeout(() => { if (source === failed) { source = null; connect(); } }, 3000 + Math.random() * 2000);
}

function spread() {
  for (const element of elements()) {
    if (topics(element).some((topic) => changed.has(topic))) refresh(element);
  }
  changed.clear();
}

function refresh(element) {
  if (isBusy(element)) postponed.add(element);
  else element.dispatchEvent(new CustomEvent("live", { bubbles: false }));
}

// Unsaved text under the cursor, an open menu or dialog, a card in the hand: wait.
function isBusy(element) {
  const field = element.contains(document.activeElement) && document.activeElement;
  const isWritten = field && "defaultValue" in field && field.type !== "submit" && field.value !== field.defaultValue;
  return Boolean(isWritten || field?.isContentEditable || element.querySelector("dialog[open], :popover-open, .is-dragged"));
}

// A refresh passes by what somebody typed elsewhere on the page and has not sent; what they just sent is as the server says.
const taken = new WeakSet(); // forms
const isTyped = (field) => "kept" in field.dataset || (/^(text|textarea)$/.test(field.type) && field.value !== field.defaultValue);
htmx.registerExtension("keep-typed", {
  htmx_before_morph_node: (form) => !form.matches?.("form") || taken.has(form) || ![...form.elements].some(isTyped),
});
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (ctx.sourceElement?.matches?.("form") && ctx.response?.status < 400) taken.add(ctx.sourceElement);
});
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => taken.delete(ctx.sourceElement));

// News that were asked for before somebody took a card or began to type come too late: they wait as well.
document.addEventListener("htmx:before:swap", (event) => {
  const { sourceElement: element, sourceEvent } = event.detail.ctx;
  if (!element?.matches?.("[data-live]") || !isTooLate(element, sourceEvent?.type)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  postponed.add(element);
});

// What somebody sent themselves is shown at once, whatever their cursor stands in.
const isTooLate = (element, type) =>
  (type === "live" && isBusy(element)) || (type === "task-changed" && element.querySelector(".is-dragged"));

function retry() {
  for (const element of [...postponed]) {
    if (element.isConnected && isBusy(element)) continue;
    postponed.delete(element);
    if (element.isConnected) refresh(element);
  }
}

function warn(isLost) {
  const note = document.querySelector("[data-live-hint]");
  if (isLost) hint ??= setTimeout(() => { if (note) note.hidden = false; }, HINT_MS);
  else {
    clearTimeout(hint);
    hint = undefined;
    if (note) note.hidden = true;
  }
}

// A page in the background gives its connection back after a minute and catches up when it is seen again.
document.addEventListener("visibilitychange", () => {
  clearTimeout(rest);
  if (document.hidden) rest = setTimeout(() => { source?.close(); [source, shown] = [null, ""]; warn(false); }, HIDDEN_MS);
  else if (!source) { connect(); elements().forEach(refresh); }
});
addEventListener("pagehide", () => { source?.close(); source = null; });
addEventListener("pageshow", connect);
for (const name of ["focusout", "toggle", "close", "dropped"]) {
  document.addEventListener(name, () => setTimeout(retry), true);
}
document.addEventListener("htmx:after:swap", connect);
connect();
