// Names a business of the directory: in its own field, or with @ in the text, which fills that field.
// Without this script the typed name is matched on the server.

import { Suggestions } from "./suggestions.js";

const LETTERS = 3;
const MENTION = /(?:^|\s)@([^\s@][^@\n]{0,40})$/; // the end of what stands before the caret

// Businesses, each with its name and slug.
class Businesses extends Suggestions {
  constructor({ field, choose, ...parts }) {
    super({
      ...parts,
      words: field,
      address: (text) => `${field.dataset.listingPicker}?${new URLSearchParams({ q: text })}`,
      choose: (option) => choose({ name: option.firstChild.textContent.trim(), slug: option.dataset.slug }),
      tabTakes: true,
    });
  }

  show(html) {
    super.show(html);
    this.list.scrollIntoView({ block: "nearest" });
  }
}

class ListingPicker {
  constructor(field) {
    this.field = field;
    this.input = field.querySelector('input[type="text"]');
    this.slug = field.querySelector('input[type="hidden"]');
    this.status = field.querySelector("[data-found]");
    const list = field.querySelector("[role=listbox]");
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-expanded", "false");
    this.suggestions = new Businesses({
      input: this.input, list, status: this.status, field,
      choose: (listing) => { this.take(listing); this.input.focus(); },
    });
    field.classList.toggle("chosen", Boolean(this.slug.value));
    this.input.addEventListener("input", () => this.typed());
    // On a slow telephone somebody has begun to type before this script came.
    if (document.activeElement === this.input && this.input.value && !this.slug.value) this.typed();
  }

  typed() {
    this.slug.value = "";
    this.field.classList.remove("chosen");
    this.forget();
    const text = this.input.value.trim();
    if (text.length < LETTERS) this.suggestions.close();
    else this.suggestions.ask(text);
  }

  // What the server offered for another name no longer counts.
  forget() {
    for (const choice of this.field.querySelectorAll("[name=listing_choice]")) choice.checked = false;
  }

  take({ name, slug }) {
    this.forget();
    this.input.value = name;
    this.slug.value = slug;
    this.field.classList.add("chosen");
    this.status.textContent = name;
  }
}

class Mention {
  constructor(area, picker) {
    this.area = area;
    this.picker = picker;
    const list = Object.assign(document.createElement("ul"), { id: "suggestions-texte", className: "suggestions", hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", picker.field.querySelector("[role=listbox]").getAttribute("aria-label"));
    area.parentElement.append(list);
    this.suggestions = new Businesses({
      input: area, list, status: picker.status, field: picker.field, choose: (listing) => this.write(listing),
    });
    area.addEventListener("input", (event) => this.typed(event));
    picker.field.querySelector("[data-mention-hint]").hidden = false;
  }

  get typedName() {
    return MENTION.exec(this.area.value.slice(0, this.area.selectionStart))?.[1] ?? "";
  }

  typed({ data }) {
    if (this.hasWritten && /^[,.)…]$/.test(data ?? "")) this.closeUp(data);
    this.hasWritten = false;
    const isAsked = this.picker.field.checkVisibility(); // not for a kind of post that names no business
    const name = isAsked ? this.typedName.trim() : "";
    if (name.length < LETTERS) this.suggestions.close();
    else this.suggestions.ask(name);
  }

  // The space after a name gives way to what stands close to it.
  closeUp(mark) {
    const end = this.area.selectionStart;
    if (this.area.value.slice(end - 2, end) === ` ${mark}`) this.area.setRangeText(mark, end - 2, end, "end");
  }

  write(listing) {
    const end = this.area.selectionStart;
    this.area.setRangeText(`${listing.name} `, end - this.typedName.length - 1, end, "end");
    this.picker.take(listing);
    this.area.dispatchEvent(new Event("input", { bubbles: true })); // its draft is kept
    this.hasWritten = true;
    this.area.focus();
  }
}

for (const field of document.querySelectorAll("[data-listing-picker]")) {
  const picker = new ListingPicker(field);
  const area = field.closest("form").querySelector('textarea[name="text"]');
  if (area) new Mention(area, picker);
}
