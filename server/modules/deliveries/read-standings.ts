import { sql } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import type { NotificationType, StoredNotificationPreferences } from '../notifications/notification.ts';
import { readPreferences } from '../notifications/preferences.ts';
import { isReadByPosition, joinPositions } from '../notifications/rows.ts';
import { readShownMessages } from '../notifications/shown-message.ts';
import { mayObserve } from '../privacy/may-observe.ts';
import { readPairs } from '../privacy/read-pairs.ts';
import type { DeliveryChannel } from './channel.ts';
import type { Claimed } from './claim-deliveries.ts';
import { readCauses } from './read-causes.ts';
import type { Standing } from './still-wanted.ts';

/** The types that tell of a message, which its user has to be able to read; but the application may send any type of its own. */
const messageTypes: ReadonlySet<NotificationType> = new Set(['MESSAGE', 'MENTION', 'REACTION']);

/** A claimed delivery, with how it stands. */
export interface Standed {
  /** With who has done it as its actor: of reactions that may be another by now. */
  claimed: Claimed;
  standing: Standing;
  /** What it tells of, as its user may read it now; null: no message, or none that he may read. */
  message: StoredMessage | null;
}

interface Row extends Record<string, unknown> {
  place: number;
  message_seq: number | null;
  inbox: Standing['inbox'];
  is_member: boolean;
  is_read: boolean;
  muted_until: string | null;
}

type Parts = Pick<Services, 'db' | 'realtime'>;

/** Reads how it stands with deliveries of one tenant and channel, whatever their users. A few statements, however many. */
export async function readStandings(
  { db, realtime }: Parts,
  tenantId: string,
  channel: DeliveryChannel,
  asked: readonly Claimed[],
): Promise<Standed[]> {
  const causes = await readCauses(db, tenantId, asked);
  const claimed = asked.map((each, place) => ({ ...each, actorId: causes[place]?.actorId ?? each.actorId }));
  const userIds = [...new Set(claimed.map(({ userId }) => userId))];
  const users = userIds.map((userId) => ({ tenantId, userId }));
  const [rows, targetsOf, preferences, pairs, whereabouts, open] = await Promise.all([
    readRows({ db }, tenantId, claimed),
    channel.targetsOf(db, tenantId, userIds),
    readPreferences(db, users),
    readPairs(
      db,
      claimed.map(({ userId, actorId }) => ({ tenantId, viewerId: actorId ?? userId, subjectId: userId })),
    ),
    realtime.presence.read(users),
    realtime.presence.readOpen(users),
  ]);
  const told = claimed.map(({ userId, type, conversationId, messageSeq }, place) => ({
    ...{ tenantId, userId, type, conversationId, messageSeq: rows.get(place)?.message_seq ?? messageSeq },
  }));
  const messages = await readShownMessages(db, told);
  const preferencesOf = new Map(userIds.map((userId, at) => [userId, preferences[at]]));
  const activityOf = new Map(userIds.map((userId, at) => [userId, whereabouts[at]?.activity]));
  const openOf = new Map(userIds.map((userId, at) => [userId, open[at]]));
  return claimed.map((each, place) => {
    const { userId, conversationId } = each;
    const row = rows.get(place);
    const message = messages[place] ?? null;
    const isOfMessage = conversationId !== null && messageTypes.has(each.type);
    const isFree = each.actorId === null || mayObserve('NOTIFICATION', pairs[place]?.relation ?? 'BLOCKED', {});
    const standing: Standing = {
      isReached: targetsOf.get(userId)?.includes(each.targetId) ?? false,
      inbox: row?.inbox ?? null,
      isSo: causes[place]?.isSo ?? true,
      message: isOfMessage
        ? {
            isMember: row?.is_member ?? false,
            isRead: row?.is_read ?? false,
            isShown: message !== null,
            isOpen: conversationId !== null && openOf.get(userId)?.includes(conversationId) === true,
          }
        : null,
      preferences: known(preferencesOf.get(userId)),
      // Of a conversation's collapsed one, it is told if there is anybody's message that may be told.
      mayNotify: isFree || (each.type === 'MESSAGE' && message !== null),
      conversationMutedUntil: row?.muted_until == null ? null : new Date(row.muted_until).toISOString(),
      isActive: activityOf.get(userId) === 'ONLINE',
    };
    return { claimed: each, standing, message };
  });
}

function known(preferences: StoredNotificationPreferences | undefined): StoredNotificationPreferences {
  if (preferences === undefined) throw new Error('A question for preferences got no answer.');
  return preferences;
}

/** What has become of the notifications, and of their users' memberships. */
async function readRows({ db }: Pick<Parts, 'db'>, tenantId: string, claimed: readonly Claimed[]) {
  const asked = claimed.map((each, place) => [
    ...[place, each.notificationId, each.userId, each.type, each.conversationId, each.threadRootSeq, each.messageSeq],
  ]);
  const rows = await db.execute<Row>(sql`
    select n.place, n.message_seq, n.inbox, m.user_id is not null as is_member, ${isReadByPosition} as is_read, m.muted_until
    from (
      select a.place, a.tenant_id, a.user_id, a.type, a.conversation_id, a.thread_root_seq,
        -- What it told of first may be deleted: the inbox has gone on to the next.
        coalesce(x.message_seq, a.message_seq) as message_seq,
        case when a.id is null then null when x.id is null then 'GONE' when x.archived_at is not null then 'ARCHIVED'
          when x.read_at is not null then 'READ' when x.seen_at is not null then 'SEEN' else 'NEW' end as inbox
      from (
        select (j->>0)::int as place, ${tenantId} collate "C" as tenant_id, (j->>1) collate "C" as id,
          (j->>2) collate "C" as user_id, j->>3 as type, (j->>4) collate "C" as conversation_id,
          (j->>5)::int as thread_root_seq, (j->>6)::int as message_seq
        from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) as j) a
      left join notifications x on x.tenant_id = a.tenant_id and x.id = a.id and x.user_id = a.user_id) n
    ${joinPositions}`);
  return new Map(rows.map((row) => [row.place, row]));
}
