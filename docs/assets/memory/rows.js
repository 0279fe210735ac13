// The rows of "Will it run?": groups of sizes against one card, or of cards against one size.

import { DEFAULT_CONTEXT, divide, evaluate, number, outcome, speedLimit } from "./core.js";
import { drawBars, drawPill, gib, isNear, measure, UNSURE } from "./measure.js";

const MOST_CARDS = 16;
const SHORTER = "smaller weights or a shorter context may bring";
const TITLES = {
  partly: "Partly in system memory",
  near: "Just over the line",
  fits: "Fits",
  may: "May fit",
  over: "Far over the line",
  beyond: "Beyond their context",
};
const LEAST_FIRST = new Set(["partly", "near", "over"]);

// `card` is { usable, bandwidth, unified }, `system` { bytes, bandwidth } of the memory for layers that do not fit.
// Groups have `rows` and `shown`, how many of them to draw at first.
export function groupsOfSizes(data, sizes, card, format, load, system) {
  const rows = sizes.map((size) => {
    const needs = evaluate(size, format, load);
    return { id: size.id, rank: needs.total ?? needs.atLeast, size, ...against(size, needs, card, load, system) };
  });
  const content = (row) => ({
    ...sizeContent(data, row.size, row.needs, format, load),
    ...drawn(row),
    speed: speedOf(row, load, card, system),
  });
  const asides = { near: `${SHORTER} them in`, fits: "largest first", may: "not all of it is known" };
  return grouped(rows, content, asides, { partly: 10, near: 10, fits: 15, may: 10 });
}

export function groupsOfCards(data, size, format, load, system) {
  const needs = evaluate(size, format, load);
  const rows = data.cards.map((card) => {
    const found = against(size, needs, card, load, system);
    return { id: card.id, rank: -found.capacity, size, card, ...found };
  });
  const content = (row) => ({
    ...cardContent(row.card),
    ...drawn(row),
    speed: [
      speedOf(row, load, row.card, system),
      (row.outcome === "over" || row.division) && moreCards(size, format, load, row.card),
    ].filter(Boolean).join("; "),
  });
  const asides = { near: `${SHORTER} it in`, fits: "the least memory first", may: "not all of it is known" };
  const notes = notesOf(data, size, needs, format, load);
  if (!readsWhole(size, needs, load)) notes.unshift(`${number(needs.tokens)} tokens in each request`);
  return { needs, notes, ...grouped(rows, content, asides, { partly: 10, near: 10, fits: 30, may: 30 }) };
}

// Whether the cards hold a size, alone or with the memory of the system: `partly`, where its layers can be divided;
// may, where nobody knows how.
function against(size, needs, card, load, system) {
  const capacity = card.usable * load.cards;
  const found = { needs, capacity, load, outcome: outcome(needs, capacity) };
  if (found.outcome !== "over" || !system.bytes || card.unified) return found;
  const division = divide(size, needs, load, capacity, system.bytes);
  if (!division) return found;
  return { ...found, division, outcome: division.layers === null || needs.unsure ? "may" : "partly" };
}

// What stands in a row; of layers in two memories, how many.
function drawn({ size, needs, capacity, load, outcome: found, division }) {
  const measured = measure(needs, capacity, size);
  if (!division) return measured;
  const layers = `${number(division.layers)} of ${number(size.layers)} layers on the ${load.cards > 1 ? "cards" : "card"}`;
  return { ...measured, outcome: found, words: found === "partly" ? layers : "May fit with system memory" };
}

function speedOf({ size, needs, outcome: found, division }, load, card, system) {
  if (found === "may" && division?.layers === null && needs.cache !== null) return "its layers are not known";
  if (found !== "fits" && found !== "partly") return "";
  const limit = speedWords(speedLimit(size, needs, load, card.bandwidth, division, system.bandwidth));
  return [division && `${gib(division.inSystem)} in system memory`, limit].filter(Boolean).join("; ");
}

function grouped(rows, content, asides, shown) {
  const groups = Object.fromEntries(Object.keys(TITLES).map((name) => [name, []]));
  for (const row of rows) groups[row.outcome === "over" && isNear(row.needs, row.capacity) ? "near" : row.outcome].push(row);
  asides = { partly: "the least of it there first", beyond: "they read fewer tokens than you ask for", ...asides };
  const list = Object.entries(groups).map(([name, group]) => {
    const sign = LEAST_FIRST.has(name) ? 1 : -1;
    group.sort((a, b) => sign * (a.rank - b.rank) || (a.id < b.id ? -1 : 1));
    return { title: TITLES[name], aside: asides[name] ?? "", shown: shown[name] ?? 0, rows: group, content };
  });
  const counts = Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, group.length]));
  return { counts: { ...counts, over: counts.near + counts.over }, groups: list };
}

// A row from the page's own template.
export function drawRow(template, content, root) {
  const row = template.content.querySelector("tr").cloneNode(true);
  const [head, second, third, bar, needs, words] = row.cells;
  const link = head.querySelector("a");
  if (content.url) {
    link.href = root + content.url;
    link.textContent = content.name;
  } else link.replaceWith(content.name);
  head.querySelector(".ph-quiet").textContent = content.quiet;
  fill(head.querySelector(".ph-small"), content.notes);
  const pill = second.querySelector(".ph-pill");
  if (content.use) drawPill(pill, content.use);
  else pill.replaceWith(content.second);
  third.textContent = content.third;
  drawBars(bar.querySelector("svg"), content.bars);
  needs.textContent = content.needs;
  words.dataset.outcome = content.outcome;
  words.firstElementChild.textContent = content.words;
  fill(words.querySelector(".ph-small"), content.speed);
  return row;
}

function fill(element, text) {
  if (text) element.textContent = text;
  else element.remove();
}

function sizeContent(data, size, needs, format, load) {
  const family = data.families[size.family];
  return {
    name: size.name,
    url: family && `models/${family[0]}/#memory`,
    quiet: [size.year, size.also?.length && `and ${size.also.length} more`].filter(Boolean).join(", "),
    notes: notesOf(data, size, needs, format, load).join("; "),
    use: size.use,
    third: size.words,
  };
}

function cardContent(card) {
  return {
    name: card.name,
    url: `accelerators/${card.id}/`,
    quiet: card.vendor + (card.announced ? ", announced" : ""),
    notes: card.unified ? "unified memory: three quarters of it count" : "",
    second: card.bandwidth ? `${number(card.bandwidth)} GB/s` : "not known",
    third: `${number(card.gb)} GB`,
  };
}

// The same words as Size.notes in src/powerhouse_site/pages/sizes.py.
function notesOf(data, size, needs, format, load) {
  const notes = size.parts === null ? [`KV cache ${size.reason}`] : [];
  if (needs.unsure) notes.push(UNSURE);
  if (size.output === null && format.body !== null) notes.push("weights by the plain average");
  if (size.only && size.only !== format.id) {
    notes.push(`published in ${data.formats.find(({ id }) => id === size.only).name} only`);
  }
  if (readsWhole(size, needs, load)) {
    notes.push(`${number(needs.tokens)} tokens, its whole context`);
  }
  return [...notes, ...size.notes];
}

// Whether the tokens are worth a word as all that the size reads.
function readsWhole(size, needs, load) {
  return needs.tokens === size.context && (needs.tokens < DEFAULT_CONTEXT || load.context === Infinity);
}

function moreCards(size, format, load, card) {
  for (let cards = load.cards + 1; cards <= MOST_CARDS; cards++) {
    const { total } = evaluate(size, format, { ...load, cards });
    if (total !== null && total <= cards * card.usable) return `${cards} of them hold it`;
  }
  return "";
}

const speedWords = (limit) =>
  limit === null ? "" : `at most ${limit >= 9.95 ? number(Math.round(limit)) : limit.toFixed(1)} tokens/s`;
