// The rows of a comparison: what the catalog says, memory against the card that a reader has, and both as text.
//
// A cell is { words, sign, note, cites, base, number, plain }, mere words, or null for what is not known. Words are a
// text, or pieces: texts and [text, address, unverified].

import { against } from "../memory/data.js";
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

// Memory of the sizes of each side against `hardware`; for its context, or for three. `words` are those of the hardware.
export function memoryRows(data, sides, hardware, words) {
  const sizes = sides.map((side) => (side.sizes ?? []).map((name) => data.sizes.find(({ id }) => id === name)).filter(Boolean));
  const isSingle = sizes.every((own) => own.length < 2);
  return (hardware.c ? [hardware.c] : CONTEXTS).map((c) =>
    compared({
      key: `memory_${c}`,
      label: (isSingle ? "Context of " : "Largest that fits at ") + c.replace("m", "M"),
      section: `Memory on ${words[0]}, ${words[1]}`,
      weighs: "less",
      cells: sizes.map((own) => memoryCell(against(data, { ...hardware, c }, own))),
    }),
  );
}

// Of several sizes, the largest that fits; else the one that comes nearest to it.
function memoryCell(found) {
  const rank = ({ outcome, total, size }) => (outcome === "over" ? -total : outcome === "beyond" ? size.context : total);
  const [best] = found.sort((a, b) => OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) || rank(b) - rank(a));
  if (!best) return null;
  const { outcome, size, total, isKnown } = best;
  const { bars, needs, words, why } = best.measure();
  if (outcome === "beyond") return { words };
  const note = why ? `${words}: ${why}` : words;
  if (found.length < 2) return { words: needs, bars, outcome, note, number: isKnown ? total : null };
  return { words: needs, bars, outcome, note: `${outcome === "over" ? "The smallest, " : ""}${size.name}. ${note}` };
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
