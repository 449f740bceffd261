// What a chart says where the pointer is: the nearest [.spot] of a [data-plot]. Arrows, Home and End walk the spots, Enter or
// a click opens what a spot is about, Esc ends it. Without this script the browser shows the titles of the spots itself.
import { announce } from "assay/announce";

const REACH = 28; // pixels from a spot at which it still answers
let shown = null; // { plot, spot }

document.addEventListener("pointermove", (event) => {
  const plot = event.target.closest?.("[data-plot]");
  if (!plot) return shown && !shown.plot.matches(":focus-visible") && clear();
  const spot = nearest(plot, event);
  if (spot) show(plot, spot);
  else if (shown) clear();
});

document.addEventListener("click", (event) => {
  const plot = event.target.closest?.("[data-plot]");
  const spot = plot && nearest(plot, event);
  if (!spot) return;
  // A finger cannot hover: its first touch shows what is there, the second one opens it.
  const isKnown = shown?.spot === spot && (event.pointerType !== "touch" || shown.isTouched);
  show(plot, spot);
  shown.isTouched = true;
  if (isKnown) open(spot, event.ctrlKey || event.metaKey);
});

document.addEventListener("keydown", (event) => {
  const plot = event.target.matches?.("[data-plot]") && event.target;
  if (!plot || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = spotsOf(plot), at = shown?.plot === plot ? all.indexOf(shown.spot) : -1;
  const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (next !== undefined && all.length) {
    show(plot, all[at < 0 && event.key !== "Home" ? all.length - 1 : Math.max(0, Math.min(next, all.length - 1))]);
    announce(said(shown.spot));
  } else if (event.key === "Enter" && at >= 0) open(shown.spot, false);
  else if (event.key === "Escape" && at >= 0) clear();
  else return;
  event.preventDefault();
  event.stopPropagation();
});

document.addEventListener("focusout", ({ target }) => shown && target === shown.plot && clear());

// Only with this script a chart is a place to stop at.
export function start() {
  for (const plot of document.querySelectorAll("[data-plot]:not([tabindex])")) {
    plot.tabIndex = 0;
    plot.setAttribute("role", "group");
    plot.setAttribute("aria-label", plot.closest("figure")?.querySelector("figcaption b")?.textContent ?? "");
  }
}

const drawingOf = (plot) => [...plot.querySelectorAll("svg")].find((svg) => svg.getClientRects().length);
const spotsOf = (plot) => [...(drawingOf(plot)?.querySelectorAll(".spot") ?? [])].sort((a, b) => middle(a).x - middle(b).x || middle(a).y - middle(b).y);

function middle(spot) {
  const box = spot.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2, box };
}

// A title that the browser would show as well is kept in an attribute instead.
function said(spot) {
  const title = spot.querySelector("title");
  if (title) {
    spot.dataset.says = title.textContent;
    title.remove();
  }
  return spot.dataset.says ?? "";
}

function nearest(plot, { clientX, clientY }) {
  if (clientX === undefined) return null;
  const isAlong = drawingOf(plot)?.dataset.along !== undefined;
  let found = null, least = isAlong ? Infinity : REACH;
  for (const spot of spotsOf(plot)) {
    const { x, y, box } = middle(spot);
    const isWide = spot.tagName === "rect" && !isAlong;
    const apart = isWide ? (clientY >= box.top && clientY <= box.bottom ? 0 : REACH) : Math.hypot(clientX - x, isAlong ? 0 : clientY - y);
    if (apart < least) [found, least] = [spot, apart];
  }
  return found;
}

function show(plot, spot) {
  if (shown?.spot === spot) return;
  clear();
  const tip = plot.querySelector(".plot__tip") ?? plot.appendChild(Object.assign(document.createElement("div"), { className: "plot__tip" }));
  tip.textContent = said(spot);
  tip.setAttribute("aria-hidden", "true"); // it is announced where the keyboard is used
  tip.hidden = false;
  spot.classList.add("is-near");
  shown = { plot, spot };
  place(tip, middle(spot), plot.getBoundingClientRect(), drawingOf(plot).dataset.along !== undefined);
}

// Beside a stretch of a drawing that runs along, so that it covers the least; else above the spot, or below it.
function place(tip, { x, box }, frame, isAlong) {
  const wide = tip.offsetWidth, middleLeft = x - frame.left - wide / 2, right = box.right - frame.left + 8;
  const beside = right + wide <= frame.width ? right : box.left - frame.left - wide - 8;
  const left = isAlong ? beside : middleLeft, above = box.top - frame.top - tip.offsetHeight - 6;
  tip.style.left = `${Math.max(0, Math.min(left, frame.width - wide))}px`;
  tip.style.top = `${isAlong ? box.top - frame.top : above < -40 ? box.bottom - frame.top + 6 : above}px`;
}

function clear() {
  if (!shown) return;
  shown.spot.classList.remove("is-near");
  const tip = shown.plot.querySelector(".plot__tip");
  if (tip) tip.hidden = true;
  shown = null;
}

function open(spot, isAside) {
  const { url } = spot.dataset;
  if (!url || new URL(url, location.href).origin !== location.origin) return;
  if (isAside) window.open(url, "_blank", "noopener");
  else location.assign(url);
}
