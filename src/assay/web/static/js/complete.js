// [data-complete="<address>"]: names that fit the word before the cursor are offered, as in metrics.f1 > 0.8.
// Where the answer tells what a name is, that stands beside it.
import { answerOf, offer } from "assay/offers";

const WORD = /(?:^|\s)([A-Za-z][^\s<>=!'"`]*)$/;
const NEEDS_QUOTES = /^(\w+)\.(.*[^\w.].*)$/;

let told = {};

const part = (tag, text, className = "") => Object.assign(document.createElement(tag), { textContent: text, className });
const begun = (field) => field.value.slice(0, field.selectionStart).match(WORD)?.[1] ?? "";

offer("[data-complete]", {
  id: "complete",
  first: -1,
  async find(field) {
    if (!begun(field)) return undefined;
    const { names = [], ...more } = await answerOf(field.dataset.complete);
    told = more.told ?? {};
    // Typing went on while the names were on their way.
    const word = begun(field);
    return word ? names.filter((name) => name.toLowerCase().includes(word.toLowerCase()) && name !== word) : undefined;
  },
  row: (name) => (told[name] ? [part("span", name, "nowrap"), part("small", told[name])] : [name]),
  take(field, name) {
    const text = name.replace(NEEDS_QUOTES, "$1.`$2`");
    field.setRangeText(`${text} `, field.selectionStart - begun(field).length, field.selectionStart, "end");
  },
});
