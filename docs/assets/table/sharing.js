// Handing on what is found: the link, and the rows as text to copy or to save.

import { FORMATS } from "./exports.js";

// Say something for two seconds, to screen readers as well.
export function tell(root, words, failed = false) {
  const place = root.querySelector("[data-ph-told]");
  place.textContent = words;
  place.classList.toggle("ph-told--failed", failed);
  clearTimeout(place.timer);
  place.timer = setTimeout(() => (place.textContent = ""), failed ? 6000 : 2000);
}

export async function copy(root, text, done, failed) {
  try {
    await navigator.clipboard.writeText(text);
    tell(root, done);
  } catch {
    tell(root, failed, true);
  }
}

export const copyLink = (root) =>
  copy(root, location.href, "Link copied", "Could not copy. The link is in the address bar.");

// Copy a text in one of the formats, or save it; `words` says what it holds.
export function handOn(root, { format, how, text, words }) {
  const { type, suffix, title } = FORMATS[format];
  if (how === "copy") {
    void copy(root, text, `${words} copied as ${title}`, "Could not copy. Download the file instead.");
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = `${root.dataset.name}.${suffix}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  tell(root, `${words} saved as ${title}`);
}
