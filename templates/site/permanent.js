// A permanent address leads on: with an eId to the text in the reader's language, without to the page of the work.
"use strict";
(() => {
  if (!document.querySelector('.leads[data-leads="true"]')) return;
  const links = [...document.querySelectorAll(".choices a")];
  const preferred = [new URLSearchParams(location.search).get("lang"), ...navigator.languages].filter(Boolean);
  const primary = (tag) => tag.toLowerCase().split("-")[0];
  const found = preferred.map((tag) => links.find((link) => primary(link.hreflang) === primary(tag))).find(Boolean);
  const link = found || links[0];
  if (!link) return;
  const hash = location.hash;
  location.replace(hash.length > 1 ? link.href + hash : new URL(link.dataset.about, location.href));
})();
