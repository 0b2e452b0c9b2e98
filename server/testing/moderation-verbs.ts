import {
  BanMemberDocument,
  MuteMemberDocument,
  SetSlowModeDocument,
  UnbanMemberDocument,
  UnmuteMemberDocument,
} from '../../client/index.ts';
import { add, remove, type Verb } from './verb.ts';

/** What moderators do. */
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
];
