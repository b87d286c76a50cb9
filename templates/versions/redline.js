(function () {
  "use strict";
  var body = document.body, bar = document.querySelector(".redline-bar");
  if (!bar) { return; }
  body.classList.add("with-script");
  var button = function (name) { return bar.querySelector("[data-do='" + name + "']"); };
  var position = bar.querySelector(".redline-position"), keys = bar.querySelector("input"), current = -1;
  var beside = document.querySelector(".redline-side");
  var shown = function () { return document.querySelector(body.classList.contains("side-by-side") ? ".redline-side" : ".sheet"); };
  var touches = function (a, b) {
    for (var node = a.nextSibling; node; node = node.nextSibling) {
      if (node === b) { return true; }
      if (node.textContent.trim() !== "") { return false; }
    }
    return false;
  };
  var changes = function () {
    var all = Array.prototype.slice.call(shown().querySelectorAll("ins, del, tr.changed-whole"));
    return all.filter(function (mark, n) {
      var before = all[n - 1];
      if (!before) { return true; }
      if (touches(before, mark)) { return false; }
      var block = mark.closest("[data-change]");
      return !(block && block === before.closest("[data-change]"));
    });
  };
  var tell = function (n, total) {
    position.textContent = total ? position.dataset.text.replace("{n}", n < 0 ? "–" : n + 1).replace("{total}", total) : position.dataset.none;
    button("previous").disabled = button("next").disabled = !total;
  };
  var go = function (step) {
    var all = changes();
    if (!all.length) { return; }
    document.querySelectorAll(".current-change").forEach(function (e) { e.classList.remove("current-change"); });
    current = current < 0 && step < 0 ? all.length - 1 : (current + step + all.length) % all.length;
    var mark = all[current];
    mark.classList.add("current-change");
    mark.setAttribute("tabindex", "-1");
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
    tell(current, all.length);
  };
  var side = function () {
    var on = body.classList.toggle("side-by-side");
    button("side").setAttribute("aria-pressed", String(on));
    if (on) { beside.setAttribute("role", "main"); } else { beside.removeAttribute("role"); }
    current = -1;
    tell(-1, changes().length);
  };
  var does = { next: function () { go(1); }, previous: function () { go(-1); }, side: side };
  Object.keys(does).forEach(function (name) { button(name).addEventListener("click", does[name]); });
  document.addEventListener("keydown", function (event) {
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey) { return; }
    var name = { n: "next", p: "previous", s: "side" }[event.key.toLowerCase()];
    if (name && !/^(TEXTAREA|SELECT)$/.test(event.target.tagName)) { event.preventDefault(); does[name](); }
  });
  tell(-1, changes().length);
}());
