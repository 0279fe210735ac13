// The rows of a comparison: what the catalog says, memory against the card that a reader has, and both as text.
//
// A cell is { words, sign, note, cites, base, number, plain }, mere words, or null for what is not known. Words are a
// text, or pieces: texts and [text, address, unverified].

import { evaluate, GIB } from "../memory/core.js";
import { measure } from "../memory/measure.js";
import { FORMATS, markdownTable } from "../table/exports.js";

const CONTEXTS = ["8k", "32k", "128k"];
const OUTCOMES = ["fits", "may", "over", "beyond"];

export const piecesOf = (cell) => [].concat(cell?.words ?? cell ?? []);
const textsOf = (cell) => piecesOf(cell).map((piece) => [].concat(piece)[0]);

export const rowsOf = (data, sides) =>
  data.rows.map(([key, label, section, weighs], index) =>
    compared({ key, label, section, weighs, cells: sides.map((side) => data.cells[side.cells[index]]) }),
  );

// The row with whether it `differs`, and `best`: for each column, whether it has the best figure. A row `weighs` its figures
// by less or more; what stands there aside, such as the day of the last check, is no difference.
function compared(row) {
  const { weighs, cells } = row;
  const said = cells.map((cell) => textsOf(cell).sort() + (cell?.note ?? ""));
  const known = cells.map((cell) => cell?.number).filter(Number.isFinite);
  const best = Math[weighs === "less" ? "min" : "max"](...known);
  const isTold = known.some((number) => number !== best);
  return { ...row, differs: weighs !== "aside" && new Set(said).size > 1, best: cells.map((cell) => isTold && cell?.number === best) };
}

// Memory of the sizes of each side against a card, with weights in a format; for one context, or for three.
export function memoryRows(data, sides, { card, weights, context }) {
  const usable = data.cards.find(({ id }) => id === card.value)?.usable ?? Number.parseInt(card.value, 10) * GIB;
  const format = data.formats.find(({ id }) => id === weights.value);
  const sizes = sides.map((side) => (side.sizes ?? []).map((name) => data.sizes.find(({ id }) => id === name)));
  const isSingle = sizes.every((own) => own.length < 2);
  return (context.value ? [context.value] : CONTEXTS).map((words) => {
    const tokens = Number.parseInt(words, 10) * (words.endsWith("m") ? 2 ** 20 : 2 ** 10);
    const load = { context: tokens, batch: 1, bits: 16, cards: 1 };
    return compared({
      key: `memory_${words}`,
      label: (isSingle ? "Context of " : "Largest that fits at ") + words.replace("m", "M"),
      section: `Memory on ${card.selectedOptions[0].label}, ${format.name}`,
      weighs: "less",
      cells: sizes.map((own) => memoryCell(own, format, load, usable)),
    });
  });
}

// Of several sizes, the largest that fits; else the one that comes nearest to it.
function memoryCell(sizes, format, load, usable) {
  const found = sizes.map((size) => {
    const needs = evaluate(size, format, load);
    const number = needs.total ?? needs.atLeast;
    return { size, number, isKnown: needs.total !== null, ...measure(needs, usable, size) };
  });
  const rank = ({ outcome, number, size }) => (outcome === "over" ? -number : outcome === "beyond" ? size.context : number);
  const [best] = found.sort((a, b) => OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) || rank(b) - rank(a));
  if (!best) return null;
  const { needs, bars, outcome, words, size, isKnown } = best;
  if (outcome === "beyond") return { words };
  if (sizes.length < 2) return { words: needs, bars, outcome, note: words, number: isKnown ? best.number : null };
  return { words: needs, bars, outcome, note: `${outcome === "over" ? "The smallest, " : ""}${size.name}. ${words}` };
}

// Rows as they stand there as CSV and Markdown, an object for each side as JSON.
export function asText(format, rows, sides, root) {
  const urls = sides.map(({ url }) => new URL(root + url, location.href).href);
  const records = rows.map(({ label, cells }) => [label, ...cells.map(plain)]);
  if (format === "markdown") return markdownTable(["", ...sides.map(({ name }, index) => [name, urls[index]])], records);
  if (format === "csv") return FORMATS.csv.write({ labels: ["", ...sides.map(({ name }) => name)], records: [...records, ["Address", ...urls]] });
  const keys = ["id", "name", ...rows.map(({ key }) => key), "url"];
  const objects = sides.map(({ id, name }, index) => [id, name, ...records.map((record) => record[index + 1]), urls[index]]);
  return FORMATS.json.write({ keys, numeric: [], records: objects });
}

// A cell in words with its second line, dates as they are written for machines, nothing for what is not known.
const plain = (cell) => (/unknown$/.test(cell?.sign) ? "" : [cell?.plain ?? textsOf(cell).join(""), cell?.note].filter(Boolean).join("; "));
