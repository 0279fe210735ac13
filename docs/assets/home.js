// The question of the home page: how many models that gives, and the largest of them against the line of a card.
// Without this script it is a form that leads to the table of models.

import { number } from "./memory/core.js";
import { against, memoryData } from "./memory/data.js";
import { drawBars, drawPill } from "./memory/measure.js";

const SHOWN = 5;

// Material tells of the first page, and of each that instant navigation puts in its place.
(window.document$ ?? { subscribe: (run) => run() }).subscribe(() => {
  const form = document.querySelector("[data-ph-picker]");
  if (form) start(form);
});

function start(form) {
  const { mem, use, c, w } = form.elements;
  const part = (name) => form.querySelector(`[data-ph-${name}]`);

  async function draw() {
    try {
      show(await memoryData(form.dataset.phPicker));
    } catch (error) {
      part("picked").textContent = "Show models";
      part("more").textContent = "Their number did not load.";
      throw error;
    }
  }

  function show(data) {
    const answers = use.value && use.value.split(",");
    const largest = new Map(); // by family, of what fits
    const may = new Set();
    for (const each of against(data, { mem: mem.value, w: w.value, c: c.value })) {
      const { family, use: answer } = each.size;
      if (answers && !answers.includes(answer)) continue;
      if (each.outcome === "may") may.add(family);
      if (each.outcome === "fits" && !(largest.get(family)?.total >= each.total)) largest.set(family, each);
    }
    const more = [...may].filter((family) => !largest.has(family)).length;
    part("picked").textContent = `Show ${number(largest.size)} ${largest.size === 1 ? "model" : "models"}`;
    part("more").textContent = more ? `${more} more may fit; not all of their shape is known.` : "";
    part("line").textContent = mem.selectedOptions[0].text;
    const recent = [...largest.values()].filter(({ size }) => size.year >= Number(form.dataset.since));
    const rows = recent.sort((a, b) => b.total - a.total).slice(0, SHOWN);
    part("largest").tBodies[0].replaceChildren(...rows.map((row) => drawRow(row, data.families)));
  }

  function drawRow({ size, measure }, families) {
    const row = form.querySelector("template").content.querySelector("tr").cloneNode(true);
    const link = row.querySelector("a");
    const { bars, needs } = measure();
    link.href = `${form.dataset.root}models/${families[size.family][0]}/#memory`;
    link.textContent = size.name;
    drawPill(row.querySelector(".ph-pill"), size.use);
    drawBars(row.querySelector("svg"), bars);
    row.cells[3].textContent = needs;
    return row;
  }

  form.addEventListener("input", draw);
  form.addEventListener("formdata", ({ formData }) => {
    if (!formData.get("use")) formData.delete("use"); // nothing is asked for
  });
  // Browsers bring back what was chosen before.
  if ([mem, use, c].some((select) => !select.selectedOptions[0].defaultSelected)) void draw();
}
