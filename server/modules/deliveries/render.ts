import type { Db } from '../../db/transaction.ts';
import type { StoredConversation, StoredMessage, StoredUser } from '../../realtime/log-event.ts';
import { readConversations } from '../conversations/queries.ts';
import type { NotificationType } from '../notifications/notification.ts';
import { previewOf } from '../notifications/shown-message.ts';
import { readUsers } from '../users/queries.ts';
import type { RenderedNotification } from './channel.ts';
import type { Claimed } from './claim-deliveries.ts';

interface Told {
  claimed: Claimed;
  message: StoredMessage | null;
}

/** What happened, for a body that nobody wrote. English: an application says it in its users' languages from `type` and `actor`. */
const happenings: Partial<Record<NotificationType, string>> = {
  CONTACT_REQUEST: 'would like to be your contact.',
  CONTACT_ACCEPTED: 'is your contact now.',
  LOCATION_SHARED: 'shares a location with you.',
  NEARBY_CONTACT: 'is nearby.',
};

/** What a message without a text is. */
const kinds: Record<StoredMessage['kind'], string> = {
  ...{ TEXT: 'Message', SYSTEM: 'Message', IMAGE: 'Image', FILE: 'File', AUDIO: 'Audio', VIDEO: 'Video' },
  LOCATION: 'Location',
};

const nobody = 'Somebody';

/** Says deliveries of one tenant as their users would see them in their inboxes now, in the order given. Two statements. */
export async function renderDeliveries(
  db: Db,
  tenantId: string,
  told: readonly Told[],
): Promise<RenderedNotification[]> {
  const actorIds = told.flatMap((each) => actorIdOf(each) ?? []);
  const users = await readUsers(db, tenantId, actorIds);
  const conversations = await readConversations(
    db,
    tenantId,
    told.flatMap(({ message }) => message?.conversationId ?? []),
  );
  return told.map((each) => {
    const actorId = actorIdOf(each);
    const conversation = each.message === null ? undefined : conversations.get(each.message.conversationId);
    return renderOne(each, actorId === null ? undefined : users.get(actorId), conversation);
  });
}

/** Of messages, who wrote the one that is shown: of a conversation's collapsed notification it is the newest. */
function actorIdOf({ claimed: { type, actorId }, message }: Told): string | null {
  return (type === 'MESSAGE' || type === 'MENTION') && message !== null ? message.senderId : actorId;
}

function renderOne(
  { claimed, message }: Told,
  user: StoredUser | undefined,
  conversation: StoredConversation | undefined,
): RenderedNotification {
  const { id, notificationId, content, type, priority, conversationId, threadRootSeq, collapseKey } = claimed;
  const { createdAt, expiresAt } = claimed;
  const name = user?.name ?? nobody;
  const [title, body] = content === null ? sayOwn(type, message, name, conversation) : [content.title, content.body];
  return {
    ...{ id: notificationId, type, category: content?.category ?? null, priority, title, body },
    ...{ imageUrl: content?.imageUrl ?? null, actionUrl: content?.actionUrl ?? null },
    ...{ actions: content?.actions ?? [], data: content?.data ?? {} },
    actor: user === undefined ? null : { id: user.id, name },
    ...{ conversationId, threadRootSeq, messageSeq: message?.seq ?? claimed.messageSeq },
    ...{ tag: collapseKey ?? notificationId ?? id, createdAt, expiresAt },
  };
}

/** A conversation with a title says whose message it is in the body; one without has its name as its title. */
function sayOwn(
  type: NotificationType,
  message: StoredMessage | null,
  name: string,
  conversation: StoredConversation | undefined,
): [title: string, body: string | null] {
  if (message === null) return [name, happenings[type] ?? null];
  const preview = previewOf(message) ?? kinds[message.kind];
  const title = conversation?.title ?? name;
  if (type === 'REACTION') return [title, `${name} reacted to: ${preview}`];
  return [title, conversation?.title == null ? preview : `${name}: ${preview}`];
}
