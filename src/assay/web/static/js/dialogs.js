// data-dialog-open="#id" opens, data-dialog-close closes, and what htmx puts into #dialog opens by itself.
import htmx from "htmx";

const remote = document.querySelector("[data-dialog-remote]");

document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-dialog-open]");
  if (opener) open(document.querySelector(opener.dataset.dialogOpen));
  if (event.target.closest?.("[data-dialog-close]")) event.target.closest("dialog")?.close();
  // A click on the dialog itself, not on its content, is a click on the backdrop.
  if (event.target instanceof HTMLDialogElement && outside(event)) event.target.close();
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.target !== remote && ctx.target !== "#dialog") return;
  if (remote.childElementCount) open(remote);
  else if (remote.open) remote.close();
});

// The server asks back with the event "ask" {url}: what that address answers becomes the dialog.
document.addEventListener("ask", ({ detail }) => htmx.ajax("GET", detail.url, { target: "#dialog", swap: "innerHTML" }));

// The server closes the dialog with the event "close-dialog" when the form was accepted.
document.addEventListener("close-dialog", () => remote?.open && remote.close());
remote?.addEventListener("close", () => remote.replaceChildren());

export function open(dialog) {
  if (!dialog) return;
  if (dialog.open) return focusInto(dialog);
  document.querySelectorAll(":popover-open:not(#toasts)").forEach((menu) => menu.hidePopover());
  const title = dialog.querySelector("h2[id]");
  if (title) dialog.setAttribute("aria-labelledby", title.id);
  dialog.showModal();
  focusInto(dialog);
}

// The field to correct, else the first field, else what the browser chose.
function focusInto(dialog) {
  const field = dialog.querySelector("[aria-invalid], [autofocus]")
    ?? dialog.querySelector("input:not([type=hidden]), textarea, select");
  field?.focus();
}

function outside({ target, clientX: x, clientY: y }) {
  const box = target.getBoundingClientRect();
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}
