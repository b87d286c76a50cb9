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
      const here = [scrollX, scrollY];
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

  function note(finding) {
    const aside = document.createElement("span");
    aside.className = `finding ${finding.severity}`;
    aside.lang = "en";
    aside.dir = "ltr";
    aside.dataset.generated = "";
    const grade = document.createElement("b");
    grade.textContent = finding.severity;
    const words = [`${finding.rule ? ` ${finding.rule}` : ""}: ${finding.message}`, finding.suggestion, finding.place && `line ${finding.place}`];
    aside.append(grade, words.filter(Boolean).join(" — "));
    return aside;
  }

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
    findings.forEach((finding, number) => {
      const element = target(finding.within);
      const row = document.createElement("li");
      if (element) {
        const beside = note(finding);
        beside.id = `finding~${number}`;
        put(element, beside);
        const link = document.createElement("a");
        link.href = `#${beside.id}`;
        link.textContent = `${finding.severity} ${finding.rule}: ${finding.message}`;
        row.append(link);
      } else {
        row.append(note(finding));
      }
      list.append(row);
    });
    const count = (grade) => findings.filter((finding) => finding.severity === grade).length;
    state(`Errors: ${count("error")}, warnings: ${count("warning")}, notes: ${count("note")}`);
  }

  follow();
})();
