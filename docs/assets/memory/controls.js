// The controls that a reader's hardware is chosen with, as templates/hardware.html draws them: a card or gigabytes, the
// format of the weights, the context. What is chosen is { mem, w, c }, with the names that it has in addresses.

const firstOf = (select) => [...select.options].find((option) => option.defaultSelected).value;
const isOffered = (select, value) => [...select.options].some((option) => option.value === value && value !== "own");
const labelOf = (select) => select.selectedOptions[0].text;

// `choose(name, value, typed)` is called when a reader chooses something else.
export function hardwareControls(root, choose) {
  const own = root.querySelector("[data-ph-own]");
  const [mem, amount, w, c] = root.querySelectorAll("select, input");
  const selects = { mem, w, c };
  const first = Object.fromEntries(Object.entries(selects).map(([name, select]) => [name, firstOf(select)]));

  root.addEventListener("input", ({ target }) => {
    own.hidden = mem.value !== "own";
    if (target === mem && !own.hidden) amount.focus();
    else if (target !== amount) choose(target.name, target.value, false);
    else if (amount.value && amount.validity.valid) choose("mem", amount.value, true);
  });

  function isAmount(value) {
    amount.value = value;
    return Boolean(value) && amount.value === value && amount.validity.valid;
  }

  return {
    first, // what stands there before a reader chooses
    // Whether a parameter of an address is one of these; and whether it asks for something that there is.
    has: (name) => name in selects,
    offers: (name, value) => isOffered(selects[name], value) || (name === "mem" && isAmount(value)),
    // What is chosen in words: the memory, the weights, and the context or nothing.
    words: () => [mem.value === "own" ? `${amount.value} GB` : labelOf(mem), labelOf(w), c.value && labelOf(c)],
    show(chosen) {
      for (const [name, select] of Object.entries(selects)) {
        const value = chosen[name];
        if (select === mem && mem.value === "own" && amount.value === value) continue; // as it is being written
        select.value = isOffered(select, value) ? value : "own";
        if (select.value === "own") amount.value = value;
      }
      own.hidden = mem.value !== "own";
    },
  };
}
