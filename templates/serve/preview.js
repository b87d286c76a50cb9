// The page follows its source: when the file is saved, its new page takes this one's place; findings are beside the text.
"use strict";
(() => {
  const BLOCKS = "p, h1, h2, h3, h4, h5, h6, hr, .scroll, .box";
  let stream = null, last = [];

  const bar = () => document.getElementById("preview~bar");
  const state = (text) => { bar().querySelector(".preview-state").textContent = text; };

  function follow() {
    if (stream) stream.close();
    stream = new EventSource(`${bar().dataset.events}?seen=${encodeURIComponent(bar().dataset.seen)}`);
    stream.addEventListener("findings", (event) => show(JSON.parse(event.data)));
    stream.addEventListener("changed", () => { stream.close(); renew(); });
    stream.onerror = () => state("no connection");
  }

  async function renew() {
    try {
      const answer = await fetch(location.pathname, { cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const here = [scrollX, scrollY], sought = textSearch.words();
      document.title = page.title;
      document.documentElement.lang = page.documentElement.lang;
      document.documentElement.dir = page.documentElement.dir;
      const styles = page.head.querySelectorAll("style");
      document.head.querySelectorAll("style").forEach((style) => style.remove());
      document.head.append(...styles);
      page.body.querySelectorAll("script").forEach((script) => script.remove());
      document.body.replaceWith(page.body);
      scrollTo({ left: here[0], top: here[1], behavior: "instant" });
      show(last); // until the validator has spoken again, so that nothing jumps
      state("checking …");
      textSearch.begin(sought, true);
      follow();
    } catch {
      state("no connection");
      setTimeout(renew, 1000);
    }
  }

  // The element that a finding is about: that of the innermost eId that the page has.
  function target(within) {
    for (const eid of within) {
      const found = document.getElementById(eid) || document.querySelector(`[data-eid="${CSS.escape(eid)}"]`);
      if (found && !found.closest(".preview")) return found;
    }
    return null;
  }

  // Line and column: a link that opens them in the editor, where there is one.
  function place(finding) {
    const opens = bar().dataset.open;
    const made = document.createElement(opens && finding.line ? "a" : "span");
    made.className = "finding-place";
    made.textContent = finding.place;
    if (opens && finding.line) {
      made.href = `${opens}?line=${finding.line}&column=${finding.column || 1}`;
      made.title = "Open in the editor";
      made.target = "_top";
    }
    return made;
  }

  function advice(finding) {
    const made = document.createElement("span");
    made.className = "finding-advice";
    made.textContent = finding.suggestion;
    return made;
  }

  function filled(made, finding, words) {
    made.lang = "en";
    made.dir = "ltr";
    made.dataset.generated = "";
    const grade = document.createElement("b");
    grade.textContent = finding.severity;
    made.append(grade, " ");
    if (finding.place) made.append(place(finding), " ");
    made.append(words);
    if (finding.suggestion) made.append(" ", advice(finding));
    return made;
  }

  const said = (finding) => `${finding.rule ? `${finding.rule}: ` : ""}${finding.message}`;

  function note(finding, words) {
    const aside = document.createElement("span");
    aside.className = `finding ${finding.severity}`;
    return filled(aside, finding, words);
  }

  function link(finding, target) {
    const made = document.createElement("a");
    made.href = `#${target}`;
    made.textContent = said(finding);
    return made;
  }

  // Errors are first in the list; what a link leads to is not below the bar, which is as high as its list.
  const GRADES = ["error", "warning", "note"];
  const graded = (findings) => [...findings].sort((a, b) => GRADES.indexOf(a.severity) - GRADES.indexOf(b.severity));
  const room = () => { document.documentElement.style.scrollPaddingBlockStart = `${bar().offsetHeight + 16}px`; };

  // Beside a block: in it, at its end; a part or list gets the note before its first block.
  function put(element, content) {
    const block = element.matches(BLOCKS) ? element : element.closest(BLOCKS) || element.querySelector(BLOCKS) || element;
    block.classList.add("has-finding");
    if (block.matches("hr, .scroll, .box")) block.before(content);
    else block.append(content);
  }

  function show(findings) {
    last = findings;
    document.querySelectorAll(".finding").forEach((old) => old.remove());
    const list = bar().querySelector(".preview-findings");
    list.replaceChildren();
    graded(findings).forEach((finding, number) => {
      const element = target(finding.within);
      const row = document.createElement("li");
      const beside = note(finding, said(finding));
      beside.id = `finding~${number}`;
      if (element) put(element, beside);
      row.append(element ? note(finding, link(finding, beside.id)) : beside);
      list.append(row);
    });
    const count = (grade) => findings.filter((finding) => finding.severity === grade).length;
    state(`Errors: ${count("error")}, warnings: ${count("warning")}, notes: ${count("note")}`);
    room();
  }

  textSearch.begin("", false);
  follow();
})();
