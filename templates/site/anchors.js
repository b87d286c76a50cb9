// An eId in the address that is not an id on the page: it may be in several parts of the document (data-eid), or belong to
// something inside a paragraph (para_4__content): then the innermost element around it that the page has.
"use strict";
(() => {
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
})();
