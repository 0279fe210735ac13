// The tables that the server drew: sorting, filters, columns, addresses. Without this script a table is whole.

import { emptyState, readAddress, switchOf, writeAddress } from "./table/address.js";
import { bodyOf, idle } from "./table/body.js";
import { count, digits, headOf, readTable } from "./table/data.js";
import { button, element } from "./table/element.js";
import { exported, FORMATS } from "./table/exports.js";
import { openFacets, openSheet } from "./table/facets.js";
import { evaluate, textOf, without } from "./table/filters.js";
import { openMenu } from "./table/menus.js";
import { downFirst, sortRows } from "./table/order.js";
import { fetchPages, isPart } from "./table/pages.js";
import { copyLink, handOn } from "./table/sharing.js";
import { trayOf } from "./table/tray.js";
import { filterWords } from "./table/wording.js";

let left = new AbortController();

// Material tells of the first page, and of each that instant navigation puts in its place.
(window.document$ ?? { subscribe: (run) => run() }).subscribe(() => {
  const roots = [...document.querySelectorAll("[data-ph-table]")].filter((root) => root.querySelector("tbody"));
  if (roots[0]?.hasAttribute("data-begun")) return; // told of the same page twice
  left.abort(); // the listeners of the page before
  left = new AbortController();
  const prefixes = roots.map((root, index) => (index ? `${root.dataset.name}.` : ""));
  roots.forEach((root, index) => {
    const others = prefixes.filter((prefix) => prefix && prefix !== prefixes[index]);
    enhance(root, prefixes[index], others, left.signal);
  });
});

function enhance(root, prefix, others, signal) {
  const part = (name) => root.querySelector(`[data-ph-${name}]`);
  root.dataset.begun = "";
  const table = readTable(root);
  const search = part("filter");
  const pages = root.dataset.pages && root.closest(".ph").querySelector(".ph-pages");
  const byDefault = defaultSort(table);
  const facets = openFacets(table, (key, wanted, typed) => {
    if (wanted) state.filters.set(key, wanted);
    else state.filters.delete(key);
    changed({ typed });
  });
  const choose = (name, value, typed) => {
    state.hardware[name] = value;
    changed({ typed });
  };
  // A script for the hardware of readers, where there is one, answers by putting itself into the table.
  root.dispatchEvent(new CustomEvent("ph-table", { bubbles: true, detail: { table, choose, tell: tellNotice } }));
  const { hardware } = table;
  const load = () => (hardware ? hardware.load(state, show) : show());
  const sheet = openSheet(table, () => clear({ stay: true }));
  const tick = trayOf(root, signal);
  const draw = bodyOf(table, (rows) => {
    hardware?.draw(rows);
    tick(rows.map((row) => row.element));
  });
  let state = emptyState(table);
  let found;
  let sorted = table.rows; // the rows that are found, in their order
  let typing = false;
  let fetching; // the rows of the other pages

  function changed({ typed = false } = {}) {
    const address = writeAddress(state, location.search, prefix, others);
    if (address !== location.search) {
      const to = location.pathname + address + location.hash;
      if (typed && typing) history.replaceState(null, "", to);
      else history.pushState(null, "", to); // first, since browsers then lay out the page to note where it is scrolled
      typing = typed;
      keepLinks();
    }
    load();
  }

  const isUntouched = () => !isFiltered() && !Object.keys(state.hardware).length;
  const isFiltered = () => state.filters.size > 0 || state.find.trim() !== "";

  function show() {
    const isAsked = isFiltered() || state.sort.length > 0;
    if (isAsked && isPart(table)) {
      part("count").textContent = "Looking on all pages";
      fetching ??= fetchPages(table).then(() => {
        show();
        readAhead(table);
      }, stay);
      return;
    }
    hardware?.work(state);
    found = evaluate(table, state.filters, state.find);
    hardware?.choose(found);
    sorted = state.sort.length ? sortRows(table, found.rows, state.sort) : found.rows; // in the order they came in
    if (!isAsked) sorted = table.own.rows;
    if (pages) pages.hidden = isAsked;
    const shown = state.all ? sorted : sorted.slice(0, table.first);
    draw(shown);
    const isNew = !("ready" in root.dataset);
    if (!isPart(table) && !(isNew && isUntouched())) facets.show(found, state); // at first as they were drawn
    showHeads();
    showCounts(shown.length);
    showChips();
    showNone();
    root.dataset.ready = "";
  }

  // The other pages cannot be had: the table is as it came.
  function stay(error) {
    state.filters.clear();
    state.find = search.value = "";
    state.sort = [];
    show();
    part("facets").reset();
    fetching = undefined;
    tellNotice("The other pages of this table did not load, so it is as it came. Load the page again to try once more.");
    throw error;
  }

  function tellNotice(words) {
    part("notice").textContent = words;
  }

  function showCounts(shown) {
    const all = count(table.total, table);
    const rows = isFiltered() ? `${digits(sorted.length)} of ${all}` : all;
    const order = state.sort.map(({ key, down }) => `${labelOf(key)}, ${direction({ down })}`);
    part("count").textContent = rows;
    if (order.length) part("count").append(element("span", { className: "ph-hidden" }, `, sorted by ${order.join(", then ")}`));
    part("rest").hidden = shown === sorted.length;
    part("rest").firstElementChild.textContent = `The first ${shown} of ${digits(sorted.length)} are shown.`;
    sheet.show(state.filters.size + (state.find.trim() ? 1 : 0), isFiltered() ? count(sorted.length, table) : all);
  }

  const labelOf = (key) => headOf(table, key).querySelector(".ph-head").textContent.trim();

  function showHeads() {
    const sort = state.sort.length ? state.sort : byDefault;
    for (const head of table.heads) {
      const at = sort.findIndex(({ key }) => key === head.dataset.key);
      const sorter = head.querySelector(".ph-sort");
      head.ariaSort = at ? null : direction(sort[0]);
      if (!sorter) continue;
      sorter.dataset.sorted = at < 0 ? "" : direction(sort[at]);
      sorter.dataset.place = at >= 0 && sort.length > 1 ? at + 1 : "";
    }
    part("sort").value = sort[0].key;
  }

  function showChips() {
    const chips = table.facets
      .filter((facet) => state.filters.has(facet.key))
      .map((facet) => {
        const words = filterWords(facet, state.filters.get(facet.key));
        return button("ph-chip", words, () => drop(facet.key), `Remove ${words}`);
      });
    part("chips").replaceChildren(...chips, ...(chips.length ? [button("ph-link", "Clear all", () => clear())] : []));
  }

  function drop(key) {
    if (key === "find") state.find = search.value = "";
    else state.filters.delete(key);
    changed();
    search.focus();
  }

  function clear({ stay = false } = {}) {
    state.find = search.value = "";
    state.filters.clear();
    changed();
    if (!stay) search.focus();
  }

  // Nothing found: which filter to drop, and what that would give.
  function showNone() {
    const none = part("none");
    if (sorted.length) return none.replaceChildren();
    const active = [...found.fails.keys()].map((key) => {
      const facet = table.facets.find((each) => each.key === key);
      const words = facet ? filterWords(facet, state.filters.get(key)) : `Words: ${state.find.trim()}`;
      return { key, words, rows: without(found, key) };
    });
    const help = active.filter(({ rows }) => rows).sort((a, b) => b.rows - a.rows);
    const items = help.map(({ key, words, rows }) =>
      element(
        "li",
        {},
        element("span", {}, words),
        element("strong", {}, count(rows, table)),
        button("ph-button", "Drop", () => drop(key), `Drop ${words}`),
      ),
    );
    const rest = help.length === active.length ? "" : `Dropping any ${help.length ? "other " : ""}single filter still gives none.`;
    none.replaceChildren(
      element("h2", {}, `No ${root.dataset.one} meets all of these`),
      ...(items.length ? [element("p", {}, "Drop one filter to get results:"), element("ul", {}, ...items)] : []),
      element("p", { className: "ph-none__rest" }, rest, " ", button("ph-link", "Clear all", () => clear())),
    );
  }

  function showColumns() {
    const switches = [...part("columns").querySelectorAll("input")];
    for (const input of switches) {
      const optional = switchOf(table, input.value).matches(".ph-optional");
      input.checked = optional === state.flipped.has(input.value);
      if (columnsShown.get(input.value) === input.checked) continue;
      columnsShown.set(input.value, input.checked);
      setColumns(input.value, optional, input.checked);
    }
    root.classList.toggle("ph-table--compact", state.compact);
    part("compact").ariaPressed = state.compact;
  }

  const columns = root.querySelectorAll("col");
  const columnsShown = new Map([...part("columns").querySelectorAll("input")].map((each) => [each.value, each.defaultChecked]));

  function setColumns(name, optional, visible) {
    const show = (cell) => (optional ? cell.classList.toggle("ph-shown", visible) : (cell.hidden = !visible));
    const heads = [...root.querySelectorAll("thead [data-switch]")].filter((head) => head.dataset.switch === name);
    for (const head of heads) {
      show(head);
      const { column } = head.dataset;
      if (!column) continue;
      show(columns[column]);
      table.switches.set(column, show); // for rows that are made later
      for (const { made } of table.rows) if (made) show(made.cells[column]);
    }
  }

  // The links to other ways to look at the same keep what is chosen, as far as it is known there.
  function keepLinks() {
    for (const link of root.querySelectorAll("[data-ph-keep]")) link.href = link.href.replace(/\?.*|$/, location.search);
  }

  // Take the state from the address.
  function go() {
    const { state: asked, unknown } = readAddress(table, location.search, prefix, others);
    state = asked;
    typing = false;
    if (search.value !== state.find) search.value = state.find;
    showColumns();
    keepLinks();
    tellNotice(unknown.length ? `Left out, since it is not known here: ${unknown.join(", ")}` : "");
    load();
  }

  function toggle(head, more) {
    const { key } = head.dataset;
    const sort = state.sort.length ? state.sort : byDefault;
    const at = sort.findIndex((each) => each.key === key);
    const turned = at === 0 || (more && at > 0); // a column that rows stand in the order of is turned round
    const fresh = { key, down: turned ? !sort[at].down : downFirst(head) };
    if (!more) state.sort = [fresh];
    else if (at < 0) state.sort = [...sort, fresh];
    else state.sort = sort.with(at, fresh);
    changed();
  }

  for (const head of table.heads) {
    if (!("phSortable" in head.dataset)) continue;
    const label = head.querySelector(".ph-head");
    const sort = button("ph-sort ph-head", label.textContent.trim(), (event) => toggle(head, event.shiftKey));
    sort.title = "With Shift: sort by this as well";
    label.replaceWith(sort);
  }
  part("sort").addEventListener("change", ({ target }) => {
    state.sort = [{ key: target.value, down: downFirst(headOf(table, target.value)) }];
    changed();
  });
  search.addEventListener("input", () => {
    state.find = search.value;
    changed({ typed: true });
  });
  search.addEventListener("keydown", (event) => {
    event.stopPropagation(); // Material reads single keys as shortcuts
    if (event.key === "Escape" && search.value) {
      event.preventDefault();
      drop("find");
    }
  });
  const shownHeads = () => table.heads.filter((head) => head.checkVisibility() || !head.dataset.switch || columnsShown.get(head.dataset.switch));
  for (const opener of root.querySelectorAll("[data-ph-menu]"))
    openMenu(opener, () => (part("export-title").textContent = `The ${count(sorted.length, table)} that are found`));
  part("columns").addEventListener("change", ({ target }) => {
    if (!state.flipped.delete(target.value)) state.flipped.add(target.value);
    showColumns();
    changed();
  });
  part("compact").addEventListener("click", () => {
    state.compact = !state.compact;
    showColumns();
    changed();
  });
  part("export").addEventListener("click", ({ target }) => {
    const { format, do: how } = target.closest("[data-format]")?.dataset ?? {};
    if (!format) return;
    const text = FORMATS[format].write(exported(shownHeads(), sorted.map((row) => row.element)));
    handOn(root, { format, how, text, words: count(sorted.length, table) });
  });
  part("link").addEventListener("click", () => copyLink(root));
  part("all").addEventListener("click", () => {
    const next = sorted[table.first].element;
    table.body.append(next);
    state.all = true;
    changed();
    next.querySelector("a").focus();
  });
  addEventListener("popstate", go, { signal });
  go();
  readAhead(table);
}

// What the filter of words looks in takes long to gather, so it is done before a reader asks.
function readAhead({ rows }) {
  let next = 0;
  const some = (deadline) => {
    while (next < rows.length && deadline.timeRemaining() > 2) textOf(rows[next++]);
    if (next < rows.length) idle(some);
  };
  idle(some);
}

function direction({ down }) {
  return down ? "descending" : "ascending";
}

function defaultSort(table) {
  const head = table.heads.find((each) => each.ariaSort);
  return [{ key: head.dataset.key, down: head.ariaSort === "descending" }];
}
