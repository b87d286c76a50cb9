// Search in the browser. Reads search/catalogue.js, the heads of the works, and of the index only the shards of the words
// asked for; everything comes by script elements, so that it works from the file system. Words are folded and cut as in
// pipeline/site/search/words.py, files are those of pipeline/site/search/index.py, postings those of postings.py beside it.
"use strict";
const siteSearch = (() => {
  const HAN = "\u3400-\u9fff\u{20000}-\u{3ffff}";
  const WORD = new RegExp(`[${HAN}]+|[\\p{L}\\p{N}]+`, "gu");
  const PART = new RegExp(`[${HAN}]+|[^${HAN}]+`, "gu");
  const RUN = new RegExp(`[${HAN}]|[\\p{L}\\p{N}\\p{M}]+|[^\\p{L}\\p{N}\\p{M}]+`, "gu");
  const IS_HAN = new RegExp(`^[${HAN}]`, "u");
  const SPELT = /^\p{L}{5,}$/u;
  const PAGE = 10, PASSAGES = 3, NAMED = 1000, BEGUN = 500, OWN = 1.5, OPEN = 0.6, MOST_SHARDS = 12, SUGGESTED = 50;
  let catalogue = null, top = "", asked = 0, days = [];
  const loaded = new Map(), arrived = new Map(), folded = new Map();

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  function words(text) {
    const found = [];
    for (const [run] of fold(text).matchAll(WORD)) {
      // as in the index: runs of Chinese in pairs, everything else whole
      for (const part of run.match(PART)) {
        const signs = [...part];
        if (!IS_HAN.test(part) || signs.length === 1) found.push(part);
        else for (let n = 0; n + 1 < signs.length; n += 1) found.push(signs[n] + signs[n + 1]);
      }
    }
    return found;
  }

  // A file of the index, once.
  function load(path, name = path) {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve) => {
        const script = document.createElement("script");
        script.onload = () => resolve(arrived.get(name));
        script.onerror = () => resolve(undefined);
        script.src = `${top}${path.split("/").map(encodeURIComponent).join("/")}.js`;
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  }
  const shard = (name) => load(`search/${name}`, name);
  const everyHead = (kind) => Promise.all(Array.from({ length: catalogue.heads }, (_, n) => shard(`${kind}-${n}`)));

  // The works of all parts by their numbers, and of each text its work and language; read once.
  let whole = null;
  const allWorks = () => { whole ||= everyHead("head").then(joined); return whole; };
  function joined(heads) {
    const all = { slug: [], symbol: [], date: [], body: [], kind: [], session: [], head: [], place: [], part: [], first: [], work: [], language: [], name: [], begin: [] };
    const add = (list, values) => { for (const value of values) list.push(value); };
    heads.forEach((head, number) => {
      if (!head) return;
      for (const key of ["slug", "symbol", "date"]) add(all[key], head[key]);
      for (const key of ["body", "kind", "session"]) add(all[key], head[key][1].map((n) => head[key][0][n]));
      const [languages, names] = [head.languages, head.names].map(([found]) => found.map((one) => one.split(" ")));
      let own = 0;
      head.works.forEach((count, n) => {
        all.begin[head.first + n] = all.work.length;
        for (let place = 0; place < count; place += 1, own += 1) {
          const work = all.part.length;
          all.first.push(all.work.length);
          all.part.push(head.first + n);
          all.place.push(place);
          all.head.push([number, own]);
          add(all.language, languages[head.languages[1][own]]);
          add(all.name, names[head.names[1][own]]);
          while (all.work.length < all.language.length) all.work.push(work);
        }
      });
    });
    return all;
  }

  // The starts of the shards that have words of a range, by a word that begins (or ends) as they do.
  const rangeOf = (table, sign) => { const code = sign.codePointAt(0); return 0 in table ? 0 : code < 0x3000 ? code : code & ~0xff; };

  // The shards that hold the words from `low` to `high`.
  function within(kind, low, high) {
    const range = rangeOf(catalogue[kind], low), starts = catalogue[kind][range] || [];
    let first = starts.indexOf(low); // a word of very many texts has several shards
    if (first < 0) first = Math.max(0, starts.findLastIndex((start) => start <= low));
    const found = [];
    for (let n = first; n < starts.length && (n === first || starts[n] <= high) && found.length < MOST_SHARDS; n += 1) found.push(`${kind}/${range}-${n}`);
    return Promise.all(found.map(shard));
  }

  const turned = (word) => [...word].reverse().join("");

  // True if one letter was left out, put in, exchanged, or two were turned round.
  function alike(a, b) {
    const [x, y] = [[...a], [...b]];
    let start = 0, ends = 0;
    while (start < x.length && start < y.length && x[start] === y[start]) start += 1;
    while (ends < x.length - start && ends < y.length - start && x.at(-1 - ends) === y.at(-1 - ends)) ends += 1;
    const [left, right] = [x.length - start - ends, y.length - start - ends];
    if (left <= 1 && right <= 1) return true;
    return left === 2 && right === 2 && x[start] === y[start + 1] && x[start + 1] === y[start];
  }

  // By text, its number in the part and the part's: the weight of a word, or of all words that begin with it.
  async function hits(word, open) {
    const exact = !open || (IS_HAN.test(word) ? [...word].length > 1 : [...word].length < 3);
    const [all, ...parts] = await Promise.all([allWorks(), within("words", word, exact ? word : `${word}\uffff`)]);
    const found = new Map();
    for (const part of parts.flat()) {
      for (const other in part || {}) {
        if (other === word) take(found, part[other], all.begin, 1);
        else if (!exact && other.startsWith(word)) take(found, part[other], all.begin, OPEN);
      }
    }
    return found;
  }

  // Reads a string of postings: see postings.py.
  function take(found, texts, begin, share) {
    let more = 0, weight = share, next = 0;
    for (let n = 0; n < texts.length; n += 1) {
      const code = texts.charCodeAt(n);
      if (code >= 97) weight = (code - 96) * share;
      else if (code >= 65) {
        const text = next + more * 26 + code - 65;
        if (next >= 0 && !(found.get(text) > weight)) found.set(text, weight);
        next = text + 1;
        more = 0;
      } else if (code >= 48) more = more * 10 + code - 48;
      else { // "!" after the number of a part; undefined if its head is missing: then its texts do not count
        next = begin[more];
        more = 0;
        weight = share;
      }
    }
  }

  // Words of the index in which one letter differs, those of most texts first: a wrong letter leaves the beginning of a word
  // as it is, or its end.
  const guessed = new Map();
  async function nearest(word) {
    if (!guessed.has(word)) guessed.set(word, await guess(word));
    return guessed.get(word);
  }

  async function guess(word) {
    if (!SPELT.test(word) || IS_HAN.test(word)) return "";
    const kept = word.length > 6 ? 3 : 2;
    const begin = word.slice(0, kept), end = turned(word).slice(0, kept);
    const sizes = new Map();
    const add = (other, size) => { if (alike(word, other)) sizes.set(other, (sizes.get(other) || 0) + size); };
    const [words, ends] = await Promise.all([within("words", begin, `${begin}\uffff`), within("ends", end, `${end}\uffff`)]);
    for (const part of words) for (const other in part || {}) if (other.startsWith(begin)) add(other, part[other].length);
    for (const part of ends) for (const other of part || []) add(other, 1);
    return [...sizes.keys()].sort((a, b) => sizes.get(b) - sizes.get(a) || (a < b ? -1 : 1))[0] || "";
  }

  // What of a symbol counts: "A/RES/79/250", "a res 79 250" and "A-RES-79-250" are one.
  const symbolOf = (text) => {
    if (!folded.has(text)) folded.set(text, words(text).join("/"));
    return folded.get(text);
  };
  // True for a work of which one subject has the words asked for, each at least begun; `known`: the subjects of a head.
  function isAbout(known, number, value) {
    if (!known) return false;
    const asks = words(value), has = (name) => { const own = words(name); return asks.every((ask) => own.some((word) => word.startsWith(ask))); };
    known.fit ||= new Map();
    if (!known.fit.has(value)) known.fit.set(value, new Set(known[0].flatMap((name, n) => (has(name) ? [n] : []))));
    return known[1][number].some((subject) => known.fit.get(value).has(subject));
  }
  const fits = (all, work, filters, subjects) => Object.entries(filters).every(([key, value]) => {
    if (key === "language" || !value) return true;
    if (key === "subject") return isAbout(subjects[all.head[work][0]], all.head[work][1], value);
    const own = key === "year" ? all.date[work].slice(0, 4) : all[key][work];
    return own === value || (value === "-" && !own);
  });

  // Works that have all words, or without words all that the filters let through, best first; a symbol asked for comes before all, then texts in the language of the page.
  async function find(query, filters) {
    let asks = words(query), replaced = null;
    const subjects = filters.subject ? everyHead("subjects") : [];
    let lists = await Promise.all(asks.map((word, n) => hits(word, n === asks.length - 1)));
    for (const [n, list] of lists.entries()) {
      const other = list.size ? "" : await nearest(asks[n]);
      if (!other) continue;
      replaced = replaced || { asked: asks[n], shown: other };
      asks = asks.with(n, other);
      lists = lists.with(n, await hits(other, false));
    }
    const named = /\d/u.test(query) ? symbolOf(query) : "";
    const found = [...fitting(await allWorks(), lists, filters, named, await subjects).values()];
    found.sort((a, b) => b.score - a.score || (a.date < b.date ? 1 : a.date > b.date ? -1 : a.work - b.work));
    return { asks, found, replaced };
  }

  function fitting(all, lists, filters, symbol, subjects) {
    const works = new Map(), filtered = Object.values(filters).some(Boolean);
    const add = (text, score) => {
      const language = all.language[text], work = all.work[text];
      if (filtered && ((filters.language && language !== filters.language) || !fits(all, work, filters, subjects))) return;
      const own = score * (language === document.documentElement.lang ? OWN : 1), known = works.get(work);
      if (!known || own > known.score) works.set(work, { work, text, score: own, date: all.date[work] });
    };
    if (lists.length) {
      const [least, ...others] = lists.toSorted((a, b) => a.size - b.size);
      for (const [text, score] of least) {
        if (others.every((list) => list.has(text))) add(text, others.reduce((sum, list) => sum + list.get(text), score));
      }
    }
    if (!lists.length && !symbol) all.work.forEach((_, text) => add(text, 1));
    if (symbol) {
      all.symbol.forEach((name, work) => {
        const own = name ? symbolOf(name) : "";
        const bonus = own === symbol || own.endsWith(`/${symbol}`) ? NAMED : own.startsWith(`${symbol}/`) ? BEGUN : 0;
        if (!bonus) return;
        if (!works.has(work)) for (let text = all.first[work]; all.work[text] === work; text += 1) add(text, 1);
        if (works.has(work)) works.get(work).score += bonus;
      });
    }
    return works;
  }

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // True for a word asked for; the last one of a query may be only the beginning.
  const matches = (own, word, open) => own === word || (open && word.length > 1 && !IS_HAN.test(word) && own.startsWith(word));

  // The text with the words asked for marked, and these words; null where none of them is in it.
  function marked(text, asks) {
    const runs = [...text.matchAll(RUN)].map(([run]) => run), owns = runs.map(fold);
    const pair = (n) => asks.includes(`${owns[n]}${owns[n + 1]}`);
    const hit = (own, n) => (IS_HAN.test(own) ? asks.includes(own) || pair(n - 1) || pair(n)
      : asks.some((word, place) => matches(own, word, place === asks.length - 1)));
    const hits = owns.map(hit), found = [];
    const parts = document.createDocumentFragment();
    runs.forEach((run, n) => {
      const joined = n && hits[n] && hits[n - 1] && IS_HAN.test(run) && IS_HAN.test(runs[n - 1]);
      if (joined) parts.lastChild.append(run);
      else parts.append(hits[n] ? make("mark", {}, run) : run);
      if (joined) found[found.length - 1] += run;
      else if (hits[n]) found.push(run);
    });
    return found.length ? { parts, found } : null;
  }

  // About 240 characters of a passage around the first word found.
  function excerpt(text, asks) {
    const lower = fold(text);
    const first = Math.min(...asks.map((word) => lower.indexOf(word)).filter((n) => n >= 0), lower.length);
    if (text.length < 260 || first === lower.length) return text.slice(0, 260);
    const from = first < 120 ? 0 : text.lastIndexOf(" ", Math.min(first, text.length) - 100) + 1;
    return `${from ? "… " : ""}${text.slice(from, from + 240)}${from + 240 < text.length ? " …" : ""}`;
  }

  // True if a folded text has a word asked for; much quicker than to cut it into words.
  const inWord = (sign) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign) && !IS_HAN.test(sign);
  function has(lower, word, open) {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
      if (IS_HAN.test(word)) return true;
      if (!inWord(lower[at - 1]) && ((open && word.length > 1) || !inWord(lower[at + word.length]))) return true;
    }
    return false;
  }

  async function passagesOf(address, asks) {
    const passages = (await load(address.replace(/\.html$/u, ""), address)) || [];
    const found = [];
    for (const [anchor, text] of passages) {
      const lower = fold(text);
      const share = asks.filter((word, n) => has(lower, word, n === asks.length - 1)).length;
      if (share) found.push({ anchor, text, share });
    }
    found.sort((a, b) => b.share - a.share);
    return found.slice(0, PASSAGES).map(({ anchor, text }) => {
      const shown = marked(excerpt(text, asks), asks);
      return shown && { anchor, parts: shown.parts, found: shown.found };
    }).filter(Boolean);
  }

  // A link to a passage on which the browser marks the words found (text fragments).
  function passageLink(place, { anchor, parts, found }) {
    const marks = [...new Set(found)].slice(0, 4).map((word) => `text=${encodeURIComponent(word).replace(/-/gu, "%2D")}`);
    return make("li", {}, make("a", { href: `${place}#${encodeURIComponent(anchor)}:~:${marks.join("&")}` }, parts));
  }

  // "2024-05-03" in words, as pages have it.
  function written(date) {
    if (!date) return "";
    const [year, month, day] = date.split("-").map(Number);
    return days[month - 1].replace("{year}", year).replace("{day}", day);
  }

  async function result({ work, text }, asks, names) {
    const all = await allWorks(), place = all.place[work];
    const folder = `works/${all.slug[work]}`, address = `${folder}/text/${all.name[text]}.html`;
    const [titles, passages] = await Promise.all([
      shard(`titles/${all.part[work]}-${Math.floor(place / catalogue.titles)}`), passagesOf(address, asks)]);
    if (!titles) return make("li");
    const texts = titles[place % catalogue.titles], languages = all.language.slice(all.first[work], all.first[work] + texts.length);
    const [direction, title] = texts[text - all.first[work]];
    const own = { lang: all.language[text], dir: direction };
    const page = top + address.split("/").map(encodeURIComponent).join("/");
    const about = `${top}${folder.split("/").map(encodeURIComponent).join("/")}/${document.documentElement.lang}.html`;
    const symbol = all.symbol[work] && make("a", { href: about }, make("bdi", { dir: "ltr" }, all.symbol[work]));
    const facts = [symbol, written(all.date[work]), ...new Set(languages.map((tag) => names.get(tag) || tag))].filter(Boolean);
    const shown = marked(title, asks);
    const item = make("li", {},
      make("p", {}, make("a", { href: page, ...own }, shown ? shown.parts : title)),
      make("p", { className: "facts" }, ...facts.map((fact) => make("span", {}, typeof fact === "string" ? make("bdi", {}, fact) : fact))));
    const list = passages.map((passage) => passageLink(page, passage));
    if (list.length) {
      const inner = make("ul", own, ...list);
      inner.setAttribute("role", "list");
      item.append(inner);
    }
    return item;
  }

  // Subjects that have the words typed so far, as suggestions.
  async function suggest(value) {
    const asks = words(value), list = document.getElementById("subjects");
    if (!asks.length) return list.replaceChildren();
    const parts = await everyHead("subjects");
    const names = new Set(parts.flatMap((part) => (part ? part[0] : [])));
    const fit = [...names].filter((name) => { const own = words(name); return asks.every((ask) => own.some((word) => word.startsWith(ask))); });
    return list.replaceChildren(...fit.sort().slice(0, SUGGESTED).map((name) => make("option", { value: name })));
  }

  function start(form) {
    const field = form.elements.q, choices = [...form.querySelectorAll("select, [name=subject]")];
    const state = document.getElementById("found"), list = document.getElementById("results"), more = document.getElementById("more");
    const languages = choices.find((choice) => choice.name === "language");
    const names = new Map([...(languages ? languages.options : [])].map((option) => [option.value, option.textContent]));
    top = form.dataset.top;
    days = form.dataset.days.split("|");
    let works = [], asks = [], shown = 0;

    async function show(ticket, focus) {
      const items = await Promise.all(works.slice(shown, shown + PAGE).map((work) => result(work, asks, names)));
      if (ticket !== asked) return;
      list.append(...items);
      shown += items.length;
      more.hidden = shown >= works.length;
      if (focus && items[0]) items[0].querySelector("a").focus();
    }

    const filters = () => Object.fromEntries(choices.map((choice) => [choice.name, choice.value]));

    const filtered = () => choices.some((choice) => choice.value);

    function said(query, replaced) {
      if (!query && !filtered()) return "";
      const words = works.length ? form.dataset.found.replace("{count}", works.length) : form.dataset.none;
      if (!replaced || !works.length) return words;
      return `${form.dataset.nearest.replace("{asked}", () => replaced.asked).replace("{shown}", () => replaced.shown)} ${words}`;
    }

    async function search() {
      const ticket = (asked += 1);
      const query = field.value.trim();
      const answer = query || filtered() ? await find(query, filters()) : { found: [], asks: [], replaced: null };
      if (ticket !== asked) return;
      works = answer.found;
      asks = answer.asks;
      shown = 0;
      list.replaceChildren();
      list.hidden = !works.length;
      more.hidden = true;
      remember(query);
      await show(ticket, false);
      if (ticket === asked) state.textContent = said(query, answer.replaced); // once they are there
    }

    function remember(query) {
      const state = new URLSearchParams(Object.entries({ q: query, ...filters() }).filter(([, value]) => value));
      try {
        history.replaceState(null, "", `${location.pathname}#${state}`);
      } catch { /* some browsers keep the address of a local file as it is */ }
    }

    let waiting = 0;
    field.addEventListener("focus", allWorks, { once: true }); // they are there when the first word is
    field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 150); });
    for (const choice of choices) choice.addEventListener("change", search);
    const subject = form.elements.subject;
    if (subject) subject.addEventListener("input", () => suggest(subject.value));
    form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); search(); });
    more.firstElementChild.addEventListener("click", () => show(asked, true));
    const given = new URLSearchParams(location.hash.length > 1 ? location.hash.slice(1) : location.search);
    for (const choice of choices) {
      const value = given.get(choice.name);
      if (value && (!choice.options || [...choice.options].some((option) => option.value === value))) choice.value = value;
      if (choice.value) choice.closest("details").open = true;
    }
    field.value = given.get("q") || field.value;
    if (given.get("q") || filtered()) search();
  }

  return {
    catalogue(found) {
      catalogue = found;
      const form = document.getElementById("search");
      if (form) start(form);
    },
    shard(name, entries) { arrived.set(name, entries); },
    passages(name, entries) { arrived.set(name, entries); },
  };
})();
