// List and map in step: the card one looks at shows on the map, the place one presses shows in the list.

const BESIDE = matchMedia("(min-width: 960px)");

export class Cards {
  constructor(places, sheet) {
    this.places = places;
    this.list = document.querySelector("#resultats");
    if (!this.list) return;
    for (const type of ["pointerover", "focusin"]) this.list.addEventListener(type, (event) => this.point(event.target));
    for (const type of ["pointerleave", "focusout"]) this.list.addEventListener(type, () => this.point(null));
    sheet.addEventListener("open", ({ detail }) => this.mark(detail));
    sheet.addEventListener("close", () => this.mark([]));
  }

  point(target) {
    const link = target?.closest(".listing-card")?.querySelector("a.stretched");
    const marker = link && this.places.of(link.getAttribute("href"));
    if (marker === this.shown) return;
    this.shown?.getElement()?.classList.remove("looked-at");
    this.shown?.setZIndexOffset(0);
    marker?.getElement()?.classList.add("looked-at");
    marker?.setZIndexOffset(1000);
    this.shown = marker;
  }

  mark(places) {
    const urls = new Set(places.map((place) => place.url));
    let first = true;
    for (const card of this.list.querySelectorAll(".listing-card")) {
      const chosen = urls.has(card.querySelector("a.stretched")?.getAttribute("href"));
      card.classList.toggle("on-map", chosen);
      if (chosen && first && BESIDE.matches) card.scrollIntoView({ block: "nearest" });
      if (chosen) first = false;
    }
  }
}
