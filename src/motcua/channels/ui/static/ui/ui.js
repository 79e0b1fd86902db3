/* Small comforts. Everything works without this file. */
(function () {
  "use strict";
  document.documentElement.classList.add("script");

  // On a phone the menu of the workspace would fill the first screen.
  var fold = document.querySelector(".fold");
  if (fold && window.matchMedia("(max-width:59.99rem)").matches) fold.open = false;

  // Errors: the reader hears them first, and each link leads into its field.
  var summary = document.querySelector(".error-summary");
  if (summary) {
    summary.focus();
    summary.addEventListener("click", function (event) {
      var link = event.target.closest("a[href^='#']");
      var field = link && document.getElementById(link.getAttribute("href").slice(1));
      if (!field) return;
      event.preventDefault();
      (field.closest("fieldset, .field") || field).scrollIntoView();
      field.focus({ preventScroll: true });
    });
  }

  // A second press within a moment of the first is a double click, not a second wish.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post") return;
    var now = Date.now();
    if (form.sentAt && now - form.sentAt < 3000) { event.preventDefault(); return; }
    form.sentAt = now;
  });

  document.addEventListener("click", function (event) {
    var printer = event.target.closest("[data-print]");
    if (printer) { event.preventDefault(); window.print(); }
  });
  document.querySelectorAll("[data-print]").forEach(function (element) { element.hidden = false; });

  // Choosing a file shows at once whether it is too big, before it travels.
  document.addEventListener("change", function (event) {
    var input = event.target;
    if (input.type !== "file" || !input.dataset.mostBytes) return;
    var note = document.getElementById(input.id + "-size");
    var big = Array.prototype.some.call(input.files, function (file) { return file.size > Number(input.dataset.mostBytes); });
    if (note) note.hidden = !big;
  });
})();
