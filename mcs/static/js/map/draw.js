// The map and all that lives on it, once Leaflet and the sheet have come.

import { Address } from "./address.js";
import { Cards } from "./cards.js";
import { drawGround } from "./ground.js";
import { offerAround, offerZone } from "./offers.js";
import { Places } from "./places.js";
import { Sheet } from "./sheet.js";

function createMap(element) {
  const moves = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  const still = { fadeAnimation: moves, zoomAnimation: moves, markerZoomAnimation: moves, inertia: moves };
  const map = L.map(element.querySelector(".map-canvas"), { ...still, zoomControl: false, attributionControl: false, scrollWheelZoom: false, minZoom: 9, maxZoom: 18 });
  const { zoomIn, zoomOut } = element.dataset;
  L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  map.on("focus click", () => map.scrollWheelZoom.enable());
  const told = () => (element.dataset.zoom = map.getZoom());
  map.on("zoomend", told);
  map.whenReady(told);
  return map;
}

export async function draw(element, leaflet) {
  const address = new Address();
  const places = new Places(element);
  const known = address.view ?? address.zone;
  const [ground] = await Promise.all([
    fetch(element.dataset.ground).then((answer) => answer.json()),
    known ? null : places.fetchFrame(),
    leaflet,
  ]);
  const map = createMap(element);
  element.classList.add("drawn");
  address.show(map, places.frame, ground.home);
  drawGround(map, ground, element.dataset);
  const sheet = new Sheet(element, map);
  places.start(map, sheet);
  new Cards(places, sheet);
  address.follow(map);
  offerZone(element, map, address);
  offerAround(element, map, ground.home);
}
