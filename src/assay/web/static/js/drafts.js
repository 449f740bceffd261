// [data-draft="task:12:comment"]: what is typed there and not yet saved is kept in this browser, for this person only,
// and put back when the field is shown again: after a reload, a fault, an expired session. Saving and signing out forget it.
import { filled } from "assay/announce";

const KEY = "assay-drafts", SENT = "assay-drafts-sent", MOST = 40;
const person = () => document.getElementById("palette")?.dataset.person;

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return found.person === person() ? found.drafts : {};
  } catch {
    return {};
  }
}

function keep(drafts) {
  const newest = Object.entries(drafts).sort(([, a], [, b]) => b.at - a.at).slice(0, MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify({ person: person(), drafts: Object.fromEntries(newest) }));
  } catch { /* a browser that keeps nothing is still written in */ }
}

function forget(names) {
  const drafts = kept();
  for (const name of names) delete drafts[name];
  keep(drafts);
}

const fields = (root) => [...root.querySelectorAll("[data-draft]")];
const names = (form) => fields(form).map((field) => field.dataset.draft);

document.addEventListener("input", ({ target }) => {
  if (!target.dataset?.draft || !person()) return;
  note(target)?.remove();
  if (target.value === target.defaultValue) forget([target.dataset.draft]);
  else keep({ ...kept(), [target.dataset.draft]: { text: target.value, at: Date.now() } });
});

// Once for each field that is new on the page.
function restore() {
  for (const field of fields(document)) {
    if (field.dataset.draftSeen) continue;
    field.dataset.draftSeen = "yes";
    const draft = kept()[field.dataset.draft];
    // What the server sends back after an error is the newer text.
    if (!draft || draft.text === field.value || field.form?.querySelector("[aria-invalid], [role=alert]")) continue;
    field.value = draft.text;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    say(field, draft.at);
  }
}

const note = (field) => field.parentElement.querySelector("[data-draft-note]");

function say(field, at) {
  const time = new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const line = Object.assign(document.createElement("p"), { className: "field__hint row" });
  line.dataset.draftNote = "";
  line.setAttribute("role", "status");
  const button = Object.assign(document.createElement("button"), {
    type: "button", className: "btn btn--quiet btn--sm", textContent: document.body.dataset.textDiscard,
  });
  button.addEventListener("click", () => {
    field.value = field.defaultValue;
    forget([field.dataset.draft]);
    line.remove();
    field.focus();
  });
  line.append(filled(document.body.dataset.textDraft, { time }), " ", button);
  field.after(line);
}

// htmx knows at once whether the server has taken it.
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement;
  if (form?.matches?.("form") && ctx.request.method !== "GET" && ctx.response?.status < 400) forget(names(form));
});

// A plain form is known to have saved only by the page that comes next: one of this person, without an error.
document.addEventListener("submit", ({ target, submitter, defaultPrevented }) => {
  if (target.matches("[action*=logout]")) localStorage.removeItem(KEY);
  const isPlain = !defaultPrevented && !target.hasAttribute("hx-post") && submitter?.name !== "preview";
  if (isPlain && names(target).length) sessionStorage.setItem(SENT, JSON.stringify(names(target)));
});

function settle() {
  const sent = JSON.parse(sessionStorage.getItem(SENT) ?? "[]");
  sessionStorage.removeItem(SENT);
  const [page] = performance.getEntriesByType("navigation");
  const isTaken = sent.length && person() && (page?.responseStatus ?? 200) < 400;
  if (isTaken) forget(sent);
}

settle();
restore();
document.addEventListener("htmx:after:swap", restore);
