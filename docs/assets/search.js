// The search. It runs as a worker in the place of the theme's own and speaks its language: {type: 1} says that it is
// ready, and a query, {type: 2}, is answered by its results, {type: 3}. The index comes with the first query that is not
// empty: a blank, when a reader goes to the field. Exact names come first, however they are spaced and written; then names
// that begin so; then what has all words somewhere.

const WEIGHTS = { title: 12, names: 10, parts: 7, by: 6, kind: 5, words: 5, text: 2 };
const SNIPPET = 300; // characters of a long text
const SHOWN = 200; // pages; more would be what many have in common

let index; // promised
self.onmessage = async ({ data: { type, data } }) => {
  if (type !== 2) return;
  if (data) index ??= load();
  postMessage({ type: 3, data: { items: data.trim() ? find(await index, data) : [] } });
};
postMessage({ type: 1 });

async function load() {
  try {
    return read((await (await fetch("../search/search_index.json")).json()).docs);
  } catch (error) {
    index = undefined; // the next query asks again
    throw error;
  }
}

// Words in lower case, without accents. What stands between letters and figures does not matter: Llama2, llama-2; nor
// does a last zero: Apache 2, Apache-2.0.
function tokens(text) {
  const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = folded.match(/\d+(?:\.\d+)*\p{L}*\+*|\p{L}+\+*/gu) ?? [];
  return words.map((word) => (word.endsWith(".0") ? word.replace(/^(\d+)(?:\.0)+$/, "$1") : word));
}

const lines = (text) => (text ? text.split("\n") : []);

// The theme hands titles and texts over as HTML.
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };
const plain = (markup) => markup.replace(/<[^>]*>/g, " ").replace(/&(#?\w+);/g, (all, name) => ENTITIES[name] ?? all);
const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

// The words of a name, and `all` of them as one.
function nameOf(text) {
  const words = tokens(text);
  return Object.assign(words, { all: words.join("") });
}

function read(docs) {
  const kinds = [...new Set(docs.map((doc) => doc.kind).filter(Boolean))];
  const terms = new Map(); // of each word the places of its records, and after each place its weight there
  const records = docs.map((doc, place) => {
    const title = plain(doc.title);
    const text = plain(doc.text).replace(/\s+/g, " ").trim();
    const note = (words, weight) => {
      for (const word of words) {
        const at = terms.get(word) ?? [];
        if (!at.length) terms.set(word, at);
        if (at.at(-2) !== place) at.push(place, weight);
        else if (at.at(-1) < weight) at[at.length - 1] = weight;
      }
      return words;
    };
    const names = [title, ...lines(doc.names)].map((name) => {
      const words = note(nameOf(name), name === title ? WEIGHTS.title : WEIGHTS.names);
      note(words.slice(1).map((word, before) => words[before] + word), WEIGHTS.names); // Code Llama: codellama
      return words;
    });
    const [by, kind] = ["by", "kind", "words"].map((field) => note(tokens(doc[field] ?? ""), WEIGHTS[field]));
    note(tokens(text), WEIGHTS.text);
    return {
      doc, place, title, text,
      page: doc.location.split("#")[0],
      rank: kinds.indexOf(doc.kind),
      names,
      parts: lines(doc.parts).map((part) => note(nameOf(part), WEIGHTS.parts)),
      beside: [...by, ...kind], // what may stand beside a name: Meta Llama 2, MIT license
    };
  });
  return { records, terms, words: [...terms.keys()] };
}

function find({ records, terms, words }, query) {
  const asked = tokens(query);
  const near = asked.map((word, at) => alike(word, at === asked.length - 1, terms, words));
  const scores = weigh(asked, near, terms, records.length);
  const meant = asked.map((word, at) => (near[at].corrected ? near[at][0][0] : word));
  const pages = new Map();
  for (const record of records) {
    const score = scores[record.place] + called(record, meant);
    if (!score) continue;
    const { page } = record;
    const found = pages.get(page) ?? { ...record, best: 0, hits: [] };
    pages.set(page, found);
    found.best = Math.max(found.best, score);
    found.hits.push({ record, score });
  }
  const mark = marker(asked);
  const newest = ({ date: one = "" }, { date: other = "" }) => (one < other) - (one > other);
  return [...pages.values()]
    .sort((one, other) => other.best - one.best || newest(one.doc, other.doc) || one.place - other.place)
    .slice(0, SHOWN)
    .map(({ page, hits }) => {
      // A page stands above its sections, also where only a section was found.
      const own = hits.find((hit) => hit.record.doc.location === page);
      const head = own ?? { record: records.find((record) => record.doc.location === page), score: 0 };
      const sections = hits.filter((hit) => hit !== own).sort((one, other) => other.score - one.score);
      return [head, ...sections].filter((hit) => hit.record).map((hit) => shown(hit, mark));
    })
    .filter((hits) => hits.some((hit) => !hit.location.includes("#")));
}

// How much each record has of the words that were asked for, 300 at most. Rare words count more than frequent ones.
function weigh(asked, near, terms, number) {
  const joined = asked.slice(1).map((word, before) => [asked[before] + word, 1]);
  const sums = new Float64Array(number);
  const covered = new Float64Array(number);
  let most = 0;
  asked.forEach((_, at) => {
    const here = new Float64Array(number);
    for (const [term, share] of [...near[at], joined[at - 1], joined[at]].filter(Boolean)) {
      const weights = terms.get(term) ?? [];
      for (let i = 0; i < weights.length; i += 2) here[weights[i]] = Math.max(here[weights[i]], weights[i + 1] * share);
    }
    const size = here.reduce((sum, weight) => sum + (weight > 0), 0);
    if (!size) return;
    const rare = Math.log(1 + number / size);
    most += rare;
    here.forEach((weight, place) => {
      sums[place] += rare * weight;
      covered[place] += weight && rare;
    });
  });
  return sums.map((sum, place) => (covered[place] / most > 0.5 ? (25 * sum * covered[place]) / most ** 2 : 0));
}

// The words of the index that a word may mean, each with how much that counts: itself, what begins with it, and only
// where there is nothing of both, what is spelt almost like it.
function alike(word, last, terms, words) {
  const number = /\d/.test(word);
  const begins = (term) => term.startsWith(word) && !(number && /[\d.]/.test(term[word.length]));
  const near = words.filter((term) => term === word || ((last || word.length > 2) && begins(term)));
  if (near.length || number || word.length < 4)
    return near.map((term) => [term, term === word ? 1 : 0.4 + (0.5 * word.length) / term.length]);
  const far = word.length < 8 ? 1 : 2;
  const spelt = words.filter((term) => !/\d/.test(term)).map((term) => [term, distance(word, term, far)]);
  const least = Math.min(far, ...spelt.map(([, letters]) => letters));
  const found = spelt.filter(([, letters]) => letters === least).map(([term]) => [term, 0.5 / least]);
  return Object.assign(found, { corrected: found.length > 0 });
}

// How many letters are to be changed, added, left out or swapped, as far as that is no more than `far`.
function distance(one, other, far) {
  if (Math.abs(one.length - other.length) > far) return far + 1;
  let [before, row] = [[], [...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > far) return far + 1;
    [before, row] = [row, next];
  }
  return row.at(-1);
}

// What a record gets for its names when they were asked for, alone or beside who made it and what it is.
function called(record, asked) {
  const alone = asked.length ? named(record, asked.join("")) : 0;
  if (asked.length < 2) return alone;
  const beside = [...record.beside];
  const rest = asked.filter((word) => {
    const at = beside.indexOf(word);
    if (at >= 0) beside.splice(at, 1);
    return at < 0;
  });
  return rest.length % asked.length ? Math.max(alone, 0.95 * named(record, rest.join(""))) : alone;
}

// What a record gets for one name: 1,000 where it is its own, less where its own begins so. Of equal ones the kind that
// stands first on the site comes first.
function named({ doc, rank, names: [own, ...others], parts }, whole) {
  const share = doc.location.includes("#") ? 0.4 : doc.kind ? 1 - Math.max(rank, 0) / 100 : 0.9;
  const best = (all) => all.reduce((most, name) => Math.max(most, begun(name, whole)), 0);
  const [title, alias, part] = [[own], others, parts].map(best);
  if (title === 1) return share * 1005;
  if (alias === 1) return share * 1000;
  if (part === 1) return share * 900;
  if (title || alias) return share * 600 * Math.max(title, 0.9 * alias);
  return share * 500 * part;
}

// How much of a name, given in words, is told by its beginning: 1 for all of it, more where whole words are told.
// Llama 3 begins Llama 3.1 and Llama 3 8B, but Llama 1 does not begin LLaMA 13B.
function begun(name, whole) {
  const { all } = name;
  if (all === whole) return 1;
  if (whole.length < 2 || !all.startsWith(whole) || (/\d$/.test(whole) && /\d/.test(all[whole.length]))) return 0;
  let length = 0;
  const ends = name.some((word) => (length += word.length) === whole.length);
  return ends ? 0.66 + (0.3 * whole.length) / all.length : (0.1 * whole.length) / all.length;
}

function marker(asked) {
  const words = asked.filter((word) => word.length > 1 || /\d/.test(word)).map((word) => word.replace(/[.+]/g, "\\$&"));
  if (!words.length) return escape;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})`, "giu");
  return (text) => {
    let [marked, end] = ["", 0];
    for (const match of text.matchAll(pattern)) {
      marked += `${escape(text.slice(end, match.index))}<mark>${escape(match[0])}</mark>`;
      end = match.index + match[0].length;
    }
    return marked + escape(text.slice(end));
  };
}

function shown({ record: { doc, title, text }, score }, mark) {
  const snippet = text.length > SNIPPET ? `${text.slice(0, SNIPPET).replace(/\s+\S*$/, "")} …` : text;
  const kind = doc.kind && snippet.startsWith(doc.kind) ? doc.kind : "";
  const words = `<p>${kind && "<b>"}${escape(kind)}${kind && "</b>"}${mark(snippet.slice(kind.length))}</p>`;
  return { location: doc.location, title: mark(title), text: words, score, terms: {} };
}
