import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/transaction.ts';
import { type LogEventOf, type NewEvent, userTopic } from '../../realtime/log-event.ts';
import { readSharing } from '../location/queries.ts';
import { addNotifications, judgeDrafts } from './add-notifications.ts';
import { locationKey, nearbyKey } from './collapse-keys.ts';
import type { Bounds, Draft } from './draft.ts';
import { idsIn } from './queries.ts';
import { ofContacts } from './related.ts';
import { removeWhere } from './take-back.ts';

/** How long it is told that somebody was near. */
const nearbyMs = 3_600_000;

const userOf = ({ topic }: { topic: string }): string => topic.slice(userTopic('').length);

/** Tells of contacts who have come near, within the hour, and who are contacts still. */
export async function notifyOfNearby(
  tx: Tx,
  tenantId: string,
  events: readonly LogEventOf<'ContactNearby'>[],
  bounds: Bounds,
): Promise<NewEvent[]> {
  const drafts = events.map((event): [string, Draft] => {
    const [userId, actorId] = [userOf(event), event.payload.userId];
    const collapseKey = nearbyKey(actorId);
    const expiresAt = new Date(Date.parse(event.createdAt) + nearbyMs).toISOString();
    const draft: Draft = { userId, actorId, collapseKey, type: 'NEARBY_CONTACT', priority: 'NORMAL', expiresAt };
    return [JSON.stringify([userId, collapseKey]), draft];
  });
  const near = await ofContacts(tx, tenantId, [...new Map(drafts).values()]);
  const judged = await judgeDrafts(tx, tenantId, near, bounds.now);
  return (await addNotifications(tx, tenantId, judged, bounds)).events;
}

/**
 * Tells those whom somebody has selected that he shares where he is with them, once a share, and takes it back when he does so no
 * more. Who shares with all of his contacts, or with everyone, tells nobody: it would be all of them, each time.
 */
export async function notifyOfSharing(
  tx: Tx,
  tenantId: string,
  events: readonly LogEventOf<'LocationSharingChanged'>[],
  bounds: Bounds,
): Promise<NewEvent[]> {
  const told: NewEvent[] = [];
  for (const sharerId of new Set(events.map(userOf))) {
    const { audience, userIds, expiresAt } = await readSharing(tx, { tenantId, userId: sharerId });
    const isOn = audience === 'SELECTED' && expiresAt !== null && Date.parse(expiresAt) > bounds.now.getTime();
    const selected = isOn ? userIds : [];
    const isOfShare = sql`n.collapse_key = ${locationKey(sharerId)} and n.actor_id = ${sharerId}`;
    const now = sql`${bounds.now.toISOString()}::timestamptz`;
    const ended = sql`(n.user_id <> all(${idsIn(selected)}) or n.expires_at <= ${now})`;
    told.push(...(await removeWhere(tx, tenantId, sql`${isOfShare} and ${ended}`)));
    const known = await tx.execute<{ user_id: string }>(
      sql`select n.user_id from notifications n where n.tenant_id = ${tenantId} and ${isOfShare}`,
    );
    const isTold = new Set(known.map((row) => row.user_id));
    const drafts = selected
      .filter((userId) => !isTold.has(userId))
      .map((userId): Draft => {
        const about = {
          collapseKey: locationKey(sharerId),
          type: 'LOCATION_SHARED' as const,
          priority: 'NORMAL' as const,
        };
        return { userId, actorId: sharerId, expiresAt, ...about };
      });
    const judged = await judgeDrafts(tx, tenantId, drafts, bounds.now);
    told.push(...(await addNotifications(tx, tenantId, judged, bounds)).events);
  }
  return told;
}
