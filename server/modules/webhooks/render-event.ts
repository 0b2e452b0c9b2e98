import type { Db } from '../../db/transaction.ts';
import { readSpans } from '../../realtime/append.ts';
import { isMessageEvent, type LogEvent, type StoredMessage, userTopic } from '../../realtime/log-event.ts';
import { renderAgain } from '../deliveries/render-again.ts';
import { hydrate } from '../messages/sources.ts';
import { bodyTypeOf, type WebhookEventType } from './event-names.ts';

/** A larger body says where the event stands, and nothing of its content. */
const bodyBytesMax = 262_144;

interface EventPlace {
  tenantId: string;
  topic: string;
  seq: number;
  type: WebhookEventType;
  createdAt: string;
  /** By which a notification is told; null: it is an event of the log. */
  notificationDeliveryId: string | null;
}

/**
 * What an endpoint is told of an event, or of a notification, with messages and conversations as they are now. Null: the log has it
 * no more, or what the notification tells of is gone.
 */
export async function renderEvent(db: Db, place: EventPlace): Promise<string | null> {
  const { tenantId, type } = place;
  const found =
    place.notificationDeliveryId === null
      ? await readLogged(db, place)
      : await readNotification(db, place, place.notificationDeliveryId);
  if (found === null) return null;
  const frame = { type: bodyTypeOf(type), timestamp: found.at, tenantId };
  const body = JSON.stringify({ ...frame, data: { ...found.where, ...found.content } });
  if (Buffer.byteLength(body) <= bodyBytesMax) return body;
  return JSON.stringify({ ...frame, data: { ...found.where, isTruncated: true } });
}

interface Found {
  at: string;
  /** What is said of it in any case, */
  where: Record<string, unknown>;
  /** and where there is room for it. */
  content: Record<string, unknown>;
}

async function readLogged(db: Db, { tenantId, topic, seq }: EventPlace): Promise<Found | null> {
  const [event] = await readSpans(db, tenantId, [{ topic, after: seq - 1, upTo: seq }], 1);
  if (event === undefined) return null;
  await hydrate(db, tenantId, [event]);
  const where = { ...placeOf(event), seq, actorId: event.actorId };
  return { at: event.createdAt, where, content: contentOf(event) };
}

async function readNotification(
  db: Db,
  { tenantId, createdAt }: EventPlace,
  deliveryId: string,
): Promise<Found | null> {
  const told = await renderAgain(db, tenantId, deliveryId);
  if (told === null) return null;
  const { userId, notification } = told;
  return { at: createdAt, where: { userId, deliveryId }, content: { notification } };
}

/** The log it stands in: a conversation's, or a user's own. */
function placeOf({ topic }: LogEvent): { conversationId: string } | { userId: string } {
  const own = userTopic('');
  return topic.startsWith(own) ? { userId: topic.slice(own.length) } : { conversationId: topic };
}

function contentOf(event: LogEvent): Record<string, unknown> {
  if (isMessageEvent(event)) {
    const message = asShown(event.carried.message);
    // The backend is told of it, and must know whom it may not tell: a block is no secret of the application's own.
    const withheldFromUserId = event.carried.message.details?.withheldFrom ?? null;
    const content = { message, withheldFromUserId };
    const isReaction = event.type === 'ReactionAdded' || event.type === 'ReactionRemoved';
    return isReaction ? { ...content, emoji: event.payload.emoji, userId: event.payload.userId } : content;
  }
  switch (event.type) {
    case 'ConversationChanged':
      return { conversation: event.carried.conversation };
    case 'MemberAdded':
    case 'MemberChanged':
      return { member: event.payload.member, memberCount: event.payload.memberCount };
    case 'MemberRemoved':
      return { removedUserId: event.payload.userId, memberCount: event.payload.memberCount };
    case 'MemberBanned':
      return { bannedUserId: event.payload.userId, until: event.payload.until };
    case 'MemberUnbanned':
      return { bannedUserId: event.payload.userId };
    case 'ConversationJoined':
      return { conversationId: event.payload.conversationId, joinedSeq: event.payload.joinedSeq };
    case 'ConversationLeft':
      return { conversationId: event.payload.conversationId };
    case 'ContactRequested':
      return { contactId: event.payload.userId, direction: event.payload.direction };
    case 'ContactAdded':
      return { contactId: event.payload.userId, since: event.payload.since };
    case 'ContactRemoved':
      return { contactId: event.payload.userId };
    default:
      throw new Error(`${event.type} is told to no endpoint.`);
  }
}

/** A message under the names that the API has for what it shows. */
export function asShown({ details, reactions, ...message }: StoredMessage) {
  return {
    ...message,
    attachments: details?.attachments ?? [],
    location: details?.location ?? null,
    replyTo: details?.replyTo ?? null,
    mentionedUserIds: details?.mentionedUserIds ?? [],
    mentionsEveryone: details?.mentionsEveryone ?? false,
    linkPreviews: details?.linkPreviews ?? [],
    forwardedFrom: details?.forwardedFrom ?? null,
    changedSeq: details?.changedSeq ?? message.seq,
    reactions: (reactions ?? []).map(({ emoji, count, userIds }) => ({ emoji, count, userIds })),
  };
}
