// Joining, signing in and adding a key with a passkey: one press, one prompt of the device, nothing typed.
// A link marked data-join (in every page's header) or data-passkey leads to a page that works without this file;
// the passkey's own address is cle/ below it (see mcs/members/views/passkey.py).

const link = (event) => event.target.closest("a[data-join], a[data-passkey]");
// An IP address can't be a passkey's home, and Facebook's and Instagram's browsers have the interface without the keys.
const possible =
  "PublicKeyCredential" in window && !/^[\d.]+$|^\[/.test(location.hostname) && !/FBA[NV]|Instagram/.test(navigator.userAgent);

const decode = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

class Refused extends Error {}

async function post(url, token, body) {
  const headers = token ? { "X-CSRFToken": token } : {};
  const response = await fetch(url, { method: "POST", headers, body: body && JSON.stringify(body) });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(answer.error ?? "");
  return answer;
}

function ask(publicKey) {
  publicKey.challenge = decode(publicKey.challenge);
  for (const known of publicKey.excludeCredentials ?? publicKey.allowCredentials ?? []) known.id = decode(known.id);
  if (!publicKey.user) return navigator.credentials.get({ publicKey });
  publicKey.user.id = decode(publicKey.user.id);
  return navigator.credentials.create({ publicKey });
}

function written(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = encode(credential.response[name]);
  }
  const { id, type } = credential;
  return { id, rawId: encode(credential.rawId), type, response, clientExtensionResults: {} };
}

async function ceremony(page) {
  const url = new URL(page);
  url.pathname += "cle/";
  url.hash = "";
  if (!url.search) url.search = location.search;
  const begun = await post(url, document.querySelector("[name=csrfmiddlewaretoken]")?.value);
  if (begun.next) return begun.next;
  return (await post(url, begun.token, written(await ask(begun.options.publicKey)))).next;
}

async function press(anchor) {
  const status = document.querySelector("[data-passkey-status]");
  anchor.setAttribute("aria-disabled", "true");
  try {
    location.assign(await ceremony(anchor.href));
  } catch (error) {
    if (!status) location.assign(anchor.href);
    else if (error instanceof Refused) status.textContent = error.message || status.dataset.failed;
    else status.textContent = error.name === "NotAllowedError" ? status.dataset.cancelled : status.dataset.failed;
  } finally {
    anchor.removeAttribute("aria-disabled");
  }
}

if (possible) {
  document.addEventListener("click", (event) => {
    const anchor = link(event);
    if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (anchor.getAttribute("aria-disabled") !== "true") press(anchor);
  });
} else {
  for (const part of document.querySelectorAll("[data-needs-passkey]")) part.hidden = true;
}
