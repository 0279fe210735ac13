// Entries side by side as a table: a column each, rows under the headings of their sections.

import { drawBars } from "../memory/measure.js";
import { button, element } from "../table/element.js";
import { piecesOf } from "./rows.js";

const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };

export const hasBest = ({ best }) => best.includes(true);

const span = (className, ...children) => element("span", { className }, ...children);
const link = (url, root, ...children) => element("a", /^https?:/.test(url) ? { href: url, rel: "noopener nofollow" } : { href: root + url }, ...children);

// `bar` is the template of a measured bar; `act(name, index)` is called when a reader changes or removes a column.
export function drawSides({ rows, sides, root, bar, act }) {
  const signs = [rows.some(({ differs }) => differs) && span("ph-sides__key", "differs"), rows.some(hasBest) && span("ph-best", "best")];
  const heads = sides.map((side, index) => drawHead(side, index, root, act));
  const table = element(
    "table",
    { className: `ph-sides ph-sides--${sides.length}` },
    element("caption", { className: "ph-hidden" }, `${sides.map(({ name }) => name).join(", ")}, side by side`),
    element("thead", {}, element("tr", {}, element("td", {}, ...signs.filter(Boolean)), ...heads)),
  );
  let section;
  for (const row of rows) {
    if (row.section !== section) {
      section = row.section;
      const head = element("th", { scope: "rowgroup", colSpan: sides.length + 1 }, section);
      table.append(element("tbody", {}, element("tr", { className: "ph-sides__section" }, head)));
    }
    const head = element("th", { scope: "row" }, row.label, ...(row.differs ? [span("ph-hidden", " (differs)")] : []));
    const cells = row.cells.map((cell, index) => drawCell(cell, row.best[index], root, sides[index].url, bar));
    table.lastChild.append(element("tr", { className: row.differs ? "ph-differs" : "" }, head, ...cells));
  }
  // On a phone rows become blocks; these roles keep the table a table for screen readers all the same.
  for (const part of [table, ...table.querySelectorAll("*")]) {
    const role = ROLES[part.tagName] ?? { col: "columnheader", row: "rowheader", rowgroup: "rowheader" }[part.scope];
    if (role) part.role = role;
  }
  return table;
}

function drawHead({ name, by, url, ended }, index, root, act) {
  const acts = ["Change", "Remove"].map((word) =>
    button("ph-link", word, () => act(word, index), `${word} ${name}`),
  );
  const title = link(url, root, name);
  Object.assign(title, { className: ended ? "ph-name ph-ended" : "ph-name", dir: "auto" });
  return element("th", { scope: "col" }, span("ph-small", by), title, span("ph-sides__acts", ...acts));
}

function drawCell(cell, isBest, root, url, bar) {
  const place = element("td");
  if (cell === null) {
    place.append(span("ph-quiet", "Not known"));
    return place;
  }
  const { sign, note, outcome, bars, base, cites = [] } = cell;
  const [form, tone] = sign?.split(" ") ?? [];
  const className = `ph-${form} ph-${form}--${tone}`;
  const words = piecesOf(cell).map((piece) => drawPiece(piece, root));
  if (form === "sign") place.append(span(className), " ", ...words);
  else place.append(...(form ? [span(className, ...words)] : words));
  for (const number of cites) {
    const cite = link(`${base ?? url.split("#")[0]}#source-${number}`, root, span("ph-hidden", "source "), number);
    cite.className = "ph-cite";
    place.append(cite);
  }
  if (isBest) place.append(" ", span("ph-best", "best"));
  if (bars) {
    place.append(bar.content.firstElementChild.cloneNode(true));
    drawBars(place.lastChild, bars);
  }
  if (note) place.append(span("ph-small", note));
  if (outcome) Object.assign(place.lastChild, { className: "ph-small ph-runs__words" }).dataset.outcome = outcome;
  return place;
}

function drawPiece(piece, root) {
  if (!Array.isArray(piece)) return piece;
  const [text, url, unverified] = piece;
  const words = unverified ? span("ph-unverified", text, span("ph-hidden", " (unverified)")) : text;
  return url ? link(url, root, words) : words;
}
