/* Keys for tables of work: j and k move from row to row, Enter opens, / goes to the search box. Everything works without. */
(function () {
  "use strict";
  var table = document.querySelector("table[data-keys]");
  var hint = document.querySelector("[data-keys-hint]");
  if (hint) hint.hidden = false;
  var links = table ? Array.prototype.slice.call(table.querySelectorAll("tbody tr th a, tbody tr td:first-child a")) : [];

  function typing(target) {
    return target.closest("input, textarea, select, [contenteditable]") !== null;
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    if (event.key === "/") {
      var box = document.querySelector("[data-search-key]");
      if (box) { event.preventDefault(); box.focus(); }
      return;
    }
    if (!links.length || (event.key !== "j" && event.key !== "k")) return;
    var now = links.indexOf(document.activeElement);
    var next = event.key === "j" ? Math.min(now + 1, links.length - 1) : Math.max(now - 1, 0);
    event.preventDefault();
    links[next].focus();
    links[next].scrollIntoView({ block: "nearest" });
  });

  // A paper chosen from the list is shown in the frame beside; without script the link opens it.
  var frame = document.querySelector("iframe[data-viewer]");
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-view]");
    if (!link || !frame || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    frame.src = link.href;
    frame.title = link.textContent.trim();
    document.querySelectorAll("a[data-view]").forEach(function (other) { other.removeAttribute("aria-current"); });
    link.setAttribute("aria-current", "true");
  });

  // A choice that decides which questions are asked shows them at once.
  var refresh = document.querySelector("button[data-refresh]");
  document.addEventListener("change", function (event) {
    var box = event.target.closest("[data-decides]");
    if (!refresh || !box || event.target.type === "file") return;
    refresh.click();
  });
})();
