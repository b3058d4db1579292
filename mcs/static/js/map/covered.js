// A place that a button covers can't be pressed there: it is out of reach until the map moves or the button goes.

const BUTTONS = ".leaflet-bar, .map-again, .map-around";
const LEAST = 6; // pixels between the middle of a place and the button: with them, enough of it shows to be pressed

const covers = ({ left, right, top, bottom }, x, y) =>
  right > left && x > left - LEAST && x < right + LEAST && y > top - LEAST && y < bottom + LEAST;

export function setCoveredAside(element) {
  const buttons = Array.from(element.querySelectorAll(BUTTONS), (button) => button.getBoundingClientRect());
  const spots = Array.from(element.querySelectorAll(".map-spot"), (spot) => [spot, spot.getBoundingClientRect()]);
  for (const [spot, { left, top, width, height }] of spots) {
    const isCovered = buttons.some((button) => covers(button, left + width / 2, top + height / 2));
    spot.inert = isCovered && !spot.contains(document.activeElement); // who stands on it keeps their place
  }
}
