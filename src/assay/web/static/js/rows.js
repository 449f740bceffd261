// Forms with rows: writing into the last one adds an empty one below, like the last with its choice kept.
document.addEventListener("input", (event) => {
  const row = event.target.closest("[data-rows] > [data-row]:last-child");
  if (!row || !event.target.value.trim()) return;
  const next = row.cloneNode(true);
  for (const field of next.querySelectorAll("input")) field.value = "";
  for (const [place, choice] of next.querySelectorAll("select").entries()) {
    choice.selectedIndex = row.querySelectorAll("select")[place].selectedIndex;
  }
  row.after(next);
});
