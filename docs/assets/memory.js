// "Will it run?": every size against a reader's card, or every card against a reader's model.

import { readAddress, remember, writeAddress } from "./memory/address.js";
import { GIB, number } from "./memory/core.js";
import { memoryData, tokens } from "./memory/data.js";
import { drawRow, groupsOfCards, groupsOfSizes } from "./memory/rows.js";

const HEADS = {
  sizes: ["Model", "Commercial use", "Size"],
  cards: ["Card", "Bandwidth", "Memory"],
};
const KINDS = { sizes: ["size", "sizes"], cards: ["card", "cards"] };

let left = new AbortController();

// Material tells of the first page, and of each that instant navigation puts in its place.
(window.document$ ?? { subscribe: (run) => run() }).subscribe(() => {
  const page = document.querySelector("[data-ph-memory]");
  if (page?.hasAttribute("data-ready")) return; // told of the same page twice
  left.abort(); // the listeners of the page before
  left = new AbortController();
  if (page) start(page, left.signal);
});

async function start(page, signal) {
  const notice = page.querySelector("[data-ph-notice]");
  try {
    const data = await memoryData(page.dataset.phMemory);
    await new Promise((resolve) => setTimeout(resolve)); // so that a browser can draw in between
    if (!signal.aborted) enhance(page, data, signal);
  } catch (error) {
    if (signal.aborted) return;
    notice.textContent = "The numbers for other cards did not load, so the controls are off. Load the page again to try once more.";
    throw error;
  }
}

function enhance(page, data, signal) {
  const part = (name) => page.querySelector(`[data-ph-${name}]`);
  const [form, table, template, title, notice, about] = ["controls", "runs", "row", "result", "notice", "notes"].map(part);
  const modes = [...page.querySelectorAll("[data-ph-mode]")];
  const controls = form.elements;
  const formats = new Map(data.formats.map((format) => [format.id, format]));
  const cards = new Map(data.cards.map((card) => [card.id, card]));
  const sizes = new Map(data.sizes.map((size) => [size.id, size]));
  const first = remember(form);
  let hasModel = false;

  // Hundreds of models, which only who has chosen that way is offered.
  function offer() {
    if (controls.model.options.length < 3) offerModels(controls.model, data);
  }

  function read() {
    if (new URLSearchParams(location.search).has("model")) offer();
    const found = readAddress(form, first, location.search);
    hasModel = found.hasModel;
    notice.textContent = found.unknown.length ? `Not known here, and passed over: ${found.unknown.join(", ")}` : "";
    draw();
  }

  function keep() {
    const search = writeAddress(form, first, hasModel);
    if (search !== location.search) history.pushState(null, "", location.pathname + search + location.hash);
    notice.textContent = "";
  }

  function draw() {
    for (const mode of modes) mode.ariaPressed = (mode.dataset.phMode === "model") === hasModel;
    const isAsked = { // fields of a card, a model or a system of the reader's own, when there is one
      card: !hasModel,
      "card own": !hasModel && controls.card.value === "own",
      model: hasModel,
      "model own": hasModel && controls.model.value === "own",
      ram: hasModel || !cards.get(controls.card.value)?.unified,
    };
    isAsked["ram own"] = isAsked.ram && Boolean(controls.ram.value);
    for (const field of form.querySelectorAll("[data-for]")) field.hidden = !isAsked[field.dataset.for];
    const load = {
      context: tokens(controls.context.value),
      batch: Number(controls.batch.value),
      bits: Number(controls.kv.value),
      cards: Number(controls.cards.value),
    };
    const system = { bytes: Math.floor(controls.ram.value * GIB), bandwidth: Number(controls.rambw.value) };
    const format = formats.get(controls.weights.value);
    const problem = firstProblem();
    if (problem) show("sizes", problem, "", []);
    else if (hasModel) drawCards(format, load, system);
    else drawSizes(format, load, system);
  }

  function firstProblem() {
    let words = "";
    for (const field of form.querySelectorAll("[data-for] input")) {
      const isWrong = !field.closest("[data-for]").hidden && !field.validity.valid;
      field.ariaInvalid = isWrong || null;
      if (isWrong) words ||= `${field.labels[0].textContent.trim()}: a number from ${field.min} to ${number(field.max)}`;
    }
    return words || (hasModel && !controls.model.value ? "Choose a model to see which cards hold it" : "");
  }

  function chosenCard() {
    const { value } = controls.card;
    if (cards.has(value)) return { ...cards.get(value), label: `${cards.get(value).gb} GB · ${cards.get(value).name}` };
    const gb = value === "own" ? Number(controls.gb.value) : Number.parseInt(value, 10);
    return { usable: Math.floor(gb * GIB), bandwidth: value === "own" ? Number(controls.bandwidth.value) : 0, label: `${gb} GB` };
  }

  function drawSizes(format, load, system) {
    const use = controls.use.value;
    const wanted = data.sizes.filter((size) => !use || size.use === "yes" || size.use === use);
    const card = chosenCard();
    const { counts, groups } = groupsOfSizes(data, wanted, card, format, load, system);
    const line = load.cards > 1 ? `${load.cards} × ${card.label}` : card.label;
    show("sizes", resultWords(counts, "sizes"), line, groups);
  }

  function drawCards(format, load, system) {
    const size = sizes.get(controls.model.value) ?? ownSize(controls);
    const { counts, groups, needs, notes } = groupsOfCards(data, size, format, load, system);
    if (needs.beyond) show("cards", `Beyond its context of ${number(size.context)}`, "", []);
    else show("cards", `${size.name}: ${resultWords(counts, "cards")}`, load.cards > 1 ? `${load.cards} of each` : "each card", groups, notes);
  }

  function show(kind, words, line, groups, notes = []) {
    title.textContent = words;
    about.textContent = notes.join("; ");
    HEADS[kind].forEach((head, index) => (table.tHead.rows[0].cells[index].textContent = head));
    table.querySelector("[data-ph-line]").textContent = line;
    table.hidden = groups.length === 0;
    for (const body of [...table.tBodies]) body.remove();
    for (const group of groups) if (group.rows.length) table.append(drawGroup(group, kind));
  }

  function drawGroup(group, kind) {
    const body = part("group").content.querySelector("tbody").cloneNode(true);
    for (const cell of body.querySelectorAll("th, td")) cell.colSpan = template.content.querySelector("tr").cells.length;
    const [{ firstElementChild: head }, last] = body.rows;
    const rest = group.rows.length - group.shown;
    head.firstChild.data = `${group.title} `;
    head.lastChild.textContent = group.aside;
    last.before(...rowsOf(group, 0, group.shown));
    if (rest < 1) last.remove();
    const button = last.querySelector("button");
    button.textContent = `Show ${number(rest)}${group.shown ? " more" : ""} ${KINDS[kind][Number(rest !== 1)]}`;
    button.addEventListener("click", () => {
      const rows = rowsOf(group, group.shown);
      last.replaceWith(...rows);
      rows[0].querySelector("a").focus();
    });
    return body;
  }

  const rowsOf = (group, from, to) =>
    group.rows.slice(from, to).map((row) => drawRow(template, group.content(row), page.dataset.root));

  form.addEventListener("input", draw, { signal });
  form.addEventListener("change", keep, { signal });
  form.addEventListener("submit", (event) => event.preventDefault(), { signal });
  for (const mode of modes) {
    mode.addEventListener("click", () => {
      hasModel = mode.dataset.phMode === "model";
      if (hasModel) offer();
      draw();
      keep();
    }, { signal });
  }
  addEventListener("popstate", read, { signal });
  for (const set of page.querySelectorAll("fieldset")) set.disabled = false;
  read();
  page.dataset.ready = "";
}

function resultWords(counts, kind) {
  const fit = `${number(counts.fits)} ${KINDS[kind][Number(counts.fits !== 1)]}`;
  const verb = kind === "cards" ? ["holds it", "hold it"] : ["fits", "fit"];
  const rest = [
    counts.partly && `${number(counts.partly)} with system memory`,
    counts.over && `${number(counts.over)} ${counts.over === 1 ? "does" : "do"} not`,
    counts.may && `${number(counts.may)} may`,
    counts.beyond && `${number(counts.beyond)} ${counts.beyond === 1 ? "reads" : "read"} fewer tokens`,
  ].filter(Boolean);
  return [`${fit} ${verb[Number(counts.fits !== 1)]}`, ...rest].join(", ");
}

function offerModels(select, data) {
  const groups = data.families.map(([, name]) => {
    const group = document.createElement("optgroup");
    group.label = name;
    return group;
  });
  for (const { id, name, family, also } of data.sizes) {
    groups[family].append(new Option(also.length ? `${name} and ${also.length} more` : name, id));
  }
  select.append(...groups.sort((a, b) => a.label.localeCompare(b.label, "en")));
}

// A model that is not in the catalog: grouped-query attention in every layer, weights by the plain average.
function ownSize({ params, layers, heads, dim }) {
  const numbers = { layers, "KV heads": heads, "head dimension": dim };
  const missing = Object.keys(numbers).filter((name) => !numbers[name].value);
  const list = missing.length > 1 ? `${missing.slice(0, -1).join(", ")} and ${missing.at(-1)}` : missing[0];
  const parameters = Math.round(Number(params.value) * 1e9);
  return {
    name: `A model of ${params.value} B`,
    words: `${params.value} B`,
    parameters,
    read: parameters,
    output: null,
    tables: null,
    rows: "usual",
    layers: Number(layers.value) || null,
    context: null,
    endless: true,
    parts: missing.length ? null : [[2 * layers.value * heads.value * dim.value, 1, null]],
    state: 0,
    top: null,
    reason: missing.length ? `not known without its ${list}` : "",
    notes: [],
  };
}
