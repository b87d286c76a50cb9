// Search within the text: capitals and accents do not count; marks lie over the words and change nothing in the page.
"use strict";
const textSearch = (() => {
  const SKIPPED = ".preview, .finding, script, style, [hidden]";
  const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, td, th, dt, dd, figcaption";
  let found = [], at = -1, wanted = "";

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // The letters of a block in plain form, each with the node and place from which it came; white space counts once.
  function letters(block) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let text = "";
    const places = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent.closest(SKIPPED) || parent.closest(BLOCKS) !== block) continue;
      let offset = 0;
      for (const sign of node.data) {
        const folded = /\s/.test(sign) ? (text.endsWith(" ") ? "" : " ") : sign === "\u00ad" ? "" : plain(sign);
        for (const one of folded) { text += one; places.push([node, offset, offset + sign.length]); }
        offset += sign.length;
      }
    }
    return [text, places];
  }

  function rangesOf(words) {
    const ranges = [];
    for (const block of document.querySelectorAll(BLOCKS)) {
      if (block.closest(SKIPPED)) continue;
      const [text, places] = letters(block);
      for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + words.length)) {
        const range = document.createRange();
        const first = places[start], last = places[start + words.length - 1];
        range.setStart(first[0], first[1]);
        range.setEnd(last[0], last[2]);
        ranges.push(range);
      }
    }
    return ranges;
  }

  function mark(name, ranges) {
    if (!window.CSS || !CSS.highlights) return;
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
  }

  function say() {
    const output = document.querySelector(".preview-count");
    output.textContent = !wanted ? "" : found.length ? `${at + 1} of ${found.length}` : "not found";
  }

  function go(step) {
    if (!found.length) { say(); return; }
    at = (at + step + found.length) % found.length;
    mark("preview-here", [found[at]]);
    found[at].startContainer.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
    say();
  }

  // Look for words; `keep`: the page was renewed, so stay where the reader is.
  function look(words, keep) {
    wanted = plain(words).replace(/\s+/g, " ").trim();
    found = wanted ? rangesOf(wanted) : [];
    mark("preview-found", found);
    mark("preview-here", []);
    if (keep) { at = Math.min(Math.max(at, 0), found.length - 1); say(); return; }
    at = -1;
    go(1);
  }

  function begin(words, keep) {
    const field = document.querySelector(".preview-search input");
    field.value = words;
    field.addEventListener("input", () => look(field.value, false));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") { event.preventDefault(); go(event.shiftKey ? -1 : 1); }
      if (event.key === "Escape") { field.value = ""; look("", false); field.blur(); }
    });
    look(words, keep);
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches && event.target.matches("input, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      document.querySelector(".preview-search input").focus();
    }
  });

  return { begin, words: () => document.querySelector(".preview-search input").value };
})();
