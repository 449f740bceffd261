// Notices are read by seeing what they are about: a link with data-seen says so on the way, and the page of an
// object (data-here) when the bell counts it (data-unread) and somebody is there: at the start, at a click, at a key.
import { csrf } from "assay/post";

const said = new Set(); // topics on their way
const READ = "/notices/read";

function tell(kind, id) {
  return fetch(READ, {
    method: "POST",
    keepalive: true, // it outlives this page
    body: new URLSearchParams({ about_kind: kind, about_id: id }),
    headers: { "HX-Request": "true", "X-CSRFToken": csrf() },
    credentials: "same-origin",
  }).catch(() => {}); // it stays unread, and can be marked again
}

for (const name of ["click", "auxclick"]) {
  document.addEventListener(name, (event) => {
    const link = event.target.closest?.("[data-seen]");
    if (link && event.button < 2) tell(link.dataset.seen, link.dataset.seenId);
  });
}

async function look() {
  const here = document.querySelector("[data-here]")?.dataset.here;
  const unread = document.getElementById("bell")?.dataset.unread.split(" ") ?? [];
  if (!unread.includes(here) || said.has(here) || document.hidden) return;
  said.add(here);
  await tell(...here.split(":"));
  said.delete(here);
  document.body.dispatchEvent(new CustomEvent("notices-changed"));
}

for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, look, { passive: true });
document.addEventListener("visibilitychange", look);
look();
