// [data-editor="<address of the preview>"]: a text area that is written in or looked at, and tools that write Markdown.
import { send } from "assay/files";
import htmx from "htmx";

const AROUND = { bold: ["**", "**"], italic: ["_", "_"], code: ["`", "`"], link: ["[", "](https://)"] };
const LINES = { list: "- ", checks: "- [ ] " };
const TABLE = "| A | B |\n|---|---|\n|   |   |\n";

const parts = (element) => {
  const editor = element.closest("[data-editor]");
  return { editor, area: editor.querySelector("textarea"), shown: editor.querySelector("[data-shown]") };
};

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-editor] :is([data-mark], [data-write], [data-preview])");
  if (!button) return;
  if ("mark" in button.dataset) mark(button);
  else if ("preview" in button.dataset) look(button);
  else write(button);
});

// Ctrl+B and Ctrl+I as everywhere.
document.addEventListener("keydown", (event) => {
  const name = { b: "bold", i: "italic" }[event.key];
  if (!name || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  if (!event.target.matches?.("[data-editor] textarea")) return;
  event.preventDefault();
  put(event.target, name);
});

// A tool bar is one stop of the Tab key; arrows go along it.
document.addEventListener("keydown", (event) => {
  const bar = event.target.closest?.("[data-editor] [role=toolbar]");
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!bar || !step) return;
  const tools = [...bar.querySelectorAll("button")];
  const next = tools.at((tools.indexOf(event.target) + step) % tools.length);
  for (const tool of tools) tool.tabIndex = tool === next ? 0 : -1;
  event.preventDefault();
  next.focus();
});

function mark(button) {
  const { area } = parts(button);
  write(button);
  if (button.dataset.mark === "file") choose(area);
  else put(area, button.dataset.mark);
}

function put(area, name) {
  const [from, to] = [area.selectionStart, area.selectionEnd];
  const words = area.value.slice(from, to);
  if (AROUND[name]) {
    const [before, after] = AROUND[name];
    insert(area, before + words + after);
    if (!words) area.setSelectionRange(from + before.length, from + before.length);
  } else if (LINES[name]) {
    insert(area, opening(area, from) + words.split("\n").map((line) => LINES[name] + line).join("\n"));
  } else insert(area, opening(area, from) + TABLE);
}

// Lists and tables begin on a line of their own.
const opening = (area, at) => (!at || area.value[at - 1] === "\n" ? "" : "\n");

// As if it were typed: the browser's own undo knows it.
function insert(area, text) {
  area.focus();
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function choose(area) {
  const input = Object.assign(document.createElement("input"), { type: "file", multiple: true });
  input.addEventListener("change", () => send(area, [...input.files]));
  input.click();
}

function write(button) {
  turn(button, false);
  parts(button).area.focus();
}

function look(button) {
  const { editor, area, shown } = parts(button);
  shown.style.minHeight = `${area.offsetHeight}px`;
  htmx.ajax("POST", editor.dataset.editor, { target: shown, swap: "innerMorph", values: { text: area.value } });
}

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.target?.matches?.("[data-shown]")) turn(ctx.target, true);
});

function turn(within, isShown) {
  const { editor, area, shown } = parts(within);
  [area.hidden, shown.hidden] = [isShown, !isShown];
  editor.querySelector("[data-write]").setAttribute("aria-pressed", String(!isShown));
  editor.querySelector("[data-preview]").setAttribute("aria-pressed", String(isShown));
}
