import { randomUUID } from 'node:crypto';
import {
  AddReactionDocument,
  BlockUserDocument,
  DeleteMessageDocument,
  EditMessageDocument,
  PinMessageDocument,
  SendMessageDocument,
  UnblockUserDocument,
} from '../../client/index.ts';
import { befriend, request } from './contact-verbs.ts';
import { create, type Name, send, type Verb, type World } from './verb.ts';

const block =
  (by: Name, userId: Name) =>
  ({ as }: World) =>
    as[by](BlockUserDocument, { input: { userId } });
const unblock =
  (by: Name, userId: Name) =>
  ({ as }: World) =>
    as[by](UnblockUserDocument, { input: { userId } });

/** The DIRECT of Alice and Carol, with a word of each. Alice is who blocks. */
const seedDirect = async ({ as }: World): Promise<string> => {
  const id = await create(as.alice, { kind: 'DIRECT', memberIds: ['carol'] });
  await send(as.alice, id, 'Hello Carol');
  await send(as.carol, id, 'Hello Alice');
  return id;
};
const directs = new WeakMap<World, string>();
const inDirect = async (world: World): Promise<void> => {
  directs.set(world, await seedDirect(world));
};
const shownMessages = new WeakMap<World, string>();
const directOf = (world: World): string => directs.get(world) ?? '';
const inBlockedDirect = async (world: World): Promise<void> => {
  await inDirect(world);
  await block('alice', 'carol')(world);
};

/** The rows of `verify-events.test.ts` about blocks. */
export const blockVerbs: Verb[] = [
  {
    mutation: 'blockUser',
    when: 'twice, who is a contact',
    prepare: befriend('alice', 'carol'),
    act: async (world) => {
      await block('alice', 'carol')(world);
      await block('alice', 'carol')(world);
    },
    tells: { alice: ['UserBlocked'], carol: [] },
  },
  {
    mutation: 'blockUser',
    when: 'with requests both ways of sight',
    prepare: async (world) => {
      await request('carol', 'alice')(world);
      await request('alice', 'dave')(world);
    },
    act: async (world) => {
      await block('alice', 'carol')(world);
      await block('alice', 'dave')(world);
    },
    tells: {
      alice: ['ContactRequestRemoved', 'ContactRequestRemoved', 'UserBlocked', 'UserBlocked'],
      carol: [],
      dave: [],
    },
  },
  {
    mutation: 'unblockUser',
    when: 'twice, after a request that is never shown',
    prepare: block('alice', 'carol'),
    act: async (world) => {
      await request('carol', 'alice', 'Why?')(world);
      await unblock('alice', 'carol')(world);
      await unblock('alice', 'carol')(world);
    },
    tells: { alice: ['UserUnblocked'], carol: ['ContactRequested'] },
  },
  {
    mutation: 'createConversation',
    when: 'of a pair, by who is blocked',
    prepare: block('alice', 'carol'),
    act: async (world) => {
      const id = await create(world.as.carol, { kind: 'DIRECT', memberIds: ['alice'] });
      await send(world.as.carol, id, 'Are you there?');
    },
    tells: {
      alice: ['ConversationJoined', 'ConversationPreferencesChanged', 'EventWithheld', 'MemberAdded'],
      carol: ['ConversationJoined', 'MemberAdded', 'MemberAdded', 'MessageSent'],
    },
  },
  {
    mutation: 'sendMessage',
    when: 'in a DIRECT, by who is blocked, then by who blocks',
    prepare: inBlockedDirect,
    act: async (world) => {
      await send(world.as.carol, directOf(world), 'Answer me');
      await send(world.as.alice, directOf(world), 'No');
    },
    tells: { alice: ['EventWithheld', 'MessageSent'], carol: ['MessageSent', 'MessageSent'] },
  },
  {
    mutation: 'sendMessage',
    when: 'in a thread and with a quote, by who is blocked',
    prepare: inBlockedDirect,
    act: async (world) => {
      const conversationId = directOf(world);
      const asked = await send(world.as.carol, conversationId, 'Answer me');
      for (const more of [{ threadRootId: asked.id }, { replyToId: asked.id, mentionedUserIds: ['alice'] }]) {
        const input = { conversationId, clientMessageId: randomUUID(), text: 'Please', ...more };
        await world.as.carol(SendMessageDocument, { input });
      }
    },
    tells: {
      alice: ['EventWithheld', 'EventWithheld', 'EventWithheld'],
      carol: ['MessageSent', 'MessageSent', 'MessageSent'],
    },
  },
  {
    mutation: 'sendMessage',
    when: 'in a thread of who blocks, by who is blocked',
    prepare: inBlockedDirect,
    act: async (world) => {
      const conversationId = directOf(world);
      const { id: threadRootId } = await send(world.as.alice, conversationId, 'A thought');
      for (const by of ['carol', 'alice', 'carol'] as const) {
        const input = { conversationId, clientMessageId: randomUUID(), text: 'And', threadRootId };
        await world.as[by](SendMessageDocument, { input });
      }
    },
    tells: { alice: ['EventWithheld', 'EventWithheld', 'MessageSent', 'MessageSent'] },
  },
  {
    mutation: 'editMessage',
    when: 'by who is blocked, of what was shown, and of what was not',
    prepare: async (world) => {
      await inDirect(world);
      shownMessages.set(world, (await send(world.as.carol, directOf(world), 'Nice')).id);
    },
    act: async (world) => {
      const { as } = world;
      const shown = shownMessages.get(world) ?? '';
      await block('alice', 'carol')(world);
      const { id: withheld } = await send(as.carol, directOf(world), 'Hm');
      await as.carol(EditMessageDocument, { input: { messageId: shown, text: 'Not nice' } });
      await as.carol(EditMessageDocument, { input: { messageId: withheld, text: 'Hmm' } });
      await unblock('alice', 'carol')(world);
      await as.carol(EditMessageDocument, { input: { messageId: withheld, text: 'Hmmm' } });
      await send(as.alice, directOf(world), 'So');
    },
    tells: {
      alice: [
        ...['EventWithheld', 'EventWithheld', 'EventWithheld', 'EventWithheld'],
        ...['MessageHidden', 'MessageSent', 'UserBlocked', 'UserUnblocked'],
      ],
      carol: ['MessageEdited', 'MessageEdited', 'MessageEdited', 'MessageSent', 'MessageSent'],
    },
  },
  {
    mutation: 'deleteMessage',
    when: 'of what is withheld, reacted to and pinned before',
    prepare: inBlockedDirect,
    act: async (world) => {
      const { as } = world;
      const { id: messageId } = await send(as.carol, directOf(world), 'Look');
      await as.carol(AddReactionDocument, { input: { messageId, emoji: '🔥' } });
      await as.carol(PinMessageDocument, { input: { messageId } });
      await as.carol(DeleteMessageDocument, { input: { messageId, scope: 'EVERYONE' } });
    },
    tells: {
      alice: ['EventWithheld', 'EventWithheld', 'EventWithheld', 'EventWithheld'],
      carol: ['MessageDeleted', 'MessagePinned', 'MessageSent', 'ReactionAdded'],
    },
  },
];
