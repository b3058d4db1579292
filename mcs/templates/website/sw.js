// Keeps one page for when the network is gone; everything else goes to the network as usual.
const SHELL = "hors-ligne-2";
const OFFLINE = ["{% url 'website:offline' %}", "{% static 'css/site.css' %}"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(OFFLINE.map((url) => new Request(url, { credentials: "omit" })))).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name)))),
  );
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE[0])));
  } else if (request.url.endsWith(OFFLINE[1])) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});
