// What the page's address says of the map: the view (after #) and the zone the list keeps to. Going back keeps both.

const VIEW = /^#carte=(\d{1,2})\/(-?\d{1,2}\.\d+)\/(-?\d{1,3}\.\d+)$/;
const ROOM = { padding: [28, 28], maxZoom: 16 };

export class Address {
  constructor() {
    const view = location.hash.match(VIEW);
    this.view = view ? { zoom: Number(view[1]), center: [Number(view[2]), Number(view[3])] } : null;
    const zone = (new URLSearchParams(location.search).get("zone") ?? "").split(",").map(Number);
    const told = zone.length === 4 && zone.every(Number.isFinite) && zone[0] < zone[2] && zone[1] < zone[3];
    this.zone = told ? [zone.slice(0, 2), zone.slice(2)] : null;
  }

  // The view of the address, else its zone, else all that was found where the network is, else the districts.
  show(map, frame, home) {
    if (this.view) return map.setView(this.view.center, this.view.zoom);
    if (this.zone) return map.fitBounds(this.zone, { animate: false });
    const corners = (box) => L.latLngBounds([box[0], box[1]], [box[2], box[3]]);
    if (!frame) return map.fitBounds(home ? corners(home) : [[43.2, 5.3], [43.3, 5.5]], { animate: false });
    let bounds = corners(frame);
    if (home) {
      const here = corners(home).pad(0.05);
      if (here.intersects(bounds)) {
        bounds = L.latLngBounds(
          [Math.max(bounds.getSouth(), here.getSouth()), Math.max(bounds.getWest(), here.getWest())],
          [Math.min(bounds.getNorth(), here.getNorth()), Math.min(bounds.getEast(), here.getEast())],
        );
      }
    }
    return map.fitBounds(bounds, { ...ROOM, animate: false });
  }

  follow(map) {
    map.on("moveend", () => {
      const view = this.written(map);
      history.replaceState(history.state, "", `${location.pathname}${location.search}${view}`);
      // From the list to the map and back, one keeps looking at the same place.
      for (const link of document.querySelectorAll(".map-head a, .map-aside > p a, .to-map")) link.hash = view;
    });
  }

  written(map) {
    const { lat, lng } = map.getCenter();
    return `#carte=${map.getZoom()}/${lat.toFixed(5)}/${lng.toFixed(5)}`;
  }

  // The same search kept to what the map shows.
  ofZone(map) {
    const bounds = map.getBounds();
    const corners = [bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()];
    const url = new URL(location.href);
    url.searchParams.delete("page");
    url.searchParams.set("zone", corners.map((degrees) => degrees.toFixed(5)).join(","));
    url.hash = this.written(map);
    return url;
  }
}
