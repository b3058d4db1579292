// The desk by keyboard: j and k walk the list, letters press the button that carries them, "?" tells which.
// A letter alone can be said by chance by somebody who dictates: they can be turned off, and stay so on this device.

const dialog = document.querySelector("[data-desk-keys]");
const letters = document.querySelector("[data-desk-letters]");
const typing = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

const kept = (value) => {
  try {
    if (value !== undefined) localStorage.setItem("desk-letters", value);
    return localStorage.getItem("desk-letters") !== "off";
  } catch {
    return true;
  }
};

if (letters) {
  letters.checked = kept();
  letters.addEventListener("change", () => kept(letters.checked ? "on" : "off"));
}
document.querySelector("[data-desk-hint]")?.removeAttribute("hidden");

const walk = (step) => {
  const links = [...document.querySelectorAll("[data-desk-item] a")];
  const next = links[links.indexOf(document.activeElement) + step] ?? (step > 0 ? links.at(-1) : links[0]);
  next?.focus();
  next?.closest("[data-desk-item]").scrollIntoView({ block: "nearest" });
};

const press = (key) => {
  const found = document.querySelector(`[data-key="${key}"]`);
  if (!found) return false;
  const folded = found.closest("details");
  if (folded && !found.matches("summary")) folded.open = true;
  if (found.matches("textarea, input, select")) found.focus();
  else found.click();
  return true;
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.matches(typing)) return;
  if (dialog?.open) return;
  if (event.key === "?") dialog?.showModal();
  else if (!kept()) return;
  else if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (event.key === "u") document.querySelector('.notice form[action$="/annuler/"] button')?.click();
  else if (event.key === "b") document.querySelector(".crumbs a")?.click();
  else if (!/^[a-z]$/.test(event.key) || !press(event.key)) return;
  event.preventDefault();
});

// What volunteers write often goes into the box it is meant for, where it can still be changed: choosing fills a box that
// nobody typed in, the button adds to one that somebody did.
for (const choice of document.querySelectorAll("select[data-canned]")) {
  const box = document.getElementById(choice.dataset.canned);
  let put = box?.defaultValue;
  const insert = (asked) => {
    const text = choice.selectedOptions[0]?.dataset.text;
    if (!box || !text || (!asked && box.value !== put)) return;
    box.value = put = box.value === put || !box.value.trim() ? text : `${box.value.trimEnd()}\n\n${text}`;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    if (asked) box.focus();
  };
  choice.addEventListener("change", () => insert(false));
  choice.parentElement.querySelector("[data-insert]")?.addEventListener("click", (event) => {
    event.preventDefault();
    insert(true);
  });
}
