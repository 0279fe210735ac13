// The search. It runs as a worker in the place of the theme's own and speaks its language: {type: 1} says that it is
// ready, and a query, {type: 2}, is answered by its results, {type: 3}. The index comes with the first query. Exact names
// come first, however they are spaced and written; then names that begin so; then what has all words somewhere.

const WEIGHTS = { title: 12, names: 10, parts: 7, by: 6, kind: 5, words: 5, text: 2 };
const SNIPPET = 300; // characters of a long text
const SHOWN = 200; // pages; more would be what many have in common

let index; // promised
self.onmessage = async ({ data: { type, data } }) => {
  if (type === 2) postMessage({ type: 3, data: { items: data.trim() ? find(await (index ??= load()), data) : [] } });
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
  return words.map((word) => word.replace(/^(\d+)(?:\.0)+$/, "$1"));
}

const lines = (text) => (text ? text.split("\n") : []);

// The theme hands titles and texts over as HTML.
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };
const plain = (markup) => markup.replace(/<[^>]*>/g, " ").replace(/&(#?\w+);/g, (all, name) => ENTITIES[name] ?? all);
const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function read(docs) {
  const kinds = [...new Set(docs.map((doc) => doc.kind).filter(Boolean))];
  const terms = new Map(); // word: place in records: weight there
  const records = docs.map((doc, place) => {
    const title = plain(doc.title);
    const text = plain(doc.text).replace(/\s+/g, " ").trim();
    const note = (words, weight) => {
      for (const word of words) {
        if (!terms.has(word)) terms.set(word, new Map());
        const at = terms.get(word);
        at.set(place, Math.max(at.get(place) ?? 0, weight));
      }
    };
    for (const name of [title, ...lines(doc.names)]) {
      const words = tokens(name);
      note(words, name === title ? WEIGHTS.title : WEIGHTS.names);
      note(words.slice(1).map((word, before) => words[before] + word), WEIGHTS.names); // Code Llama: codellama
    }
    for (const field of ["parts", "by", "kind", "words"]) note(tokens(doc[field] ?? ""), WEIGHTS[field]);
    note(tokens(text), WEIGHTS.text);
    return {
      doc, place, title, text,
      page: doc.location.split("#")[0],
      rank: kinds.indexOf(doc.kind),
      own: [tokens(title)],
      names: lines(doc.names).map(tokens),
      parts: lines(doc.parts).map(tokens),
      beside: tokens(`${doc.by ?? ""} ${doc.kind ?? ""}`), // what may stand beside a name: Meta Llama 2, MIT license
    };
  });
  return { records, terms, words: [...terms.keys()] };
}

function find({ records, terms, words }, query) {
  const asked = tokens(query);
  const near = asked.map((word, at) => alike(word, at === asked.length - 1, terms, words));
  const found = weigh(asked, near, terms, records.length);
  const meant = asked.map((word, at) => (near[at].corrected ? near[at][0][0] : word));
  for (const record of records) {
    const bonus = called(record, meant);
    if (bonus) found.set(record.place, (found.get(record.place) ?? 0) + bonus);
  }
  const pages = new Map();
  const mark = marker(asked);
  for (const [place, score] of found) {
    const record = records[place];
    if (!pages.has(record.page)) pages.set(record.page, []);
    pages.get(record.page).push({ record, score });
  }
  const best = (hits) => Math.max(...hits.map((hit) => hit.score));
  const newest = (one, other) => (other[0].record.doc.date ?? "").localeCompare(one[0].record.doc.date ?? "");
  return [...pages.values()]
    .sort((one, other) => best(other) - best(one) || newest(one, other) || one[0].record.place - other[0].record.place)
    .slice(0, SHOWN)
    .map((hits) => {
      // A page stands above its sections, also where only a section was found.
      const { page } = hits[0].record;
      const own = hits.find((hit) => hit.record.doc.location === page);
      const head = own ?? { record: records.find((record) => record.doc.location === page), score: 0 };
      const sections = hits.filter((hit) => hit !== own).sort((one, other) => other.score - one.score);
      return [head, ...sections].filter((hit) => hit.record).map((hit) => shown(hit, mark));
    })
    .filter((hits) => hits.some((hit) => !hit.location.includes("#")));
}

// How much each record has of the words that were asked for, 300 at most. Rare words count more than frequent ones.
function weigh(asked, near, terms, number) {
  const joined = asked.slice(1).map((word, before) => terms.get(asked[before] + word));
  const sums = new Map();
  let most = 0;
  asked.forEach((_, at) => {
    const here = new Map();
    for (const [term, share] of near[at])
      for (const [place, weight] of terms.get(term)) here.set(place, Math.max(here.get(place) ?? 0, weight * share));
    for (const other of [joined[at - 1], joined[at]])
      for (const [place, weight] of other ?? []) here.set(place, Math.max(here.get(place) ?? 0, weight));
    if (!here.size) return;
    const rare = Math.log(1 + number / here.size);
    most += rare;
    for (const [place, weight] of here) {
      const sum = sums.get(place) ?? [0, 0];
      sums.set(place, [sum[0] + rare * weight, sum[1] + rare]);
    }
  });
  const found = new Map();
  for (const [place, [weight, covered]] of sums)
    if (covered / most > 0.5) found.set(place, (25 * weight * covered) / most ** 2);
  return found;
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
  const beside = [...record.beside];
  const rest = asked.filter((word) => {
    const at = beside.indexOf(word);
    if (at >= 0) beside.splice(at, 1);
    return at < 0;
  });
  return rest.length && rest.length < asked.length ? Math.max(alone, 0.95 * named(record, rest.join(""))) : alone;
}

// What a record gets for one name: 1,000 where it is its own, less where its own begins so. Of equal ones the kind that
// stands first on the site comes first.
function named({ doc, rank, own, names, parts }, whole) {
  const share = doc.location.includes("#") ? 0.4 : doc.kind ? 1 - Math.max(rank, 0) / 100 : 0.9;
  const best = (all) => Math.max(0, ...all.map((name) => begun(name, whole)));
  const [title, alias, part] = [best(own), best(names), best(parts)];
  if (title === 1) return share * 1005;
  if (alias === 1) return share * 1000;
  if (part === 1) return share * 900;
  if (title || alias) return share * 600 * Math.max(title, 0.9 * alias);
  return share * 500 * part;
}

// How much of a name, given in words, is told by its beginning: 1 for all of it, more where whole words are told.
// Llama 3 begins Llama 3.1 and Llama 3 8B, but Llama 1 does not begin LLaMA 13B.
function begun(name, whole) {
  const all = name.join("");
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
