// Languages side by side: `?show=fr,en` says which are shown; the choice goes along to the other pages of the work.
"use strict";
(() => {
  const boxes = [...document.querySelectorAll(".side-choice input")];
  const asked = (new URLSearchParams(location.search).get("show") || "").split(",").filter(Boolean);
  const known = asked.filter((tag) => boxes.some((box) => box.dataset.language === tag));
  if (known.length) {
    const first = boxes.find((box) => !known.includes(box.dataset.language));
    if (known.length === 1 && first) known.push(first.dataset.language);
    for (const box of boxes) box.checked = known.includes(box.dataset.language);
  }
  const links = [...document.querySelectorAll(".pager a")];
  const carry = () => {
    const shown = boxes.filter((box) => box.checked).map((box) => box.dataset.language);
    for (const link of links) link.search = `?show=${shown}`;
  };
  for (const box of boxes) box.addEventListener("change", carry);
  carry();
})();
