// What every page does beyond plain HTML: keeps the offline page at hand, and stops a form being sent twice.

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js");

// Somebody was a member here: the header offers to sign in again, not to begin a second, empty account.
const joining = document.querySelector(".header [data-join]");
try {
  if (!joining) localStorage.setItem("known", "1");
  else if (localStorage.getItem("known")) {
    joining.href = joining.dataset.signIn + new URL(joining.href).search;
    joining.textContent = joining.dataset.known;
    joining.removeAttribute("data-join");
    joining.parentElement.querySelector(".sign-in")?.remove(); // once is enough
  }
} catch {
  // No storage in this browser: both stay on offer.
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-sign-out]")) {
    // What was being written stays with its author, not with the phone; and the phone tells nothing more.
    navigator.serviceWorker?.ready.then(({ pushManager }) => pushManager?.getSubscription()).then((told) => told?.unsubscribe());
    globalThis.caches?.delete("fiches"); // the listings kept for when there is no network
    for (const key of Object.keys(localStorage)) if (key.startsWith("board-draft:")) localStorage.removeItem(key);
  }
  const button = event.submitter;
  if (!button || event.defaultPrevented || event.target.method !== "post") return;
  if (button.getAttribute("aria-disabled") === "true") {
    event.preventDefault();
    return;
  }
  button.setAttribute("aria-disabled", "true");
});

// Coming back with the back button shows a page as it was left: its buttons work again.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
});
