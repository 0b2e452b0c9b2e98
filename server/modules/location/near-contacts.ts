import { sql } from 'drizzle-orm';
import { createBatcher } from '../../db/batcher.ts';
import { type Db, withTransaction } from '../../db/transaction.ts';
import { distanceMeters } from '../../lib/distance.ts';
import { perKey } from '../../lib/per-key.ts';
import { userTopic } from '../../realtime/log-event.ts';
import type { Realtime } from '../../realtime/realtime.ts';
import type { UserKey } from '../../realtime/user-key.ts';
import { mayObserve } from '../privacy/may-observe.ts';
import { positionAt } from './places.ts';
import type { Position } from './position.ts';
import { readSights, type Sight } from './read-sights.ts';

interface NearContactsOptions {
  db: Db;
  realtime: Realtime;
  /** How near. @default 1_000 // 1 kilometre */
  meters: number;
  /** So long after they were near last, they are told again. @default 3_600_000 // 1 hour */
  cooldownMs: number;
  /** Where somebody was so long ago counts no more. @default 60_000 // 1 minute */
  staleMs: number;
}

/**
 * Tells a user and each of his contacts who came near each other, where each may see where the other is. Whether they are
 * near goes by what both have published, and by nothing finer. A pair takes a lease when it is told, which lasts while they
 * stay near: they are told again only when they have been apart, or silent, for as long as it lasts.
 */
export async function tellNearContacts(options: NearContactsOptions, user: UserKey, position: Position): Promise<void> {
  const { db, realtime, meters, cooldownMs } = options;
  const { tenantId, userId } = user;
  const near = (await readSharingContacts(options, user)).filter((each) => distanceMeters(position, each.at) <= meters);
  for (const { contactId } of near) {
    const [lower, higher] = userId < contactId ? [userId, contactId] : [contactId, userId];
    const room = { tenantId, name: `near/${lower}` };
    if (!(await realtime.signals.take(room, higher, '', cooldownMs))) {
      realtime.signals.hold(room, higher, '', cooldownMs);
      continue;
    }
    const pair = [
      { of: userId, near: contactId },
      { of: contactId, near: userId },
    ];
    const events = pair.map(({ of, near: other }) => ({
      topic: userTopic(of),
      type: 'ContactNearby' as const,
      actorId: null,
      payload: { userId: other },
      carried: null,
    }));
    try {
      await withTransaction(db, (tx) => realtime.append(tx, tenantId, events));
    } catch (error) {
      // Nobody was told: the next time somebody is.
      realtime.signals.end(room, higher, null);
      throw error;
    }
  }
}

/** The contacts whom he may see and who may see him, and where they are now. */
async function readSharingContacts({ db, realtime, staleMs }: NearContactsOptions, { tenantId, userId }: UserKey) {
  const contactIds = await sharingContacts(db)({ tenantId, userId });
  if (contactIds.length === 0) return [];
  const [places, his, theirs] = await Promise.all([
    realtime.places.read(tenantId, contactIds),
    readSights(
      db,
      contactIds.map((subjectId) => ({ tenantId, viewerId: userId, subjectId })),
    ),
    readSights(
      db,
      contactIds.map((viewerId) => ({ tenantId, viewerId, subjectId: userId })),
    ),
  ]);
  const freshAt = Date.now() - staleMs;
  return contactIds.flatMap((contactId, at) => {
    const [sees, isSeen] = [his[at], theirs[at]];
    if (sees === undefined || isSeen === undefined || !mayTell(sees) || !mayTell(isSeen)) return [];
    const position = positionAt(places?.[at], sees);
    return position === null || position.reportedAt < freshAt ? [] : [{ contactId, at: position }];
  });
}

/** Somebody is told of whom he sees, unless he wants to hear nothing of him. */
const mayTell = ({ isSeen, relation }: Sight): boolean => isSeen && mayObserve('NOTIFICATION', relation, {});

/** A user's contacts who share where they are, with whomever. Answers all who wait by one statement. */
const sharingContacts = perKey((db: Db) =>
  createBatcher<UserKey, string[]>({
    async run(users) {
      const asked = users.map(({ tenantId, userId }, place) => [place, tenantId, userId]);
      const rows = await db.execute<{ place: number; ids: string[] }>(sql`
        select (j->>0)::int as place, jsonb_agg(c.contact_id order by c.contact_id) as ids
        from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) as j
        join contacts c on c.tenant_id = (j->>1) collate "C" and c.user_id = (j->>2) collate "C"
        join location_sharing s on s.tenant_id = c.tenant_id and s.user_id = c.contact_id
        where s.expires_at > now() and s.audience <> 'NOBODY'
        group by 1`);
      const found = new Map(rows.map((row) => [row.place, row.ids]));
      return users.map((_, place) => found.get(place) ?? []);
    },
  }),
);
