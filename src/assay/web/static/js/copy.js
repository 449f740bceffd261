// data-copy="text" copies the text, data-copy-from="#id" what that element holds.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy], [data-copy-from]");
  if (!button) return;
  const source = button.dataset.copyFrom && document.querySelector(button.dataset.copyFrom);
  const text = source ? (source.value ?? source.textContent.trim()) : button.dataset.copy;
  if (!(await copied(text))) return;
  const detail = { text: document.body.dataset.textCopied };
  document.body.dispatchEvent(new CustomEvent("toast", { detail, bubbles: true }));
});

// Over plain HTTP browsers offer no clipboard; a selected field still works.
async function copied(text) {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(() => true, () => byField(text));
  }
  return byField(text);
}

function byField(text) {
  const field = Object.assign(document.createElement("textarea"), { value: text, className: "sr" });
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
