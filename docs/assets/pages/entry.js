// Marks in the rail of an entry's page which section is being read.

export function followRail(rail, signal) {
  const links = [...rail.querySelectorAll("a")];
  const headings = links.map((link) => document.getElementById(link.hash.slice(1)));
  const line = 140; // pixels below the top of the window: what has passed it is being read

  const mark = () => {
    const end = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < line).length;
    let current = end ? links.length - 1 : passed - 1;
    // Sections may stand side by side, or end with the page: then it is the one that the reader chose.
    const chosen = links.findIndex((link) => link.hash === location.hash);
    if (chosen >= 0 && current >= 0) {
      const top = (index) => headings[index].getBoundingClientRect().top;
      if (end ? top(chosen) >= 0 && top(chosen) < window.innerHeight : Math.abs(top(chosen) - top(current)) < 2)
        current = chosen;
    }
    links.forEach((link, index) => (link.ariaCurrent = index === current || null));
  };

  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  };
  addEventListener("scroll", later, { passive: true, signal });
  addEventListener("resize", later, { signal });
  addEventListener("hashchange", later, { signal });
  mark();
}
