// [data-complete="<address>"]: names that fit the word before the cursor are offered, as in metrics.f1 > 0.8.
import { announce, filled } from "assay/announce";

const MOST = 8;
const WORD = /(?:^|\s)([A-Za-z][^\s<>=!'"`]*)$/;
const NEEDS_QUOTES = /^(\w+)\.(.*[^\w.].*)$/;
const known = new Map(); // address → promise of names
let field, list, fits = [], chosen = 0;

document.addEventListener("input", ({ target }) => target.matches?.("[data-complete]") && look(target));
document.addEventListener("focusout", ({ target }) => target === field && close());
document.addEventListener("keydown", (event) => {
  if (!list || event.target !== field || event.isComposing) return;
  const act = {
    ArrowDown: () => mark((chosen + 1) % fits.length),
    ArrowUp: () => mark((chosen - 1 + fits.length) % fits.length),
    Enter: take,
    Tab: take,
    Escape: close,
  }[event.key];
  if (!act || event.ctrlKey || event.metaKey || (event.key !== "Escape" && chosen < 0 && event.key === "Enter")) return;
  event.preventDefault();
  act();
});

const word = (input) => input.value.slice(0, input.selectionStart).match(WORD)?.[1] ?? "";

async function look(input) {
  if (!word(input)) return close();
  const names = await namesAt(input.dataset.complete);
  const begun = word(input).toLowerCase();
  if (!begun || document.activeElement !== input) return close();
  const found = names.filter((name) => name.toLowerCase().includes(begun) && name !== word(input)).slice(0, MOST);
  if (found.length) open(input, found);
  else close();
}

function namesAt(address) {
  if (!known.has(address)) {
    const asked = fetch(address, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then(({ names }) => names)
      .catch(() => { known.delete(address); return []; });
    known.set(address, asked);
  }
  return known.get(address);
}

function open(input, found) {
  close();
  field = input;
  fits = found;
  list = Object.assign(document.createElement("ul"), { className: "mention", id: "complete-list", popover: "manual" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.closest("label")?.textContent.trim() ?? "");
  list.append(...found.map((name, at) => {
    const item = Object.assign(document.createElement("li"), { id: `complete-${at}`, textContent: name });
    item.setAttribute("role", "option");
    item.addEventListener("mousedown", (event) => { event.preventDefault(); mark(at); take(); });
    return item;
  }));
  (input.closest("label") ?? input).after(list);
  const own = { role: "combobox", "aria-expanded": "true", "aria-autocomplete": "list", "aria-controls": list.id };
  for (const [name, value] of Object.entries(own)) input.setAttribute(name, value);
  list.showPopover();
  const at = input.getBoundingClientRect();
  list.style.left = `${Math.max(8, Math.min(at.left, innerWidth - list.offsetWidth - 8))}px`;
  list.style.top = `${at.bottom + 4}px`;
  // Nothing is chosen yet: Enter sends the filter as it stands.
  mark(-1);
  announce(filled(document.body.dataset.textPeopleFit, { count: found.length }));
}

function mark(number) {
  chosen = number;
  [...list.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === number)));
  if (number < 0) field.removeAttribute("aria-activedescendant");
  else field.setAttribute("aria-activedescendant", `complete-${number}`);
}

function take() {
  const [input, name] = [field, fits[Math.max(chosen, 0)]];
  const text = name.replace(NEEDS_QUOTES, "$1.`$2`");
  const end = input.selectionStart;
  const begin = end - word(input).length;
  close();
  input.setRangeText(`${text} `, begin, end, "end");
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function close() {
  list?.remove();
  field?.setAttribute("aria-expanded", "false");
  ["aria-activedescendant", "aria-controls"].forEach((name) => field?.removeAttribute(name));
  [field, list, fits] = [undefined, undefined, []];
}
