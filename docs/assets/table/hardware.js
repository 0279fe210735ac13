// The reader's hardware in tables of models: what fits as a filter, and the column of measured bars.
//
//   ?mem=24&w=q4_k_m&c=32k&fits=yes        mem=nvidia-rtx-4090        mem=20&fits=yes,may
//
// What the server drew is for the hardware that stands in the controls at first. The numbers for all else are fetched when
// a reader chooses something.

import { hardwareControls } from "../memory/controls.js";
import { against, memoryData } from "../memory/data.js";
import { drawBars, write } from "../memory/measure.js";

const OUTCOMES = ["fits", "may", "over", "beyond"]; // from the best to the worst
const FAILED = "The numbers for other hardware did not load. Load the page again.";

// A table tells of itself before it reads its address.
document.addEventListener("ph-table", ({ detail: { table, choose, tell } }) => (table.hardware = hardwareOf(table, choose, tell)));

function hardwareOf(table, changed, tell) {
  const place = table.root.querySelector("[data-ph-fits]");
  const controls = hardwareControls(place, changed);
  const facet = table.facets.find(({ key }) => key === "fits");
  const head = table.heads.find(({ dataset }) => dataset.key === "memory");
  const column = Number(head.dataset.column);
  const { first } = controls;
  let data;
  let worked; // the hardware that all is worked out for
  let needs;

  facet.say = (wanted) => {
    const [memory, weights, context] = controls.words();
    const tokens = context ? ` with ${context} context` : "";
    return `${wanted.has("may") ? "Fits or may fit" : "Fits"} ${memory} at ${weights}${tokens}`;
  };

  // Take in one parameter of an address.
  function take({ hardware }, name, value) {
    if (!controls.has(name)) return undefined;
    if (!controls.offers(name, value)) return false;
    hardware[name] = value;
    return true;
  }

  // All, where rows are found by it, else what differs from what stands there at first.
  const written = ({ hardware, filters }) =>
    Object.entries({ ...first, ...hardware }).filter(([name, value]) => value && (filters.has("fits") || value !== first[name]));

  // What may fit is asked for besides what does.
  table.root.querySelector("[data-facet=fits]").addEventListener(
    "input",
    ({ target, currentTarget }) => {
      const [yes, may] = currentTarget.querySelectorAll("input");
      if (target === may && may.checked) yes.checked = true;
      if (target === yes && !yes.checked) may.checked = false;
    },
    true,
  );

  // Show once the numbers are there, where they are needed; without them what the server drew stays.
  function load(state, show) {
    const isOther = Object.keys(state.hardware).some((name) => state.hardware[name] !== first[name]);
    if (data || !isOther) show();
    if (data || (!isOther && !state.filters.size)) return;
    memoryData(place.dataset.phFits).then(
      (found) => {
        data = found;
        show();
      },
      (error) => {
        if (isOther) {
          state.hardware = {};
          show();
          tell(FAILED);
        }
        throw error;
      },
    );
  }

  // Work out what each unit needs, and what is found by it.
  function work({ hardware, filters }) {
    const chosen = { ...first, ...hardware };
    showControls(chosen);
    const wanted = filters.get("fits");
    if (wanted?.has("may")) wanted.add("yes");
    const key = Object.keys(first).map((name) => chosen[name]).join();
    if (!data || (key === worked && needs.length === table.sizes.length)) return;
    worked = key;
    for (const row of table.rows) row.units = [];
    table.owners.forEach((row, unit) => table.rows[row].units.push(unit));
    const found = against(data, chosen);
    needs = table.sizes.map((place) => found[place]);
    facet.values = needs.map(({ outcome }) => (outcome === "fits" ? [0] : outcome === "may" ? [1] : []));
  }

  function showControls(chosen) {
    controls.show(chosen);
    const [memory, weights, context] = controls.words();
    write(head.querySelector(".ph-unit"), [memory.split(" · ")[0], weights, context || "8k"].join(", "));
  }

  // Which unit stands for each row that is found: the largest that fits, else the smallest that may or that does not.
  function choose({ failed, rows }) {
    if (!data) return;
    for (const row of table.rows) row.pick = undefined;
    needs.forEach((need, unit) => {
      const row = table.rows[table.owners[unit]];
      if (!failed[unit] && (row.pick === undefined || isBefore(need, needs[row.pick]))) row.pick = unit;
    });
    for (const row of rows) {
      const { outcome, total } = needs[row.pick];
      row.sort[column] = outcome === "beyond" ? undefined : total;
    }
  }

  function draw(rows) {
    if (!data) return;
    for (const row of rows) {
      const drawn = `${row.pick} ${worked}`;
      if (row.drawn === drawn) continue;
      row.drawn = drawn;
      drawCell(row, needs[row.pick]);
      drawStrip(row);
    }
    table.root.dataset.drawn = worked;
  }

  function drawCell({ element }, { size, measure }) {
    const cell = element.cells[column];
    const found = measure();
    const [why, words, figure, svg, name] = [...cell.children].reverse();
    if (name) write(name, size.short);
    drawBars(svg, found.bars);
    write(figure, found.outcome === "beyond" ? "" : found.needs);
    words.dataset.outcome = found.outcome;
    write(words, found.words);
    write(why, found.why);
    why.title = found.why;
  }

  // The dots of sizes: filled where one fits.
  function drawStrip({ element, units }) {
    const dots = element.querySelectorAll(".ph-strip circle");
    if (!dots.length) return;
    const fits = new Map();
    for (const unit of units) {
      const { size, outcome } = needs[unit];
      fits.set(size.parameters, fits.get(size.parameters) || outcome === "fits");
    }
    const sizes = [...fits.keys()].sort((a, b) => a - b);
    dots.forEach((dot, index) => dot.classList.toggle("ph-hollow", !fits.get(sizes[index])));
  }

  return { take, written, load, work, choose, draw };
}

function isBefore(a, b) {
  const order = OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome);
  if (order) return order < 0;
  return a.outcome === "fits" ? a.total > b.total : a.total < b.total;
}
