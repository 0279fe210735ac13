// What a reader sees of a table, and the address that brings it back.
//
// ?use=yes,conditional&ctx=32k-&params=-10b&find=llama&sort=-release-date,name&cols=-license,demo&view=compact&rows=all

import { headOf } from "./data.js";
import { formatRange, parseRange } from "./ranges.js";

const FOREIGN = new Set(["h"]); // Material's own: words to mark

export function emptyState(table) {
  return { filters: new Map(), find: "", sort: [], flipped: new Set(), hardware: {}, compact: false, all: false, table };
}

// The state that an address asks for, and the words of what it asks for in vain.
export function readAddress(table, search, prefix, others) {
  const state = emptyState(table);
  const unknown = [];
  for (const [name, value] of new URLSearchParams(search)) {
    if (FOREIGN.has(name) || !isOwn(name, prefix, others)) continue;
    const rest = take(state, name.slice(prefix.length), value);
    if (rest !== undefined) unknown.push(rest ? `${name}=${rest}` : name);
  }
  return { state, unknown };
}

// The search part of an address; what belongs to the other tables of the page stays.
export function writeAddress(state, search, prefix, others) {
  const parts = [...new URLSearchParams(search)].filter(([name]) => !isOwn(name, prefix, others));
  const own = state.table.hardware?.written(state) ?? [];
  for (const facet of state.table.facets) {
    const wanted = state.filters.get(facet.key);
    if (wanted) own.push([facet.key, facet.words ? [...wanted].join() : formatRange(facet, wanted)]);
  }
  if (state.find.trim()) own.push(["find", state.find.trim()]);
  if (state.sort.length) own.push(["sort", state.sort.map(({ key, down }) => (down ? "-" : "") + shortKey(key)).join()]);
  if (state.flipped.size) {
    const optional = (name) => switchOf(state.table, name).matches(".ph-optional");
    own.push(["cols", [...state.flipped].map((name) => (optional(name) ? "" : "-") + shortKey(name)).join()]);
  }
  if (state.compact) own.push(["view", "compact"]);
  if (state.all) own.push(["rows", "all"]);
  const text = [...parts, ...own.map(([name, value]) => [prefix + name, value])]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join("&");
  return text && `?${text}`;
}

export const switchOf = (table, name) =>
  [...table.root.querySelectorAll("thead [data-switch]")].find((head) => head.dataset.switch === name);

// The first table of a page has no prefix; all is its own that is not of another.
const isOwn = (name, prefix, others) =>
  prefix ? name.startsWith(prefix) : !others.some((other) => name.startsWith(other));
const encode = (text) => encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%20", "+");
const shortKey = (key) => key.replaceAll("_", "-");
const longKey = (key) => key.replaceAll("-", "_");

// Take in one parameter. Gives back undefined when it is understood, else what of its value is not, or "".
function take(state, name, value) {
  const { table } = state;
  const taken = table.hardware?.take(state, name, value);
  if (taken !== undefined) return taken ? undefined : value;
  const facet = table.facets.find(({ key }) => key === name);
  const items = value.split(",").filter(Boolean);
  if (facet && !facet.words) {
    const range = parseRange(facet, value);
    if (!range) return value;
    state.filters.set(name, range);
    return undefined;
  }
  if (facet) {
    const known = items.filter((item) => facet.words.some(([word]) => word === item));
    if (known.length) state.filters.set(name, new Set(known));
    return rest(items, known);
  }
  if (name === "find") {
    state.find = value;
    return undefined;
  }
  if (name === "sort") {
    const known = items.filter((item) => sortKey(table, item));
    state.sort = known.map((item) => ({ key: sortKey(table, item), down: item.startsWith("-") }));
    return rest(items, known);
  }
  if (name === "cols") {
    const key = (item) => [item, longKey(item)].find((each) => switchOf(table, each));
    const plain = (item) => item.replace(/^-/, "");
    const known = items.filter((item) => key(plain(item)));
    state.flipped = new Set(known.map((item) => key(plain(item))));
    return rest(items, known);
  }
  if (name === "view" && value === "compact") state.compact = true;
  else if (name === "rows" && value === "all") state.all = true;
  else return ["view", "rows"].includes(name) ? value : "";
  return undefined;
}

const rest = (items, known) => (known.length < items.length ? items.filter((i) => !known.includes(i)).join() : undefined);

function sortKey(table, item) {
  const plain = item.replace(/^-/, "");
  return [plain, longKey(plain)].find((key) => "phSortable" in (headOf(table, key)?.dataset ?? {}));
}
