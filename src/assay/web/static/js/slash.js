// A slash at the beginning of a line of textarea[data-slash] offers what can stand there. The attribute lists it: each has
// a name and the text it writes, with a letter for private use where the cursor then stands.
import { offer } from "assay/offers";

const BEGUN = /(?:^|\n)\/([\p{L}\d -]{0,20})$/u;

const CURSOR = "\ue000";

const begun = (area) => area.value.slice(0, area.selectionStart).match(BEGUN)?.[1];

offer("textarea[data-slash]", {
  id: "slash",
  async find(area) {
    const word = begun(area)?.toLowerCase();
    return word === undefined ? undefined : JSON.parse(area.dataset.slash).filter(({ name }) => name.toLowerCase().includes(word));
  },
  row: ({ name, text }) => [name, Object.assign(document.createElement("small"), { textContent: text.replace(CURSOR, "").split("\n")[0] })],
  take(area, { text }) {
    const start = area.selectionStart - begun(area).length - 1;
    const at = text.indexOf(CURSOR);
    area.setRangeText(text.replace(CURSOR, ""), start, area.selectionStart, "end");
    if (at >= 0) area.selectionStart = area.selectionEnd = start + at;
  },
});
