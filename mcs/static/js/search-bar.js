// Offers trades, needs and listings while somebody types in the search box: an editable combobox with a list
// (WAI-ARIA Authoring Practices). It also counts a search that found nothing, and orders results from where one stands.

import { Suggestions } from "./suggestions.js";

const LETTERS = 2;

for (const form of document.querySelectorAll("form[data-complete]")) {
  const input = form.querySelector("input[type=search]");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "false");
  const suggestions = new Suggestions({
    input,
    list: form.querySelector("[role=listbox]"),
    status: form.querySelector("[data-found]"),
    words: form,
    // Small letters: what two people type then comes from one cached answer.
    address: (text) => `${form.dataset.complete}?${new URLSearchParams({ q: text.toLowerCase() })}`,
    choose: (option) => location.assign(option.dataset.link),
    pause: 120,
  });
  input.addEventListener("input", () => {
    const text = input.value.trim();
    if (text.length < LETTERS) suggestions.close();
    else suggestions.ask(text);
  });
}

// The search itself is read from caches and writes nothing; what found nothing is counted here.
for (const form of document.querySelectorAll("[data-unmet]")) {
  fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true }).catch(() => {});
}

for (const link of "geolocation" in navigator ? document.querySelectorAll("[data-near-me]") : []) {
  link.hidden = false;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const url = new URL(link.href);
        // Three decimals: a hundred metres are enough to order a town, and say less of where somebody lives.
        url.searchParams.set("pres", `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`);
        location.assign(url);
      },
      () => {
        const said = document.querySelector("[data-near-me-said]");
        said.textContent = said.dataset.refused;
        said.classList.remove("for-readers");
      },
      { maximumAge: 600_000, timeout: 10_000 },
    );
  });
}
