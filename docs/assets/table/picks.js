// What a reader has ticked to compare, by kind. It lasts as long as the tab, where the browser lets it.

export const readPicks = (kind) => {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(`ph-compare-${kind}`)));
  } catch {
    return new Map(); // nothing is kept, or nothing may be
  }
};

export const writePicks = (kind, picks) => {
  try {
    sessionStorage.setItem(`ph-compare-${kind}`, JSON.stringify([...picks]));
  } catch {
    // What is ticked then stays on this page.
  }
};
