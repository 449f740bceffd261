// The address says by ?task=KEY which task stands beside the page.
let page = plain();

function plain() {
  const url = new URL(location.href);
  url.searchParams.delete("task");
  return url.href;
}

function withTask(key) {
  const url = new URL(page);
  url.searchParams.set("task", key);
  return url.href;
}

export const asked = () => new URL(location.href).searchParams.get("task") ?? "";
export const write = (key, how = "replaceState") => history[how]({ htmx: true }, "", key ? withTask(key) : page);

// Going back and forward between addresses that differ in nothing but the task loads no page, but calls `sync`.
export function follow(sync) {
  addEventListener("popstate", () => { if (plain() === page) sync(); });
  document.addEventListener("htmx:before:history:restore", (event) => {
    if (plain() === page) event.preventDefault();
  });
}

// The page has another address from now on.
export const take = () => { page = plain(); };
