// Cards are ticked by X, by Shift and a click, by cell and column; the keys of the bar act on the ticked cards,
// and while none is ticked on the card that has the focus.
import { fire } from "assay/post";
import { linkIn } from "assay/tasklinks";

const PICK = "[data-walk] input[name=task][form=selected]";
const ticked = () => [...document.querySelectorAll(`${PICK}:checked`)];
const focused = () => document.activeElement?.closest("[data-walk]") ?? document.querySelector("[data-walk][aria-current]");

document.addEventListener("click", (event) => {
  const around = event.target.closest?.("[data-tick-around]");
  const opens = event.target.closest?.("[data-card-open]");
  const asks = event.target.closest?.("#selected button[name=do]");
  if (around) tickAround(around.dataset.tickAround);
  else if (opens) openFor(opens.dataset.cardOpen);
  else if (asks && !ticked().length) {
    event.preventDefault();
    event.stopPropagation();
    ask(focused(), asks.value);
  } else if (event.shiftKey && event.target.closest?.("[data-beside] [data-walk] a[href]")) pickUpTo(event);
}, true);

function ask(card, name) {
  const box = card?.querySelector(PICK);
  if (!box) return;
  const values = new URLSearchParams({ task: box.value, do: name });
  fire({ ask: { url: `${document.getElementById("selected").getAttribute("action")}?${values}` } });
}

function openFor(part) {
  const card = focused();
  if (!card) return;
  if (part) fire({ ask: { url: `${linkIn(card).pathname}/${part}` } });
  else ask(card, "");
}

function pickUpTo(event) {
  const box = event.target.closest("[data-walk]").querySelector(PICK);
  if (!box) return;
  event.preventDefault();
  event.stopPropagation();
  box.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: true }));
}

// All cards that are shown in the cells, or the columns, of the ticked ones.
function tickAround(what) {
  const cells = new Set(ticked().map((box) => box.closest(".cell")));
  const places = new Set([...cells].map((cell) => [...cell.parentElement.children].indexOf(cell)));
  for (const cell of document.querySelectorAll(".board .cell")) {
    const isMeant = what === "column" ? places.has([...cell.parentElement.children].indexOf(cell)) : cells.has(cell);
    if (isMeant) cell.querySelectorAll(PICK).forEach((box) => { box.checked = true; });
  }
  fire({ "ticks-changed": {} });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || !ticked().length) return;
  if (document.querySelector("dialog[open], :popover-open:not(#toasts), #beside:not([hidden])")) return;
  document.querySelector("#selected [data-tick-none]").click();
});
