import type { UiPlace } from '../types.ts';

const earthRadiusMeters = 6_371_000;
const radians = Math.PI / 180;

/** A place on the map, in the map's units from its top left corner. */
export interface PlacedPerson {
  place: UiPlace;
  x: number;
  y: number;
  /** Of the circle within which he is; 0: it is not known. */
  radius: number;
}

/** What a map shows. */
export interface Projection {
  people: PlacedPerson[];
  scale: { meters: number; length: number };
}

/** The map never shows less than this, so that people who stand together do not fly apart. */
const spanMetersMin = 200;

/** Lays places on a map of this size, north up, with room for each circle. What is far from the equator is not drawn wider. */
export function projectPlaces(places: readonly UiPlace[], width: number, height: number): Projection {
  const middle = middleOf(places);
  const flat = places.map((place) => ({ place, ...toMeters(place, middle), radius: place.accuracyMeters ?? 0 }));
  const reach = (axis: 'east' | 'north') => Math.max(...flat.map((each) => Math.abs(each[axis]) + each.radius), 0) * 2;
  const spanEast = Math.max(reach('east') * 1.25, spanMetersMin);
  const spanNorth = Math.max(reach('north') * 1.25, spanMetersMin);
  const metersPerUnit = Math.max(spanEast / width, spanNorth / height);
  const people = flat.map(({ place, east, north, radius }) => ({
    place,
    x: width / 2 + east / metersPerUnit,
    y: height / 2 - north / metersPerUnit,
    radius: radius / metersPerUnit,
  }));
  const meters = roundDown((width * metersPerUnit) / 4);
  return { people, scale: { meters, length: meters / metersPerUnit } };
}

interface Point {
  latitude: number;
  longitude: number;
}

/** Halfway between the outermost. Longitudes are counted from the first one, so that the date line is no edge. */
function middleOf(places: readonly Point[]): Point {
  const [first] = places;
  if (first === undefined) return { latitude: 0, longitude: 0 };
  const latitudes = places.map(({ latitude }) => latitude);
  const offsets = places.map(({ longitude }) => wrap(longitude - first.longitude));
  const half = (numbers: number[]) => (Math.min(...numbers) + Math.max(...numbers)) / 2;
  return { latitude: half(latitudes), longitude: wrap(first.longitude + half(offsets)) };
}

/** An angle from -180 to below 180. */
const wrap = (degrees: number): number => ((((degrees + 180) % 360) + 360) % 360) - 180;

function toMeters({ latitude, longitude }: Point, middle: Point): { east: number; north: number } {
  const eastRadians = wrap(longitude - middle.longitude) * radians;
  return {
    east: eastRadians * earthRadiusMeters * Math.cos(middle.latitude * radians),
    north: (latitude - middle.latitude) * radians * earthRadiusMeters,
  };
}

/** The next lower 1, 2 or 5 with zeros. */
function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [5, 2, 1].find((each) => each * power <= value) ?? 1;
  return step * power;
}
