// [data-choose]: columns are moved in place, found while one types, and join the list when they are ticked.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-choose] [data-move]");
  if (!button) return;
  event.preventDefault();
  const item = button.closest("[data-column]");
  if (button.dataset.move === "up") item.previousElementSibling?.before(item);
  else item.nextElementSibling?.after(item);
  button.focus();
});

document.addEventListener("input", ({ target }) => {
  if (!target.matches?.("[data-choose] [data-find-column]")) return;
  const words = target.value.trim().toLowerCase();
  for (const part of target.form.querySelectorAll("[data-more]")) {
    const items = [...part.querySelectorAll("li")];
    for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(words);
    part.hidden = items.every((item) => item.hidden);
    if (words) part.open = true;
  }
});
