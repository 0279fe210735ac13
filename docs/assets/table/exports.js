// The rows that are found, with the columns that are shown, as CSV, JSON or Markdown.

export const FORMATS = {
  csv: { title: "CSV", write: asCsv, type: "text/csv", suffix: "csv" },
  json: { title: "JSON", write: asJson, type: "application/json", suffix: "json" },
  markdown: { title: "Markdown", write: asMarkdown, type: "text/markdown", suffix: "md" },
};

// `heads` are the heads of the columns that are shown, `rows` the elements of the rows in their order.
export function exported(heads, rows) {
  const keys = [...heads.map((head) => head.dataset.key), "url"];
  const labels = [...heads.map((head) => clean(head.querySelector(".ph-head"))), "Address"];
  const records = rows.map((row) => {
    const values = heads.map((head) => textOf(row.cells[head.dataset.column]));
    return [...values, row.querySelector("a").href];
  });
  const numeric = heads.map((head) => head.matches(".ph-numeric"));
  return { keys, labels, numeric, records };
}

// A cell in words: dates as they are written for machines, links of a list with their addresses, nothing for unknown.
export function textOf(cell) {
  if (cell.matches(".ph-absent, .ph-can--unknown, :has(.ph-pill--unknown)")) return "";
  const date = cell.querySelector("time");
  if (date) return date.dateTime;
  const outside = cell.querySelectorAll("a[rel]");
  if (outside.length) return [...outside].map((link) => link.href).join(" ");
  const copy = cell.cloneNode(true);
  const marks = cell.matches(".ph-can") ? ".ph-sign" : ".ph-hidden, .ph-cite, svg, th .ph-small";
  for (const part of copy.querySelectorAll(marks)) part.remove();
  const name = copy.querySelector(".ph-name");
  if (name) return clean(name);
  const details = [...copy.querySelectorAll(".ph-small, .ph-clamp:not(a, .ph-clamp--choices)")];
  for (const detail of details) detail.remove();
  return [copy, ...details].map(clean).filter(Boolean).join("; ");
}

const clean = (part) => part.textContent.replace(/\xad/g, "").replace(/\s+/g, " ").trim(); // without soft hyphens

function asCsv({ labels, records }) {
  return [labels, ...records].map((cells) => cells.map(csvCell).join() + "\r\n").join("");
}

// A cell that a spreadsheet would take for a formula gets an apostrophe.
function csvCell(text) {
  const formula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.,]+$/.test(text);
  const safe = formula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function asJson({ keys, numeric, records }) {
  const value = (text, index) => (text ? (numeric[index] ? number(text) : text) : null);
  const objects = records.map((cells) => Object.fromEntries(keys.map((key, index) => [key, value(cells[index], index)])));
  return JSON.stringify(objects, null, 2) + "\n";
}

const number = (text) => (/^[\d,]+(\.\d+)?$/.test(text) ? Number(text.replaceAll(",", "")) : text);

function asMarkdown({ labels, records }) {
  const lines = records.map((cells) => [[cells[0], cells.at(-1)], ...cells.slice(1, -1)]);
  return markdownTable(labels.slice(0, -1), lines);
}

// Cells are texts, or a text with the address that it leads to.
export function markdownTable(heads, lines) {
  const cell = (each) => (Array.isArray(each) ? `[${escaped(each[0])}](${each[1]})` : escaped(each));
  const rule = heads.map(() => "---");
  return [heads.map(cell), rule, ...lines.map((line) => line.map(cell))].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

const escaped = (text) => text.replace(/[\\`*_[\]<>|#~]/g, "\\$&");
