// Ranges as readers write and read them: 32k-, -10b, 7b-13b, 2024.

const SCALE = { k: 1e3, m: 1e6, b: 1e9, t: 1e12 };
const BINARY = { k: 1024, m: 1024 ** 2 };

// Whether two limits are a range; they are not when the first is the larger.
export const ordered = ({ from = -Infinity, to = Infinity }) => from <= to;

// A range from an address; undefined for what is none.
export function parseRange(facet, text) {
  const found = /^([\d.]+[kmbt]?)?(-)?([\d.]+[kmbt]?)?$/i.exec(text);
  if (!found || (!found[1] && !found[3])) return undefined;
  const range = {};
  const [from, to] = [limit(facet, found[1], false), limit(facet, found[2] ? found[3] : found[1], true)];
  if (from !== undefined) range.from = from;
  if (to !== undefined) range.to = to;
  return Number.isNaN(from) || Number.isNaN(to) || !ordered(range) ? undefined : range;
}

export function formatRange(facet, { from, to }) {
  const write = (number) => (number === undefined ? "" : short(facet, number) + (facet.steps ? "" : facet.suffix));
  return from === to ? write(from) : `${write(from)}-${write(to)}`;
}

// A limit as it is written in a field, in the filter's own unit unless it bears a letter.
export function limit(facet, text, upper) {
  const found = /^([\d.,]+)\s?([kmbt]?)$/i.exec(text?.trim() ?? "");
  if (!text?.trim()) return undefined;
  if (!found) return NaN;
  const letter = found[2].toLowerCase();
  // What is called 32k may be 32,000 or 32,768: a lower limit takes the first, an upper one the second.
  const scale = !letter ? facet.factor : ((upper && facet.steps && BINARY[letter]) || SCALE[letter]);
  return (Number(found[1].replaceAll(",", "")) * scale) / facet.factor;
}

export function short(facet, number) {
  const step = facet.steps?.find(([, least]) => least === number);
  if (step) return step[0].toLowerCase();
  if (facet.steps)
    for (const [letter, base] of [["m", 1e6], ["k", 1e3], ["m", BINARY.m], ["k", BINARY.k]])
      if (number >= base && number % base === 0) return number / base + letter;
  return String(number);
}

export function rangeWords(facet, { from, to }) {
  const unit = facet.unit && !facet.steps ? ` ${facet.unit}` : "";
  const [least, most] = [from, to].map((number) => short(facet, number).replace("m", "M"));
  const words = from === to ? least : to === undefined ? `at least ${least}` : from === undefined ? `up to ${most}` : `${least} to ${most}`;
  return `${facet.label} ${words}${unit}`;
}
