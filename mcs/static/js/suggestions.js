// A list under a field that keeps the focus: fetched while somebody types, walked with the arrows,
// taken with Enter, Tab or a press (WAI-ARIA Authoring Practices, editable combobox with a list).

export class Suggestions {
  // `words`: whose dataset says how to tell how many were found; `address` makes the URL to ask from what is typed,
  // `choose` gets the option taken; `tabTakes`: Tab takes it too; `pause`: milliseconds after the last letter.
  constructor({ input, list, status, words, address, choose, tabTakes = false, pause = 150 }) {
    Object.assign(this, { input, list, status, words, address, chosen: choose, tabTakes, pause, active: -1 });
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    // Before the blur, so that the press is not lost with the list.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  get options() {
    return [...this.list.children];
  }

  get isOpen() {
    return !this.list.hidden;
  }

  ask(text) {
    clearTimeout(this.timer);
    this.request?.abort();
    this.timer = setTimeout(() => this.fetch(text), this.pause);
  }

  async fetch(text) {
    this.request = new AbortController();
    try {
      const response = await fetch(this.address(text), { signal: this.request.signal, headers: { Accept: "text/html" } });
      if (response.ok) this.show(await response.text());
    } catch (error) {
      if (error.name !== "AbortError") this.close(); // no network: what is typed still works when it is sent
    }
  }

  show(html) {
    if (document.activeElement !== this.input) return;
    this.list.innerHTML = html; // our own page, escaped by the server
    this.options.forEach((option, number) => { option.id = `${this.list.id}-${number}`; });
    const count = this.options.length;
    const { foundNone, foundOne, foundMany } = this.words.dataset;
    this.status.textContent = count > 1 ? foundMany.replace("{count}", count) : count ? foundOne : foundNone;
    this.reveal(Boolean(count));
    this.activate(-1);
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.reveal(false);
    this.activate(-1);
  }

  reveal(open) {
    this.list.hidden = !open;
    // A text area has no such state.
    if (this.input.getAttribute("role") === "combobox") this.input.setAttribute("aria-expanded", String(open));
  }

  activate(number) {
    this.active = number;
    this.options.forEach((option, at) => option.setAttribute("aria-selected", String(at === number)));
    const option = this.options[number];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  choose(option) {
    if (!option) return;
    this.close();
    this.chosen(option);
  }

  pressed(event) {
    const last = this.options.length - 1;
    const moves = {
      ArrowDown: () => this.activate(this.active < last ? this.active + 1 : 0),
      ArrowUp: () => this.activate(this.active > 0 ? this.active - 1 : last),
      Escape: () => this.close(),
      Tab: () => this.choose(this.options[this.active]),
      Enter: () => this.choose(this.options[this.active]),
    };
    if (!this.isOpen || !moves[event.key] || (event.key === "Tab" && !this.tabTakes)) return;
    if (event.key === "Enter" && this.active < 0) return; // nothing chosen: the form is sent, or the line ends
    if (event.key !== "Tab") event.preventDefault();
    moves[event.key]();
  }
}
