// The order of rows: by one column or several, names deciding ties, what is not known last.

import { headOf } from "./data.js";

const words = new Intl.Collator("en", { numeric: true });

export function sortRows(table, rows, sort) {
  const keys = sort.map(({ key, down }) => {
    const { column, numbers } = headOf(table, key).dataset;
    return { column: Number(column), numbers: numbers !== undefined, sign: down ? -1 : 1 };
  });
  return rows.sort((a, b) => {
    for (const { column, numbers, sign } of keys) {
      const [x, y] = [valueOf(a, column, numbers), valueOf(b, column, numbers)];
      const order =
        x === undefined || y === undefined
          ? (x === undefined) - (y === undefined)
          : sign * (numbers ? x - y : words.compare(x, y));
      if (order) return order;
    }
    return words.compare(valueOf(a, 0, false), valueOf(b, 0, false));
  });
}

// The direction that a reader wants first of a column.
export const downFirst = (head) => "descending" in head.dataset;

function valueOf(row, column, numbers) {
  if (!(column in row.sort)) {
    const value = row.element.cells[column].dataset.sort;
    row.sort[column] = value === undefined ? undefined : numbers ? Number(value) : value;
  }
  return row.sort[column];
}
