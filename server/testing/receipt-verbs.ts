import { randomUUID } from 'node:crypto';
import {
  AcknowledgeDocument,
  DeleteMessageDocument,
  EditMessageDocument,
  MarkUnreadDocument,
  MessagesDocument,
  SendMessageDocument,
  SetMemberRoleDocument,
} from '../../client/index.ts';
import type { Run } from './run-operation.ts';
import { send, type Verb, type World } from './verb.ts';

/** Bob mentions Alice, who makes him an admin, and then everyone. */
const mention = async ({ as, groupId: conversationId }: World) => {
  await as.alice(SetMemberRoleDocument, { input: { conversationId, userId: 'bob', role: 'ADMIN' } });
  for (const whom of [{ mentionedUserIds: ['alice'] }, { mentionsEveryone: true }]) {
    const input = { conversationId, clientMessageId: randomUUID(), text: '@', ...whom };
    await as.bob(SendMessageDocument, { input });
  }
};
const mentionsIn = async (run: Run, id: string): Promise<[string, string]> => {
  const { conversation } = await run(MessagesDocument, { conversationId: id, last: 2 });
  const [byName, ofAll] = (conversation?.messages.edges ?? []).map((edge) => edge?.node?.id);
  if (byName === undefined || ofAll === undefined) throw new Error('The mentions are not there.');
  return [byName, ofAll];
};

/** The rows of `verify-events.test.ts` about positions, marks, mentions, and who is told of them. */
export const receiptVerbs: Verb[] = [
  {
    mutation: 'editMessage',
    when: 'to mention somebody',
    act: async ({ as, messages }) => {
      await as.bob(EditMessageDocument, { input: { messageId: messages[1].id, mentionedUserIds: ['alice'] } });
      await as.bob(EditMessageDocument, { input: { messageId: messages[2].id, mentionedUserIds: ['alice', 'erin'] } });
      await as.bob(EditMessageDocument, { input: { messageId: messages[2].id, mentionedUserIds: [] } });
    },
    tells: { alice: ['MessageEdited', 'MessageEdited', 'MessageEdited'] },
  },
  {
    mutation: 'deleteMessage',
    when: 'for everyone and for himself, of mentions',
    prepare: mention,
    act: async ({ as, groupId }) => {
      const [byName, ofAll] = await mentionsIn(as.bob, groupId);
      await as.alice(DeleteMessageDocument, { input: { messageId: ofAll, scope: 'ME' } });
      await as.bob(DeleteMessageDocument, { input: { messageId: byName, scope: 'EVERYONE' } });
    },
    tells: { alice: ['MessageDeleted', 'MessageHidden'], bob: ['MessageDeleted'] },
  },
  {
    mutation: 'acknowledge',
    when: 'what is marked as unread',
    prepare: ({ as, groupId: conversationId }) => as.bob(MarkUnreadDocument, { input: { conversationId, fromSeq: 1 } }),
    act: ({ as, groupId: conversationId, messages }) =>
      as.bob(AcknowledgeDocument, { input: { positions: [{ conversationId, readSeq: messages[0].seq }] } }),
    tells: { alice: [] },
  },
  {
    mutation: 'markUnread',
    when: 'of what he had read, a mention among it',
    prepare: async ({ as, groupId: conversationId }) => {
      const input = {
        conversationId,
        clientMessageId: 'm',
        text: '@',
        mentionedUserIds: ['bob'],
        mentionsEveryone: true,
      };
      await as.alice(SendMessageDocument, { input });
      await send(as.bob, conversationId, 'Yes?');
    },
    act: ({ as, groupId: conversationId }) => as.bob(MarkUnreadDocument, { input: { conversationId, fromSeq: 1 } }),
    tells: { alice: [], bob: ['ReadPositionChanged'] },
  },
  {
    mutation: 'markUnread',
    when: 'and written in then',
    act: async ({ as, groupId: conversationId }) => {
      await as.bob(MarkUnreadDocument, { input: { conversationId, fromSeq: 1 } });
      await send(as.alice, conversationId, 'four');
      await send(as.bob, conversationId, 'five');
    },
    tells: { alice: ['MessageSent', 'MessageSent'] },
  },
];
