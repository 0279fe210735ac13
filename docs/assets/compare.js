// Two to five entries of a kind side by side. The address holds what stands there:
//
//   ?models=llama-2,qwen3&view=differences        ?variants=qwen3-8b,llama-3.1-8b&mem=nvidia-rtx-4090&w=q8_0&c=32k

import { asText, memoryRows, rowsOf } from "./compare/rows.js";
import { drawSides, hasBest } from "./compare/sides.js";
import { hardwareControls } from "./memory/controls.js";
import { memoryData } from "./memory/data.js";
import { openMenu } from "./table/menus.js";
import { writePicks } from "./table/picks.js";
import { copyLink, handOn } from "./table/sharing.js";
import { element } from "./table/element.js";

const FOREIGN = "h"; // Material's own: words to mark

const searchOf = (pairs) => (pairs.length ? `?${new URLSearchParams(pairs)}` : "").replaceAll("%2C", ",");

let left = new AbortController();

// Material tells of the first page, and of each that instant navigation puts in its place.
(window.document$ ?? { subscribe: (run) => run() }).subscribe(() => {
  const page = document.querySelector("[data-ph-compare]");
  if (page?.hasAttribute("data-begun")) return; // told of the same page twice
  left.abort(); // the listeners of the page before
  left = new AbortController();
  if (page) enhance(page, left.signal);
});

function enhance(page, signal) {
  page.dataset.begun = "";
  const part = (name) => page.querySelector(`[data-ph-${name}]`);
  const { root, most } = page.dataset;
  const [pick, hardware, only, notice] = ["pick", "hardware", "only", "notice"].map(part);
  const { kind: kindField, name: nameField, add: addButton } = pick.elements;
  const kinds = new Map([...kindField.options].map((option) => [option.value, option]));
  const controls = hardwareControls(hardware, (name, value, typed) => {
    chosen[name] = value;
    void anew(typed);
  });
  const loaded = {};
  let chosen = {}; // the hardware
  let sides = []; // what stands there
  let rows = []; // what is shown of it
  let replaced = -1; // the column that a name is asked for
  let turn = 0;
  let typing = false;

  // A file of the site, by the address that the page gives for it.
  async function load(holder) {
    const response = await fetch(holder.dataset.file, { signal });
    if (!response.ok) throw new Error(response.url);
    return response.json();
  }

  const once = async (holder) => (loaded[holder.dataset.file] ??= await load(holder));
  const kind = () => kinds.get(kindField.value);
  const idsOf = () => sides.map(({ id }) => id);
  const summary = () => `${sides.length} ${kind().dataset.many} in ${rows.length} rows`;

  // The hardware in an address, where it is not what stands there at first.
  const hardwareParts = () => Object.entries(chosen).filter(([name, value]) => value !== controls.first[name]);

  // Take what stands there from the address.
  async function read() {
    const [ids, told, unknown] = [[], [], []];
    let wanted;
    only.checked = false;
    chosen = { ...controls.first };
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (name === FOREIGN) continue;
      if (controls.has(name) && controls.offers(name, value)) chosen[name] = value;
      else if (name === "view" && value === "differences") only.checked = true;
      else if (!kinds.has(name)) unknown.push(value ? `${name}=${value}` : name);
      else if ((wanted ??= name) === name) ids.push(...value.split(",").filter(Boolean));
      else told.push(`${kinds.get(name).text} do not stand beside ${kinds.get(wanted).text.toLowerCase()}. Left out: ${value}`);
    }
    if (wanted) kindField.value = wanted;
    controls.show(chosen);
    await look(ids, told, unknown);
  }

  // Put the entries of these ids there, and say what is left out.
  async function look(ids, told = [], unknown = []) {
    const now = ++turn;
    const [names, found] = [[...unknown], new Set()];
    let data = { rows: [], sides: [] };
    let memory;
    try {
      if (ids.length) data = await once(kind());
    } catch (error) {
      if (signal.aborted) return;
      tell(["The values did not load. Load the page again"]);
      show(data);
      part("empty").hidden = true; // something was asked for
      throw error;
    }
    if (data.sides.some(({ sizes }) => sizes)) {
      const missed = () => void told.push("What memory they take did not load. Load the page again");
      memory = await memoryData(hardware.dataset.file).catch(missed);
    }
    if (now !== turn) return; // something else was asked for in the meantime
    for (const id of ids) {
      const side = data.sides.find((each) => each.id === id) ?? data.sides.find((each) => each.former?.includes(id));
      if (side) found.add(side);
      else names.unshift(id);
    }
    sides = [...found].slice(0, most);
    const beyond = [...found].slice(most).map(({ name }) => name);
    if (names.length) told.push(`Not known here. Left out: ${names.join(", ")}`);
    if (beyond.length) told.push(`At most ${most} stand side by side. Left out: ${beyond.join(", ")}`);
    tell(told);
    show(data, memory);
  }

  function tell(told) {
    notice.textContent = told.map((words) => `${words}.`).join(" ");
  }

  function show(data, memory) {
    const count = sides.length;
    let all = count ? rowsOf(data, sides) : [];
    if (memory && count) {
      const second = all.findIndex(({ section }) => section !== all[0].section);
      all = all.toSpliced(second, 0, ...memoryRows(memory, sides, chosen, controls.words()));
    }
    rows = only.checked && count > 1 ? all.filter(({ differs }) => differs) : all;
    const table = count ? [drawSides({ rows, sides, root, bar: part("bar"), act })] : [];
    part("sides").replaceChildren(...table);
    const shown = { tools: count, clear: count, foot: count, kinds: !count, empty: !count, one: count === 1 };
    Object.assign(shown, { same: count && !rows.length, best: rows.some(hasBest), hardware: count && memory, legend: count && memory });
    for (const [name, isShown] of Object.entries(shown)) part(name).hidden = !isShown;
    const { text, dataset } = count ? kind() : kindField.options[0];
    const back = memory ? searchOf(hardwareParts()) : ""; // the table is of the same card
    Object.assign(part("crumb"), { textContent: text, href: root + dataset.url + back });
    ask(-1);
    page.dataset.ready = "";
  }

  // Ask for the name of one more, or of one in the place of another.
  function ask(index) {
    replaced = index;
    const isFull = index < 0 && sides.length >= most;
    addButton.disabled = nameField.disabled = isFull;
    part("asked").textContent = index >= 0 ? `In the place of ${sides[index].name}` : isFull ? `${most} stand here, the most` : "Add by name";
    refuse("");
  }

  function refuse(words) {
    part("wrong").textContent = words;
    nameField.ariaInvalid = Boolean(words);
  }

  // The names of everything that can be compared, by kind.
  async function namesOf() {
    try {
      return await once(pick);
    } catch (error) {
      if (!signal.aborted) refuse("The names did not load. Try again, or load the page again.");
      throw error;
    }
  }

  // The entry of a name: the whole of it, or a piece that only one has.
  async function add(name) {
    const names = await namesOf();
    const asked = name.toLowerCase();
    const has = ([, each]) => each.toLowerCase() === asked;
    const own = names[kindField.value];
    const close = own.filter(([, each]) => each.toLowerCase().includes(asked));
    const found = own.find(has) ?? (close.length === 1 && close[0]);
    const other = found ? null : [...kinds.keys()].find((each) => names[each].some(has));
    const { one, many } = kind().dataset;
    if (other) return refuse(`${name} is a ${kinds.get(other).dataset.one}; only ${many} stand side by side here.`);
    if (!found) return refuse(`${close.length ? "More than one" : "No"} ${one} has “${name}” in its name. Choose one that is offered.`);
    if (idsOf().includes(found[0])) return refuse(`${found[1]} stands here already.`);
    nameField.value = "";
    await change(replaced < 0 ? [...idsOf(), found[0]] : idsOf().with(replaced, found[0]));
    nameField.focus();
  }

  async function change(ids) {
    await look(ids);
    keep();
    writePicks(kindField.value, sides.map(({ id, name }) => [id, name]));
  }

  async function anew(typed) {
    await look(idsOf());
    keep(typed);
  }

  // Each choice is a step that can be gone back; the keys that a number is typed with are one.
  function keep(typed = false) {
    const parts = hardwareParts();
    if (sides.length) parts.unshift([kindField.value, idsOf()]);
    if (only.checked) parts.push(["view", "differences"]);
    history[typed && typing ? "replaceState" : "pushState"](null, "", location.pathname + searchOf(parts));
    typing = typed;
  }

  async function act(word, index) {
    if (word === "Remove") {
      await change(idsOf().toSpliced(index, 1));
      const buttons = page.querySelectorAll("th button:last-child");
      (buttons[Math.min(index, buttons.length - 1)] ?? nameField).focus();
      return;
    }
    ask(index);
    nameField.focus();
  }

  pick.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = nameField.value.trim();
    if (name) void add(name);
  });
  pick.addEventListener("keydown", (event) => {
    event.stopPropagation(); // Material reads single keys as shortcuts
    if (event.key === "Escape") ask(-1);
  });
  nameField.addEventListener("focus", async () => {
    const names = (await namesOf())[kindField.value];
    part("names").replaceChildren(...names.map(([, name]) => element("option", { value: name })));
  });
  part("clear").addEventListener("click", async () => {
    await change([]);
    kindField.focus();
  });
  hardware.addEventListener("submit", (event) => event.preventDefault());
  only.addEventListener("change", () => anew());
  openMenu(part("menu"), () => (part("export-title").textContent = summary()));
  part("export").addEventListener("click", ({ target }) => {
    const { format, do: how } = target.closest("[data-format]")?.dataset ?? {};
    if (format) handOn(page, { format, how, text: asText(format, rows, sides, root), words: summary() });
  });
  part("link").addEventListener("click", () => copyLink(page));
  addEventListener("popstate", read, { signal });
  void read();
}
