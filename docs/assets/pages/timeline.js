// A chart of the timeline: the line of another card, and the choices in the address, as in ?line=48&without=no,unknown.

export function startChart(root) {
  const boxes = [...root.querySelectorAll("fieldset input")];
  const choice = root.querySelector("[data-ph-line-choice]");
  const usual = choice?.value;

  const read = () => {
    const asked = new URLSearchParams(location.search);
    const without = (asked.get("without") ?? "").split(",");
    for (const box of boxes) box.checked = !without.includes(box.value);
    if (!choice) return;
    const line = asked.get("line");
    choice.value = [...choice.options].some(({ value }) => value === line) ? line : usual;
    draw();
  };

  const draw = () => {
    const line = root.querySelector("[data-ph-line]");
    const { at, words } = choice.selectedOptions[0].dataset;
    line.toggleAttribute("hidden", !at);
    if (!at) return;
    const across = line.querySelector("path").getAttribute("d").includes("H");
    line.setAttribute("transform", across ? `translate(0 ${at})` : `translate(${at} 0)`);
    line.querySelector("text").textContent = words;
  };

  const write = () => {
    const asked = new URLSearchParams(location.search);
    const without = boxes.filter((box) => !box.checked).map((box) => box.value);
    if (without.length) asked.set("without", without.join());
    else asked.delete("without");
    if (choice && choice.value !== usual) asked.set("line", choice.value);
    else asked.delete("line");
    const text = asked.toString().replaceAll("%2C", ",");
    history.replaceState(history.state, "", (text && `?${text}`) || location.pathname);
  };

  root.addEventListener("change", () => {
    if (choice) draw();
    write();
  });
  // The table is closed: what leads to it opens it.
  root.querySelector('a[href="#data"]')?.addEventListener("click", () => {
    root.querySelector("#data").open = true;
  });
  read();
}
