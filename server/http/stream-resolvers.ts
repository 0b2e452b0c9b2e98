import type { Context } from '../context.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { readConversation, viewerMembershipLoader } from '../modules/conversations/queries.ts';
import { userLoader } from '../modules/users/queries.ts';
import { type LogEvent, type StateItem, type StreamItem, userTopic } from '../realtime/log-event.ts';
import type { Stream, StreamActor } from '../realtime/realtime.ts';
import { closeCodes } from './close-codes.ts';
import { edgeOf } from './edge.ts';

interface StreamOptions {
  actor: StreamActor;
  onTooSlow: () => void;
  onRevoked: () => void;
}

/** Opens a stream of the log that ends with its token, its session, or what carries it. */
async function openStream(ctx: Context, open: (options: StreamOptions) => Promise<Stream>): Promise<Stream> {
  const edge = edgeOf(ctx);
  let failure: Error | null = null;
  let source: Stream | null = null;
  const hold = edge.holdStream((error) => {
    failure = error;
    void source?.return?.();
  });
  const release = <T>(value: T): T => {
    hold.release();
    return value;
  };
  try {
    source = await open({
      actor: edge.session ?? ctx.actor,
      onTooSlow: () => hold.close(closeCodes.tooSlow, 'The reader stood still for too long.'),
      onRevoked: () => hold.close(closeCodes.forbidden, 'The session was ended.'),
    });
  } catch (error) {
    throw release(error);
  }
  const opened = source;
  const stream: Stream = {
    [Symbol.asyncIterator]: () => stream,
    async next() {
      const result = await opened.next().catch((error: unknown) => {
        throw release(error);
      });
      if (!result.done) return result;
      hold.release();
      if (failure === null) return result;
      const error: Error = failure;
      failure = null;
      throw error;
    },
    async return() {
      hold.release();
      await opened.return?.();
      return { done: true, value: undefined };
    },
  };
  return stream;
}

type Item = LogEvent | StateItem | Exclude<StreamItem, { type: 'event' | 'state' }>;

/** What a client is shown of a stream's item: the event, or the state item, or the stream's own word. */
function itemOf(item: StreamItem): Item {
  if (item.type === 'event') return item.event;
  return item.type === 'state' ? item.item : item;
}

type OwnEvent = Extract<
  LogEvent,
  { type: 'ConversationJoined' | 'ConversationLeft' | 'ConversationPreferencesChanged' | 'MessageHidden' }
>;

/** Whether an event is of a user's own log. */
function isOwn(event: LogEvent): event is OwnEvent {
  return event.topic.startsWith(userTopic(''));
}

const inConversation = {
  conversationId: (event: LogEvent) => event.topic,
  actor: (event: LogEvent, _args: unknown, ctx: Context) =>
    event.actorId === null ? null : userLoader(ctx).load(event.actorId),
};

async function readJoined(ctx: Context, conversationId: string) {
  const membership = await viewerMembershipLoader(ctx).load(conversationId);
  if (membership === null) return null;
  return (await readConversation(ctx.db, ctx.actor.tenantId, conversationId)) ?? null;
}

/** Subscriptions, and the types of what they bring. */
export const streamResolvers = {
  Subscription: {
    events: {
      subscribe: (_root, { after }, ctx) =>
        openStream(ctx, (options) => ctx.realtime.openEvents({ ...options, after: after ?? null })),
      resolve: itemOf,
    },
    conversationEvents: {
      subscribe: (_root, { conversationId, afterSeq }, ctx) =>
        openStream(ctx, (options) =>
          ctx.realtime.openConversation({ ...options, conversationId, afterSeq: afterSeq ?? null }),
        ),
      resolve: itemOf,
    },
  },
  // All that `itemOf` gives is named as its type.
  StreamItem: { __resolveType: (item) => (item as Item).type },
  ConversationEvent: { __resolveType: (event) => (isOwn(event) ? null : event.type) },
  UserEvent: { __resolveType: (event) => (isOwn(event) ? event.type : null) },
  MessageSent: { ...inConversation, message: (event) => event.carried.message },
  MessageEdited: { ...inConversation, message: (event) => event.carried.message },
  MessageDeleted: { ...inConversation, message: (event) => event.carried.message },
  MemberAdded: {
    ...inConversation,
    member: (event) => event.payload.member,
    memberCount: (event) => event.payload.memberCount,
  },
  MemberRemoved: {
    ...inConversation,
    userId: (event) => event.payload.userId,
    memberCount: (event) => event.payload.memberCount,
  },
  MemberChanged: {
    ...inConversation,
    member: (event) => event.payload.member,
    memberCount: (event) => event.payload.memberCount,
  },
  ConversationChanged: { ...inConversation, conversation: (event) => event.carried.conversation },
  ConversationJoined: {
    conversationId: (event) => event.payload.conversationId,
    joinedSeq: (event) => event.payload.joinedSeq,
    joinedConversation: (event, _args, ctx) => readJoined(ctx, event.payload.conversationId),
  },
  ConversationLeft: { conversationId: (event) => event.payload.conversationId },
  ConversationPreferencesChanged: {
    conversationId: (event) => event.payload.conversationId,
    preferences: (event) => event.payload.preferences,
  },
  MessageHidden: {
    conversationId: (event) => event.payload.conversationId,
    messageId: (event) => event.payload.messageId,
    messageSeq: (event) => event.payload.messageSeq,
  },
} satisfies Resolvers;
