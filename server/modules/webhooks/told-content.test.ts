import { sql } from 'drizzle-orm';
import { isObjectType } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../context.ts';
import { createGraphqlSchema } from '../../http/schema.ts';
import { openInstallation } from '../../realtime/installation.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendReply, sendText } from '../../testing/seed-conversation.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { type Received, startWebhookReceiver, type WebhookReceiver } from '../../testing/webhook-receiver.ts';
import { createWebhookWorld } from '../../testing/webhook-world.ts';
import { blockUser } from '../blocks/block-user.ts';
import { acceptContact } from '../contacts/accept-contact.ts';
import { removeContact } from '../contacts/remove-contact.ts';
import { requestContact } from '../contacts/request-contact.ts';
import { addMembers } from '../conversations/add-members.ts';
import { createConversation } from '../conversations/create-conversation.ts';
import { leaveConversation } from '../conversations/leave-conversation.ts';
import { setConversationPreferences } from '../conversations/set-conversation-preferences.ts';
import { setMemberRole } from '../conversations/set-member-role.ts';
import { updateConversation } from '../conversations/update-conversation.ts';
import { eraseBatch } from '../erasure/erase-batch.ts';
import { eraseUser } from '../erasure/erase-user.ts';
import { addLinkPreviews } from '../messages/add-link-previews.ts';
import { addReaction } from '../messages/add-reaction.ts';
import { deleteMessage } from '../messages/delete-message.ts';
import { editMessage } from '../messages/edit-message.ts';
import { pinMessage } from '../messages/pin-message.ts';
import { removeReaction } from '../messages/remove-reaction.ts';
import { unpinMessage } from '../messages/unpin-message.ts';
import { banMember } from '../moderation/ban-member.ts';
import { unbanMember } from '../moderation/unban-member.ts';
import { bodyTypeOf, webhookEventTypes } from './event-names.ts';

let engine: TestEngine;
let services: TestServices;
let receiver: WebhookReceiver;

beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
  receiver = await startWebhookReceiver();
  services = createTestServices(engine.db);
  services.config = { ...services.config, webhookPrivateAddresses: ['127.0.0.1'] };
});
afterAll(async () => {
  receiver?.close();
  await engine?.close();
});
beforeEach(() => {
  receiver.received = [];
  receiver.answer = () => 204;
});

/** One of each event that is told, and some that are not. */
async function doEverything(alice: Context, bob: Context) {
  const conversationId = await seedConversation(alice, [], { kind: 'CHANNEL' });
  await addMembers(alice, { conversationId, userIds: ['bob'] });
  const message = await sendText(alice, conversationId, 'See https://a.example');
  const { id: messageId } = message;
  await sendReply(bob, message, 'A reply');
  const preview = { url: 'https://a.example', title: 'A page', description: null, siteName: null };
  await addLinkPreviews(services, alice.actor.tenantId, message, [preview]);
  await editMessage(alice, { messageId, text: 'See there' });
  await addReaction(bob, { messageId, emoji: '👍' });
  await removeReaction(bob, { messageId, emoji: '👍' });
  await pinMessage(alice, { messageId });
  await unpinMessage(alice, { messageId });
  await setMemberRole(alice, { conversationId, userId: 'bob', role: 'ADMIN' });
  await updateConversation(alice, { conversationId, title: 'Another' });
  await setConversationPreferences(bob, { conversationId, pinned: true });
  await leaveConversation(bob, { conversationId });
  await banMember(alice, { conversationId, userId: 'bob' });
  await unbanMember(alice, { conversationId, userId: 'bob' });
  await deleteMessage(alice, { messageId, scope: 'EVERYONE' });
  await requestContact(alice, { userId: 'bob', message: 'Hello' });
  await acceptContact(bob, { userId: 'alice' });
  await removeContact(alice, { userId: 'bob' });
  return conversationId;
}

test('Every event is told by its name, with its place, time and tenant, and with nothing that the API does not show', async () => {
  const world = await createWebhookWorld(services, receiver);
  const conversationId = await doEverything(world.alice, world.bob);
  await world.enqueue();
  await world.pass(0);
  const types = new Set(receiver.received.map(({ event }) => event.type));
  // A notification is no event of a log: `notification-channel.test.ts`.
  const logged = webhookEventTypes.filter((type) => type !== 'NOTIFICATION_REQUESTED');
  expect([...types].sort()).toEqual(logged.map(bodyTypeOf).sort());
  for (const { event, headers } of receiver.received) {
    expect(event).toMatchObject({ tenantId: world.key.tenantId, data: { seq: expect.any(Number) } });
    expect(new Date(event.timestamp).toISOString()).toBe(event.timestamp);
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'Tidings (webhook)' });
  }
  const schema = createGraphqlSchema();
  const shown = (typeName: string) => {
    const type = schema.getType(typeName);
    return new Set(isObjectType(type) ? Object.keys(type.getFields()) : []);
  };
  const parts = { message: 'Message', conversation: 'Conversation', member: 'Member' };
  for (const [part, typeName] of Object.entries(parts)) {
    const objects = receiver.received.flatMap(({ event }) => (part in event.data ? [event.data[part]] : []));
    expect(objects.length).toBeGreaterThan(0);
    for (const object of objects) {
      expect(Object.keys(object as object).filter((name) => !shown(typeName).has(name))).toEqual([]);
    }
  }
  const first = (type: string) => receiver.received.find(({ event }) => event.type === type)?.event.data;
  // All of it happened before it was told, so it is told as it is now: a tombstone.
  expect(first('message.sent')).toMatchObject({
    ...{ conversationId, actorId: 'alice' },
    message: { text: null, deletedAt: expect.any(String), linkPreviews: [], senderId: 'alice' },
  });
  expect(first('reaction.added')).toMatchObject({ emoji: '👍', userId: 'bob', actorId: 'bob' });
  expect(first('member.added')).toMatchObject({ member: { userId: 'alice', role: 'OWNER' }, memberCount: 1 });
  expect(first('member.removed')).toMatchObject({ removedUserId: 'bob', memberCount: 1 });
  expect(first('conversation.changed')).toMatchObject({ conversation: { title: 'Another' } });
  // Each is in its user's own log, and of two logs either may be told first.
  const joined = receiver.received.flatMap(({ event }) => (event.type === 'conversation.joined' ? [event.data] : []));
  expect(joined).toContainEqual(expect.objectContaining({ conversationId, userId: 'alice', joinedSeq: 1 }));
  expect(first('contact.added')).toMatchObject({ contactId: expect.any(String), userId: expect.any(String) });
});

test('A message that a block keeps from its recipient says so', async () => {
  const world = await createWebhookWorld(services, receiver, { events: ['MESSAGE_SENT'] });
  const { alice, bob } = world;
  const { id } = await createConversation(alice, { clientId: 'pair', kind: 'DIRECT', memberIds: ['bob'] });
  await sendText(bob, id, 'Shown');
  await blockUser(alice, { userId: 'bob' });
  await sendText(bob, id, 'Withheld');
  await sendText(alice, id, 'By her');
  await world.enqueue();
  await world.pass(0);
  const told = receiver.received.map(({ event: { data } }) => [
    (data.message as { text: string }).text,
    data.withheldFromUserId,
  ]);
  expect(told).toEqual([
    ['Shown', null],
    ['Withheld', 'alice'],
    ['By her', null],
  ]);
});

const bodies = (received: Received[]) => received.map(({ body }) => body).join('\n');

test('What was deleted before it arrived is told as a tombstone, at each attempt as it is then', async () => {
  const world = await createWebhookWorld(services, receiver, { events: ['MESSAGE_SENT'] });
  const id = await seedConversation(world.alice);
  receiver.answer = () => 500;
  const { id: messageId } = await sendText(world.alice, id, 'Zebrafinch');
  await world.enqueue();
  await world.tell();
  expect(bodies(receiver.received)).toContain('Zebrafinch');
  await deleteMessage(world.alice, { messageId, scope: 'EVERYONE' });
  receiver.received = [];
  receiver.answer = () => 204;
  await world.pass(1);
  expect(receiver.received).toHaveLength(1);
  expect(receiver.received[0]?.event.data.message).toMatchObject({ id: messageId, text: null });
  expect(bodies(receiver.received)).not.toContain('Zebrafinch');
});

test('Of an erased user nothing is told any more, and nothing of his own log is kept', async () => {
  const world = await createWebhookWorld(services, receiver);
  const { alice, bob, backend } = world;
  const id = await seedConversation(alice, [bob]);
  receiver.answer = () => 500;
  await sendText(bob, id, 'Zebrafinch');
  await requestContact(bob, { userId: 'alice' });
  await world.enqueue();
  await world.tell();
  const stored = async () =>
    engine.db.execute<{ topic: string }>(sql`
      select distinct topic from webhook_deliveries where tenant_id = ${world.key.tenantId} and topic like 'user/%' order by topic`);
  expect((await stored()).map(({ topic }) => topic)).toEqual(['user/alice', 'user/bob']);
  await eraseUser(backend, { userId: 'bob', scope: 'ACCOUNT' });
  // The erasure's own events are told in their turn.
  while (await eraseBatch(services, { tenantId: world.key.tenantId, userId: 'bob' }));
  expect((await stored()).map(({ topic }) => topic)).toEqual(['user/alice']);
  receiver.received = [];
  receiver.answer = () => 204;
  await world.enqueue();
  await world.pass(24);
  expect(receiver.received.length).toBeGreaterThan(5);
  expect(bodies(receiver.received)).not.toContain('Zebrafinch');
  expect(receiver.received.find(({ event }) => event.type === 'message.sent')?.event.data.message).toMatchObject({
    ...{ senderId: 'bob', text: null },
  });
});
