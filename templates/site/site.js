// Search in the browser. Reads search/catalogue.js, and of the index only the shards of the words asked for; everything
// comes by script elements, so that it works from the file system. Folding, words and shards: pipeline/site/search.py.
"use strict";
const siteSearch = (() => {
  const HAN = "\u3400-\u9fff\u{20000}-\u{3ffff}";
  const WORD = new RegExp(`[${HAN}]+|[\\p{L}\\p{N}]+`, "gu");
  const RUN = new RegExp(`[${HAN}]|[\\p{L}\\p{N}\\p{M}]+|[^\\p{L}\\p{N}\\p{M}]+`, "gu");
  const IS_HAN = new RegExp(`^[${HAN}]`, "u");
  const [SYMBOL, TITLE, LANGUAGE, DIRECTION, DATE, ADDRESS] = [0, 1, 2, 3, 4, 5];
  const PAGE = 10, PASSAGES = 3, NAMED = 1000, OWN = 1.5;
  let texts = [], shards = 1, top = "", asked = 0;
  const loaded = new Map(), arrived = new Map();

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  function words(text) {
    const found = [];
    for (const [run] of fold(text).matchAll(WORD)) {
      // as in the index: runs of Chinese in pairs, everything else whole
      for (const part of run.match(new RegExp(`[${HAN}]+|[^${HAN}]+`, "gu"))) {
        const signs = [...part];
        if (!IS_HAN.test(part) || signs.length === 1) found.push(part);
        else for (let n = 0; n + 1 < signs.length; n += 1) found.push(signs[n] + signs[n + 1]);
      }
    }
    return found;
  }

  function shardOf(word) {
    let value = 0;
    const signs = [...word];
    for (const sign of signs.slice(0, IS_HAN.test(word) ? 1 : 2)) value = (value * 31 + sign.codePointAt(0)) % 65521;
    return value % shards;
  }

  // A file of the index, once.
  function load(kind, number) {
    const name = `${kind}/${number}`;
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve) => {
        const script = document.createElement("script");
        script.onload = () => resolve(arrived.get(name));
        script.onerror = () => resolve(undefined);
        script.src = `${top}search/${name}.js`;
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  }

  // By text: the weight of a word, or of all words that begin with it.
  async function hits(word, open) {
    const found = new Map();
    const shard = await load("index", shardOf(word));
    const add = (pairs, share) => {
      for (let n = 0; n < pairs.length; n += 2) found.set(pairs[n], Math.max(found.get(pairs[n]) || 0, pairs[n + 1] * share));
    };
    if (!shard) return found;
    if (Object.hasOwn(shard, word)) add(shard[word], 1);
    const whole = IS_HAN.test(word) ? [...word].length > 1 : [...word].length < 2;
    if (open && !whole) for (const other in shard) if (other !== word && other.startsWith(word)) add(shard[other], 0.6);
    return found;
  }

  const bare = (text) => fold(text).replace(/[\s*]/gu, "");

  // Numbers of the texts that have all words, best first, texts in the page's language before like ones; a symbol asked
  // for comes before all.
  async function find(query, language) {
    const asks = words(query);
    const scores = new Map();
    const lists = await Promise.all(asks.map((word, n) => hits(word, n === asks.length - 1)));
    if (lists.length) {
      lists.sort((a, b) => a.size - b.size);
      for (const number of lists[0].keys()) {
        if (lists.every((list) => list.has(number))) scores.set(number, lists.reduce((sum, list) => sum + list.get(number), 0));
      }
    }
    for (const [number, score] of scores) if (texts[number][LANGUAGE] === document.documentElement.lang) scores.set(number, score * OWN);
    const symbol = bare(query);
    texts.forEach((text, number) => {
      const own = bare(text[SYMBOL]);
      if (symbol && own && own === symbol) scores.set(number, (scores.get(number) || 0) + NAMED);
    });
    return [...scores.keys()]
      .filter((number) => !language || texts[number][LANGUAGE] === language)
      .sort((a, b) => scores.get(b) - scores.get(a) || (texts[a][DATE] < texts[b][DATE] ? 1 : -1) || a - b);
  }

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // True for a word asked for; the last one of a query may be only the beginning.
  const matches = (own, word, open) => own === word || (open && word.length > 1 && !IS_HAN.test(word) && own.startsWith(word));

  // The text with the words asked for marked; null where none of them is in it.
  function marked(text, asks) {
    const heads = new Set(asks.filter((word) => IS_HAN.test(word)).flatMap((word) => [...word]));
    const parts = document.createDocumentFragment();
    let count = 0;
    for (const [run] of text.matchAll(RUN)) {
      const own = fold(run);
      const hit = IS_HAN.test(run) ? heads.has(own) : asks.some((word, n) => matches(own, word, n === asks.length - 1));
      parts.append(hit ? make("mark", {}, run) : run);
      count += hit ? 1 : 0;
    }
    return count ? { parts, count } : null;
  }

  // About 240 characters of a passage around the first word found.
  function excerpt(text, asks) {
    const lower = fold(text);
    const first = Math.min(...asks.map((word) => lower.indexOf(word)).filter((n) => n >= 0), lower.length);
    if (text.length < 260 || first === lower.length) return text.slice(0, 260);
    const from = first < 120 ? 0 : text.lastIndexOf(" ", Math.min(first, text.length) - 100) + 1;
    return `${from ? "… " : ""}${text.slice(from, from + 240)}${from + 240 < text.length ? " …" : ""}`;
  }

  async function passagesOf(number, query) {
    const asks = words(query);
    const passages = (await load("texts", number)) || [];
    const found = [];
    for (const [anchor, text] of passages) {
      const own = words(text);
      const share = asks.filter((word, n) => own.some((other) => matches(other, word, n === asks.length - 1))).length;
      if (share) found.push({ anchor, text, share });
    }
    found.sort((a, b) => b.share - a.share);
    return found.slice(0, PASSAGES).map(({ anchor, text }) => {
      const shown = marked(excerpt(text, asks), asks);
      return shown && { anchor, parts: shown.parts };
    }).filter(Boolean);
  }

  async function result(number, query, names) {
    const text = texts[number];
    const own = { lang: text[LANGUAGE], dir: text[DIRECTION] };
    const place = top + text[ADDRESS].split("/").map(encodeURIComponent).join("/");
    const facts = [text[SYMBOL], names.get(text[LANGUAGE]) || text[LANGUAGE], text[DATE]].filter(Boolean);
    const item = make("li", {},
      make("p", {}, make("a", { href: place, ...own }, text[TITLE])),
      make("p", { className: "facts" }, ...facts.map((fact) => make("span", {}, make("bdi", {}, fact)))));
    const passages = await passagesOf(number, query);
    const list = passages.map(({ anchor, parts }) => make("li", {}, make("a", { href: `${place}#${encodeURIComponent(anchor)}` }, parts)));
    if (list.length) {
      const inner = make("ul", own, ...list);
      inner.setAttribute("role", "list");
      item.append(inner);
    }
    return item;
  }

  function start(form) {
    const field = form.elements.q, choice = form.elements.language;
    const state = document.getElementById("found"), list = document.getElementById("results"), more = document.getElementById("more");
    const names = new Map([...choice.options].map((option) => [option.value, option.textContent]));
    top = form.dataset.top;
    let numbers = [], shown = 0;

    async function show(ticket, focus) {
      const items = await Promise.all(numbers.slice(shown, shown + PAGE).map((number) => result(number, field.value, names)));
      if (ticket !== asked) return;
      list.append(...items);
      shown += items.length;
      more.hidden = shown >= numbers.length;
      if (focus && items[0]) items[0].querySelector("a").focus();
    }

    async function search() {
      const ticket = (asked += 1);
      const query = field.value.trim();
      const found = query ? await find(query, choice.value) : [];
      if (ticket !== asked) return;
      numbers = found;
      shown = 0;
      list.replaceChildren();
      list.hidden = !numbers.length;
      more.hidden = true;
      state.textContent = !query ? "" : numbers.length ? form.dataset.found.replace("{count}", numbers.length) : form.dataset.none;
      remember(query, choice.value);
      await show(ticket, false);
    }

    function remember(query, language) {
      const state = new URLSearchParams(Object.entries({ q: query, language }).filter(([, value]) => value));
      try {
        history.replaceState(null, "", `#${state}`);
      } catch { /* some browsers keep the address of a local file as it is */ }
    }

    let waiting = 0;
    field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 150); });
    choice.addEventListener("change", search);
    form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); search(); });
    more.firstElementChild.addEventListener("click", () => show(asked, true));
    const given = new URLSearchParams(location.hash.length > 1 ? location.hash.slice(1) : location.search);
    if (given.get("q")) {
      field.value = given.get("q");
      if (names.has(given.get("language"))) choice.value = given.get("language");
      search();
    }
  }

  return {
    catalogue(count, entries) {
      shards = count;
      texts = entries;
      const form = document.getElementById("search");
      if (form) start(form);
    },
    shard(number, entries) { arrived.set(`index/${number}`, entries); },
    passages(number, entries) { arrived.set(`texts/${number}`, entries); },
  };
})();
