// "Recevoir sur cet appareil": the browser agrees, and its address and keys go to mcs/notices/views/devices.py.
// Without this file, or in a browser that can't, the button stays hidden and e-mail goes on.

const offer = document.querySelector("[data-push]");
const status = offer?.querySelector("[role=status]");
const button = offer?.querySelector("button");

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const isListed = (endpoint) => [...document.querySelectorAll("[data-endpoint]")].some((row) => row.dataset.endpoint === endpoint);

async function subscribe(manager) {
  const stale = await manager.getSubscription(); // of somebody else here, or of a former key
  await stale?.unsubscribe();
  return manager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(offer.dataset.push) });
}

async function keep(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  const headers = { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value };
  const body = new URLSearchParams({ endpoint, ...keys });
  const response = await fetch(offer.dataset.url, { method: "POST", headers, body });
  if (response.ok) return location.reload();
  await subscription.unsubscribe();
  status.textContent = (await response.json().catch(() => ({}))).error ?? offer.dataset.failed;
}

async function press(manager) {
  button.setAttribute("aria-disabled", "true");
  try {
    await keep(await subscribe(manager));
  } catch (error) {
    status.textContent = error.name === "NotAllowedError" ? offer.dataset.refused : offer.dataset.failed;
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

if (offer && "serviceWorker" in navigator && "PushManager" in window) {
  const { pushManager } = await navigator.serviceWorker.ready;
  const known = await pushManager.getSubscription();
  offer.hidden = Boolean(known) && isListed(known.endpoint);
  offer.closest("section").hidden = false;
  button.addEventListener("click", () => button.getAttribute("aria-disabled") === "true" || press(pushManager));
}
