// The filters beside a table, and in a sheet where there is no room beside it.

import { digits } from "./data.js";
import { partOf, spread, tallies } from "./filters.js";
import { limit, ordered, short } from "./ranges.js";

const BESIDE = matchMedia("(min-width: 60em)");

export function openFacets(table, changed) {
  const form = table.root.querySelector("[data-ph-facets]");
  const fields = new Map([...form.querySelectorAll("[data-facet]")].map((field) => [field.dataset.facet, field]));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("keydown", (event) => event.stopPropagation()); // Material reads single keys as shortcuts
  for (const more of form.querySelectorAll("[data-ph-more]")) foldMore(more);
  let chosen = new Map();
  for (const facet of table.facets) {
    const field = fields.get(facet.key);
    const bars = field.querySelector("svg");
    field.addEventListener("input", ({ target }) => {
      const wanted = facet.words ? chosenWords(field) : chosenRange(facet, field);
      if (wanted !== undefined) changed(facet.key, wanted, target.type === "text");
    });
    bars?.addEventListener("click", ({ clientX }) => {
      const { left, width } = bars.getBoundingClientRect();
      const { length } = bars.children;
      const bar = Math.floor(((clientX - left) / width) * length);
      const isIn = (number) => number < Infinity && partOf(facet, number, length) === bar;
      const { from, to } = chosen.get(facet.key) ?? {};
      const inside = facet.values.filter(isIn);
      if (isIn(from) && isIn(to)) changed(facet.key);
      else if (inside.length) changed(facet.key, { from: Math.min(...inside), to: Math.max(...inside) });
    });
  }
  return {
    show: (found, state) => {
      chosen = state.filters;
      for (const facet of table.facets) {
        const field = fields.get(facet.key);
        const wanted = state.filters.get(facet.key);
        if (facet.words) showWords(found, facet, field, wanted);
        else showRange(found, facet, field, wanted);
      }
    },
  };
}

// Below the width for a column of its own, the filters stand in a sheet that a button opens.
export function openSheet(table, clear) {
  const { root } = table;
  const sheet = root.querySelector("[data-ph-sheet]");
  const form = root.querySelector("[data-ph-facets]");
  const aside = root.querySelector("[data-ph-aside]");
  const opener = root.querySelector("[data-ph-open]");
  const place = () => {
    if (BESIDE.matches && sheet.open) sheet.close();
    (BESIDE.matches ? aside : root.querySelector("[data-ph-sheet-body]")).append(form);
  };
  BESIDE.addEventListener("change", place);
  place();
  opener.addEventListener("click", () => sheet.showModal());
  sheet.querySelector("[data-ph-clear]").addEventListener("click", clear);
  sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
  sheet.addEventListener("keydown", (event) => event.stopPropagation());
  return {
    show: (filters, rows) => {
      opener.textContent = filters ? `${filters} ${filters === 1 ? "filter" : "filters"}, ${rows}` : `Filters, ${rows}`;
      sheet.querySelector("[data-ph-show]").textContent = `Show ${rows}`;
    },
  };
}

function foldMore(button) {
  const all = button.textContent;
  button.addEventListener("click", () => {
    const open = button.ariaExpanded !== "true";
    button.ariaExpanded = open;
    button.textContent = open ? button.dataset.less : all;
    const field = button.closest("fieldset");
    showBeyond(field);
    if (open) field.querySelector("[data-beyond] input").focus();
  });
}

// Of many words the first are shown, and those that are chosen.
function showBeyond(field) {
  const open = field.querySelector("[data-ph-more]")?.ariaExpanded === "true";
  for (const label of field.querySelectorAll("[data-beyond]")) {
    const isHidden = !open && !label.control.checked;
    if (label.hidden !== isHidden) label.hidden = isHidden;
  }
}

function chosenWords(field) {
  const words = [...field.querySelectorAll("input:checked")].map((input) => input.value);
  return words.length ? new Set(words) : null;
}

// The range that the fields hold, null for none, undefined for what is none.
function chosenRange(facet, field) {
  const step = field.querySelector("input[type=radio]:checked");
  if (facet.steps) return step?.value ? { from: facet.steps.find(([label]) => label === step.value)[1] } : null;
  const [from, to] = [...field.querySelectorAll("input")];
  const range = {};
  const [low, high] = [limit(facet, from.value, false), limit(facet, to.value, true)];
  if (low !== undefined) range.from = low;
  if (high !== undefined) range.to = high;
  const isNumber = !Number.isNaN(low) && !Number.isNaN(high);
  const fault = !isNumber ? "Write a number." : ordered(range) ? "" : "The first number is larger than the second.";
  tellFault(field, fault);
  if (fault) return undefined;
  return low === undefined && high === undefined ? null : range;
}

function tellFault(field, fault) {
  field.querySelector(".ph-wrong").textContent = fault;
  for (const input of field.querySelectorAll("input")) input.ariaInvalid = Boolean(fault) || null;
}

function showWords(found, facet, field, wanted) {
  const counts = tallies(found, facet);
  const positions = new Map(facet.words.map(([word], index) => [word, index]));
  for (const input of field.querySelectorAll("input")) {
    const number = counts[positions.get(input.value)];
    input.checked = Boolean(wanted?.has(input.value));
    const label = input.parentElement;
    say(label.lastElementChild, number);
    label.classList.toggle("ph-check--none", !number && !input.checked);
  }
  field.querySelector("details:has(:checked)")?.setAttribute("open", "");
  showBeyond(field);
}

function showRange(found, facet, field, wanted) {
  const bars = field.querySelectorAll("rect");
  const limits = facet.steps ? [-Infinity, ...facet.steps.map(([, least]) => least)] : [];
  const { counts, bars: heights } = spread(found, facet, limits, bars.length);
  const most = Math.max(1, ...heights);
  const place = (number) => partOf(facet, number, bars.length);
  bars.forEach((bar, index) => {
    const height = heights[index] ? Math.max(4, (heights[index] / most) * 100) : 0;
    if (bar.getAttribute("height") !== `${height}%`) bar.setAttribute("height", `${height}%`);
    bar.classList.toggle("ph-outside", Boolean(wanted && (index < place(wanted.from ?? 0) || index > place(wanted.to ?? Infinity))));
  });
  if (facet.steps) {
    const value = wanted ? wanted.to === undefined && facet.steps.find(([, least]) => least === wanted.from)?.[0] : "";
    field.querySelectorAll("input").forEach((input, index) => {
      input.checked = input.value === value;
      if (index) say(input.parentElement.lastElementChild, counts[index]);
    });
    return;
  }
  if (field.contains(document.activeElement)) return; // what a reader is writing stays as it is
  [wanted?.from, wanted?.to].forEach((number, index) => {
    field.querySelectorAll("input")[index].value = number === undefined ? "" : short(facet, number);
  });
  tellFault(field, "");
}

// What stays the same is not written again, and a text keeps its node: a browser would lay it out anew.
function say(tally, number) {
  const text = digits(number);
  if (tally.textContent !== text) tally.firstChild.data = text;
}
