/* Renews the part of the page that changes; without script the page renews itself whole. */
(function () {
  "use strict";
  var live = document.querySelector("[data-live]");
  if (!live) return;
  window.setInterval(function () {
    fetch(window.location.href, { headers: { "X-Requested-With": "live" } }).then(function (answer) {
      return answer.ok ? answer.text() : "";
    }).then(function (text) {
      var fresh = text && new DOMParser().parseFromString(text, "text/html").querySelector("[data-live]");
      if (fresh && !fresh.isEqualNode(live)) live.replaceChildren.apply(live, Array.from(fresh.childNodes));
    }).catch(function () { /* the network is away; the next time may do */ });
  }, Number(live.dataset.live) * 1000);
})();
