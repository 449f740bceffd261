// input[data-filter="<address>"]: keys are offered, then the values of each, as in phase:modeling assignee:me.
import { answerOf, offer } from "assay/offers";

const KEY = /^(-?)([a-z]*)$/i, VALUE = /^-?([a-z]+):((?:(?:"(?:[^"]|"")*"|[^",]*),)*)("?[^",]*)$/i;
const PLAIN = (text) => text.toLowerCase().replace(/[\s_-]+/g, "-").replace(/^"|"$/g, "");

// What is being written before the cursor: a key, or a value of one.
function begun(field) {
  const before = field.value.slice(0, field.selectionStart);
  const token = before.match(/(?:[^\s"]|"(?:[^"]|"")*(?:"|$))*$/)[0];
  const value = token.match(VALUE), key = value ? null : token.match(KEY);
  if (value) return { key: value[1].toLowerCase(), word: value[3] };
  return key && { minus: key[1], word: key[2] };
}

async function find(field) {
  if (!begun(field)) return undefined;
  const { keys = [] } = await answerOf(field.dataset.filter);
  const now = begun(field); // typing went on while the answer was on its way
  if (!now) return undefined;
  const word = PLAIN(now.word);
  if (!now.key) return keys.filter(({ key }) => key.startsWith(word) && (word || !now.minus)).map((one) => ({ ...one, is: "key" }));
  const known = keys.find(({ key }) => key === now.key);
  const values = known?.is_part && word ? await fitting(field, now) : known?.values;
  const fits = values?.filter(([text, about]) => PLAIN(`${text} ${about}`).includes(word));
  const isSure = /^\p{L}/u.test(word) && fits?.length === 1; // a number is meant as it stands
  return fits?.filter(([text]) => PLAIN(text) !== word).map(([text, about, count]) => ({ text, about, count, isSure }));
}

async function fitting(field, { key, word }) {
  const { keys = [] } = await answerOf(`${field.dataset.filter}?${new URLSearchParams({ key, words: PLAIN(word) })}`);
  return keys[0]?.values;
}

const small = (text, className = "") => Object.assign(document.createElement("small"), { textContent: text, className });

offer("input[data-filter]", {
  id: "filter-offers",
  first: -1,
  most: 20,
  find,
  row: (one) => (one.is === "key" ? [`${one.key}:`, small(one.about)] : [one.text, small([one.about, one.count ?? ""].filter((part) => part !== "").join(" · "))]),
  take(field, one) {
    const { word } = begun(field);
    field.setRangeText(one.is === "key" ? `${one.key}:` : `${one.text} `, field.selectionStart - word.length, field.selectionStart, "end");
  },
});

// The names are there before the first letter is.
document.addEventListener("focusin", ({ target }) => target.matches?.("input[data-filter]") && answerOf(target.dataset.filter));
