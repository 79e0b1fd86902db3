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

  // A choice on which other questions, papers or fees depend brings the page up to date, and the reader back to it.
  var form = document.querySelector("form[data-deciding]");
  var refresh = document.querySelector("button[data-refresh]");
  if (!form || !refresh) return;
  var deciding = form.dataset.deciding.split(" ");
  form.addEventListener("change", function (event) {
    var input = event.target;
    if (!input.matches("input[type=radio], input[type=checkbox], select, input[inputmode=numeric]") || deciding.indexOf(input.name) < 0) return;
    try { sessionStorage.setItem("workspace.at", input.id); } catch (none) { /* the page then opens at its top */ }
    refresh.click();
  });
  try {
    var at = document.getElementById(sessionStorage.getItem("workspace.at") || "");
    sessionStorage.removeItem("workspace.at");
    if (at) { at.focus({ preventScroll: true }); at.scrollIntoView({ block: "center" }); }
  } catch (none) { /* no storage, no return */ }
})();
