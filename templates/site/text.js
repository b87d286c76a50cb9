// The page of a text: eIds that are not ids, links to paragraphs to copy, the place marked in the contents, the citation.
"use strict";
(() => {
  const bar = document.querySelector(".site-bar");
  // An eId in the address may be in several parts of the document (data-eid), or belong to something inside a paragraph
  // (para_4__content): then the innermost element around it that the page has.
  const named = (name) => document.getElementById(name) || document.querySelector(`[data-eid="${CSS.escape(name)}"]`);
  const go = () => {
    let name = decodeURIComponent(location.hash.slice(1));
    if (!name || document.getElementById(name)) return;
    let found = null;
    for (; name && !found; name = name.replace(/_*[^_]*$/u, "")) found = named(name);
    if (found) found.scrollIntoView();
  };
  addEventListener("hashchange", go);
  go();

  // What was copied is said aloud, too.
  const said = document.createElement("p");
  said.className = "site-said";
  said.setAttribute("role", "status");
  document.body.append(said);
  let waiting = 0;
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = Object.assign(document.createElement("textarea"), { value: text, className: "unseen" });
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    said.textContent = bar.dataset.copied;
    clearTimeout(waiting);
    waiting = setTimeout(() => { said.textContent = ""; }, 3000);
  };

  // Links of paragraphs and headings go to the place, and into the clipboard.
  for (const link of document.querySelectorAll("a.permalink")) {
    const own = link.closest("p, h1, h2, h3, h4, h5, h6");
    const label = own && own.querySelector(":scope > .label");
    const name = ((label || own || link).textContent || "").trim().replace(/\s+/gu, " ");
    link.title = bar.dataset.copy.replace("{name}", name.length > 40 ? `${name.slice(0, 40)}…` : name);
    link.addEventListener("click", () => copy(new URL(link.getAttribute("href"), location.href).href));
  }
  for (const button of document.querySelectorAll("[data-copies]")) {
    button.addEventListener("click", () => copy(document.getElementById(button.dataset.copies).textContent));
  }

  // The contents mark the last heading above the upper third of the window.
  const links = new Map([...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]));
  const heads = [...links.keys()].map((name) => document.getElementById(decodeURIComponent(name))).filter(Boolean);
  let current = null, asked = false;
  const mark = () => {
    asked = false;
    const above = heads.filter((head) => head.getBoundingClientRect().top < innerHeight / 3);
    const link = above.length ? links.get(encodeURIComponent(above.at(-1).id)) || links.get(above.at(-1).id) : null;
    if (link === current) return;
    if (current) current.removeAttribute("aria-current");
    if (link) {
      link.setAttribute("aria-current", "location");
      const list = link.closest(".contents");
      const [box, own] = [list.getBoundingClientRect(), link.getBoundingClientRect()];
      if (getComputedStyle(list).position === "fixed" && (own.top < box.top || own.bottom > box.bottom)) {
        list.scrollTop += own.top - box.top - box.height / 2;
      }
    }
    current = link;
  };
  if (heads.length) {
    addEventListener("scroll", () => { if (!asked) { asked = true; requestAnimationFrame(mark); } }, { passive: true });
    mark();
  }

  // The languages side by side begin with the one that is read.
  const side = document.querySelector("a[data-side]");
  if (side) side.search = `?show=${document.documentElement.lang}`;
})();
