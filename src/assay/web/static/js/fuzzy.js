// How well the letters typed fit a title: 0 for not at all; whole words and beginnings of words count most.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export function score(typed, title) {
  const [wanted, text] = [plain(typed).replace(/\s+/g, ""), plain(title)];
  if (!wanted) return 1;
  const at = text.indexOf(plain(typed).trim());
  if (at >= 0) return 1000 - at - text.length / 100 + (at === 0 || /\W/.test(text[at - 1]) ? 500 : 0);
  let [points, place, run] = [0, -1, 0];
  for (const letter of wanted) {
    const next = text.indexOf(letter, place + 1);
    if (next < 0) return 0;
    run = next === place + 1 ? run + 1 : 0;
    points += 1 + run * 3 + (next === 0 || /\W/.test(text[next - 1]) ? 8 : 0);
    place = next;
  }
  // Letters strewn over a long title are no answer.
  return points >= wanted.length * 4 ? points : 0;
}
