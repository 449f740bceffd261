// Where on the screen one types: the place of the cursor in a text area, the box of any other field.
const LIKE = ["font", "letterSpacing", "wordSpacing", "tabSize", "textIndent", "padding"];
const MIRROR = { position: "absolute", inset: "0 auto auto 0", visibility: "hidden", boxSizing: "border-box", whiteSpace: "pre-wrap", overflowWrap: "break-word" };

export function cursorOf(field) {
  const box = field.getBoundingClientRect();
  if (!field.matches("textarea")) return box;
  const { left, top, height } = measured(field);
  const line = box.top + field.clientTop + top - field.scrollTop;
  // A line that was scrolled away counts as the nearest one that is seen.
  const within = (y) => Math.min(Math.max(y, box.top), box.bottom);
  return { left: box.left + field.clientLeft + left - field.scrollLeft, top: within(line), bottom: within(line + height) };
}

// A text area does not say where its cursor is; the same text in an element of the same shape does.
function measured(area) {
  const [mirror, mark] = [document.createElement("div"), document.createElement("span")];
  const own = getComputedStyle(area);
  for (const name of LIKE) mirror.style[name] = own[name];
  Object.assign(mirror.style, MIRROR, { width: `${area.clientWidth}px` });
  const [before, after] = [area.value.slice(0, area.selectionStart), area.value.slice(area.selectionStart)];
  // The rest of the word decides whether the word stands on the next line.
  mirror.append(before, mark, after.match(/^\S*/)[0]);
  document.body.append(mirror);
  const place = { left: mark.offsetLeft, top: mark.offsetTop, height: mark.offsetHeight };
  mirror.remove();
  return place;
}
