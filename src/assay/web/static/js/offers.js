// A list of what fits the word before the cursor: arrows choose, Enter or Tab takes, Escape closes.
import { announce, filled } from "assay/announce";
import { cursorOf } from "assay/cursor";

const MOST = 8;
const answers = new Map(); // address → promise of its JSON
let field, list, kind, fits = [], chosen = 0;

// `find` gets the field and says what fits, or nothing; `row` is what an offer shows; `take` writes it into the field.
// `first` is chosen at once; with -1 Enter stays what it is in the field until an arrow was pressed,
// unless the offer `isSure`: nothing else can be meant.
// Of more than `most` the first are shown.
export function offer(selector, { id, first = 0, most = MOST, find, row, take }) {
  const own = { id, first, row, take };
  let asked = 0;
  const look = async (target) => {
    const turn = ++asked;
    const found = await find(target);
    if (turn !== asked) return; // typing went on, and answers may overtake each other
    if (found?.length && document.activeElement === target) open(target, own, found.slice(0, most));
    else if (kind?.id === id) close(); // what others offer at the same cursor stays
  };
  document.addEventListener("input", ({ target }) => target.matches?.(selector) && look(target));
  document.addEventListener("keydown", (event) => {
    if (list || event.key !== "ArrowDown" || !event.target.matches?.(`input${selector.replace(/^input/, "")}`)) return;
    event.preventDefault();
    look(event.target);
  });
  const typed = document.activeElement; // somebody may have begun to type before this module was there
  if (typed?.matches(selector) && typed.value) look(typed);
}

// What the server answers there, asked once.
export function answerOf(address) {
  if (!answers.has(address)) {
    const asked = fetch(address, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .catch(() => { answers.delete(address); return {}; });
    answers.set(address, asked);
  }
  return answers.get(address);
}

document.addEventListener("scroll", ({ target }) => list && target !== list && place(), { capture: true, passive: true });
document.addEventListener("focusout", ({ target }) => target === field && close());
document.addEventListener("keydown", (event) => {
  if (!list || event.target !== field || event.isComposing || event.ctrlKey || event.metaKey) return;
  const act = {
    ArrowDown: () => mark((chosen + 1) % fits.length),
    ArrowUp: () => mark((Math.max(chosen, 0) - 1 + fits.length) % fits.length),
    Enter: chosen >= 0 && takeOne,
    Tab: takeOne,
    Escape: close,
  }[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}, true);

function open(target, own, found) {
  close();
  [field, kind, fits] = [target, own, found];
  list = Object.assign(document.createElement("ul"), { className: "mention", id: `${kind.id}-list`, popover: "manual" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.body.dataset.textFits);
  list.append(...found.map(option));
  (field.closest("label") ?? field).after(list);
  const said = { "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": list.id };
  if (field.matches("input")) Object.assign(said, { role: "combobox", "aria-expanded": "true" });
  for (const [name, value] of Object.entries(said)) field.setAttribute(name, value);
  list.showPopover();
  place();
  mark(found[0].isSure ? 0 : kind.first);
  announce(filled(document.body.dataset.textOffers, { count: found.length }));
}

function option(one, number) {
  const made = Object.assign(document.createElement("li"), { id: `${kind.id}-${number}` });
  made.setAttribute("role", "option");
  made.append(...kind.row(one));
  made.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the field keeps the focus
    chosen = number;
    takeOne();
  });
  return made;
}

function place() {
  const at = cursorOf(field);
  const below = at.bottom + list.offsetHeight + 8 < innerHeight;
  list.style.left = `${Math.max(8, Math.min(at.left, innerWidth - list.offsetWidth - 8))}px`;
  list.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - list.offsetHeight - 4)}px`;
}

function mark(number) {
  chosen = number;
  [...list.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === number)));
  list.children[number]?.scrollIntoView({ block: "nearest" });
  if (number < 0) field.removeAttribute("aria-activedescendant");
  else field.setAttribute("aria-activedescendant", `${kind.id}-${number}`);
}

function takeOne() {
  const [into, take, one] = [field, kind.take, fits[Math.max(chosen, 0)]];
  close();
  take(into, one);
  into.dispatchEvent(new Event("input", { bubbles: true }));
}

function close() {
  list?.remove();
  if (field?.hasAttribute("aria-expanded")) field.setAttribute("aria-expanded", "false");
  for (const name of ["aria-activedescendant", "aria-controls", "aria-haspopup"]) field?.removeAttribute(name);
  [field, list, kind, fits] = [undefined, undefined, undefined, []];
}
