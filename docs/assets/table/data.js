// What a table is: its rows, its columns, its filters, and what every unit of a row is found by.

import { Row } from "./rows.js";

// A row has one unit or more, such as the variants of a family, and is found when any one of them passes every filter.
export function readTable(root) {
  const data = JSON.parse(root.querySelector("[data-ph-data]").dataset.phData);
  const facets = data.facets.map((facet, index) => ({ ...facet, values: valuesOf(facet, data.values[index]) }));
  const body = root.querySelector("tbody");
  const table = { root, facets, body, first: body.rows.length, switches: new Map() };
  const rest = root.querySelector("[data-ph-rows]");
  table.rows = [...body.rows].map((element) => new Row(table, "", element));
  for (const markup of rowsIn(rest?.innerHTML ?? "")) table.rows.push(new Row(table, markup));
  rest?.remove();
  table.owners = table.rows.flatMap((_, row) => Array(data.units[row] ?? 1).fill(row));
  table.heads = [...root.querySelectorAll("thead th[data-column]")];
  table.heads.sort((a, b) => a.dataset.column - b.dataset.column);
  return table;
}

const rowsIn = (markup) => markup.slice(markup.indexOf("<tbody")).split(/(?=<tr[ >])/).slice(1);

export function headOf(table, key) {
  return table.heads.find((head) => head.dataset.key === key);
}

export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export const count = (number, table) =>
  `${number.toLocaleString("en")} ${number === 1 ? table.root.dataset.one : table.root.dataset.many}`;

function valuesOf(facet, values) {
  if (facet.words) return values.map((value) => (typeof value === "number" ? [value] : value));
  return values.map((value) => (value === true ? Infinity : (value ?? NaN)));
}
