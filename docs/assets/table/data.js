// What a table is: its rows, its columns, its filters, and what every unit of a row is found by.

// A row has one unit or more, such as the variants of a family, and is found when any one of them passes every filter.
export function readTable(root) {
  const data = JSON.parse(root.querySelector("[data-ph-data]").dataset.phData);
  const facets = data.facets.map((facet, index) => ({ ...facet, values: valuesOf(facet, data.values[index]) }));
  const body = root.querySelector("tbody");
  const rows = [...body.rows].map((element) => ({ element, sort: [] }));
  const owners = rows.flatMap((_, row) => Array(data.units[row] ?? 1).fill(row));
  const table = { root, facets, rows, owners, body };
  table.heads = [...root.querySelectorAll("thead th[data-column]")];
  table.heads.sort((a, b) => a.dataset.column - b.dataset.column);
  return table;
}

export function headOf(table, key) {
  return table.heads.find((head) => head.dataset.key === key);
}

const ROLES = { TH: "rowheader", TD: "cell" };

// The element of a row, with the roles that keep it a row where it is drawn as a block.
export function elementOf({ element }) {
  if (!element.role) for (const part of [element, ...element.cells]) part.setAttribute("role", ROLES[part.tagName] ?? "row");
  return element;
}

export function textOf(row) {
  row.text ??= fold(`${row.element.textContent} ${row.element.dataset.also ?? ""}`);
  return row.text;
}

export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export const count = (number, table) =>
  `${number.toLocaleString("en")} ${number === 1 ? table.root.dataset.one : table.root.dataset.many}`;

function valuesOf(facet, values) {
  if (facet.words) return values.map((value) => (typeof value === "number" ? [value] : value));
  return values.map((value) => (value === true ? Infinity : (value ?? NaN)));
}
