import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/transaction.ts';
import { type LogEvent, type NewEvent, userTopic } from '../../realtime/log-event.ts';
import { addNotifications, judgeDrafts } from './add-notifications.ts';
import { contactAcceptedKey, contactRequestKey } from './collapse-keys.ts';
import type { Bounds, Draft } from './draft.ts';
import { membersAtOnce } from './notify-members.ts';
import { ofContacts, ofRequests } from './related.ts';
import { removeWhere, takeBack } from './take-back.ts';

/** The events of users' own logs about their contacts, requests and blocks. */
export const contactEventTypes = [
  'ContactRequested',
  'ContactRequestRemoved',
  'ContactAdded',
  'ContactRemoved',
  'UserBlocked',
] as const;
type ContactEvent = Extract<LogEvent, { type: (typeof contactEventTypes)[number] }>;

export const isContactEvent = (event: LogEvent): event is ContactEvent =>
  (contactEventTypes as readonly string[]).includes(event.type);

/** A user, and somebody whom he has to do with. */
interface Pair {
  userId: string;
  otherId: string;
}

/** Tells of requests and of who has accepted one, where that is so still, and takes back what is so no more. */
export async function notifyOfContacts(
  tx: Tx,
  tenantId: string,
  events: readonly ContactEvent[],
  bounds: Bounds,
): Promise<NewEvent[]> {
  const drafts = new Map<string, Draft>();
  const lost = new Map<string, { userId: string; collapseKey: string }>();
  const blocked: Pair[] = [];
  for (const event of events) {
    const userId = event.topic.slice(userTopic('').length);
    const otherId = event.payload.userId;
    const request = contactRequestKey(otherId);
    const accepted = contactAcceptedKey(otherId);
    const drop = (collapseKey: string) => {
      drafts.delete(JSON.stringify([userId, collapseKey]));
      lost.set(JSON.stringify([userId, collapseKey]), { userId, collapseKey });
    };
    const tell = (type: Draft['type'], collapseKey: string) =>
      drafts.set(JSON.stringify([userId, collapseKey]), {
        ...{ userId, type, priority: 'NORMAL', collapseKey, actorId: otherId },
      });
    if (event.type === 'ContactRequested') {
      if (event.payload.direction === 'INCOMING') tell('CONTACT_REQUEST', request);
      continue;
    }
    drop(request);
    // Who accepts knows it: he has done it.
    if (event.type === 'ContactAdded' && event.actorId !== userId) tell('CONTACT_ACCEPTED', accepted);
    if (event.type === 'ContactRemoved') drop(accepted);
    if (event.type === 'UserBlocked') blocked.push({ userId, otherId });
  }
  const removed = await removeWhere(tx, tenantId, hasKey(tenantId, [...lost.values()]));
  const { CONTACT_REQUEST: requests = [], CONTACT_ACCEPTED: accepted = [] } = Object.groupBy(
    drafts.values(),
    ({ type }) => type,
  );
  const related = [...(await ofRequests(tx, tenantId, requests)), ...(await ofContacts(tx, tenantId, accepted))];
  const judged = await judgeDrafts(tx, tenantId, related, bounds.now);
  const { events: added } = await addNotifications(tx, tenantId, judged, bounds);
  return [...removed, ...added, ...(await forget(tx, tenantId, blocked, bounds.now))];
}

const hasKey = (tenantId: string, keys: readonly { userId: string; collapseKey: string }[]) => sql`
  n.id = any(array(
    select x.id from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as g("userId" text, "collapseKey" text)
    join notifications x on x.tenant_id = ${tenantId} and x.user_id = g."userId" collate "C"
      and x.collapse_key = g."collapseKey" collate "C"))`;

/** What a user has been told of one whom he blocks now goes. */
async function forget(tx: Tx, tenantId: string, blocked: readonly Pair[], now: Date): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const { userId, otherId } of blocked) {
    const isBlocked = sql`exists (
      select from blocks b where b.tenant_id = ${tenantId} and b.blocker_id = ${userId} and b.blocked_id = ${otherId})`;
    const isOf = sql`n.user_id = ${userId} and n.actor_id = ${otherId} and ${isBlocked}`;
    const taken = await takeBack(tx, tenantId, isOf, { limit: membersAtOnce, now });
    events.push(...taken.events, ...(await removeWhere(tx, tenantId, isOf)));
  }
  return events;
}
