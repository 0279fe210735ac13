// The rows that are shown: as many as a window holds at once, the others while a browser has nothing else to do, in
// pieces that are small enough for what a reader does meanwhile.

const AT_ONCE = 30; // as in pages/tables.py

export const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 1, { timeRemaining: () => 5 }));

// Gives back what shows rows. `dress` is called with those that have come into the page, and again with those that stay.
export function bodyOf({ root, body }, dress) {
  let turn = 0;
  return (shown) => {
    const now = ++turn;
    const { rows } = body;
    let drawn = 0;
    while (drawn < rows.length && rows[drawn] === shown[drawn]?.made) drawn++;
    if (drawn < rows.length || drawn < Math.min(AT_ONCE, shown.length)) {
      drawn = Math.min(Math.max(drawn, AT_ONCE), shown.length);
      body.replaceChildren(...elements(shown.slice(0, drawn)));
    }
    dress(shown.slice(0, drawn));
    const some = (deadline) => {
      if (now !== turn) return; // others are shown by now
      while (drawn < shown.length) {
        const next = shown.slice(drawn, (drawn += drawn < 100 ? 10 : drawn >> 1));
        body.append(...elements(next));
        dress(next);
        if (deadline.timeRemaining() < 5) break;
      }
      wait();
    };
    const wait = () => {
      root.toggleAttribute("data-busy", drawn < shown.length);
      if (drawn < shown.length) idle(some, { timeout: 100 });
    };
    wait();
  };
}

const elements = (rows) => rows.map((row) => row.element);
