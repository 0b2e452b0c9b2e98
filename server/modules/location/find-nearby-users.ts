import { z } from 'zod';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { distanceMeters, type Point } from '../../lib/distance.ts';
import { parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import type { StoredLocation } from '../../realtime/log-event.ts';
import type { Place } from '../../realtime/place-index.ts';
import { positionAt } from './places.ts';
import { locationOf } from './position.ts';
import { sharingReader } from './queries.ts';
import { readSights } from './read-sights.ts';

const nearbyInput = perKey(({ nearbyRadiusMetersMax: max }: Limits) =>
  z.object({ radiusMeters: z.number().positive('is more than 0').max(max, `is at most ${max}`) }),
);

/** Somebody who is near. */
export interface Nearby {
  userId: string;
  /** From the viewer's snapped position to his, in whole metres. */
  distanceMeters: number;
  location: StoredLocation;
}

/** Those nearest are looked at first, and more only where too few of them may be seen. */
const candidates = [500, 5_000];

/**
 * Who is near the actor, of those whose position he may see. His own published position is the centre, and distances are
 * those of snapped positions: asking from anywhere, with whatever radius, tells no more of anybody than `locations` does.
 */
export async function findNearbyUsers(ctx: Context, input: { radiusMeters: number }): Promise<Nearby[]> {
  const { tenantId } = ctx.actor;
  const { radiusMeters } = parseInput(nearbyInput(ctx.config.limits), input);
  const center = await readCenter(ctx);
  const { nearbyUsersMax } = ctx.config.limits;
  let found: Nearby[] = [];
  for (const limit of candidates) {
    const places = await ctx.realtime.places.search(tenantId, center, radiusMeters, limit);
    if (places === null) throw away();
    found = await show(ctx, center, radiusMeters, places);
    if (found.length >= nearbyUsersMax || places.length < limit) break;
  }
  return found
    .sort((a, b) => a.distanceMeters - b.distanceMeters || (a.userId < b.userId ? -1 : 1))
    .slice(0, nearbyUsersMax);
}

/** Where the actor is, as he shares it. */
async function readCenter({ db, realtime, actor: { tenantId, userId } }: Context): Promise<Point> {
  const [sharing, places] = await Promise.all([
    sharingReader(db)({ tenantId, userId }),
    realtime.places.read(tenantId, [userId]),
  ]);
  if (places === null) throw away();
  const center = positionAt(places[0], sharing);
  if (center !== null) return center;
  throw new AppError(
    'FORBIDDEN',
    'You do not share where you are: `shareLocation` first. Users are looked for around your shared position.',
  );
}

async function show(ctx: Context, center: Point, radiusMeters: number, places: Place[]): Promise<Nearby[]> {
  const { tenantId, userId: viewerId } = ctx.actor;
  const others = places.filter(({ member }) => member !== viewerId);
  const sights = await readSights(
    ctx.db,
    others.map(({ member: subjectId }) => ({ tenantId, viewerId, subjectId })),
  );
  const staleAt = Date.now() - ctx.config.limits.locationStaleMs;
  return others.flatMap((place, at) => {
    const sight = sights[at];
    const position = sight?.isSeen === true ? positionAt(place, sight) : null;
    if (position === null || sight?.share == null) return [];
    const meters = distanceMeters(center, position);
    if (meters > radiusMeters) return [];
    const location = locationOf(position, sight.share, position.reportedAt <= staleAt);
    return [{ userId: place.member, distanceMeters: Math.round(meters), location }];
  });
}

const away = (): AppError => new AppError('UNAVAILABLE', 'Where users are cannot be asked for at the moment.');
