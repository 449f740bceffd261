// [data-board]: when news of others move cards, the moves are said aloud, and what has the focus keeps it.
// Where a cell ([data-cell]) shows only its first cards, it goes on to show as many as it has after a drop.
import { announce, filled } from "assay/announce";

const CARDS = "[data-board] .card";
const MOST_SAID = 3;
let before;

document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
  if (!isBoard(ctx)) return;
  before = { cells: cells(), focus: focus(), isNews: ctx.sourceEvent?.type === "live" };
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (!before || !isBoard(ctx)) return;
  if (before.isNews) tell(before.cells);
  before.focus?.();
  before = undefined;
});

// Sortable's event of a card that was let go; what was dropped last would be the first that is not shown.
document.addEventListener("end", ({ to }) => {
  const cell = to?.closest("[data-cell]");
  if (!cell) return;
  const shown = cell.querySelector("[name=shown]") ?? cell.appendChild(document.createElement("input"));
  const value = `${cell.dataset.cell}:${cell.querySelectorAll(":scope > .card").length}`;
  Object.assign(shown, { type: "hidden", name: "shown", value });
});

const isBoard = (ctx) => ctx.sourceElement?.matches?.("[data-board]");
const cells = () => new Map([...document.querySelectorAll(CARDS)].map((card) => [card.id, card.closest(".cell")?.id]));

// A card that is moved in the page loses the focus; it gets it back, on the same of its links.
function focus() {
  const element = document.activeElement;
  const card = element?.closest(CARDS);
  if (!card) return undefined;
  const place = [...card.querySelectorAll("a, button, input")].indexOf(element);
  return () => {
    const now = document.getElementById(card.id);
    if (!now || now.contains(document.activeElement)) return;
    (now.querySelectorAll("a, button, input")[place] ?? now.querySelector("a"))?.focus({ preventScroll: true });
  };
}

function tell(old) {
  const moved = [...document.querySelectorAll(CARDS)].filter((card) => {
    const cell = old.get(card.id);
    return cell && cell !== card.closest(".cell")?.id;
  });
  const { textMovedHere, textMovedMany } = document.querySelector("[data-board]").dataset;
  if (moved.length > MOST_SAID) announce(filled(textMovedMany, { count: moved.length }));
  else if (moved.length) announce(moved.map((card) => filled(textMovedHere, told(card))).join(" "));
}

function told(card) {
  const cell = card.closest(".cell");
  const lane = cell.closest(".board__row")?.querySelector(".lane__text")?.textContent ?? "";
  return { card: card.querySelector(".key")?.textContent ?? "", list: cell.dataset.dragName, lane };
}
