// The bytes that a size takes, from the coefficients that the site exports. The formula and its reference in Python stand
// in src/powerhouse_site/memory/coefficients.py; both agree to the byte.

export const GIB = 2 ** 30;
export const number = new Intl.NumberFormat("en").format; // making it takes longer than writing hundreds
const UNITS = 80_000; // bits are given in 1/10,000 bit
export const DEFAULT_CONTEXT = 8192;
const LEAST_OVERHEAD = GIB / 2;
const BYTES_PER_GB = 1e9; // of bandwidth

// A load is { context, batch, bits, cards }; a context of 0 is 8,192 tokens, or all that the size has where that is less;
// one of Infinity all that it has, and 8,192 where that has no limit or nobody knows it.
// Gives back bytes; `cache` and `total` are null where they are not known. `beyond`: its context does not allow it;
// `unsure`: nobody knows whether it does.
export function evaluate(size, format, load) {
  const all = size.context ?? DEFAULT_CONTEXT;
  const tokens = (load.context === Infinity ? all : load.context) || Math.min(DEFAULT_CONTEXT, all);
  const weights = weightsOf(size, format);
  const overhead = Math.max(Math.ceil(weights / 20), load.cards * LEAST_OVERHEAD);
  const beyond = size.context !== null && tokens > size.context;
  const known = size.parts !== null && !beyond;
  const unsure = load.context > 0 && size.context === null && !size.endless;
  const cache = known ? load.batch * kept(size, tokens, load.bits) : null;
  const atLeast = weights + overhead;
  return { tokens, weights, cache, overhead, beyond, unsure, atLeast, total: known ? atLeast + cache : null };
}

// fits, may (what is known of it does), over, beyond
export function outcome(needs, capacity) {
  if (needs.beyond) return "beyond";
  if ((needs.total ?? needs.atLeast) > capacity) return "over";
  return needs.total === null || needs.unsure ? "may" : "fits";
}

// The most layers that cards of `capacity` bytes in all hold, where `system` bytes take the rest: how many layers, and
// the bytes on either side. `layers` is null where that is not known, though both may hold it. Null where they do not.
export function divide(size, needs, load, capacity, system) {
  const least = load.cards * LEAST_OVERHEAD;
  if (needs.beyond || least > capacity || needs.weights + needs.cache + least > capacity + system) return null;
  if (size.layers === null || needs.cache === null) return { layers: null };
  const part = (bytes, count) => {
    const left = bytes % size.layers;
    return ((bytes - left) / size.layers) * count + Math.ceil((left * count) / size.layers);
  };
  const held = (count) => {
    const weights = part(needs.weights, count);
    return weights + part(needs.cache, count) + Math.max(Math.ceil(weights / 20), least);
  };
  let layers = 0;
  for (let above = size.layers + 1; above - layers > 1; ) {
    const middle = Math.floor((layers + above) / 2);
    if (held(middle) <= capacity) layers = middle;
    else above = middle;
  }
  const onCards = held(layers);
  const inSystem = needs.weights - part(needs.weights, layers) + needs.cache - part(needs.cache, layers);
  return inSystem <= system ? { layers, onCards, inSystem } : null;
}

// Tokens a second of one sequence that no program exceeds; null where that is not known. Of a model whose layers are
// divided, the times of reading both memories add up; `systemBandwidth` is that of the system.
export function speedLimit(size, needs, load, bandwidth, division, systemBandwidth) {
  if (!bandwidth || size.read === null || needs.total === null || (division && !systemBandwidth)) return null;
  const seen = size.top === null ? needs.tokens : Math.min(needs.tokens, size.top);
  const read = needs.weights * (size.read / size.parameters) + kept(size, seen, load.bits);
  const onCards = division ? (read * division.layers) / size.layers : read;
  const seconds = onCards / (load.cards * bandwidth) + (division ? (read - onCards) / systemBandwidth : 0);
  return BYTES_PER_GB / seconds;
}

function weightsOf(size, format) {
  const body = format[size.rows] ?? format.body;
  const out = (size.rows === "odd" || size.rows === "ragged" ? format.out_odd : null) ?? format.out;
  if (size.output === null || body === null) return bytes([size.parameters, format.average]);
  const tables = format.tables ? size.tables : size.output;
  return bytes([size.parameters - tables, body], [tables, out]);
}

// The sum of count x bits, in bytes, rounded up. Whole bytes are counted apart, so that no product leaves the numbers
// that a double holds exactly.
function bytes(...products) {
  let whole = 0;
  let rest = 0;
  for (const [count, bits] of products) {
    const left = count % UNITS;
    whole += ((count - left) / UNITS) * bits;
    rest += left * bits;
  }
  return whole + Math.ceil(rest / UNITS);
}

function kept(size, tokens, bits) {
  let elements = 0;
  for (const [each, ratio, window] of size.parts) {
    elements += Math.ceil((each * (window === null ? tokens : Math.min(tokens, window))) / ratio);
  }
  return (bits / 8) * elements + size.state;
}
