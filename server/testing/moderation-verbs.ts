import { expect } from 'vitest';
import {
  AddReactionDocument,
  BanMemberDocument,
  EraseUserDocument,
  MuteMemberDocument,
  SendMessageDocument,
  SetSlowModeDocument,
  UnbanMemberDocument,
  UnmuteMemberDocument,
  UserErasureDocument,
} from '../../client/index.ts';
import { add, remove, type Verb } from './verb.ts';

/** What moderators do, and the backend to users. */
export const moderationVerbs: Verb[] = [
  {
    mutation: 'muteMember',
    when: 'and unmuted, and muted again',
    act: async ({ as, groupId: conversationId }) => {
      const mute = { input: { conversationId, userId: 'bob', until: '2100-01-01T00:00:00.000Z' } };
      await as.alice(MuteMemberDocument, mute);
      await as.alice(UnmuteMemberDocument, { input: { conversationId, userId: 'bob' } });
      await as.alice(MuteMemberDocument, mute);
    },
    tells: {
      alice: ['MemberChanged', 'MemberChanged', 'MemberChanged'],
      bob: ['MemberChanged', 'MemberChanged', 'MemberChanged'],
      carol: [],
    },
  },
  {
    mutation: 'muteMember',
    when: 'who goes and is added again',
    prepare: async (world) => {
      const { as, groupId: conversationId } = world;
      await as.alice(MuteMemberDocument, {
        input: { conversationId, userId: 'bob', until: '2100-01-01T00:00:00.000Z' },
      });
      await remove('bob')(world);
    },
    act: add(['bob']),
    tells: { alice: ['MemberAdded'], bob: ['ConversationJoined', 'MemberAdded'] },
  },
  {
    mutation: 'unmuteMember',
    when: 'by the backend, which is no member',
    prepare: ({ as, groupId: conversationId }) =>
      as.alice(MuteMemberDocument, { input: { conversationId, userId: 'bob', until: '2100-01-01T00:00:00.000Z' } }),
    act: ({ as, groupId: conversationId }) =>
      as.backend(UnmuteMemberDocument, { input: { conversationId, userId: 'bob' } }),
    tells: { alice: ['MemberChanged'], bob: ['MemberChanged'] },
  },
  {
    mutation: 'banMember',
    when: 'who is a member',
    act: ({ as, groupId: conversationId }) =>
      as.alice(BanMemberDocument, { input: { conversationId, userId: 'bob', reason: 'Spam' } }),
    tells: { alice: ['MemberBanned', 'MemberRemoved'], bob: ['AccessRevoked', 'ConversationLeft'] },
  },
  {
    mutation: 'banMember',
    when: 'who is none, for a time',
    act: ({ as, channelId: conversationId }) =>
      as.alice(BanMemberDocument, { input: { conversationId, userId: 'carol', until: '2100-01-01T00:00:00.000Z' } }),
    tells: { alice: ['MemberBanned'], carol: [] },
  },
  {
    mutation: 'unbanMember',
    when: 'who comes back',
    prepare: ({ as, groupId: conversationId }) =>
      as.alice(BanMemberDocument, { input: { conversationId, userId: 'bob' } }),
    act: async (world) => {
      await world.as.alice(UnbanMemberDocument, { input: { conversationId: world.groupId, userId: 'bob' } });
      await add(['bob'])(world);
    },
    tells: { alice: ['MemberAdded', 'MemberUnbanned'], bob: ['ConversationJoined', 'MemberAdded'] },
  },
  {
    mutation: 'setSlowMode',
    when: 'to a minute',
    act: ({ as, groupId: conversationId }) =>
      as.alice(SetSlowModeDocument, { input: { conversationId, intervalMs: 60_000 } }),
    tells: { alice: ['ConversationChanged'], bob: ['ConversationChanged'], carol: [] },
  },
  {
    mutation: 'eraseUser',
    when: 'his content, which others quote and have reacted to',
    prepare: async ({ as, groupId: conversationId, messages }) => {
      await as.alice(AddReactionDocument, { input: { messageId: messages[1].id, emoji: '👍' } });
      await as.bob(AddReactionDocument, { input: { messageId: messages[0].id, emoji: '👍' } });
      const input = { conversationId, clientMessageId: 'q', text: 'As you said', replyToId: messages[1].id };
      await as.alice(SendMessageDocument, { input });
    },
    act: async ({ as }) => {
      await as.backend(EraseUserDocument, { input: { userId: 'bob', scope: 'CONTENT' } });
      await expect
        .poll(async () => (await as.backend(UserErasureDocument, { userId: 'bob' })).userErasure?.finishedAt, {
          timeout: 30_000,
        })
        .toEqual(expect.any(String));
    },
    tells: {
      alice: ['MessageDeleted', 'MessageDeleted', 'ReactionRemoved'],
      bob: ['MessageDeleted', 'MessageDeleted', 'ReactionRemoved'],
      carol: [],
    },
  },
];
