// The tray: rows of one kind that are ticked to stand side by side. Tables of one page share it.

import { readPicks, writePicks } from "./picks.js";
import { button, element } from "./element.js";

const MOST = 5;
const HARDWARE = ["mem", "w", "c"]; // in addresses
const trays = new WeakMap();

// Gives back what shows the tick boxes of rows.
export function trayOf(root, signal) {
  const page = root.closest(".ph");
  if (!root.dataset.compare) return () => {};
  if (!trays.has(page)) trays.set(page, openTray(page, root, signal));
  return trays.get(page);
}

function openTray(page, { dataset }, signal) {
  const kind = dataset.compare.split("?")[1];
  let picks = readPicks(kind);
  let turn = 0; // of the ticks: a row that has seen it needs no second look

  const count = element("p", { role: "status", className: "ph-tray__count" });
  const chips = element("div", { className: "ph-tray__chips" });
  const clear = button("ph-link", "Clear", () => {
    picks.clear();
    change();
    searchField().focus();
  });
  const link = element("a", { className: "ph-button ph-button--primary" }, "Compare");
  const tray = element("section", { className: "ph-tray", ariaLabel: "To compare", hidden: true }, count, chips, clear, link);
  page.append(tray);

  function change(id, name) {
    if (name) picks.set(id, name);
    else picks.delete(id);
    writePicks(kind, picks);
    show();
  }

  function show() {
    turn++;
    tick([...page.querySelectorAll("tbody > [data-id]")]);
    tray.hidden = !picks.size;
    count.textContent = `${picks.size} of ${MOST} to compare`;
    chips.replaceChildren(...[...picks].map(([id, name]) => chip(id, name)));
  }

  // The hardware that the address asks for goes along.
  function point() {
    const asked = [...new URLSearchParams(location.search)].map(([name, value]) => [name.split(".").at(-1), value]);
    const hardware = asked.filter(([name]) => HARDWARE.includes(name)).map((pair) => `&${pair.map(encodeURIComponent).join("=")}`);
    link.href = `${dataset.compare}=${[...picks.keys()]}${hardware.join("")}`;
  }

  function chip(id, name) {
    const remove = ({ target }) => {
      const at = [...chips.children].indexOf(target);
      change(id);
      (chips.children[at] ?? chips.lastElementChild ?? searchField()).focus();
    };
    return Object.assign(button("ph-chip", name, remove, `Remove ${name}`), { dir: "auto" });
  }

  function tick(rows) {
    point();
    for (const row of rows) {
      if (row.turn === turn) continue;
      row.turn = turn;
      const box = row.querySelector(".ph-tick input") ?? addBox(row);
      box.checked = picks.has(row.dataset.id);
      box.disabled = !box.checked && picks.size >= MOST;
      row.classList.toggle("ph-ticked", box.checked);
    }
  }

  function addBox(row) {
    const name = row.querySelector(".ph-name").textContent;
    const box = element("input", { type: "checkbox", ariaLabel: `Compare ${name}` });
    box.addEventListener("change", () => change(row.dataset.id, box.checked && name));
    row.cells[0].prepend(element("label", { className: "ph-tick" }, box));
    return box;
  }

  const searchField = () => page.querySelector("[data-ph-filter]");

  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) picks = readPicks(kind); // it may have changed on the page that a reader comes back from
    show();
  }, { signal });
  show();
  return tick;
}
