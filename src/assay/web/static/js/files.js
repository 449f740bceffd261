// [data-paste-files="/address"]: files pasted or dropped into the field are sent there, and what the server keeps is
// written at the cursor in Markdown. [data-drop-files]: a form whose file field takes what is dropped on it.
import { complain, csrf, fire } from "assay/post";

document.addEventListener("paste", (event) => take(event, event.clipboardData));
document.addEventListener("drop", (event) => take(event, event.dataTransfer));
for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    const form = event.target.closest?.("[data-drop-files]");
    if (!form || !hasFiles(event)) return;
    event.preventDefault();
    form.classList.toggle("is-over", name === "dragover");
    if (name === "drop") fill(form, event.dataTransfer.files);
  });
}

const hasFiles = (event) => event.dataTransfer?.types.includes("Files");

function fill(form, files) {
  const field = form.querySelector("input[type=file]");
  field.files = files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function take(event, data) {
  const field = event.target.closest?.("[data-paste-files]");
  // What is copied from a table or a page comes with a picture of itself: its words are meant.
  if (!field || !data?.files.length || data.types.includes("text/plain")) return;
  event.preventDefault();
  send(field, [...data.files]);
}

export async function send(field, files) {
  const body = new FormData();
  for (const file of files) body.append("file", file, named(file));
  const headers = { Accept: "application/json", "HX-Request": "true", "X-CSRFToken": csrf() };
  let response;
  try {
    response = await fetch(field.dataset.pasteFiles, { method: "POST", body, headers, credentials: "same-origin" });
  } catch {
    return complain();
  }
  fire(JSON.parse(response.headers.get("HX-Trigger") ?? "{}"));
  if (!response.ok) return;
  const { files: kept } = await response.json();
  write(field, kept.map(markdown).join("\n"));
}

// Every browser calls a pasted picture image.png; the moment tells them apart.
const named = (file) =>
  file.name === "image.png" ? `pasted-${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}.png` : file.name;

const markdown = ({ name, url, is_picture: isPicture }) =>
  `${isPicture ? "!" : ""}[${name.replace(/[\\[\]]/g, "\\$&")}](${url})`;

function write(field, text) {
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}
