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

  // A choice on which other questions, papers or fees depend brings those parts up to date in the background: who goes on
  // typing meanwhile loses nothing, and a file that was chosen stays chosen. Without script a button does the same.
  var form = document.querySelector("form[data-deciding]");
  if (!form || !window.fetch) return;
  var deciding = form.dataset.deciding.split(" ");
  var wishes = 0;

  // What tells a part from its neighbours: the name of its question, the heading of its group, else its words.
  function key(part) {
    var input = part.matches(".field, tr") && part.querySelector("[name]");
    var heading = part.matches(".fields-grid") && part.querySelector("h3");
    var words = holder(part) ? "" : part.textContent.trim();
    return part.nodeName + " " + (input ? input.name : heading ? heading.textContent : words);
  }
  function holder(part) { return part.matches("section, .fields-grid, .table-wrap, table, tbody"); }

  // Parts that stay are not touched, parts that went are taken out, new ones come in at their place: the order never changes.
  function settle(old, fresh) {
    var here = {};
    Array.prototype.forEach.call(old.children, function (part) { here[key(part)] = part; });
    var cursor = old.firstElementChild;
    Array.prototype.slice.call(fresh.children).forEach(function (part) {
      var stays = here[key(part)];
      if (!stays) { old.insertBefore(part, cursor); return; }
      while (cursor && cursor !== stays) cursor = taken(cursor);
      if (holder(stays)) settle(stays, part);
      cursor = stays.nextElementSibling;
    });
    while (cursor) cursor = taken(cursor);
  }
  function taken(part) { var next = part.nextElementSibling; part.remove(); return next; }

  form.addEventListener("change", function (event) {
    var input = event.target;
    if (!input.matches("input[type=radio], input[type=checkbox], select, input[inputmode=numeric]") || deciding.indexOf(input.name) < 0) return;
    var mine = ++wishes, typed = new FormData(form);
    Array.from(typed.entries()).forEach(function (one) { if (one[1] instanceof File) typed.delete(one[0]); });
    typed.set("do", "refresh");
    form.setAttribute("aria-busy", "true");
    fetch(window.location.href, { method: "POST", body: typed })
      .then(function (answer) { return answer.text(); })
      .then(function (text) {
        if (mine !== wishes) return;
        var fresh = new DOMParser().parseFromString(text, "text/html");
        ["h-answers", "h-papers", "h-fee"].forEach(function (id) {
          var old = document.getElementById(id), come = fresh.getElementById(id);
          if (old && come) settle(old.parentElement, come.parentElement);
        });
      })
      .catch(function () { /* the line is down: the button still does it */ })
      .finally(function () { if (mine === wishes) form.removeAttribute("aria-busy"); });
  });
})();
