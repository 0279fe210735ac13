// The bytes that a size takes, from the coefficients that the site exports. The formula and its reference in Python stand
// in src/powerhouse_site/memory/coefficients.py; both agree to the byte.

export const GIB = 2 ** 30;
const UNITS = 80_000; // bits are given in 1/10,000 bit
export const DEFAULT_CONTEXT = 8192;
const LEAST_OVERHEAD = GIB / 2;
const BYTES_PER_GB = 1e9; // of bandwidth

// A load is { context, batch, bits, cards }; a context of 0 is 8,192 tokens, or all that the size has.
// Gives back bytes; `cache` and `total` are null where they are not known. `beyond`: its context does not allow it;
// `unsure`: nobody knows whether it does.
export function evaluate(size, format, load) {
  const tokens = load.context || Math.min(DEFAULT_CONTEXT, size.context ?? DEFAULT_CONTEXT);
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

// Tokens a second of one sequence that no program exceeds; null where that is not known.
export function speedLimit(size, needs, load, bandwidth) {
  if (!bandwidth || size.read === null || needs.total === null) return null;
  const seen = size.top === null ? needs.tokens : Math.min(needs.tokens, size.top);
  const read = needs.weights * (size.read / size.parameters) + kept(size, seen, load.bits);
  return (load.cards * bandwidth * BYTES_PER_GB) / read;
}

function weightsOf(size, format) {
  const odd = size.odd && format.body_odd !== null;
  const body = odd ? format.body_odd : format.body;
  const out = odd ? format.out_odd : format.out;
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
