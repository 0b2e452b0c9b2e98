import { randomUUID } from 'node:crypto';
import type { DeleteScope, SendMessageInput } from '../../client/generated/operations.ts';
import {
  AcknowledgeDocument,
  DeleteMessageDocument,
  EditMessageDocument,
  SendMessageDocument,
  SyncThreadDocument,
  UpdateConversationDocument,
} from '../../client/index.ts';
import { add, type Name, remove, send, shareReceipts, type Verb, type World } from './verb.ts';

/** A reply in the thread of Alice's message, or of another. */
const answer =
  (name: Name, text = 'Aside', input: Partial<SendMessageInput> = {}) =>
  async ({ as, groupId: conversationId, messages }: World) => {
    const { sendMessage } = await as[name](SendMessageDocument, {
      input: { conversationId, clientMessageId: randomUUID(), text, threadRootId: messages[0].id, ...input },
    });
    if (sendMessage === null) throw new Error('The reply was not sent.');
    return sendMessage.message;
  };
const inThread =
  (...replies: ((world: World) => Promise<unknown>)[]) =>
  async (world: World) => {
    for (const each of replies) await each(world);
  };
const takeAway = async (world: World, name: Name, scope: DeleteScope, text: string) => {
  const { id: threadRootId } = world.messages[0];
  const { message } = await world.as[name](SyncThreadDocument, { id: threadRootId });
  const edge = message?.thread?.messages.edges?.find((each) => each?.node?.text === text);
  await world.as[name](DeleteMessageDocument, { input: { messageId: edge?.node?.id ?? '', scope } });
};
const readThread =
  (name: Name) =>
  ({ as, groupId: conversationId, messages }: World) => {
    const positions = [
      { conversationId, threadRootId: messages[0].id, readSeq: 1_000 },
      { conversationId, readSeq: messages[1].seq },
    ];
    return as[name](AcknowledgeDocument, { input: { positions } });
  };
const named = { mentionedUserIds: ['alice'] };

/** What happens in threads. */
export const threadVerbs: Verb[] = [
  {
    mutation: 'sendMessage',
    when: 'in a thread that is there, mentioning, and a quote of it',
    prepare: inThread(answer('alice'), answer('bob', 'Unread')),
    act: async (world) => {
      const { id: replyToId } = await answer('bob', '@alice', named)(world);
      await answer('bob', 'As I said', { replyToId })(world);
      await answer('bob', 'On another', { threadRootId: world.messages[2].id })(world);
    },
    tells: { alice: ['MessageSent', 'MessageSent', 'MessageSent'], carol: [] },
  },
  {
    mutation: 'sendMessage',
    when: 'in a thread, by whom it was unread',
    prepare: inThread(answer('bob', '@alice', named), answer('bob')),
    act: answer('alice'),
    tells: { alice: ['MessageSent'], bob: ['MessageSent'] },
  },
  {
    mutation: 'sendMessage',
    when: 'in a thread, by the backend',
    prepare: answer('bob'),
    act: ({ as, groupId: conversationId, messages }) =>
      as.backend(SendMessageDocument, {
        input: { conversationId, clientMessageId: 's', text: 'Note', kind: 'SYSTEM', threadRootId: messages[0].id },
      }),
    tells: { alice: ['MessageSent'], bob: ['MessageSent'] },
  },
  {
    mutation: 'editMessage',
    when: 'of a reply',
    prepare: answer('bob'),
    act: async (world) => {
      const { id: messageId } = await answer('bob', 'Late')(world);
      await world.as.bob(EditMessageDocument, { input: { messageId, text: 'Later' } });
    },
    tells: { alice: ['MessageEdited', 'MessageSent'] },
  },
  {
    mutation: 'deleteMessage',
    when: 'for everyone, of an unread reply that mentions and is quoted',
    prepare: async (world) => {
      const { id: replyToId } = await answer('bob', '@alice', named)(world);
      await answer('alice', 'Said so', { replyToId })(world);
      await answer('bob', '@alice again', named)(world);
    },
    act: async (world) => {
      await takeAway(world, 'bob', 'EVERYONE', '@alice again');
      await takeAway(world, 'bob', 'EVERYONE', '@alice');
      const { id: messageId } = await answer('bob', 'Oops', named)(world);
      await world.as.bob(DeleteMessageDocument, { input: { messageId, scope: 'EVERYONE' } });
    },
    tells: { alice: ['MessageDeleted', 'MessageDeleted', 'MessageDeleted', 'MessageSent'] },
  },
  {
    mutation: 'deleteMessage',
    when: 'for everyone, of the root of a thread',
    prepare: answer('bob'),
    act: async (world) => {
      await world.as.alice(DeleteMessageDocument, { input: { messageId: world.messages[0].id, scope: 'EVERYONE' } });
      await answer('bob', 'All the same')(world);
    },
    tells: { alice: ['MessageDeleted', 'MessageSent'] },
  },
  {
    mutation: 'deleteMessage',
    when: 'for himself alone, of an unread reply',
    prepare: inThread(answer('bob', '@alice', named), answer('bob')),
    act: async (world) => {
      await takeAway(world, 'alice', 'ME', '@alice');
      await answer('bob', 'Seen')(world);
    },
    tells: { alice: ['MessageHidden', 'MessageSent'], bob: ['MessageSent'] },
  },
  {
    mutation: 'deleteMessage',
    when: 'for himself alone, of the root of a thread',
    prepare: answer('bob'),
    act: async (world) => {
      await world.as.bob(DeleteMessageDocument, { input: { messageId: world.messages[0].id, scope: 'ME' } });
      await answer('alice', 'Unseen')(world);
    },
    tells: { alice: ['MessageSent'] },
  },
  {
    mutation: 'acknowledge',
    when: 'in a thread, and in its conversation',
    prepare: inThread(answer('bob', '@alice', named), answer('bob')),
    act: readThread('alice'),
    tells: {
      alice: ['ReadPositionChanged', 'ReceiptsAdvanced', 'ThreadPositionChanged', 'ThreadReceiptsAdvanced'],
      bob: ['ReceiptsAdvanced', 'ThreadReceiptsAdvanced'],
      carol: [],
    },
  },
  {
    mutation: 'acknowledge',
    when: 'in a thread that goes on meanwhile',
    prepare: answer('bob'),
    act: inThread(readThread('alice'), answer('bob', '@alice', named), (world) =>
      takeAway(world, 'bob', 'EVERYONE', 'Aside'),
    ),
    tells: { bob: ['MessageDeleted', 'MessageSent', 'ReceiptsAdvanced', 'ThreadReceiptsAdvanced'] },
  },
  {
    mutation: 'acknowledge',
    when: 'in a thread, by one who keeps his receipts to himself',
    prepare: inThread(answer('bob'), shareReceipts('alice', false)),
    act: readThread('alice'),
    tells: { alice: ['ReadPositionChanged', 'ThreadPositionChanged'], bob: [] },
  },
  {
    mutation: 'addMembers',
    when: 'after replies, which go on',
    prepare: answer('bob'),
    act: async (world) => {
      await add(['carol'])(world);
      await answer('carol', 'I am new')(world);
      const { id: threadRootId } = await send(world.as.bob, world.groupId, 'Welcome');
      await answer('bob', 'carol', { threadRootId, mentionedUserIds: ['carol'] })(world);
    },
    tells: { alice: ['MemberAdded', 'MessageSent', 'MessageSent', 'MessageSent'] },
  },
  {
    mutation: 'removeMember',
    when: 'who has replied, and is added again',
    prepare: inThread(answer('bob'), answer('alice')),
    act: async (world) => {
      await remove('bob')(world);
      await answer('alice', 'In between')(world);
      await add(['bob'])(world);
      await answer('alice', 'Afterwards')(world);
    },
    tells: { alice: ['MemberAdded', 'MemberRemoved', 'MessageSent', 'MessageSent'] },
  },
  {
    mutation: 'updateConversation',
    when: 'closing the past with its threads',
    prepare: inThread(answer('bob'), add(['carol'])),
    act: async (world) => {
      const { as, groupId: conversationId } = world;
      await as.alice(UpdateConversationDocument, { input: { conversationId, historyVisibility: 'SINCE_JOIN' } });
      await answer('bob', 'Not for all')(world);
    },
    tells: { alice: ['ConversationChanged', 'MessageSent'], carol: ['ConversationChanged', 'MessageSent'] },
  },
];
