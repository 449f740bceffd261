// [data-quote="#comment-12"]: the words of that comment go into the field for a new one, as a quotation.
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-quote]");
  const field = document.getElementById("comment-text");
  if (!button || !field) return;
  const words = document.querySelector(`${button.dataset.quote} .prose`).innerText.trim();
  const lines = words.split("\n").map((line) => `> ${line}`.trimEnd());
  field.value = `${field.value ? `${field.value.trimEnd()}\n\n` : ""}${lines.join("\n")}\n\n`;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
});
