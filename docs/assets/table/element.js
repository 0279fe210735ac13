// Elements in one expression: with their properties or attributes, and what stands in them.

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export const button = (className, words, onclick, ariaLabel) =>
  element("button", { type: "button", className, onclick, ...(ariaLabel && { ariaLabel }) }, words);
