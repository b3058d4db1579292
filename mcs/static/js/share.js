// The phone's own share sheet where there is one (the link leads to a page of our own elsewhere); buttons that copy.

// `data-share` says what is shared, or nothing for the page itself.

for (const control of document.querySelectorAll("[data-share]")) control.hidden = false;

// On the document, so that what comes in later is heard as well.
document.addEventListener("click", async (event) => {
  const control = event.target.closest("[data-share]");
  if (!control) return;
  const page = { title: document.title, url: new URL(control.dataset.share || location.href, location.href).href };
  if (navigator.share) {
    event.preventDefault();
    await navigator.share(page).catch(() => {});
  } else if (!control.href) {
    await navigator.clipboard.writeText(page.url);
    control.querySelector("span").textContent = control.dataset.copied;
  }
});

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.querySelector("span").textContent = button.dataset.copied;
  });
}
