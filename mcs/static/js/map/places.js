// The places of the search: asked by view, kept until the next have come, gathered, drawn, pressed.

import { gather, keyOf, spread } from "./gather.js";
import { setReach } from "./reach.js";

const TILE = 256; // pixels: views are asked by whole tiles, so that a small move asks nothing and neighbours ask the same
const PAUSE = 150; // milliseconds without moving before asking
const NOTHING = { points: [], clusters: [] };

export class Places {
  constructor(element) {
    this.element = element;
    this.source = new URL(element.dataset.points, location.href);
    for (const name of ["vue", "zoom"]) this.source.searchParams.delete(name); // the map's to say, not the page's address
    this.found = NOTHING;
    this.markers = new Map();
  }

  // All that is found at once when it is little; else only where it is.
  async fetchFrame() {
    const answer = await (await fetch(this.source)).json();
    this.frame = answer.bounds;
    if (answer.whole) [this.whole, this.found] = [true, answer];
  }

  start(map, sheet) {
    Object.assign(this, { map, sheet });
    map.on("moveend", () => this.look());
    for (const change of ["open", "close"]) sheet.addEventListener(change, () => this.look());
    this.draw();
    if (this.whole) {
      map.on("zoomend", () => this.draw());
      return;
    }
    map.on("moveend", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.load(), PAUSE);
    });
    this.load();
  }

  async load() {
    const wanted = this.tiles();
    if (this.covered?.zoom === wanted.zoom && this.covered.bounds.contains(this.map.getBounds())) return;
    this.asking?.abort();
    this.asking = new AbortController();
    const url = new URL(this.source);
    const { bounds, zoom } = wanted;
    const corners = [bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()];
    url.searchParams.set("vue", corners.map((degrees) => degrees.toFixed(5)).join(","));
    url.searchParams.set("zoom", zoom);
    try {
      const answer = await fetch(url, { signal: this.asking.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      this.found = await answer.json();
      this.covered = wanted;
      this.say("");
      this.draw();
    } catch (error) {
      if (error.name !== "AbortError") this.say(this.element.dataset.late);
    }
  }

  // The whole tiles under the screen.
  tiles() {
    const zoom = this.map.getZoom();
    const { min, max } = this.map.getPixelBounds();
    const corner = (point) => this.map.unproject(point.multiplyBy(TILE), zoom);
    const first = min.divideBy(TILE).floor();
    const last = max.divideBy(TILE).ceil();
    return { zoom, bounds: L.latLngBounds(corner(first), corner(last)) };
  }

  say(text) {
    this.element.querySelector(".map-says").textContent = text;
  }

  draw() {
    const spots = new Map(gather(this.map, this.found).map((spot) => [keyOf(spot), spot]));
    for (const [key, { marker }] of this.markers) {
      if (spots.has(key)) continue;
      if (marker.getElement()?.contains(document.activeElement)) this.map.getContainer().focus({ preventScroll: true });
      marker.remove();
      this.markers.delete(key);
    }
    for (const [key, spot] of spots) {
      const drawn = this.markers.get(key);
      if (drawn) drawn.spot = spot;
      else this.markers.set(key, { spot, marker: this.mark(key, spot) });
    }
    this.element.dataset.drawn = this.markers.size;
    this.look();
  }

  // Once all that follows has happened: a button or a card may come or go with it.
  look() {
    requestAnimationFrame(() => setReach(this.element));
  }

  mark(key, spot) {
    const one = spot.count === 1;
    const size = 44 + 2 * spread(spot);
    const name = one ? spot.places[0].name : this.element.dataset.many.replace("{count}", spot.count);
    const body = document.createElement("span");
    if (!one) body.textContent = spot.count < 10_000 ? spot.count : `${Math.round(spot.count / 1000)} k`;
    const look = one ? `map-point hue-${spot.places[0].hue}` : "map-cluster";
    const icon = L.divIcon({ className: `map-spot ${look}`, html: body, iconSize: [size, size] });
    const marker = L.marker(spot.at, { icon, title: name, riseOnHover: true }).addTo(this.map);
    const element = marker.getElement();
    element.ariaLabel = name;
    marker.on("click", () => this.press(key, false));
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.press(key, true);
    });
    return marker;
  }

  // Several places come apart by going nearer; those that can't are listed.
  press(key, byKey) {
    const { spot, marker } = this.markers.get(key);
    if (spot.count > 1) {
      const [south, west, north, east] = spot.bounds;
      const bounds = L.latLngBounds([south, west], [north, east]);
      const deepest = this.map.getMaxZoom();
      const size = this.map.project(bounds.getNorthWest(), deepest).distanceTo(this.map.project(bounds.getSouthEast(), deepest));
      if (this.map.getZoom() < deepest && size > TILE / 4) {
        const nearer = Math.max(this.map.getZoom() + 1, Math.min(this.map.getBoundsZoom(bounds.pad(0.2)), deepest));
        this.map.setView(bounds.getCenter(), nearer);
        return;
      }
    }
    this.sheet.open(spot, marker, byKey);
  }

  // The marker that stands for a listing, by its address.
  of(url) {
    for (const { spot, marker } of this.markers.values()) if (spot.places?.some((place) => place.url === url)) return marker;
    return null;
  }
}
