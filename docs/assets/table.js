// Sorting and filtering of the tables that the server drew. Without this script a table is whole and in order.

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// Material tells of the first page, and of each that instant navigation puts in its place.
(window.document$ ?? { subscribe: (run) => run() }).subscribe(() => {
  for (const root of document.querySelectorAll("[data-ph-table]")) enhance(root);
});

function enhance(root) {
  const body = root.querySelector("tbody");
  if (!body) return;
  const rows = [...body.rows].map((element, order) => ({
    element,
    order,
    text: fold(`${element.textContent} ${element.dataset.also ?? ""}`),
  }));
  const heads = [...root.querySelectorAll("thead th")];
  const filter = root.querySelector("[data-ph-filter]");
  const choice = root.querySelector("[data-ph-sort]");
  const count = root.querySelector("[data-ph-count]");
  const none = root.querySelector("[data-ph-none]");
  const region = root.querySelector(".ph-scroll");
  const name = (number) => `${number.toLocaleString("en")} ${number === 1 ? root.dataset.one : root.dataset.many}`;
  let sorted = "";

  const keyOf = (row, index, numbers) => {
    const value = row.element.cells[index].dataset.sort;
    if (value === undefined) return undefined;
    return numbers ? Number(value) : value;
  };

  function sortBy(index, direction) {
    const numbers = "numbers" in heads[index].dataset;
    const sign = direction === "descending" ? -1 : 1;
    rows.sort((a, b) => {
      const [x, y] = [keyOf(a, index, numbers), keyOf(b, index, numbers)];
      if (x === undefined || y === undefined) return (x === undefined) - (y === undefined) || byName(a, b);
      return sign * (numbers ? x - y : x.localeCompare(y, "en", { numeric: true })) || byName(a, b);
    });
    body.append(...rows.map((row) => row.element));
    for (const head of heads) head.removeAttribute("aria-sort");
    heads[index].setAttribute("aria-sort", direction);
    choice.value = heads[index].dataset.key;
    sorted = `, sorted by ${heads[index].querySelector(".ph-head").textContent.trim()}, ${direction}`;
    tell();
  }

  function byName(a, b) {
    const [x, y] = [a, b].map((row) => row.element.cells[0].dataset.sort);
    return x.localeCompare(y, "en", { numeric: true });
  }

  function toggle(index) {
    const head = heads[index];
    const first = "descending" in head.dataset ? "descending" : "ascending";
    const other = first === "ascending" ? "descending" : "ascending";
    sortBy(index, head.getAttribute("aria-sort") === first ? other : first);
  }

  function show() {
    const words = fold(filter.value).split(/\s+/).filter(Boolean);
    for (const row of rows) row.element.hidden = !words.every((word) => row.text.includes(word));
    const shown = rows.filter((row) => !row.element.hidden).length;
    region.hidden = shown === 0;
    none.hidden = shown > 0;
    tell();
  }

  function tell() {
    const shown = rows.filter((row) => !row.element.hidden).length;
    const total = shown === rows.length ? name(shown) : `${shown.toLocaleString("en")} of ${name(rows.length)}`;
    count.textContent = total;
    const quiet = document.createElement("span");
    quiet.className = "ph-hidden";
    quiet.textContent = sorted;
    count.append(quiet);
  }

  heads.forEach((head, index) => {
    if (!("phSortable" in head.dataset)) return;
    const label = head.querySelector(".ph-head");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ph-sort ph-head";
    button.textContent = label.textContent.trim();
    button.addEventListener("click", () => toggle(index));
    label.replaceWith(button);
  });
  choice.addEventListener("change", () => {
    const index = heads.findIndex((head) => head.dataset.key === choice.value);
    sortBy(index, "descending" in heads[index].dataset ? "descending" : "ascending");
  });
  filter.addEventListener("input", show);
  filter.addEventListener("keydown", (event) => {
    // Material reads single keys as shortcuts; what is typed here is text.
    event.stopPropagation();
    if (event.key === "Escape") clear();
  });
  root.querySelector("[data-ph-clear]").addEventListener("click", clear);

  function clear() {
    filter.value = "";
    show();
    filter.focus();
  }

  root.querySelector("[data-ph-tools]").hidden = false;
  if (filter.value) show();
}
