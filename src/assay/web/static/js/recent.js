// What this person opened and searched for lately, kept in the browser only, and for one person only.
const MOST = 8, KEY = "assay-recent", WORTH = /^\/(tasks\/[^/]+\/?|runs\/[0-9a-f]{32}|models\/[^/]+|projects\/[^/]+\/?)$/;

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return found.person === current() ? found : { person: current(), pages: [], texts: [] };
  } catch {
    return { person: current(), pages: [], texts: [] };
  }
}

const current = () => document.getElementById("palette")?.dataset.person;

function keep(found) {
  try {
    localStorage.setItem(KEY, JSON.stringify(found));
  } catch { /* a browser that keeps nothing still searches */ }
}

const first = (list, one, same) => [one, ...list.filter((other) => !same(other))].slice(0, MOST);

// The page that is open now.
export function remember() {
  if (!WORTH.test(location.pathname) || !document.querySelector("main h1")) return;
  const page = { title: document.title.replace(/ · Assay$/, ""), url: location.pathname };
  const found = kept();
  keep({ ...found, pages: first(found.pages, page, (other) => other.url === page.url) });
}

export function searched(text) {
  const found = kept();
  if (text) keep({ ...found, texts: first(found.texts, text, (other) => other === text) });
}

export const recent = () => kept().pages.filter(({ url }) => url !== location.pathname).slice(0, 5);

// On the search page: what was searched for before.
document.addEventListener("submit", ({ target }) => target.matches("[data-search-form]") && searched(target.q.value.trim()));
const place = document.querySelector("[data-recent-searches]");
if (place && kept().texts.length) {
  const items = kept().texts.map((text) => {
    const link = Object.assign(document.createElement("a"), { textContent: text, href: `?${new URLSearchParams({ q: text })}` });
    const item = document.createElement("li");
    item.append(link);
    return item;
  });
  const list = Object.assign(document.createElement("ul"), { className: "search__recent" });
  list.append(...items);
  place.append(Object.assign(document.createElement("h2"), { className: "h3", textContent: place.dataset.title }), list);
}
