// A place out of the map's view, or under a button or a card, can't be pressed: it is out of reach as long as it is.

const ABOVE = ".leaflet-bar, .map-again, .map-around, .map-sheet, .leaflet-popup:not(.leaving)";
const LEAST = 6; // pixels between the middle of a place and what covers it: with them, enough shows to be pressed

const holds = ({ left, right, top, bottom }, x, y, by) => x > left - by && x < right + by && y > top - by && y < bottom + by;

export function setReach(element) {
  const view = element.getBoundingClientRect();
  const above = Array.from(element.querySelectorAll(ABOVE), (one) => one.getBoundingClientRect()).filter((box) => box.width);
  const spots = Array.from(element.querySelectorAll(".map-spot"), (spot) => [spot, spot.getBoundingClientRect()]);
  for (const [spot, { left, top, width, height }] of spots) {
    const [x, y] = [left + width / 2, top + height / 2];
    const isReached = holds(view, x, y, 0) && !above.some((box) => holds(box, x, y, LEAST));
    spot.inert = !isReached && !spot.contains(document.activeElement); // who stands on it keeps their place
  }
}
