// @ in a text area with data-mentions="<address of the people>" offers names; a choice writes the handle.
import { answerOf, offer } from "assay/offers";

const BEGUN = /(?:^|[^\p{L}\p{N}_.@/+-])@([\p{L}\p{N}.]*)$/u;

const begun = (area) => area.value.slice(0, area.selectionStart).match(BEGUN)?.[1];
const isLike = ({ handle, name }, word) =>
  handle.startsWith(word) || name.toLowerCase().split(/\s+/).some((part) => part.startsWith(word));

offer("textarea[data-mentions]", {
  id: "mention",
  async find(area) {
    if (begun(area) === undefined) return undefined;
    const { people = [] } = await answerOf(area.dataset.mentions);
    // Typing went on while the people were on their way.
    const word = begun(area)?.toLowerCase();
    return word === undefined ? undefined : people.filter((person) => isLike(person, word));
  },
  row: ({ handle, name }) => [name, Object.assign(document.createElement("small"), { textContent: `@${handle}` })],
  take(area, { handle }) {
    area.setRangeText(`${handle} `, area.selectionStart - begun(area).length, area.selectionStart, "end");
  },
});
