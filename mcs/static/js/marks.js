// A press on « Merci » or « Suivre » that did not reach the site is said beside the button; where the post or the answer
// went meanwhile, the page is asked for again and says so.

const unsent = document.querySelector("[data-unsent]");

document.addEventListener("htmx:sendError", ({ target }) => {
  if (!target.matches(".mark-form")) return;
  target.closest(".marks").after(unsent);
  unsent.hidden = false;
});
document.addEventListener("htmx:responseError", ({ target }) => target.matches(".mark-form") && location.reload());
document.addEventListener("htmx:afterSwap", () => { unsent.hidden = true; });
