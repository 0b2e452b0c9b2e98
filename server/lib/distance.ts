/** A place on earth, in degrees (WGS 84). */
export interface Point {
  latitude: number;
  longitude: number;
}

/** The mean radius of the earth (IUGG), in metres. */
export const earthRadiusMeters = 6_371_008.8;

export const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The distance over the ground by the haversine formula, on a sphere: at most 0.5 % off, and right at poles and ±180°. */
export function distanceMeters(one: Point, other: Point): number {
  const [north, east] = [radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)];
  const haversine =
    Math.sin(north / 2) ** 2 +
    Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * Math.sin(east / 2) ** 2;
  return 2 * earthRadiusMeters * Math.asin(Math.min(1, Math.sqrt(haversine)));
}
