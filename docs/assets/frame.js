// Small mends of the frame: buttons for Material's labels, roles for tables, words on the page for missing addresses.

for (const label of document.querySelectorAll(".ph-menu, .ph-search-open")) {
  const toggle = document.getElementById(label.htmlFor);
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.append(...label.childNodes);
  button.ariaExpanded = toggle.checked;
  toggle.addEventListener("change", () => (button.ariaExpanded = toggle.checked));
  button.addEventListener("click", () => {
    toggle.click();
    if (toggle.id === "__search") document.querySelector("[data-md-component=search-query]").focus();
  });
  label.replaceWith(button);
}

// One button for Material's options of the colour scheme. Material shows the label of the scheme that can be had next;
// the button takes its words and its sign, and clicks it.
const palette = document.querySelector("[data-md-component=palette]");
if (palette) {
  const labels = [...palette.querySelectorAll("label")];
  const offered = () => labels.find((label) => !label.hidden) ?? labels[0];
  const button = document.createElement("button");
  button.type = "button";
  button.className = "md-header__button md-icon";
  const show = () => {
    button.title = button.ariaLabel = offered().title;
    button.replaceChildren(offered().querySelector("svg").cloneNode(true));
  };
  for (const input of palette.querySelectorAll("input")) input.tabIndex = -1;
  button.addEventListener("click", () => {
    offered().click();
    button.focus(); // a label gives the focus to its input
  });
  button.addEventListener("keydown", (event) => event.stopPropagation()); // Material answers Enter as well
  new MutationObserver(show).observe(palette, { subtree: true, attributeFilter: ["hidden"] });
  palette.append(button);
  show();
}

// The index of the search is asked for when a reader goes there, so that it is ready when the first word is written: the
// worker hears only what the theme tells it, which is what stands in the field. The theme is silent where none comes.
const search = document.querySelector("[data-ph-index]");
const index = search && new URL(search.dataset.phIndex, location);
search?.addEventListener("focusin", async () => {
  const { query } = search.elements;
  for (const text of query.value ? [] : [" ", ""]) {
    query.value = text;
    query.dispatchEvent(new Event("keyup"));
  }
  try {
    await (await fetch(index)).json();
  } catch (error) {
    document.querySelector(".md-search-result__meta").textContent = "Search did not load. Load the page again.";
    throw error;
  }
}, { once: true });

// The rest is done for each page. Material tells of the first, and of each that instant navigation puts in its place.
let first = true;
(window.document$ ?? { subscribe: (run) => run() }).subscribe(() => {
  giveRoles(document);
  for (const { content } of document.querySelectorAll("template")) giveRoles(content);
  for (const region of document.querySelectorAll(".ph-scroll")) region.addEventListener("focusin", showWhole);
  for (const code of document.querySelectorAll(".ph-prose pre > code")) code.tabIndex = 0;
  showCurrent(document.querySelector(".ph-views"));
  const missing = document.querySelector("[data-ph-missing]");
  if (missing) suggest(missing);
  if (!first) begin();
  first = false;
});

// Rows become blocks on a phone; these roles keep a table a table for screen readers all the same. Scripts draw rows from
// templates.
function giveRoles(root) {
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  for (const part of root.querySelectorAll("table, thead, tbody, tr, td, th")) {
    part.role = roles[part.tagName] ?? (part.scope.startsWith("row") ? "rowheader" : "columnheader");
  }
}

// Of pages side by side that are wider than the window, the current one is in sight.
function showCurrent(views) {
  const current = views?.querySelector("[aria-current]");
  if (current && views.scrollWidth > views.clientWidth) views.scrollLeft = current.offsetLeft - views.offsetLeft - 16;
}

// What takes the focus by keyboard inside a table is shown whole; browsers leave it half behind the edge.
function showWhole({ target, currentTarget }) {
  if (target !== currentTarget && target.matches(":focus-visible"))
    target.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// A page that was put in the place of another begins at its heading, as a loaded page begins at its top.
function begin() {
  const heading = document.querySelector(".md-content h1");
  if (location.hash || !heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

// The page for missing addresses searches for the words of the address.
function suggest(missing) {
  const last = location.pathname.split("/").filter(Boolean).at(-1) ?? "";
  let words = last;
  try {
    words = decodeURIComponent(last);
  } catch {
    // A malformed escape is left as it is.
  }
  missing.value = words.replace(/\.\w+$/, "").replace(/[-_]+/g, " ");
}
