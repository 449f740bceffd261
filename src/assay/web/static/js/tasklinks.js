// Links to the pages of tasks, on cards and rows.
export const keyOf = (link) => decodeURIComponent(link.pathname.match(/^.*\/tasks\/([^/]+)$/)?.[1] ?? "");
export const linkIn = (card) => [...card.querySelectorAll("a[href]")].find(keyOf);
export const linkTo = (key) => [...document.querySelectorAll("[data-beside] a[href]")].find((link) => keyOf(link) === key);

// The link inside [data-beside] that was pressed.
export function linkAt(element) {
  const link = element.closest?.("[data-beside] a[href]");
  return link && keyOf(link) ? link : undefined;
}

// The card whose task is open; none without a key.
export function mark(key) {
  document.querySelectorAll("[data-walk][aria-current]").forEach((card) => card.removeAttribute("aria-current"));
  if (key) linkTo(key)?.closest("[data-walk]")?.setAttribute("aria-current", "true");
}
