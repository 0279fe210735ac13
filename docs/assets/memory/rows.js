// The rows of "Will it run?": groups of sizes against one card, or of cards against one size.

import { DEFAULT_CONTEXT, evaluate, speedLimit } from "./core.js";
import { drawBars, drawPill, isNear, measure, UNSURE } from "./measure.js";

const MOST_CARDS = 16;

// `card` is { usable, bandwidth }. Groups have `rows` and `shown`, how many of them to draw at first.
export function groupsOfSizes(data, sizes, card, format, load) {
  const capacity = card.usable * load.cards;
  const rows = sizes.map((size) => {
    const needs = evaluate(size, format, load);
    return { size, needs, rank: needs.total ?? needs.atLeast, found: measure(needs, capacity, size) };
  });
  const of = (outcome) => rows.filter(({ found }) => found.outcome === outcome);
  const largest = (a, b) => b.rank - a.rank || (a.size.id < b.size.id ? -1 : 1);
  const smallest = (a, b) => a.rank - b.rank || (a.size.id < b.size.id ? -1 : 1);
  const near = (row) => isNear(row.needs, capacity);
  const over = of("over");
  const content = (row) => ({
    ...sizeContent(data, row.size, row.needs, format),
    ...row.found,
    speed: row.found.outcome === "fits" ? speedWords(speedLimit(row.size, row.needs, load, card.bandwidth)) : "",
  });
  const groups = [
    ["Just over the line", "smaller weights or a shorter context may bring them in", over.filter(near).sort(smallest), 10],
    ["Fits", "largest first", of("fits").sort(largest), 15],
    ["May fit", "not all of it is known", of("may").sort(largest), 10],
    ["Far over the line", "", over.filter((row) => !near(row)).sort(smallest), 0],
    ["Beyond their context", "they read fewer tokens than you ask for", of("beyond").sort(largest), 0],
  ];
  return {
    counts: { fits: of("fits").length, over: over.length, may: of("may").length, beyond: of("beyond").length },
    groups: groups.map(([title, aside, list, shown]) => ({ title, aside, shown, rows: list, content })),
  };
}

export function groupsOfCards(data, size, format, load) {
  const needs = evaluate(size, format, load);
  const rows = data.cards.map((card) => {
    const capacity = card.usable * load.cards;
    return { card, capacity, found: measure(needs, capacity, size) };
  });
  const of = (outcome) => rows.filter(({ found }) => found.outcome === outcome);
  const least = (a, b) => a.capacity - b.capacity || (a.card.id < b.card.id ? -1 : 1);
  const most = (a, b) => -least(a, b);
  const over = of("over");
  const near = (row) => isNear(needs, row.capacity);
  const content = ({ card, found }) => ({
    ...cardContent(card),
    ...found,
    speed:
      found.outcome === "over"
        ? moreCards(size, format, load, card)
        : speedWords(speedLimit(size, needs, load, card.bandwidth)),
  });
  const groups = [
    ["Just over the line", "smaller weights or a shorter context may bring it in", over.filter(near).sort(most), 10],
    ["Fits", "the least memory first", of("fits").sort(least), 30],
    ["May fit", `not all of it is known: ${of("may")[0]?.found.why}`, of("may").sort(least), 30],
    ["Far over the line", "", over.filter((row) => !near(row)).sort(most), 0],
  ];
  return {
    needs,
    counts: { fits: of("fits").length, over: over.length, may: of("may").length, beyond: of("beyond").length },
    groups: groups.map(([title, aside, list, shown]) => ({ title, aside, shown, rows: list, content })),
  };
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

function sizeContent(data, size, needs, format) {
  const family = data.families[size.family];
  return {
    name: size.name,
    url: family && `models/${family[0]}/#memory`,
    quiet: [size.year, size.also?.length && `and ${size.also.length} more`].filter(Boolean).join(", "),
    notes: notesOf(data, size, needs, format).join("; "),
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
    second: card.bandwidth ? `${card.bandwidth.toLocaleString("en")} GB/s` : "not known",
    third: `${card.gb.toLocaleString("en")} GB`,
  };
}

// The same words as Size.notes in src/powerhouse_site/pages/sizes.py.
export function notesOf(data, size, needs, format) {
  const notes = size.parts === null ? [`KV cache ${size.reason}`] : [];
  if (needs.unsure) notes.push(UNSURE);
  if (size.output === null && format.body !== null) notes.push("weights by the plain average");
  if (size.only && size.only !== format.id) {
    notes.push(`published in ${data.formats.find(({ id }) => id === size.only).name} only`);
  }
  if (needs.tokens === size.context && needs.tokens < DEFAULT_CONTEXT) {
    notes.push(`${needs.tokens.toLocaleString("en")} tokens, its whole context`);
  }
  return [...notes, ...size.notes];
}

function moreCards(size, format, load, card) {
  for (let cards = load.cards + 1; cards <= MOST_CARDS; cards++) {
    const { total } = evaluate(size, format, { ...load, cards });
    if (total !== null && total <= cards * card.usable) return `${cards} of them hold it`;
  }
  return "";
}

const speedWords = (limit) =>
  limit === null ? "" : `at most ${limit >= 9.95 ? Math.round(limit).toLocaleString("en") : limit.toFixed(1)} tokens/s`;
