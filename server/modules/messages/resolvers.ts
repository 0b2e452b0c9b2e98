import type { Resolvers } from '../../generated/resolvers.ts';
import { userLoader } from '../users/queries.ts';
import { addReaction } from './add-reaction.ts';
import { deleteMessage } from './delete-message.ts';
import { editMessage } from './edit-message.ts';
import { forwardMessages } from './forward-messages.ts';
import { listMessages, listReplies } from './list-messages.ts';
import { listPinned } from './list-pinned.ts';
import { listThreads } from './list-threads.ts';
import { pinMessage } from './pin-message.ts';
import { earlierVersionsLoader, lastMessageLoader } from './queries.ts';
import { hasReacted, listReactors } from './reactions.ts';
import { removeReaction } from './remove-reaction.ts';
import { requireMessage } from './require-message.ts';
import { sendMessage } from './send-message.ts';
import { threadLoader, threadRootLoader } from './thread-queries.ts';
import { unpinMessage } from './unpin-message.ts';

/** Of those who have replied in a thread, so many are shown. */
const participantsShownMax = 10;

export const messagesResolvers = {
  Query: {
    message: (_parent, { id }, ctx) => requireMessage(ctx, id),
  },
  Mutation: {
    sendMessage: async (_parent, { input }, ctx) => ({ message: await sendMessage(ctx, input) }),
    editMessage: async (_parent, { input }, ctx) => ({ message: await editMessage(ctx, input) }),
    deleteMessage: async (_parent, { input }, ctx) => ({ message: await deleteMessage(ctx, input) }),
    addReaction: async (_parent, { input }, ctx) => ({ message: await addReaction(ctx, input) }),
    pinMessage: async (_parent, { input }, ctx) => ({ message: await pinMessage(ctx, input) }),
    unpinMessage: async (_parent, { input }, ctx) => ({ message: await unpinMessage(ctx, input) }),
    forwardMessages: async (_parent, { input }, ctx) => ({ forwardings: await forwardMessages(ctx, input) }),
    removeReaction: async (_parent, { input }, ctx) => ({ message: await removeReaction(ctx, input) }),
  },
  Message: {
    sender: (message, _args, ctx) => userLoader(ctx).load(message.senderId),
    attachments: (message) => message.details?.attachments ?? [],
    location: (message) => message.details?.location ?? null,
    replyTo: (message) => message.details?.replyTo ?? null,
    linkPreviews: (message) => message.details?.linkPreviews ?? [],
    mentionedUserIds: (message) => message.details?.mentionedUserIds ?? [],
    mentionsEveryone: (message) => message.details?.mentionsEveryone ?? false,
    forwardedFrom: (message) => message.details?.forwardedFrom ?? null,
    pinnedBy: (message, _args, ctx) => (message.pinnedById === null ? null : userLoader(ctx).load(message.pinnedById)),
    changedSeq: (message) => message.details?.changedSeq ?? message.seq,
    reactions: (message) => (message.reactions ?? []).map((reaction) => ({ ...reaction, message })),
    reactors: (message, { emoji, ...args }, ctx) => listReactors(ctx, message, emoji, args),
    // Most messages were never edited, and a tombstone's versions are gone: neither asks the database.
    earlierVersions: (message, _args, ctx) =>
      message.version === 0 || message.deletedAt !== null ? [] : earlierVersionsLoader(ctx).load(message),
    thread: (message, _args, ctx) => (message.threadRootSeq === null ? threadLoader(ctx).load(message) : null),
  },
  ReactionCount: {
    users: async (reaction, _args, ctx) => {
      const users = await Promise.all(reaction.userIds.map((userId) => userLoader(ctx).load(userId)));
      return users.filter((user) => user !== null);
    },
    viewerHasReacted: (reaction, _args, ctx) => hasReacted(ctx, reaction),
  },
  Reaction: {
    user: (reaction, _args, ctx) => userLoader(ctx).load(reaction.userId),
  },
  ForwardedFrom: {
    sender: (origin, _args, ctx) => userLoader(ctx).load(origin.senderId),
  },
  QuotedMessage: {
    sender: (quote, _args, ctx) => userLoader(ctx).load(quote.senderId),
  },
  MessageThread: {
    rootMessage: (thread, _args, ctx) => threadRootLoader(ctx).load(thread),
    participants: async (thread, _args, ctx) => {
      const shown = thread.participantIds.slice(0, participantsShownMax);
      return (await Promise.all(shown.map((id) => userLoader(ctx).load(id)))).filter((user) => user !== null);
    },
    participantIds: (thread) => thread.participantIds.slice(0, participantsShownMax),
    participantCount: (thread) => thread.participantIds.length,
    messages: (thread, args, ctx) => listReplies(ctx, thread, args),
  },
  Conversation: {
    threads: (conversation, args, ctx) => listThreads(ctx, conversation.id, args),
    messages: (conversation, args, ctx) => listMessages(ctx, conversation.id, args),
    pinnedMessages: (conversation, args, ctx) => listPinned(ctx, conversation.id, args),
    lastMessage: (conversation, _args, ctx) => lastMessageLoader(ctx).load(conversation.id),
  },
} satisfies Resolvers;
