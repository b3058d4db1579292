// Asks from time to time for what is new, while the page is looked at: elements with `data-every` (seconds) get a
// "tick" that htmx waits for. A condition written in hx-trigger would need eval, which our policy forbids.

const last = new WeakMap();

setInterval(() => {
  if (document.visibilityState !== "visible") return;
  const now = Date.now();
  for (const element of document.querySelectorAll("[data-every]")) {
    if (!last.has(element)) last.set(element, now);
    else if (now - last.get(element) >= Number(element.dataset.every) * 1000) {
      last.set(element, now);
      element.dispatchEvent(new CustomEvent("tick"));
    }
  }
}, 1000);
