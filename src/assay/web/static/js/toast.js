// Toasts: the event `toast` {text, undo, tone}, Django's messages, and the Undo button.
import { post } from "assay/post";

const SECONDS = 10;
const box = document.getElementById("toasts");

document.addEventListener("toast", (event) => show(event.detail));
box?.querySelectorAll("[data-toast]").forEach(stay);
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-undo]");
  if (!button) return;
  button.disabled = true;
  if (await post(button.dataset.undo)) button.closest("[data-toast]").remove();
  else button.disabled = false;
});

function show({ text, undo = "", tone = "plain" }) {
  const template = document.getElementById(`toast-${tone}`) ?? document.getElementById("toast-plain");
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.querySelector("span").textContent = text;
  const button = toast.querySelector("[data-undo]");
  if (undo) button.dataset.undo = undo;
  else button.remove();
  while (box.children.length > 2) box.firstElementChild.remove();
  box.append(toast);
  raise();
  stay(toast);
}

// A modal dialog covers the page, so toasts are lifted above it.
function raise() {
  box.popover = "manual";
  if (box.matches(":popover-open")) box.hidePopover();
  box.showPopover();
}

// It goes after ten seconds, but not while somebody reads or reaches for it.
function stay(toast) {
  let timer;
  const start = () => { timer = setTimeout(() => toast.remove(), SECONDS * 1000); };
  const wait = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", wait);
  toast.addEventListener("focusin", wait);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusout", start);
  start();
}
