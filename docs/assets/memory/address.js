// The controls of "Will it run?", and the address that brings them back:
//
//   ?card=nvidia-rtx-4090&weights=q8_0&context=32k&batch=4&kv=8&cards=2&use=yes
//   ?card=own&gb=20&bandwidth=600        ?model=llama-3.1-70b        ?model=own&params=70&layers=80&heads=8&dim=128
//   ?ram=64&rambw=80, gigabytes of the system for layers that do not fit on the card, and their bandwidth
//
// Only what differs from the page's own choice is written. `model` is there when a model is given and cards are sought.

const FOREIGN = new Set(["h"]); // Material's own: words to mark
const SHARED = ["weights", "context", "batch", "kv", "cards", "ram", "rambw"];
const OF_CARD = ["card", "use"];
const OWN_CARD = ["gb", "bandwidth"];
const OWN_MODEL = ["params", "layers", "heads", "dim"];
const NAMES = [...SHARED, ...OF_CARD, ...OWN_CARD, "model", ...OWN_MODEL];

// What a control stands at before a reader chooses.
export function remember(form) {
  return Object.fromEntries(NAMES.map((name) => [name, form.elements[name].value]));
}

// Set the controls as an address asks. Gives back whether it names a model, and what of it is not understood.
export function readAddress(form, first, search) {
  for (const name of NAMES) form.elements[name].value = first[name];
  const unknown = [];
  const asked = new URLSearchParams(search);
  for (const [name, value] of asked) {
    if (FOREIGN.has(name)) continue;
    const control = NAMES.includes(name) ? form.elements[name] : null;
    if (control) control.value = value;
    const isTaken = control && control.value === value && control.validity.valid;
    if (!isTaken && control) control.value = first[name];
    if (!isTaken) unknown.push(value ? `${name}=${value}` : name);
  }
  return { hasModel: asked.has("model"), unknown };
}

export function writeAddress(form, first, hasModel) {
  const { card, model } = form.elements;
  const names = hasModel
    ? ["model", ...(model.value === "own" ? OWN_MODEL : []), ...SHARED]
    : ["card", ...(card.value === "own" ? OWN_CARD : []), ...SHARED, "use"];
  const parts = names
    .map((name) => [name, form.elements[name].value])
    .filter(([name, value]) => name === "model" || value !== first[name])
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return parts.length ? `?${parts.join("&")}` : "";
}
