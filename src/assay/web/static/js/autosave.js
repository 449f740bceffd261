// <form data-autosave="/address">: what is written is sent there when the writer pauses; [data-said] shows the answer.
import { csrf } from "assay/post";

const PAUSE = 1500;
const waiting = new WeakMap();

document.addEventListener("input", ({ target }) => {
  const form = target.closest?.("form[data-autosave]");
  if (!form || target.name === "note") return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => keep(form), PAUSE));
});

document.addEventListener("submit", ({ target }) => {
  clearTimeout(waiting.get(target));
  waiting.delete(target);
});

// Whoever leaves between two words keeps them: the browser sends this one after the page is gone.
addEventListener("pagehide", () => {
  const form = document.querySelector("form[data-autosave]");
  if (form && waiting.has(form)) keep(form, { keepalive: true });
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-autosave]");
  if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit();
});

async function keep(form, options = {}) {
  waiting.delete(form);
  const headers = { Accept: "application/json", "HX-Request": "true", "X-CSRFToken": csrf() };
  const body = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers, credentials: "same-origin", ...options });
    if (!answer.ok) throw new Error(String(answer.status));
    say(form, (await answer.json()).text);
  } catch {
    say(form, document.body.dataset.textOffline);
    waiting.set(form, setTimeout(() => keep(form), PAUSE * 4));
  }
}

function say(form, text) {
  form.querySelector("[data-said]").textContent = text;
}
