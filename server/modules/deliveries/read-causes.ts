import { sql } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import type { NotificationType } from '../notifications/notification.ts';
import { ofContacts, ofRequests, ofShares } from '../notifications/related.ts';
import type { Claimed } from './claim-deliveries.ts';

/** Who has done what a delivery tells of, as it is now. */
interface Cause {
  /** Of reactions one who reacts still, if anybody does. */
  actorId: string | null;
  /** It was not taken back. Of what stands in an inbox that is always so: the inbox says what is gone. */
  isSo: boolean;
}

type Asked = Pick<
  Claimed,
  'userId' | 'actorId' | 'type' | 'notificationId' | 'content' | 'conversationId' | 'messageSeq'
>;

/** How to ask of a type whether it is so still. What is not in here tells of a message, or is the application's own. */
const asking: [NotificationType, typeof ofContacts<Asked>][] = [
  ['CONTACT_REQUEST', ofRequests],
  ['CONTACT_ACCEPTED', ofContacts],
  ['NEARBY_CONTACT', ofContacts],
  ['LOCATION_SHARED', ofShares],
];

/**
 * Finds out whether requests, contacts, shares and reactions that deliveries tell of are there still, in the order given. For
 * what tells of none of them the database is not asked.
 */
export async function readCauses(db: Db, tenantId: string, claimed: readonly Asked[]): Promise<Cause[]> {
  const own = claimed.filter(({ content, actorId }) => content === null && actorId !== null);
  const byType = Map.groupBy(own, ({ type }) => type);
  const takenBack = new Set<Asked>();
  for (const [type, ask] of asking) {
    const alone = (byType.get(type) ?? []).filter(({ notificationId }) => notificationId === null);
    const still = new Set(await ask(db, tenantId, alone));
    for (const each of alone) if (!still.has(each)) takenBack.add(each);
  }
  const reactors = await readReactors(db, tenantId, byType.get('REACTION') ?? []);
  return claimed.map((each) => {
    const reactorId = reactors.get(each);
    const isSo = !takenBack.has(each) && (reactorId !== null || each.notificationId !== null);
    return { actorId: reactorId ?? each.actorId, isSo };
  });
}

/**
 * Who reacts still; null: nobody does. When who told of it takes his back, the inbox goes on to another; without an inbox it is
 * the first of the others.
 */
async function readReactors(db: Db, tenantId: string, claimed: readonly Asked[]): Promise<Map<Asked, string | null>> {
  if (claimed.length === 0) return new Map();
  const asked = claimed.map(({ notificationId, userId, actorId, conversationId, messageSeq }, place) => [
    ...[place, notificationId, userId, actorId, conversationId, messageSeq],
  ]);
  const rows = await db.execute<{ place: number; actor_id: string | null }>(sql`
    select (j->>0)::int as place, case when j->>1 is not null then n.actor_id else (
      select r.user_id from reactions r
      where r.tenant_id = ${tenantId} and r.conversation_id = (j->>4) collate "C" and r.message_seq = (j->>5)::int
        and r.user_id <> (j->>2) collate "C"
      order by r.user_id <> (j->>3) collate "C", r.created_at, r.user_id limit 1) end as actor_id
    from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) as j
    left join notifications n on n.tenant_id = ${tenantId} and n.id = (j->>1) collate "C"`);
  const actorOf = new Map(rows.map((row) => [row.place, row.actor_id]));
  return new Map(claimed.map((each, place) => [each, actorOf.get(place) ?? null]));
}
