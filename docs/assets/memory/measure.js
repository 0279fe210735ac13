// What a size takes against the line of a card: bars in percent of the track, and words. The same as
// src/powerhouse_site/pages/measures.py draws for the pages.

import { GIB, number, outcome } from "./core.js";

const LINE = 80; // where the line stands; a bar that is over ends with the track
const TRACK = 100;
const SVG = "http://www.w3.org/2000/svg";
export const UNSURE = "its longest context is not established";
const HATCHES = { overhead: "url(#ph-hatch)", over: "url(#ph-hatch-over)" };

// Whether what is over still ends within the track.
export const isNear = (needs, capacity) => (needs.total ?? needs.atLeast) * LINE <= capacity * TRACK;

export function gib(bytes) {
  const tenths = Math.round((bytes * 10) / GIB);
  if (tenths === 0 && bytes > 0) return "under 0.1 GiB";
  return `${number(Math.floor(tenths / 10))}.${tenths % 10} GiB`;
}

export function measure(needs, capacity, size) {
  const total = needs.total ?? needs.atLeast;
  const isUnknown = needs.total === null;
  const found = outcome(needs, capacity);
  const words = {
    fits: () => `Fits, ${gib(capacity - total)} free`,
    may: () => "May fit",
    over: () => `${isUnknown ? "At least " : ""}${gib(total - capacity)} over`,
    beyond: () => `Beyond its context of ${number(size.context)}`,
  };
  return {
    outcome: found,
    needs: `${isUnknown ? "≥ " : ""}${gib(total)}`,
    words: words[found](),
    why: found !== "may" ? "" : isUnknown ? `KV cache ${size.reason}` : UNSURE,
    bars: found === "beyond" ? [] : bars(needs, capacity),
  };
}

function bars(needs, capacity) {
  const position = (bytes) => Math.round((bytes * LINE * 100) / capacity) / 100;
  const found = [];
  let start = 0;
  for (const part of ["weights", "cache", "overhead"]) {
    if (needs[part] === null) continue;
    const [x, end] = [start, start + needs[part]].map((bytes) => position(Math.min(bytes, capacity)));
    if (end > x) found.push({ part, x, width: end - x });
    start += needs[part];
  }
  if (start > capacity) found.push({ part: "over", x: LINE, width: Math.min(position(start), TRACK) - LINE });
  else if (needs.total === null) found.push({ part: "open", x: position(start), width: LINE - position(start) });
  return found;
}

const ANSWERS = { yes: "Yes", conditional: "With conditions", no: "No", unknown: "Not established" };

export function drawPill(pill, use) {
  pill.className = `ph-pill ph-pill--${use}`;
  pill.textContent = ANSWERS[use];
}

// What stays the same is not written again, and a text keeps its node: a browser would lay it out anew.
export function write(place, text) {
  if (place.textContent !== text) (place.firstChild ?? place.appendChild(new Text())).data = text;
}

// Put the bars into the SVG of a row, before its line. Those of before are used again, so that a browser has less to do.
export function drawBars(svg, list) {
  const pieces = svg.getElementsByTagName("rect");
  list.forEach(({ part, x, width }, index) => {
    const piece = pieces[index] ?? document.createElementNS(SVG, "rect");
    const fill = HATCHES[part] ?? "none"; // for which styles know better
    const wanted = { class: `ph-measure__${part}`, x: `${x.toFixed(2)}%`, width: `${width.toFixed(2)}%`, fill };
    for (const name in wanted) if (piece.getAttribute(name) !== wanted[name]) piece.setAttribute(name, wanted[name]);
    if (!pieces[index]) svg.lastElementChild.before(piece);
  });
  while (pieces[list.length]) pieces[list.length].remove();
}
