// Keeps one page for when the network is gone, and the listings looked at last; the rest goes to the network as usual.
const SHELL = "hors-ligne-2";
const SEEN = "fiches"; // emptied by js/site.js when somebody signs out
const MOST_SEEN = {{ most_seen }};
const LISTING = /^\/annuaire\/(?!(?:{{ reserved|join:"|" }})\/)[a-z0-9-]+\/$/;
const AS_SEEN = { {% for code, sentence in as_seen.items %}{{ code }}: "{{ sentence|escapejs }}", {% endfor %} };
const OFFLINE = ["{% url 'website:offline' %}", "{% static 'css/site.css' %}"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(OFFLINE.map((url) => new Request(url, { credentials: "omit" })))).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name !== SHELL && name !== SEEN).map((name) => caches.delete(name)))),
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

// A member's page bears their name: what is kept is what every visitor reads.
const keepSeen = async (path, response) => {
  const isTheirs = (response.headers.get("cache-control") ?? "").includes("private");
  const page = isTheirs ? await fetch(path, { credentials: "omit" }) : response;
  if (!page.ok || page.redirected) return;
  const cache = await caches.open(SEEN);
  await cache.delete(path);
  await cache.put(path, page);
  for (const old of (await cache.keys()).slice(0, -MOST_SEEN)) await cache.delete(old);
};

const lookUp = async (path) => {
  const kept = await (await caches.open(SEEN)).match(path);
  if (!kept) return caches.match(OFFLINE[0]);
  const text = await kept.text();
  const language = text.match(/<html lang="([a-z]+)/)?.[1] ?? "fr";
  const seen = new Date(kept.headers.get("date")).toLocaleString(language, { dateStyle: "long", timeStyle: "short" });
  const said = AS_SEEN[language].replace("{date}", seen);
  const page = text.replace(/<main[^>]*>/, (main) => `${main}<div class="notice warning" role="status"><p>${said}</p></div>`);
  return new Response(page, { headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": kept.headers.get("content-security-policy") ?? "" } });
};

const openListing = async (event, path) => {
  try {
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(keepSeen(path, response.clone()).catch(() => {}));
    if (response.status === 404 || response.status === 410) event.waitUntil(caches.open(SEEN).then((cache) => cache.delete(path)));
    return response;
  } catch {
    return lookUp(path);
  }
};

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const { pathname } = new URL(request.url);
  if (request.mode === "navigate" && request.method === "GET" && LISTING.test(pathname)) {
    event.respondWith(openListing(event, pathname));
  } else if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE[0])));
  } else if (request.url.endsWith(OFFLINE[1])) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});
