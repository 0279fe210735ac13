// What pages have of their own that is little: the rail of an entry, the learning path, a chart of the timeline.

import { followRail } from "./pages/entry.js";
import { keepPath } from "./pages/learn.js";
import { startChart } from "./pages/timeline.js";

let left = new AbortController();

// Material tells of the first page, and of each that instant navigation puts in its place.
(window.document$ ?? { subscribe: (run) => run() }).subscribe(() => {
  left.abort(); // the listeners of the page before
  left = new AbortController();
  start("[data-ph-rail]", followRail);
  start("[data-ph-path]:not([data-ready])", keepPath);
  start("[data-ph-timeline]", startChart);
});

function start(mark, run) {
  const place = document.querySelector(mark);
  if (place) run(place, left.signal);
}
