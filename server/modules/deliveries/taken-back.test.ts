import { afterAll, beforeAll, expect, test } from 'vitest';
import { openInstallation } from '../../realtime/installation.ts';
import { comeNear } from '../../testing/come-near.ts';
import { createDeliveryWorld, createTestChannel } from '../../testing/delivery-world.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { shareWith } from '../../testing/share-with.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { acceptContact } from '../contacts/accept-contact.ts';
import { removeContact } from '../contacts/remove-contact.ts';
import { requestContact } from '../contacts/request-contact.ts';
import { addReaction } from '../messages/add-reaction.ts';
import { removeReaction } from '../messages/remove-reaction.ts';
import type { NotificationType } from '../notifications/notification.ts';
import { updateNotificationPreferences } from '../notifications/update-notification-preferences.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
  services = createTestServices(engine.db);
  // The consumer begins with what comes from then on.
  await (await createDeliveryWorld(services, createTestChannel())).tell();
});
afterAll(() => engine.close());

type World = Awaited<ReturnType<typeof createDeliveryWorld>> & { conversationId: string; messageId: string };

/** Bob has a message in a group, and the inbox off or on for what others do about him. */
async function seed(type: NotificationType, isInApp: boolean): Promise<World> {
  const world = await createDeliveryWorld(services, createTestChannel());
  const { alice, bob, carol, channel } = world;
  for (const other of ['alice', 'carol']) channel.devices.set(other, []);
  const conversationId = await seedConversation(alice, [bob, carol], { kind: 'GROUP' });
  const { id: messageId } = await sendText(bob, conversationId);
  const channels = isInApp ? (['IN_APP', 'WEB_PUSH'] as const) : (['WEB_PUSH'] as const);
  const off = ['MESSAGE', 'CONTACT_REQUEST', 'CONTACT_ACCEPTED'] as const;
  const types = off.filter((each) => each !== type).map((each) => ({ type: each, channels: [] }));
  await updateNotificationPreferences(bob, { types: [...types, { type, channels: [...channels] }] });
  return { ...world, conversationId, messageId };
}

const befriend = async ({ alice, bob }: World) => {
  await requestContact(bob, { userId: 'alice' });
  await acceptContact(alice, { userId: 'bob' });
};
const part = ({ alice }: World) => removeContact(alice, { userId: 'bob' });

const acts: [type: NotificationType, act: (world: World) => unknown, takeBack: (world: World) => unknown][] = [
  ['CONTACT_REQUEST', ({ alice }) => requestContact(alice, { userId: 'bob' }), part],
  ['CONTACT_ACCEPTED', befriend, part],
  [
    'NEARBY_CONTACT',
    async (world) => {
      await befriend(world);
      await comeNear(world.alice, world.bob);
    },
    part,
  ],
  [
    'LOCATION_SHARED',
    ({ alice, now }) => shareWith(alice, ['bob'], now().getTime() + 3_600_000),
    ({ alice }) => shareWith(alice, ['bob'], null),
  ],
  [
    'REACTION',
    ({ alice, messageId }) => addReaction(alice, { messageId, emoji: '👍' }),
    ({ alice, messageId }) => removeReaction(alice, { messageId, emoji: '👍' }),
  ],
];

test.each(acts)('%s, without an inbox: it goes out while it is so, and not once it was taken back', async (...each) => {
  const [type, act, takeBack] = each;
  const told = await seed(type, false);
  await act(told);
  await told.tell();
  await told.work();
  expect(told.channel.sent).toMatchObject([
    { userId: 'bob', items: [{ notification: { id: null, type, actor: { id: 'alice' } } }] },
  ]);

  const withdrawn = await seed(type, false);
  await act(withdrawn);
  await withdrawn.tell();
  await takeBack(withdrawn);
  await withdrawn.work();
  expect(withdrawn.channel.sent).toEqual([]);
  expect(await withdrawn.deliveries()).toMatchObject([{ status: 'SKIPPED', rule: 'GONE', attemptCount: 0 }]);
});

test.each([true, false])('Whose reaction is told of is one who reacts still, with an inbox: %s', async (isInApp) => {
  const { alice, carol, messageId, tell, work, channel } = await seed('REACTION', isInApp);
  const like = { messageId, emoji: '👍' };
  await addReaction(alice, like);
  await tell();
  await addReaction(carol, like);
  await removeReaction(alice, like);
  await tell();
  await work();
  expect(channel.sent).toMatchObject([{ items: [{ notification: { type: 'REACTION', actor: { id: 'carol' } } }] }]);
});
