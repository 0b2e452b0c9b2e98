import { randomUUID } from 'node:crypto';
import {
  AddReactionDocument,
  DeleteMessageDocument,
  EditMessageDocument,
  ForwardMessagesDocument,
  MessagesDocument,
  PinMessageDocument,
  RemoveReactionDocument,
  SendMessageDocument,
  UnpinMessageDocument,
} from '../../client/index.ts';
import type { Run } from './run-operation.ts';
import { add, type Verb, type World } from './verb.ts';

const react = (run: Run, messageId: string, emoji = '👍') => run(AddReactionDocument, { input: { messageId, emoji } });
/** A reply of Bob's in the thread of Alice's message. */
const reply = async ({ as, groupId: conversationId, messages }: World) => {
  const { sendMessage } = await as.bob(SendMessageDocument, {
    input: { conversationId, clientMessageId: randomUUID(), text: 'Aside', threadRootId: messages[0].id },
  });
  return sendMessage?.message.id ?? '';
};
/** What may happen to a message that was sent, and its copies elsewhere. */
export const messageChangeVerbs: Verb[] = [
  {
    mutation: 'editMessage',
    when: 'of what quotes and was reacted to',
    prepare: async ({ as, groupId: conversationId, messages }) => {
      const { sendMessage } = await as.alice(SendMessageDocument, {
        input: { conversationId, clientMessageId: 'q', text: 'As you said', replyToId: messages[1].id },
      });
      await react(as.bob, sendMessage?.message.id ?? '');
    },
    act: async ({ as, groupId: conversationId }) => {
      const { conversation } = await as.alice(MessagesDocument, { conversationId, last: 1 });
      const messageId = conversation?.messages.edges?.[0]?.node?.id ?? '';
      await as.alice(EditMessageDocument, { input: { messageId, text: 'As you said just now' } });
    },
    tells: { alice: ['MessageEdited'], bob: ['MessageEdited'] },
  },
  {
    mutation: 'addReaction',
    when: 'two, one of them a second time',
    prepare: ({ as, messages }) => react(as.bob, messages[0].id),
    act: async ({ as, messages }) => {
      await react(as.alice, messages[0].id);
      await react(as.alice, messages[0].id, '🏳️‍🌈');
      await react(as.alice, messages[0].id);
    },
    tells: { alice: ['ReactionAdded', 'ReactionAdded'], bob: ['ReactionAdded', 'ReactionAdded'], carol: [] },
  },
  {
    mutation: 'addReaction',
    when: 'to a reply in a thread',
    act: async (world) => react(world.as.alice, await reply(world)),
    tells: { alice: ['MessageSent', 'ReactionAdded'], bob: ['MessageSent', 'ReactionAdded'] },
  },
  {
    mutation: 'addReaction',
    when: 'to a message from before the viewer came, which he has not loaded',
    act: async (world) => {
      await add(['carol'])(world);
      await react(world.as.bob, world.messages[0].id);
    },
    tells: { carol: ['ConversationJoined', 'MemberAdded', 'ReactionAdded'] },
  },
  {
    mutation: 'removeReaction',
    when: 'one of two, and another time',
    prepare: async ({ as, messages }) => {
      await react(as.alice, messages[1].id);
      await react(as.bob, messages[1].id);
    },
    act: async ({ as, messages }) => {
      const input = { messageId: messages[1].id, emoji: '👍' };
      await as.alice(RemoveReactionDocument, { input });
      await as.alice(RemoveReactionDocument, { input });
    },
    tells: { alice: ['ReactionRemoved'], bob: ['ReactionRemoved'] },
  },
  {
    mutation: 'removeReaction',
    when: 'after which the message is deleted',
    prepare: ({ as, messages }) => react(as.alice, messages[1].id),
    act: async ({ as, messages }) => {
      await as.alice(RemoveReactionDocument, { input: { messageId: messages[1].id, emoji: '👍' } });
      await react(as.alice, messages[1].id, '🎉');
      await as.bob(DeleteMessageDocument, { input: { messageId: messages[1].id, scope: 'EVERYONE' } });
    },
    tells: { bob: ['MessageDeleted', 'ReactionAdded', 'ReactionRemoved'] },
  },
  {
    mutation: 'pinMessage',
    when: 'by two, one after the other',
    act: async ({ as, messages }) => {
      const input = { messageId: messages[1].id };
      await as.alice(PinMessageDocument, { input });
      await as.bob(PinMessageDocument, { input });
    },
    tells: { alice: ['MessagePinned'], bob: ['MessagePinned'], carol: [] },
  },
  {
    mutation: 'pinMessage',
    when: 'of a reply in a thread, by who has loaded nothing',
    act: async (world) => {
      const messageId = await reply(world);
      await add(['carol'])(world);
      await world.as.carol(PinMessageDocument, { input: { messageId } });
    },
    tells: { carol: ['ConversationJoined', 'MemberAdded', 'MessagePinned'] },
  },
  {
    mutation: 'unpinMessage',
    when: 'twice, and edited after that',
    prepare: ({ as, messages }) => as.alice(PinMessageDocument, { input: { messageId: messages[1].id } }),
    act: async ({ as, messages }) => {
      const input = { messageId: messages[1].id };
      await as.bob(UnpinMessageDocument, { input });
      await as.bob(UnpinMessageDocument, { input });
      await as.bob(EditMessageDocument, { input: { ...input, text: 'better' } });
    },
    tells: { alice: ['MessageEdited', 'MessageUnpinned'], bob: ['MessageEdited', 'MessageUnpinned'] },
  },
  {
    mutation: 'deleteMessage',
    when: 'for everyone, of one that is pinned and was reacted to',
    prepare: async ({ as, messages }) => {
      await as.alice(PinMessageDocument, { input: { messageId: messages[1].id } });
      await react(as.alice, messages[1].id);
    },
    act: ({ as, messages }) =>
      as.bob(DeleteMessageDocument, { input: { messageId: messages[1].id, scope: 'EVERYONE' } }),
    tells: { alice: ['MessageDeleted'], bob: ['MessageDeleted'] },
  },
  {
    mutation: 'forwardMessages',
    when: 'two of them, twice',
    act: async ({ as, channelId, groupId, messages }) => {
      const toConversationIds = [channelId, groupId];
      const input = { messageIds: [messages[2].id, messages[0].id], toConversationIds, clientId: 'f' };
      await as.alice(ForwardMessagesDocument, { input });
      await as.alice(ForwardMessagesDocument, { input });
    },
    tells: {
      alice: ['MessageSent', 'MessageSent', 'MessageSent', 'MessageSent'],
      bob: ['MessageSent', 'MessageSent'],
    },
  },
];
