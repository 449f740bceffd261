// @ in a text area with data-mentions="<address of the people>" offers names; a choice writes the handle.
import { announce, filled } from "assay/announce";

const MOST = 8;
const BEGUN = /(?:^|[^\p{L}\p{N}_.@/+-])@([\p{L}\p{N}.]*)$/u;
const lists = new Map(); // address → promise of people
let field, list, fits = [], chosen = 0, begin = 0;

document.addEventListener("input", ({ target }) => {
  if (target.matches?.("textarea[data-mentions]")) look(target);
});
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
  if (!act || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}, true);

async function look(area) {
  const word = begun(area);
  if (word === undefined) return close();
  const people = await peopleAt(area.dataset.mentions);
  // Typing went on while the people were on their way.
  const now = begun(area);
  if (now === undefined || document.activeElement !== area) return close();
  const found = people.filter((person) => isLike(person, now.toLowerCase())).slice(0, MOST);
  if (found.length) open(area, found);
  else close();
}

function begun(area) {
  const found = area.value.slice(0, area.selectionStart).match(BEGUN);
  if (!found) return undefined;
  begin = area.selectionStart - found[1].length;
  return found[1];
}

function peopleAt(address) {
  if (!lists.has(address)) {
    const asked = fetch(address, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then(({ people }) => people)
      .catch(() => { lists.delete(address); return []; });
    lists.set(address, asked);
  }
  return lists.get(address);
}

const isLike = ({ handle, name }, word) =>
  handle.startsWith(word) || name.toLowerCase().split(/\s+/).some((part) => part.startsWith(word));

function open(area, found) {
  if (!list || field !== area) {
    close();
    field = area;
    list = Object.assign(document.createElement("ul"), { className: "mention", id: "mention-list", popover: "manual" });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", document.body.dataset.textPeople);
    list.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the text keeps the focus
      const item = event.target.closest("li");
      if (item) { mark([...list.children].indexOf(item)); take(); }
    });
    area.after(list);
    const own = { "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": list.id };
    for (const [name, value] of Object.entries(own)) area.setAttribute(name, value);
    list.showPopover();
  }
  fits = found;
  list.replaceChildren(...found.map(item));
  place(area);
  mark(0);
  announce(filled(document.body.dataset.textPeopleFit, { count: found.length }));
}

function item({ handle, name }, number) {
  const made = Object.assign(document.createElement("li"), { id: `mention-${number}` });
  made.setAttribute("role", "option");
  const small = Object.assign(document.createElement("small"), { textContent: `@${handle}` });
  made.append(name, small);
  return made;
}

function place(area) {
  const at = area.getBoundingClientRect();
  const below = at.bottom + list.offsetHeight + 8 < innerHeight;
  list.style.left = `${Math.max(8, Math.min(at.left, innerWidth - list.offsetWidth - 8))}px`;
  list.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - list.offsetHeight - 4)}px`;
}

function mark(number) {
  chosen = number;
  [...list.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === number)));
  field.setAttribute("aria-activedescendant", `mention-${number}`);
}

function take() {
  const [area, text] = [field, `${fits[chosen].handle} `];
  close();
  area.setRangeText(text, begin, area.selectionStart, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function close() {
  list?.remove();
  ["aria-activedescendant", "aria-controls", "aria-haspopup"].forEach((name) => field?.removeAttribute(name));
  [field, list, fits] = [undefined, undefined, []];
}
