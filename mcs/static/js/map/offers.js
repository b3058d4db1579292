// What the map offers: to search where it was moved to, and to show what is around the person who asks.

const FAR = 0.3; // degrees beyond the districts, 30 km: there the network knows nobody
const NEAR = 16; // zoom

export function offerZone(element, map, address) {
  const button = element.querySelector(".map-again");
  let ours = false; // a move that nobody asked for: a popup making room
  map.on("autopanstart", () => (ours = true));
  map.on("moveend", () => {
    if (!ours) button.hidden = false;
    ours = false;
  });
  button.addEventListener("click", () => location.assign(address.ofZone(map)));
}

export function offerAround(element, map, home) {
  const button = element.querySelector(".map-around");
  if (!navigator.geolocation) return;
  const says = element.querySelector(".map-says");
  const { here, refused, lost, far } = element.dataset;
  let mark = null;
  button.hidden = false;

  function arrive({ coords: { latitude, longitude } }) {
    button.removeAttribute("aria-disabled");
    if (home && !reaches(home, latitude, longitude)) {
      says.textContent = far;
      return;
    }
    says.textContent = "";
    mark?.remove();
    const icon = L.divIcon({ className: "map-me", iconSize: [22, 22] });
    mark = L.marker([latitude, longitude], { icon, interactive: false, keyboard: false, title: here }).addTo(map);
    map.setView([latitude, longitude], Math.max(map.getZoom(), NEAR));
  }

  button.addEventListener("click", () => {
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    navigator.geolocation.getCurrentPosition(
      arrive,
      ({ code, PERMISSION_DENIED }) => {
        button.removeAttribute("aria-disabled");
        says.textContent = code === PERMISSION_DENIED ? refused : lost;
      },
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
    );
  });
}

function reaches([south, west, north, east], latitude, longitude) {
  return latitude > south - FAR && latitude < north + FAR && longitude > west - FAR && longitude < east + FAR;
}
