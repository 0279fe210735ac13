// The learning path: ticks that stay in this browser, and filters that stay in the address.

const STORE = "ph-path-done";

export function keepPath(path) {
  const tools = path.querySelector("[data-ph-path-tools]");
  const count = path.querySelector("[data-ph-path-count]");
  const clear = path.querySelector("[data-ph-path-clear]");
  const steps = [...path.querySelectorAll("[data-ph-step]")];
  const stages = [...path.querySelectorAll("[data-ph-stage]")];
  const kept = read();
  const done = new Set(kept ?? []);

  const boxes = steps.map((step) => {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = done.has(step.dataset.phStep);
    box.ariaLabel = `Done: ${step.querySelector("a").textContent}`;
    box.addEventListener("change", () => {
      if (box.checked) done.add(step.dataset.phStep);
      else done.delete(step.dataset.phStep);
      show(write([...done]));
    });
    step.querySelector("[data-ph-tick]").append(box);
    return box;
  });

  function show(isKept) {
    const ticked = boxes.filter((box) => box.checked).length;
    count.textContent = `${ticked} of ${steps.length} done, ${isKept ? "kept in this browser only" : "forgotten when you leave"}`;
    clear.hidden = ticked === 0;
    let isCurrentFound = false;
    for (const stage of stages) {
      const isDone = [...stage.querySelectorAll("input")].every((box) => box.checked);
      stage.toggleAttribute("data-done", isDone);
      stage.ariaCurrent = isDone || isCurrentFound ? null : "step";
      isCurrentFound ||= !isDone;
    }
  }

  clear.addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    done.clear();
    show(write([]));
    boxes[0].focus();
  });

  const chosen = new URLSearchParams(location.search);
  for (const name of ["level", "price"]) {
    const select = tools.elements[name];
    select.value = chosen.get(name) ?? "";
    if (select.selectedIndex < 0) select.value = ""; // a word that the page does not know
    select.addEventListener("change", () => {
      const address = new URL(location.href);
      if (select.value) address.searchParams.set(name, select.value);
      else address.searchParams.delete(name);
      history.replaceState(history.state, "", address);
      filter();
    });
  }

  function filter() {
    const { level, price } = tools.elements;
    for (const step of steps) {
      const isShown = (!level.value || step.dataset.level === level.value) && (!price.value || "free" in step.dataset);
      step.hidden = !isShown;
    }
    for (const stage of stages) {
      const none = [...stage.querySelectorAll("[data-ph-step]")].every((step) => step.hidden);
      stage.querySelector("[data-ph-stage-empty]").hidden = !none;
    }
  }

  show(kept !== undefined);
  filter();
  path.dataset.ready = "";
}

// What is ticked; undefined where this browser keeps nothing.
function read() {
  try {
    const found = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    return Array.isArray(found) ? found : [];
  } catch (error) {
    return error instanceof SyntaxError ? [] : undefined;
  }
}

function write(done) {
  try {
    localStorage.setItem(STORE, JSON.stringify(done));
    return true;
  } catch {
    return false;
  }
}
