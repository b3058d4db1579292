// The chosen place: a popup where there is room, a sheet at the bottom of the map on a phone.

const ROOM = matchMedia("(min-width: 720px)");
const MOST = 40; // names in one list
const BESIDE_BUTTONS = [68, 72]; // pixels from the left and from the top of the map

export class Sheet extends EventTarget {
  constructor(element, map) {
    super();
    Object.assign(this, { element, map, sheet: element.querySelector(".map-sheet"), body: element.querySelector(".map-sheet-body") });
    this.sheet.querySelector("button").addEventListener("click", () => this.close());
    L.DomEvent.disableClickPropagation(this.sheet).disableScrollPropagation(this.sheet);
    map.on("click", () => this.close());
    map.on("popupclose", ({ popup }) => {
      popup.getElement().classList.add("leaving"); // it fades for a while, and hides nothing any more
      this.left();
    });
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  open(spot, marker, byKey) {
    this.close(false);
    this.marker = marker;
    marker.getElement()?.classList.add("chosen");
    const content = this.content(spot);
    if (ROOM.matches) {
      this.popup = L.popup({
        minWidth: 220,
        maxWidth: 280,
        maxHeight: Math.min(320, this.map.getSize().y - 160),
        offset: [0, -8],
        autoPanPaddingTopLeft: BESIDE_BUTTONS,
        autoPanPaddingBottomRight: [16, 16],
      });
      this.popup.setLatLng(marker.getLatLng()).setContent(content).openOn(this.map);
      this.popup.getElement().querySelector(".leaflet-popup-close-button").ariaLabel = this.element.dataset.close;
    } else {
      this.body.replaceChildren(content);
      this.sheet.hidden = false;
      this.keepInSight(marker);
    }
    if (byKey) content.querySelector("a")?.focus({ preventScroll: true });
    this.dispatchEvent(new CustomEvent("open", { detail: spot.places ?? [] }));
  }

  close(back = true) {
    const held = this.element.querySelector(".map-sheet:not([hidden]), .leaflet-popup")?.contains(document.activeElement);
    const { marker } = this;
    this.sheet.hidden = true;
    if (this.popup) this.map.closePopup(this.popup);
    this.left();
    if (!back || !held) return;
    const origin = marker?.getElement() ?? this.map.getContainer();
    origin.inert = false; // a card may have pushed its own place out of view
    origin.focus({ preventScroll: true });
  }

  left() {
    if (!this.marker) return;
    this.marker.getElement()?.classList.remove("chosen");
    this.marker = this.popup = null;
    this.dispatchEvent(new CustomEvent("close"));
  }

  // The sheet must not hide the very place it tells of.
  keepInSight(marker) {
    const free = this.map.getSize().y - this.sheet.offsetHeight;
    const { y } = this.map.latLngToContainerPoint(marker.getLatLng());
    if (y > free - 40) {
      this.map.fire("autopanstart");
      this.map.panBy([0, y - free / 2]);
    }
  }

  content({ count, places, bounds }) {
    if (count === 1) return this.card(places[0]);
    const box = Object.assign(document.createElement("div"), { className: "map-several" });
    const title = document.createElement("p");
    title.textContent = this.element.dataset.together.replace("{count}", count);
    box.append(title);
    if (places) {
      const list = document.createElement("ul");
      for (const place of places.slice(0, MOST)) {
        const item = document.createElement("li");
        item.append(this.card(place));
        list.append(item);
      }
      box.append(list);
    }
    if (!places || count > MOST) {
      const link = Object.assign(document.createElement("a"), { className: "link", textContent: this.element.dataset.list });
      const [south, west, north, east] = bounds.map((degrees, side) => degrees + (side < 2 ? -0.00002 : 0.00002));
      const url = new URL(this.element.dataset.listings, location.href);
      url.search = location.search;
      url.searchParams.delete("page");
      url.searchParams.set("zone", [south, west, north, east].map((degrees) => degrees.toFixed(5)).join(","));
      link.href = url;
      box.append(link);
    }
    return box;
  }

  card({ name, url, trade, state, recommended, hue }) {
    const card = this.element.querySelector("template").content.firstElementChild.cloneNode(true);
    card.classList.add(`hue-${hue}`);
    const link = card.querySelector("a");
    link.href = url;
    link.textContent = name;
    card.querySelector("[data-says]").textContent = [trade, state].filter(Boolean).join(" · ");
    const badge = card.querySelector(".badge");
    if (recommended) badge.querySelector("span").textContent = recommended;
    else badge.remove();
    return card;
  }
}
