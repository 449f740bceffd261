// In textarea[data-quotes="<address>"]: after `{{run ` and the like, what could be quoted is offered.
import { answerOf, offer } from "assay/offers";

const BEGUN = /\{\{ ?([a-z]+) +([^{}|]{0,80})$/;

const begun = (area) => area.value.slice(0, area.selectionStart).match(BEGUN);

offer("textarea[data-quotes]", {
  id: "quoting",
  async find(area) {
    const at = begun(area);
    if (!at) return undefined;
    const { offers = [] } = await answerOf(`${area.dataset.quotes}?${new URLSearchParams({ kind: at[1], q: at[2] })}`);
    return offers.filter(({ argument }) => argument !== at[2]);
  },
  row: ({ argument, title }) => [argument, Object.assign(document.createElement("small"), { textContent: title })],
  take(area, { argument }) {
    const from = area.selectionStart - begun(area)[2].length;
    area.setRangeText(argument, from, area.selectionStart, "end");
  },
});
