import type { Context } from '../../context.ts';
import type { SignalRoom } from '../../realtime/signals.ts';
import type { UserKey } from '../../realtime/user-key.ts';
import { tellNearContacts } from './near-contacts.ts';
import type { Pace } from './pace.ts';
import { toPlace } from './places.ts';
import { sharingReader } from './queries.ts';
import { createSharer, type Sharer } from './sharer.ts';

/** Those who report to this node where they are. */
export interface Sharers {
  /** Gets ready for a user. What he changes from then on is heard, so what he shares is read after it. */
  open(user: UserKey): Promise<Sharer>;
}

interface SharersOptions extends Pick<Context, 'db' | 'realtime' | 'log'> {
  pace: Pace;
  near: { meters: number; cooldownMs: number; staleMs: number };
  /** So long after his last report a user is forgotten. */
  idleMs: number;
}

interface Entry {
  sharer: Promise<Sharer>;
  usedAt: number;
}

/** Where the published position of a user is held. */
export const roomOf = ({ tenantId, userId }: UserKey): SignalRoom => ({ tenantId, name: `location/${userId}` });

function createSharers({ db, realtime, log, pace, near, idleMs }: SharersOptions): Sharers {
  const entries = new Map<string, Entry>();
  const tenants = new Map<string, Promise<unknown>>();
  let isSweeping = false;

  /** From the first report on, those of a tenant who change what they share are heard for good. */
  function listen(tenantId: string): Promise<unknown> {
    const known = tenants.get(tenantId);
    if (known !== undefined) return known;
    const heard = realtime.watchPrivacy(tenantId, (userId) => void follow({ tenantId, userId }));
    tenants.set(tenantId, heard);
    heard.catch(() => tenants.delete(tenantId));
    return heard;
  }

  async function follow(user: UserKey): Promise<void> {
    try {
      await (await entries.get(keyOf(user))?.sharer)?.follow();
    } catch (error) {
      log.warn({ err: error }, 'What a user shares could not be read; trying again.');
      setTimeout(() => void follow(user), retryMs).unref();
    }
  }

  async function create(user: UserKey): Promise<Sharer> {
    await listen(user.tenantId);
    const { signals } = realtime;
    const room = roomOf(user);
    const watch = await signals.watch(room, () => {});
    return createSharer({
      ...{ signals, room, watch, pace },
      readSharing: () => sharingReader(db)(user),
      onPublished(share, position) {
        realtime.places.put(user.tenantId, toPlace(user, share, position), share.endsAt - Date.now());
        tellNearContacts({ db, realtime, ...near }, user, position).catch((error: unknown) =>
          log.warn({ err: error }, 'Who is near could not be found out; it is with the next position.'),
        );
      },
      onEnded: () => realtime.places.remove(user.tenantId, user.userId),
    });
  }

  async function sweepIdle(): Promise<void> {
    const usedBefore = Date.now() - idleMs;
    for (const [key, { sharer, usedAt }] of entries) {
      const each = await sharer;
      if (usedAt > usedBefore || !each.isIdle() || entries.get(key)?.usedAt !== usedAt) continue;
      entries.delete(key);
      each.close();
    }
    isSweeping = entries.size > 0;
    if (isSweeping) setTimeout(() => void sweepIdle(), idleMs).unref();
  }

  return {
    open(user) {
      const key = keyOf(user);
      const known = entries.get(key);
      if (known !== undefined) {
        known.usedAt = Date.now();
        return known.sharer;
      }
      const entry = { sharer: create(user), usedAt: Date.now() };
      entries.set(key, entry);
      entry.sharer.catch(() => entries.delete(key));
      if (!isSweeping) setTimeout(() => void sweepIdle(), idleMs).unref();
      isSweeping = true;
      return entry.sharer;
    },
  };
}

const retryMs = 1_000;
const keyOf = ({ tenantId, userId }: UserKey): string => `${tenantId}\n${userId}`;

const sharersBy = new WeakMap<Context['realtime'], Sharers>();

/** Those of this node. */
export function sharersOf({ db, realtime, log, config }: Context): Sharers {
  const known = sharersBy.get(realtime);
  if (known !== undefined) return known;
  const { locationIntervalMs: intervalMs, locationMetersMin: distanceMetersMin, locationStaleMs } = config.limits;
  const pace = { intervalMs, distanceMetersMin, refreshMs: config.locationRefreshMs };
  const near = {
    ...{ meters: config.nearbyContactMeters, cooldownMs: config.nearbyContactCooldownMs },
    staleMs: locationStaleMs,
  };
  const sharers = createSharers({ db, realtime, log, pace, near, idleMs: 2 * locationStaleMs });
  sharersBy.set(realtime, sharers);
  return sharers;
}
