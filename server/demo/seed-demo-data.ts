import type { Actor, Context, Services } from '../context.ts';
import { createConversation } from '../modules/conversations/create-conversation.ts';
import { hasConversations } from '../modules/conversations/queries.ts';
import { setConversationPreferences } from '../modules/conversations/set-conversation-preferences.ts';
import { setMemberRole } from '../modules/conversations/set-member-role.ts';
import { deleteMessage } from '../modules/messages/delete-message.ts';
import { editMessage } from '../modules/messages/edit-message.ts';
import { sendMessage } from '../modules/messages/send-message.ts';
import { acknowledge } from '../modules/receipts/acknowledge.ts';
import { ensureUser } from '../modules/users/ensure-user.ts';
import { upsertUsers } from '../modules/users/upsert-users.ts';
import type { StoredMessage } from '../realtime/log-event.ts';
import { type DemoPlace, demoPlaces, demoText, demoUsers } from './demo-data.ts';

const tenantId = 'default';

/** Every so many messages one is edited, deleted for everyone, or hidden by its sender alone. */
const editedEvery = 11;
const deletedEvery = 29;
const hiddenEvery = 37;

/**
 * Fills an empty database with people, conversations and messages, so that there is something to look at. All goes
 * through the verbs, under client ids that never change: two nodes that begin at once make one demo. Ends early, and
 * quietly, when `signal` says that the process is stopping.
 */
export async function seedDemoData(services: Services, signal: AbortSignal): Promise<void> {
  if (await hasConversations(services.db)) return;
  const startedAt = Date.now();
  await ensureUser(services.db, { tenant: tenantId, sub: 'application', role: 'service', name: 'The application' });
  await upsertUsers(contextOf(services, 'application', 'service'), { users: demoUsers });
  let messages = 0;
  for (const place of demoPlaces) {
    messages += await seedPlace(services, place, signal);
    if (signal.aborted) return;
  }
  const durationMs = Date.now() - startedAt;
  services.log.info({ conversations: demoPlaces.length, messages, durationMs }, 'The demo data is there.');
}

/** Makes one conversation with all that was said in it; returns how many messages that was. */
async function seedPlace(services: Services, place: DemoPlace, signal: AbortSignal): Promise<number> {
  const { key, kind, title, memberIds, messageCount } = place;
  const [creatorId, ...otherIds] = memberIds;
  const creator = contextOf(services, creatorId);
  const visibility = place.isPublic ? 'PUBLIC' : 'PRIVATE';
  const request = { clientId: `demo-${key}`, kind, visibility, title, memberIds: otherIds } as const;
  const { id: conversationId } = await createConversation(creator, request);
  const [secondId] = otherIds;
  if (kind === 'CHANNEL' && secondId !== undefined) {
    await setMemberRole(creator, { conversationId, userId: secondId, role: 'ADMIN' });
  }
  let last: StoredMessage | undefined;
  for (let at = 0; at < messageCount && !signal.aborted; at += 1) {
    last = await seedMessage(services, place, conversationId, at);
  }
  if (last !== undefined && !signal.aborted) await seedPositions(services, place, last);
  if (kind === 'GROUP') await setConversationPreferences(creator, { conversationId, pinned: true });
  return messageCount;
}

async function seedMessage(
  services: Services,
  place: DemoPlace,
  conversationId: string,
  at: number,
): Promise<StoredMessage> {
  // Not in turn: people answer when they are there.
  const senderId = place.memberIds[(at + Math.floor(at / 3)) % place.memberIds.length] ?? place.memberIds[0];
  const sender = contextOf(services, senderId);
  const text = demoText(place, at);
  const message = await sendMessage(sender, { conversationId, clientMessageId: `demo-${at}`, text });
  if (at % editedEvery === editedEvery - 1) await editMessage(sender, { messageId: message.id, text: `${text} ✅` });
  if (at % deletedEvery === deletedEvery - 1) await deleteMessage(sender, { messageId: message.id, scope: 'EVERYONE' });
  if (at % hiddenEvery === hiddenEvery - 1) await deleteMessage(sender, { messageId: message.id, scope: 'ME' });
  return message;
}

/** Everybody has got everything, and read up to a place of his own. */
async function seedPositions(services: Services, { memberIds }: DemoPlace, last: StoredMessage): Promise<void> {
  const { conversationId, seq } = last;
  for (const [at, memberId] of memberIds.entries()) {
    const readSeq = Math.max(0, seq - ((at * 5 + seq) % 12));
    const positions = [{ conversationId, deliveredSeq: seq, readSeq }];
    await acknowledge(contextOf(services, memberId), { positions });
  }
}

function contextOf(services: Services, userId: string, role: Actor['role'] = 'user'): Context {
  const actor = {
    tenantId,
    userId,
    role,
    sid: undefined,
    issuedAtMs: Date.now(),
    expiresAtMs: Number.MAX_SAFE_INTEGER,
    topics: [],
  };
  return { ...services, actor, requestId: 'demo', connection: null, profiles: null };
}
