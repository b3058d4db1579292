// What lies under the places: our own outlines, ways and names, beneath the operator's tiles when there are some.

const NAMED_FROM = { 1: 15, 2: 16 }; // the zoom from which ways of a rank bear their name
const LETTER = 7.5; // pixels, about
const SVG = "http://www.w3.org/2000/svg";

export function drawGround(map, ground, { tiles, attribution }) {
  const pane = map.createPane("ground");
  pane.classList.add("map-ground");
  pane.ariaHidden = "true"; // the list says where each place is
  if (tiles) {
    pane.classList.add("beneath");
    L.control.attribution({ prefix: false }).addTo(map);
    L.tileLayer(tiles, { attribution, maxZoom: 19 }).addTo(map);
  }
  const renderer = L.svg({ pane: "ground", padding: 0.5 });
  const still = { interactive: false, pane: "ground", renderer };
  L.geoJSON(ground.shapes, { ...still, style: ({ properties }) => ({ className: `map-land map-${properties.kind}` }) }).addTo(map);
  const ways = ground.ways.map((way) => drawWay(map, way, still));
  for (const { properties } of ground.shapes.features)
    if (properties.kind === "district") write(map, properties.at, `${properties.number}ᵉ`, "map-name");
  for (const { name, at } of ground.quarters) write(map, at, name, "map-quarter");
  const nameWays = () => ways.forEach((way) => nameWay(map, way));
  map.on("moveend", nameWays);
  nameWays();
}

function drawWay(map, { name, rank, line }, still) {
  // A name reads from left to right.
  const points = line[0][1] <= line.at(-1)[1] ? line : line.toReversed();
  const look = { ...still, className: `map-way map-way-${rank}`, smoothFactor: 0.5 };
  return { name, rank, path: L.polyline(points, look).addTo(map).getElement() };
}

// Leaflet cuts a way at the screen's edges, so the middle of what is left is where the name is seen.
function nameWay(map, way) {
  const room = way.path.getTotalLength() > way.name.length * LETTER + 24;
  if (map.getZoom() < NAMED_FROM[way.rank] || !room) {
    way.text?.remove();
    way.text = null;
    return;
  }
  if (way.text) return;
  way.path.id ||= `way-${Math.random().toString(36).slice(2)}`;
  const along = document.createElementNS(SVG, "textPath");
  along.setAttribute("href", `#${way.path.id}`);
  along.setAttribute("startOffset", "50%");
  along.textContent = way.name;
  way.text = document.createElementNS(SVG, "text");
  way.text.setAttribute("class", "map-way-name");
  way.text.setAttribute("dy", ".33em");
  way.text.append(along);
  way.path.parentNode.append(way.text);
}

function write(map, at, text, className) {
  const icon = L.divIcon({ className: `map-word ${className}`, html: Object.assign(document.createElement("span"), { textContent: text }), iconSize: [0, 0] });
  // Leaflet stacks a marker by how far down it is: near the top it would pass beneath the districts.
  L.marker(at, { icon, interactive: false, keyboard: false, pane: "ground", zIndexOffset: 1e6 }).addTo(map);
}
