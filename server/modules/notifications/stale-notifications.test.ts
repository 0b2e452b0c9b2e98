import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../context.ts';
import { openInstallation } from '../../realtime/installation.ts';
import { takeTurn } from '../../realtime/log-consumer.ts';
import { createCast } from '../../testing/cast.ts';
import { comeNear } from '../../testing/come-near.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { shareWith } from '../../testing/share-with.ts';
import { contextOf, createTestServices, type TestServices } from '../../testing/test-context.ts';
import { blockUser } from '../blocks/block-user.ts';
import { unblockUser } from '../blocks/unblock-user.ts';
import { acceptContact } from '../contacts/accept-contact.ts';
import { removeContact } from '../contacts/remove-contact.ts';
import { requestContact } from '../contacts/request-contact.ts';
import { eraseBatch } from '../erasure/erase-batch.ts';
import { eraseUser } from '../erasure/erase-user.ts';
import { addReaction } from '../messages/add-reaction.ts';
import { deleteMessage } from '../messages/delete-message.ts';
import { removeReaction } from '../messages/remove-reaction.ts';
import { changeNotifications } from './change-notifications.ts';
import { listNotifications } from './list-notifications.ts';
import { createNotificationConsumer } from './notification-consumer.ts';
import { countUnread } from './queries.ts';
import { sendNotification } from './send-notification.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
  services = createTestServices(engine.db);
  await catchUp();
});
afterAll(() => engine.close());

/** Lets the consumer, which has done nothing meanwhile, come to the end of the log; `lateMs` later. */
async function catchUp(lateMs = 0): Promise<void> {
  const consumer = createNotificationConsumer(services, () => new Date(Date.now() + lateMs));
  while (await takeTurn(engine.db, consumer));
}

const backendOf = ({ actor }: Context) => contextOf(services, 'backend', { tenantId: actor.tenantId, role: 'service' });
const toldOf = async (ctx: Context) =>
  (await listNotifications(ctx, {})).edges.map(({ node }) => `${node.type} ${node.actorId}`);

async function seed() {
  const cast = await createCast(services, 'alice', 'bob', 'carol');
  return { ...cast, id: await seedConversation(cast.alice, [cast.bob, cast.carol]) };
}

async function befriend(alice: Context, bob: Context): Promise<void> {
  await requestContact(alice, { userId: bob.actor.userId });
  await acceptContact(bob, { userId: alice.actor.userId });
  await catchUp();
  await changeNotifications(alice, 'archived', { all: true });
}

test('Whoever is blocked and unblocked again before anybody came to tell of it is told of', async () => {
  const { alice, bob, id } = await seed();
  await blockUser(alice, { userId: 'bob' });
  await unblockUser(alice, { userId: 'bob' });
  await sendText(bob, id);
  await catchUp();
  expect(await toldOf(alice)).toEqual(['MESSAGE bob']);
});

test('A reaction tells nothing of a message that its sender has hidden for himself', async () => {
  const { alice, bob, id } = await seed();
  const { id: messageId } = await sendText(alice, id);
  await deleteMessage(alice, { messageId, scope: 'ME' });
  await addReaction(bob, { messageId, emoji: '👍' });
  await catchUp();
  expect(await toldOf(alice)).toEqual([]);
});

test('Of reactions that come at once the first is told, and who is told anew stays when another goes', async () => {
  const { alice, bob, carol, id } = await seed();
  const { id: messageId } = await sendText(alice, id);
  await addReaction(carol, { messageId, emoji: '👍' });
  await addReaction(bob, { messageId, emoji: '👍' });
  await catchUp();
  expect(await toldOf(alice)).toEqual(['REACTION carol']);
  await changeNotifications(alice, 'seen', { all: true });
  await removeReaction(carol, { messageId, emoji: '👍' });
  await removeReaction(bob, { messageId, emoji: '👍' });
  await addReaction(bob, { messageId, emoji: '🎉' });
  await catchUp();
  expect(await toldOf(alice)).toEqual(['REACTION bob']);
});

test('Who was near is told within the hour, to who has him as a contact still', async () => {
  const { alice, bob, carol } = await seed();
  await befriend(alice, bob);
  await befriend(alice, carol);
  await comeNear(alice, bob);
  await catchUp(3_600_001);
  expect(await toldOf(alice)).toEqual([]);
  await comeNear(alice, bob);
  await comeNear(alice, carol);
  await removeContact(bob, { userId: 'alice' });
  await catchUp();
  expect(await toldOf(alice)).toEqual(['NEARBY_CONTACT carol']);
});

test('A share that has ended, and a request that is taken back, are told to nobody', async () => {
  const { alice, bob, carol } = await seed();
  await shareWith(alice, ['bob', 'carol'], Date.now() + 60_000);
  await shareWith(alice, ['carol'], Date.now() + 60_000);
  await requestContact(alice, { userId: 'bob' });
  await removeContact(alice, { userId: 'bob' });
  await catchUp();
  expect([await toldOf(bob), await toldOf(carol)]).toEqual([[], ['LOCATION_SHARED alice']]);
});

test('A conversation goes on to what others have written when the first whom it told of is erased', async () => {
  const { alice, bob, carol, id } = await seed();
  await sendText(bob, id);
  await sendText(carol, id);
  await catchUp();
  expect(await toldOf(alice)).toEqual(['MESSAGE bob']);
  await eraseUser(backendOf(alice), { userId: 'bob', scope: 'CONTENT' });
  while (await eraseBatch(services, { tenantId: alice.actor.tenantId, userId: 'bob' }));
  expect(await toldOf(alice)).toEqual(['MESSAGE carol']);
  await catchUp();
  expect(await toldOf(alice)).toEqual(['MESSAGE carol']);
});

test("The application's own is unread until it is read, also where its type is that of a message", async () => {
  const { alice } = await seed();
  for (const type of ['MESSAGE', 'MENTION'] as const) {
    await sendNotification(backendOf(alice), { clientId: randomUUID(), userIds: ['alice'], type, title: 'By mail' });
  }
  const { tenantId, userId } = alice.actor;
  expect(await countUnread(engine.db, tenantId, userId, new Date())).toBe(2);
});
