import { describe, expect, test } from 'vitest';
import { distanceMeters } from './distance.ts';

describe('a distance', () => {
  test.each([
    ['along the equator', 0, 0, 0, 1, 111_195],
    ['over the antimeridian', 0, 179.9, 0, -179.9, 22_239],
    ['over a pole', 89.9, 0, 89.9, 180, 22_239],
    ['between two sides of the earth', 0, 0, 0, 180, 20_015_115],
    ['from Berlin to Vienna', 52.52, 13.405, 48.2082, 16.3738, 523_800],
  ])('%s', (_where, latitude, longitude, otherLatitude, otherLongitude, meters) => {
    const [one, other] = [
      { latitude, longitude },
      { latitude: otherLatitude, longitude: otherLongitude },
    ];
    expect(Math.abs(distanceMeters(one, other) - meters)).toBeLessThan(meters / 1_000);
    expect(distanceMeters(other, one)).toBe(distanceMeters(one, other));
  });
});
