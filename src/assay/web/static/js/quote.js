// What somebody quotes goes into the field for a new comment: the words of a comment, by [data-quote="#comment-12"], or a
// passage chosen in [data-passages], by a button that stands beside it as long as it is chosen.
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-quote]");
  if (button) quote(document.querySelector(`${button.dataset.quote} .prose`).innerText);
});

const offered = document.querySelector("[data-quote-passage]");
let passage = "";
if (offered) {
  document.addEventListener("selectionchange", place);
  document.addEventListener("scroll", place, { passive: true });
  // A press must not end the choice before the click.
  offered.addEventListener("mousedown", (event) => event.preventDefault());
  offered.addEventListener("click", () => { quote(passage); offered.hidden = true; });
}

function place() {
  const chosen = getSelection();
  const within = chosen.rangeCount && chosen.getRangeAt(0).commonAncestorContainer;
  const text = within && (within.closest ? within : within.parentElement).closest("[data-passages]");
  const words = text ? chosen.toString().trim() : "";
  if (!words && document.activeElement === offered) return;
  passage = words;
  offered.hidden = !words;
  if (!words) return;
  const box = chosen.getRangeAt(0).getBoundingClientRect();
  offered.style.left = `${Math.max(8, Math.min(box.left, innerWidth - offered.offsetWidth - 8))}px`;
  offered.style.top = `${Math.max(8, Math.min(box.bottom + 6, innerHeight - offered.offsetHeight - 8))}px`;
}

function quote(words) {
  const field = document.getElementById("comment-text");
  if (!field) return;
  const lines = words.trim().split("\n").map((line) => `> ${line}`.trimEnd());
  field.value = `${field.value ? `${field.value.trimEnd()}\n\n` : ""}${lines.join("\n")}\n\n`;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}
