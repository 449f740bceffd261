// What every htmx request needs: the CSRF token, and a word when the server cannot be reached.
import { complain, csrf } from "assay/post";

document.addEventListener("htmx:config:request", (event) => {
  const { request } = event.detail.ctx;
  if (request.method !== "GET") request.headers["X-CSRFToken"] = csrf();
});

// A proxy's own fault page says nothing to people; ours brings its message along.
document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  const isLive = ctx.sourceEvent?.type === "live";
  if (isLive || ctx.response.status < 500 || ctx.response.headers.has("HX-Trigger")) return;
  complain();
});

document.addEventListener("htmx:error", (event) => {
  const isLive = event.detail.ctx?.sourceEvent?.type === "live";
  if (!event.detail.ctx || isLive) return;
  complain();
});
