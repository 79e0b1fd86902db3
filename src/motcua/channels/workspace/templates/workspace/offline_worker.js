{% load static %}/* Keeps the page of the offline desk and its files; nothing about people passes through here. */
"use strict";
const KEPT = "motcua-desk-{% static 'workspace/offline/desk.js' %}{% static 'workspace/offline/rules.js' %}{% static 'workspace/offline/store.js' %}{% static 'workspace/offline/slip.js' %}{% static 'ui/ui.css' %}{% static 'workspace/workspace.css' %}{% static 'workspace/offline/desk.css' %}";
const PAGE = "{% url 'work_offline' %}";
const FILES = [
  "{% static 'ui/ui.css' %}", "{% static 'ui/ui.js' %}", "{% static 'ui/icons.svg' %}", "{% static 'ui/mark.svg' %}", "{% static 'ui/chevron.svg' %}",
  "{% static 'workspace/workspace.css' %}", "{% static 'workspace/workspace.js' %}",
  "{% static 'workspace/offline/desk.css' %}", "{% static 'workspace/offline/rules.js' %}", "{% static 'workspace/offline/store.js' %}", "{% static 'workspace/offline/slip.js' %}", "{% static 'workspace/offline/desk.js' %}",
  "{% static 'ui/fonts/be-vietnam-pro-latin-400-normal.woff2' %}", "{% static 'ui/fonts/be-vietnam-pro-latin-600-normal.woff2' %}",
  "{% static 'ui/fonts/be-vietnam-pro-vietnamese-400-normal.woff2' %}", "{% static 'ui/fonts/be-vietnam-pro-vietnamese-600-normal.woff2' %}",
];

// a page of somebody who is not logged in is no page to keep
async function keepPage(cache) {
  const answer = await fetch(PAGE, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) throw new Error("not logged in");
  await cache.put(PAGE, answer);
}

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then(async (cache) => { await cache.addAll(FILES); await keepPage(cache); await self.skipWaiting(); }));
});
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("motcua-desk-") && name !== KEPT) await caches.delete(name);
    await self.clients.claim();
  })());
});
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && address.pathname === PAGE) event.respondWith(page(event.request));
  else if (FILES.includes(address.pathname)) event.respondWith(caches.match(address.pathname).then((kept) => kept || fetch(event.request)));
});

// the page of the network if it answers soon, else the one that was kept
async function page(request) {
  const stop = new AbortController(), timer = setTimeout(() => stop.abort(), 6000);
  try {
    const answer = await fetch(request, { signal: stop.signal });
    if (answer.status < 500) {
      if (answer.ok && !answer.redirected && answer.type === "basic") { const copy = answer.clone(); const cache = await caches.open(KEPT); await cache.put(PAGE, copy); }
      return answer;
    }
    throw new Error("the server does not answer");
  } catch (error) {
    const kept = await caches.match(PAGE);
    if (kept) return kept;
    throw error;
  } finally { clearTimeout(timer); }
}
