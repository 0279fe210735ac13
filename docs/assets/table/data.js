// What a table is: its rows, its columns, its filters, and what every unit of a row is found by.

import { Row } from "./rows.js";

const FIRST = 100; // rows that are shown before a reader asks for all

// A row has one unit or more, such as the variants of a family, and is found when any one of them passes every filter.
export function readTable(root) {
  const data = JSON.parse(root.querySelector("[data-ph-data]").dataset.phData);
  const body = root.querySelector("tbody");
  const rest = root.querySelector("[data-ph-rows]");
  const table = { root, facets: data.facets, body, first: FIRST, switches: new Map() };
  const rows = [...body.rows].map((element) => new Row(table, "", element));
  table.own = { data, rows: [...rows, ...rowsIn(table, rest?.innerHTML ?? "")] };
  rest?.remove();
  fill(table, [table.own]);
  table.total = Number(root.dataset.total ?? table.rows.length);
  table.heads = [...root.querySelectorAll("thead th[data-column]")];
  table.heads.sort((a, b) => a.dataset.column - b.dataset.column);
  return table;
}

// The rows that stand in a text, whose links are those of the page at `base`.
export const rowsIn = (table, markup, base) =>
  markup.split(/(?=<tr[ >])/).filter((each) => each.includes('scope="row"')).map((each) => new Row(table, each, undefined, base));

// Make a table of its parts, which are its pages where it is long.
export function fill(table, parts) {
  table.rows = parts.flatMap(({ rows }) => rows);
  let row = 0;
  table.owners = parts.flatMap(({ rows, data }) => rows.flatMap((_, at) => Array(data.units[at] ?? 1).fill(row++)));
  table.sizes = parts.flatMap(({ data }) => data.sizes ?? []);
  table.facets.forEach((facet, at) => (facet.values = parts.flatMap(({ data }) => valuesOf(facet, data.values[at]))));
}

export function headOf(table, key) {
  return table.heads.find((head) => head.dataset.key === key);
}

export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export const digits = new Intl.NumberFormat("en").format; // making it takes longer than writing hundreds

export const count = (number, table) =>
  `${digits(number)} ${number === 1 ? table.root.dataset.one : table.root.dataset.many}`;

function valuesOf(facet, values) {
  if (facet.words) return values.map((value) => (typeof value === "number" ? [value] : value));
  return values.map((value) => (value === true ? Infinity : (value ?? NaN)));
}
