// The numbers that memory is worked out from: one file of the site, fetched once a page.

import { evaluate, GIB, outcome } from "./core.js";
import { measure } from "./measure.js";

const asked = new Map();

// `address` ends with the stamp of the numbers that the page was drawn with. Others are refused: the page counts on their
// order. A failure is not kept, so that a reader can try again.
export function memoryData(address) {
  if (!asked.has(address)) asked.set(address, load(address));
  asked.get(address).catch(() => asked.delete(address));
  return asked.get(address);
}

// What stands in addresses: 32k, 1m, all; nothing for 8,192 tokens, or all that a size has where that is less.
export function tokens(words) {
  if (words === "all") return Infinity;
  return words ? Number.parseInt(words, 10) * (words.endsWith("m") ? 2 ** 20 : 2 ** 10) : 0;
}

// What one request takes against the line: of each size what it needs, and how that is drawn. `mem` is a card or gigabytes;
// another one changes no needs, so sizes keep them.
export function against(data, { mem, w, c }, sizes = data.sizes) {
  const card = data.cards.find(({ id }) => id === mem);
  const capacity = card ? card.usable : Math.floor(mem * GIB);
  const format = data.formats.find(({ id }) => id === w);
  const load = { context: tokens(c), batch: 1, bits: 16, cards: 1 };
  const asked = `${w} ${c}`;
  return sizes.map((size) => {
    if (size.load !== asked) Object.assign(size, { load: asked, need: evaluate(size, format, load) });
    const { need } = size;
    return {
      size,
      outcome: outcome(need, capacity),
      total: need.total ?? need.atLeast,
      isKnown: need.total !== null,
      measure: () => measure(need, capacity, size),
    };
  });
}

async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const data = await response.json();
  if (!address.endsWith(`?${data.stamp}`)) throw new Error(`${address} is of another day`);
  return data;
}
