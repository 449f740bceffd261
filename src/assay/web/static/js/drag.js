// [data-drag-list] holds [data-move-url] cards. A dropped card stays where it was put at once; the server gets
// the list's data-drop-* values and the neighbours, and if it refuses, the card goes back and a toast says why.
import Sortable from "sortable";
import { announce, filled } from "assay/announce";
import { post } from "assay/post";

const CARD = "[data-move-url]";

export function start() {
  for (const list of document.querySelectorAll("[data-drag-list]")) {
    // A mark on the element would not do: a morph takes away what the server did not send.
    if (Sortable.get(list)) continue;
    Sortable.create(list, {
      group: list.dataset.dragList || "cards",
      draggable: CARD,
      filter: "input, textarea, select, button",
      preventOnFilter: false,
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
      delay: 200,
      delayOnTouchOnly: true,
      ghostClass: "is-ghost",
      chosenClass: "is-dragged",
      revertOnSpill: true,
      onEnd: dropped,
    });
  }
}

async function dropped({ item, from, to, oldDraggableIndex, newDraggableIndex }) {
  if (from === to && oldDraggableIndex === newDraggableIndex) return settle(item);
  const accepted = await post(item.dataset.moveUrl, values(item, to, from));
  if (accepted) tell(item, to);
  else putBack(item, from, oldDraggableIndex);
  settle(item);
}

const settle = (item) => item.dispatchEvent(new CustomEvent("dropped", { bubbles: true }));

function values(item, list, from) {
  const sent = { was: from.dataset.dropColumn ?? from.dataset.dropState ?? "" };
  for (const [name, value] of Object.entries(list.dataset)) {
    if (/^drop[A-Z]/.test(name)) sent[name.slice(4).toLowerCase()] = value;
  }
  const cards = [...list.querySelectorAll(`:scope > ${CARD}`)];
  const at = cards.indexOf(item);
  if (cards[at - 1]) sent.after = cards[at - 1].dataset.card;
  if (cards[at + 1]) sent.before = cards[at + 1].dataset.card;
  return sent;
}

function putBack(item, list, index) {
  const others = [...list.querySelectorAll(`:scope > ${CARD}`)].filter((card) => card !== item);
  if (others[index]) others[index].before(item);
  else list.append(item);
}

function tell(item, list) {
  const cards = [...list.querySelectorAll(`:scope > ${CARD}`)];
  announce(filled(document.body.dataset.textMoved, {
    card: item.dataset.cardName ?? item.dataset.card,
    list: list.dataset.dragName ?? "",
    position: cards.indexOf(item) + 1,
    count: cards.length,
  }));
}
