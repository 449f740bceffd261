// Tables and boards with rows to tick: all of a page, a range by Shift, how many there are; groups that fold; selects that send.
let last; // the box that was ticked by hand last

const BOX = "input[type=checkbox][form=selected]";
const ROW = "tr, [data-walk]";
const boxes = () => [...document.querySelectorAll(`:is(tbody, [data-walk]) ${BOX}`)];

document.addEventListener("click", (event) => {
  const { target } = event;
  if (target.matches?.("[data-tick-all]")) tick(boxes(), target.checked);
  else if (target.closest?.("[data-tick-none]")) tick(boxes(), false);
  else if (target.closest?.("[data-tick-range]")) range(document.activeElement.closest(ROW));
  else if (boxes().includes(target)) {
    if (event.shiftKey) range(target.closest(ROW), target.checked);
    last = target;
    count();
  }
  const fold = target.closest?.("[data-fold-group]");
  if (fold) toggle(fold);
});

function tick(some, isTicked) {
  for (const box of some) if (box.checkVisibility()) box.checked = isTicked;
  count();
}

function range(row, isTicked = true) {
  const all = boxes();
  const [from, to] = [all.indexOf(last), all.indexOf(row?.querySelector(BOX))].sort((a, b) => a - b);
  if (from >= 0) tick(all.slice(from, to + 1), isTicked);
}

function count() {
  const all = boxes();
  const ticked = all.filter((box) => box.checked).length;
  const shown = document.querySelector("[data-ticked]");
  if (shown) shown.textContent = shown.dataset.ticked.replace("{count}", ticked);
  const every = document.querySelector("[data-tick-all]");
  if (every) Object.assign(every, { checked: ticked === all.length, indeterminate: ticked > 0 && ticked < all.length });
}

function toggle(button) {
  const isOpen = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!isOpen));
  for (const row of button.closest("tbody").querySelectorAll("[data-walk]")) row.hidden = isOpen;
}

// Enter in the field of a key links; the form's first button compares.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches?.("#selected [name=key]")) return;
  event.preventDefault();
  event.target.nextElementSibling.click();
});

// form[data-submits]: a choice sends it at once.
document.addEventListener("change", ({ target }) => {
  const form = target.form?.matches("form[data-submits]") && target.form;
  if (form && target.matches("select, input[type=range], input[type=checkbox]:not(details *)")) form.requestSubmit();
});

document.addEventListener("input", ({ target }) => {
  if (target.matches?.("form[data-submits] input[type=range]")) target.nextElementSibling.textContent = target.value;
});

// Empty fields stay out of the address.
document.addEventListener("formdata", ({ target, formData }) => {
  if (!target.matches("form[data-submits]")) return;
  for (const [name, text] of [...formData]) if (text === "") formData.delete(name);
});
// What was done to the ticked ones is done; those that were refused stay ticked.
document.addEventListener("tasks-done", ({ detail }) => tick(boxes().filter((box) => !detail.kept.includes(box.value)), false));
for (const name of ["htmx:after:swap", "ticks-changed"]) document.addEventListener(name, count);
count();
