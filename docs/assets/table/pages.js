// A long table stands on several pages. The rows of the others are fetched from there when a reader filters or sorts.

import { fill, rowsIn } from "./data.js";
import { plain } from "./rows.js";

export const isPart = (table) => table.rows.length < table.total;

export async function fetchPages(table) {
  const { pages, page } = table.root.dataset;
  fill(table, await Promise.all(pages.split(" ").map((each, at) => (at === page - 1 ? table.own : part(table, each)))));
  for (const row of table.rows) row.sort = []; // places among the rows of one page
}

async function part(table, address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  const text = await response.text();
  const start = text.indexOf(`id="${table.root.id}"`);
  const end = text.indexOf("data-ph-data=", start);
  if (start < 0) return { rows: [], data: { units: [], values: table.facets.map(() => []) } }; // it has no rows there
  const [, data] = /"([^"]*)"/.exec(text.slice(end));
  return { rows: rowsIn(table, text.slice(start, end), response.url), data: JSON.parse(plain(data)) };
}
