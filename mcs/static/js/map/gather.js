// Places so near each other on the screen that a thumb can't tell them apart become one spot.

const APART = 44; // pixels between two spots: the least a thumb needs

// A spot has a position, a count, its bounds, and its places where they are all known.
export function gather(map, { points, clusters }) {
  const zoom = map.getZoom();
  const spots = [];
  const things = [
    ...clusters.map(({ latitude, longitude, count, bounds }) => ({ at: [latitude, longitude], count, places: null, bounds })),
    ...points.map((point) => ({ at: [point.latitude, point.longitude], count: 1, places: [point], bounds: around(point) })),
  ];
  things.sort((a, b) => b.count - a.count || (b.places?.[0].recommendations ?? 0) - (a.places?.[0].recommendations ?? 0));
  for (const thing of things) {
    const pixel = map.project(thing.at, zoom);
    const near = spots.find((spot) => spot.pixel.distanceTo(pixel) < APART + spread(spot) + spread(thing));
    if (near) join(near, thing);
    else spots.push({ ...thing, pixel });
  }
  return spots;
}

function around({ latitude, longitude }) {
  return [latitude, longitude, latitude, longitude];
}

// How much wider than a point's circle a spot's is, in pixels from its middle.
export function spread({ count }) {
  return count < 2 ? 0 : count < 10 ? 2 : count < 100 ? 5 : count < 1000 ? 9 : 13;
}

function join(spot, thing) {
  spot.count += thing.count;
  spot.places = spot.places && thing.places && [...spot.places, ...thing.places];
  const [south, west, north, east] = thing.bounds;
  const b = spot.bounds;
  spot.bounds = [Math.min(b[0], south), Math.min(b[1], west), Math.max(b[2], north), Math.max(b[3], east)];
}

export function keyOf({ at, count, places }) {
  return count === 1 ? places[0].url : `${at.map((degrees) => degrees.toFixed(5))}:${count}`;
}
