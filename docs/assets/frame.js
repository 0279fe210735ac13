// Small mends of the frame: buttons for Material's labels, roles for tables, words on the page for missing addresses.

for (const label of document.querySelectorAll(".ph-menu, .ph-search-open")) {
  const toggle = document.getElementById(label.htmlFor);
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.append(...label.childNodes);
  button.setAttribute("aria-expanded", String(toggle.checked));
  toggle.addEventListener("change", () => button.setAttribute("aria-expanded", String(toggle.checked)));
  button.addEventListener("click", () => {
    toggle.click();
    if (toggle.id === "__search") document.querySelector("[data-md-component=search-query]").focus();
  });
  label.replaceWith(button);
}

// Rows become blocks on a phone; these roles keep a table a table for screen readers all the same.
const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
for (const table of document.querySelectorAll(".ph-grid")) {
  for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, td, th")]) {
    const role = ROLES[part.tagName] ?? (part.scope === "row" ? "rowheader" : "columnheader");
    part.setAttribute("role", role);
  }
}

const missing = document.querySelector("[data-ph-missing]");
if (missing) {
  const last = location.pathname.split("/").filter(Boolean).at(-1) ?? "";
  let words = last;
  try {
    words = decodeURIComponent(last);
  } catch {
    // A malformed escape is left as it is.
  }
  missing.value = words.replace(/\.\w+$/, "").replace(/[-_]+/g, " ");
}
