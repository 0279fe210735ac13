// The rows of a table. Those behind the first hundred are markup, and become elements when a reader is to see them.

const ROLES = { TH: "rowheader", TD: "cell" };
const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', "#34": '"', "#39": "'" };
const mold = document.createElement("template");

export const plain = (markup) => markup.replace(/<[^>]*>/g, " ").replace(/&(#?\w+);/g, (all, name) => SIGNS[name] ?? all);

export class Row {
  sort = []; // what is known of it by column, once it was asked for

  constructor(table, markup, made, base) {
    Object.assign(this, { table, markup, made, base });
  }

  get element() {
    if (!this.made) {
      mold.innerHTML = this.markup;
      this.made = mold.content.firstElementChild;
      // Where it is drawn as a block, these roles keep it a row.
      for (const part of [this.made, ...this.made.cells]) part.role = ROLES[part.tagName] ?? "row";
      if (this.base) for (const link of this.made.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), this.base);
      for (const [column, show] of this.table.switches) show(this.made.cells[column]);
    }
    return this.made;
  }

  // All that it says of itself, for the filter of words; what it needs on the reader's hardware is none of that.
  get text() {
    const markup = (this.markup || this.made.outerHTML).replace(/<td class="ph-cell--memory[^]*?<\/td>/, " ");
    return plain(`${markup} ${/^<tr [^>]*data-also="([^"]*)"/.exec(markup)?.[1] ?? ""}`);
  }

  // What a cell is sorted by; undefined where that is not known.
  valueOf(column) {
    if (!this.markup) return this.made.cells[column].dataset.sort;
    this.heads ??= this.markup.match(/<t[hd][ >][^>]*>?/g);
    const found = / data-sort="([^"]*)"/.exec(this.heads[column]);
    return found ? plain(found[1]) : undefined;
  }
}
