// Which rows pass all filters, and what each further choice would leave.

import { fold } from "./data.js";

// `chosen` maps the key of a filter to a set of words, or to a range {from, to}.
export function evaluate(table, chosen, find) {
  const { owners, rows } = table;
  const failed = new Uint8Array(owners.length);
  const fails = new Map();
  for (const facet of table.facets) {
    const wanted = chosen.get(facet.key);
    if (!wanted) continue;
    const misses = facet.words ? missesOf(facet, wanted) : outside(facet, wanted);
    fails.set(facet.key, misses);
    for (let unit = 0; unit < failed.length; unit++) failed[unit] += misses[unit];
  }
  const words = fold(find).split(/\s+/).filter(Boolean);
  if (words.length) {
    const missed = rows.map((row) => (words.every((word) => textOf(row).includes(word)) ? 0 : 1));
    const misses = Uint8Array.from(owners, (row) => missed[row]);
    fails.set("find", misses);
    for (let unit = 0; unit < failed.length; unit++) failed[unit] += misses[unit];
  }
  const found = { table, failed, fails };
  found.rows = passing(found, undefined);
  return found;
}

export function textOf(row) {
  row.folded ??= fold(row.text);
  return row.folded;
}

// How many rows would be found without one of the filters.
export function without(found, key) {
  return passing(found, key).length;
}

// For each word of a filter, how many rows choosing it would leave with the other filters kept.
export function tallies(found, facet) {
  const { failed, table } = found;
  const own = facet.every ? undefined : found.fails.get(facet.key);
  const counts = new Uint32Array(facet.words.length);
  const seen = new Int32Array(counts.length).fill(-1);
  for (let unit = 0; unit < failed.length; unit++) {
    if (failed[unit] > (own ? own[unit] : 0)) continue;
    for (const word of facet.values[unit]) {
      if (seen[word] === table.owners[unit]) continue;
      seen[word] = table.owners[unit];
      counts[word]++;
    }
  }
  return counts;
}

// How many rows reach each lower limit of a range, and how many units lie in each part of its histogram.
export function spread(found, facet, limits, parts) {
  const { failed, table } = found;
  const own = found.fails.get(facet.key);
  const counts = limits.map(() => 0);
  const seen = limits.map(() => -1);
  const bars = new Uint32Array(parts);
  for (let unit = 0; unit < failed.length; unit++) {
    const value = facet.values[unit];
    if (Number.isNaN(value) || failed[unit] > (own ? own[unit] : 0)) continue;
    for (let index = 0; index < limits.length; index++) {
      if (value < limits[index] || seen[index] === table.owners[unit]) continue;
      seen[index] = table.owners[unit];
      counts[index]++;
    }
    if (!parts || value === Infinity) continue;
    bars[partOf(facet, value, parts)]++;
  }
  return { counts, bars };
}

// The part of the histogram that a number lies in.
export function partOf({ span: [low, high], log }, value, parts) {
  const share = log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.min(parts - 1, Math.max(0, Math.floor(share * parts)));
}

function passing({ table, failed, fails }, key) {
  const own = fails.get(key);
  const rows = [];
  let last = -1;
  for (let unit = 0; unit < failed.length; unit++) {
    const row = table.owners[unit];
    if (row === last || failed[unit] > (own ? own[unit] : 0)) continue;
    last = row;
    rows.push(table.rows[row]);
  }
  return rows;
}

function missesOf(facet, wanted) {
  const positions = facet.words.flatMap(([word], index) => (wanted.has(word) ? [index] : []));
  const has = (values) => (position) => values.includes(position);
  return Uint8Array.from(facet.values, (values) =>
    (facet.every ? positions.every(has(values)) : positions.some(has(values))) ? 0 : 1,
  );
}

function outside(facet, { from = -Infinity, to = Infinity }) {
  return Uint8Array.from(facet.values, (value) => (value >= from && value <= to ? 0 : 1));
}
