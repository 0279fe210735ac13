// Filters in words, as chips and the list of what to drop say them.

import { rangeWords } from "./ranges.js";

export function filterWords(facet, wanted) {
  if (facet.say) return facet.say(wanted);
  if (!facet.words) return rangeWords(facet, wanted);
  const labels = facet.words.filter(([word]) => wanted.has(word)).map(([, label]) => (facet.lower ? label.toLowerCase() : label));
  return `${facet.label}: ${labels.join(facet.every ? " and " : " or ")}`;
}
