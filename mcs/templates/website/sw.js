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

// A notice for this device (mcs/notices/actions/push.py): shown as it is, and a press opens its page, of this site only.
self.addEventListener("push", (event) => {
  const { title, body, url, tag } = event.data.json();
  const icon = "{% static 'img/icon.svg' %}";
  event.waitUntil(self.registration.showNotification(title, { body, tag, icon, lang: "fr", data: url, renotify: true }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const page = new URL(event.notification.data, location.origin);
  if (page.origin !== location.origin) return;
  event.waitUntil(
    clients.matchAll({ type: "window" }).then((open) => {
      const there = open.find((tab) => tab.url === page.href);
      return there ? there.focus() : clients.openWindow(page.href);
    }),
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
