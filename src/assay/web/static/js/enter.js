// [data-enter-submits]: Enter sends the form, Shift+Enter makes a new line. A pasted list keeps its lines.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  if (!event.target.matches?.("[data-enter-submits]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
