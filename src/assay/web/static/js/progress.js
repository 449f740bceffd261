// A thin bar at the top for answers that take longer than 300 ms. Live refreshes stay silent.
const PATIENCE_MS = 300;
const waiting = new Set();
let timer;

const isSilent = (ctx) => ctx.sourceEvent?.type === "live";

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  if (isSilent(ctx)) return;
  waiting.add(ctx);
  timer ??= setTimeout(draw, PATIENCE_MS);
});

document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  waiting.delete(ctx);
  if (waiting.size) return;
  clearTimeout(timer);
  timer = undefined;
  document.querySelector(".progress")?.remove();
});

function draw() {
  if (!waiting.size || document.querySelector(".progress")) return;
  const bar = document.createElement("div");
  bar.className = "progress";
  document.body.append(bar);
}
