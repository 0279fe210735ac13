// The order of rows: by one column or several, names deciding ties, what is not known last.

import { headOf } from "./data.js";

const words = new Intl.Collator("en", { numeric: true });

export function sortRows(table, rows, sort) {
  const keys = sort.map(({ key, down }) => ({ ...headOf(table, key).dataset, sign: down ? -1 : 1 }));
  keys.push({ column: 0, sign: 1 });
  for (const { column, numbers } of keys) rank(table.rows, column, numbers !== undefined);
  return rows.sort((a, b) => {
    for (const { column, sign } of keys) {
      const x = a.sort[column];
      const y = b.sort[column];
      if (x !== y) return x === undefined ? 1 : y === undefined ? -1 : sign * (x - y);
    }
    return 0;
  });
}

// The direction that a reader wants first of a column.
export const downFirst = (head) => "descending" in head.dataset;

// Give each row a number to sort a column by. Comparing words takes long, so they are put in order once.
function rank(rows, column, isNumeric) {
  const fresh = rows.filter((row) => !(column in row.sort));
  const values = fresh.map((row) => row.valueOf(column));
  const places = isNumeric ? undefined : new Map([...new Set(values)].sort(words.compare).map((value, place) => [value, place]));
  fresh.forEach((row, index) => {
    const value = values[index];
    row.sort[column] = value === undefined ? undefined : isNumeric ? Number(value) : places.get(value);
  });
}
