// The rows of the palette, with a head before each group.
export function drawn(rows, texts) {
  const made = [];
  for (const [number, row] of rows.entries()) {
    if (row.group && row.group !== rows[number - 1]?.group) made.push(head(row.group, texts));
    made.push(option(row, number, texts.icons));
  }
  return made;
}

const put = (tag, values, ...inside) => {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...inside);
  return element;
};
const marked = (pieces) => pieces.map(([text, isMarked]) => (isMarked ? put("mark", {}, text) : text));
const head = (group, texts) => put("p", { className: "palette__head", role: "presentation" }, texts[`text${group[0].toUpperCase()}${group.slice(1)}`]);

function option(row, number, icons) {
  const title = put("span", { className: "palette__title" }, ...marked(row.pieces ?? [[row.title, false]]));
  if (row.words?.length) title.append(put("small", {}, ...marked(row.words)));
  const made = put("div", { className: "palette__row", id: `palette-${number}`, role: "option" }, icon(row, icons), title);
  if (row.hint) made.append(put("small", { className: "palette__hint" }, row.hint));
  for (const key of row.keys?.split(/[ +]/) ?? []) made.append(put("kbd", { className: "kbd" }, key.length === 1 ? key.toUpperCase() : key));
  return made;
}

function icon(row, icons) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", row.use ?? `${icons}#${row.icon}`);
  svg.append(use);
  return svg;
}
