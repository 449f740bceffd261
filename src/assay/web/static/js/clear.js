// form[data-clears]: what was typed or chosen goes once the server has taken it. A morph would keep it.
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement?.closest?.("form[data-clears]");
  if (form && ctx.response?.status < 400) document.getElementById(form.id)?.reset();
});
