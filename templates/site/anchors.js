// An eId that stands in several parts of a document is the id of one element only: find the others by data-eid.
"use strict";
(() => {
  const go = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    if (!name || document.getElementById(name)) return;
    const found = document.querySelector(`[data-eid="${CSS.escape(name)}"]`);
    if (found) found.scrollIntoView();
  };
  addEventListener("hashchange", go);
  go();
})();
