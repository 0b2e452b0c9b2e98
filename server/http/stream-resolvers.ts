import type { Context } from '../context.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { openApplicationSignals } from '../modules/app-signals/open-application-signals.ts';
import { attachmentLoader } from '../modules/attachments/queries.ts';
import { requestLoader } from '../modules/contacts/queries.ts';
import { lastActivityLoader, readConversation, viewerMembershipLoader } from '../modules/conversations/queries.ts';
import { openLocations } from '../modules/location/open-locations.ts';
import { preferencesLoader } from '../modules/notifications/preferences.ts';
import { notificationLoader } from '../modules/notifications/queries.ts';
import { openPresence } from '../modules/presence/open-presence.ts';
import { ownPresenceLoader } from '../modules/presence/own-presence.ts';
import { defaultSettings } from '../modules/privacy/queries.ts';
import { openTyping } from '../modules/typing/open-typing.ts';
import { userLoader } from '../modules/users/queries.ts';
import {
  type AppSignal,
  isOfUser,
  type LocationNow,
  type LogEvent,
  type PresenceNow,
  type StreamItem,
  type TypingNow,
} from '../realtime/log-event.ts';
import type { Stream, StreamActor } from '../realtime/realtime.ts';
import { closeCodes } from './close-codes.ts';
import { edgeOf } from './edge.ts';

interface StreamOptions {
  actor: StreamActor;
  onTooSlow: () => void;
  onRevoked: () => void;
  onEnd: () => void;
}

/** Opens a stream of the log that ends with its token, its session, or what carries it. */
async function openStream(ctx: Context, open: (options: StreamOptions) => Promise<Stream>): Promise<Stream> {
  const edge = edgeOf(ctx);
  let stream: Stream | null = null;
  const hold = edge.holdStream((error) => stream?.close(error));
  try {
    stream = await open({
      actor: edge.session ?? ctx.actor,
      onTooSlow: () => hold.close(closeCodes.tooSlow, 'The reader stood still for too long.'),
      onRevoked: () => hold.close(closeCodes.forbidden, 'The session was ended.'),
      onEnd: () => hold.release(),
    });
    return stream;
  } catch (error) {
    hold.release();
    throw error;
  }
}

type OwnEvent = Extract<
  LogEvent,
  {
    type:
      | 'ConversationJoined'
      | 'ConversationLeft'
      | 'ConversationPreferencesChanged'
      | 'PresenceSettingsChanged'
      | 'OwnPresenceChanged'
      | 'ContactRequested'
      | 'ContactRequestRemoved'
      | 'ContactAdded'
      | 'ContactRemoved'
      | 'UserBlocked'
      | 'UserUnblocked'
      | 'LocationSharingChanged'
      | 'ContactNearby'
      | 'MessageHidden'
      | 'AttachmentProcessed'
      | 'NotificationAdded'
      | 'NotificationsChanged'
      | 'NotificationsRemoved'
      | 'NotificationPreferencesChanged'
      | 'ConversationExportFinished';
  }
>;

/** Whether an event is of a user's own log. */
function isOwn(event: LogEvent): event is OwnEvent {
  return isOfUser(event.topic);
}

const inConversation = {
  conversationId: (event: LogEvent) => event.topic,
  actor: (event: LogEvent, _args: unknown, ctx: Context) =>
    event.actorId === null ? null : userLoader(ctx).load(event.actorId),
};

type ReactionEvent = Extract<LogEvent, { type: 'ReactionAdded' | 'ReactionRemoved' }>;

const aboutReaction = {
  message: (event: ReactionEvent) => event.carried.message,
  emoji: (event: ReactionEvent) => event.payload.emoji,
  userId: (event: ReactionEvent) => event.payload.userId,
};

async function readJoined(ctx: Context, conversationId: string) {
  const membership = await viewerMembershipLoader(ctx).load(conversationId);
  if (membership === null) return null;
  return (await readConversation(ctx.db, ctx.actor.tenantId, conversationId)) ?? null;
}

async function readJoinedActivity(ctx: Context, conversationId: string) {
  const membership = await viewerMembershipLoader(ctx).load(conversationId);
  return membership === null ? null : lastActivityLoader(ctx).load(conversationId);
}

/** What a stream of events brings. Signals have streams of their own. */
type EventItem = Exclude<StreamItem, TypingNow | LocationNow | PresenceNow | AppSignal>;

/** What is pushed is what is shown: arguments choose a stream, and never change what its items say. */
const asItself = (item: EventItem) => item;

async function openEvents(ctx: Context, open: (options: StreamOptions) => Promise<Stream>) {
  return (await openStream(ctx, open)) as AsyncIterable<EventItem>;
}

/** Subscriptions, and the types of what they bring. */
export const streamResolvers = {
  Subscription: {
    events: {
      subscribe: (_root, { after }, ctx) =>
        openEvents(ctx, (options) => ctx.realtime.openEvents({ ...options, after: after ?? null })),
      resolve: asItself,
    },
    conversationEvents: {
      subscribe: (_root, { conversationId, afterSeq }, ctx) =>
        openEvents(ctx, (options) =>
          ctx.realtime.openConversation({ ...options, conversationId, afterSeq: afterSeq ?? null }),
        ),
      resolve: asItself,
    },
    typing: {
      subscribe: (_root, args, ctx) => openStream(ctx, (options) => openTyping(ctx, options, args)),
      resolve: (item: TypingNow) => item,
    },
    locations: {
      subscribe: (_root, args, ctx) => openStream(ctx, (options) => openLocations(ctx, options, args)),
      resolve: (item: LocationNow) => item,
    },
    presence: {
      subscribe: (_root, args, ctx) => openStream(ctx, (options) => openPresence(ctx, options, args)),
      resolve: (item: PresenceNow) => item,
    },
    applicationSignals: {
      subscribe: (_root, args, ctx) => openStream(ctx, (options) => openApplicationSignals(ctx, options, args)),
      resolve: (item: AppSignal) => item,
    },
  },
  StreamItem: { __resolveType: (item) => (item as EventItem).type },
  ConversationEvent: { __resolveType: (event) => (isOwn(event) ? null : event.type) },
  UserEvent: { __resolveType: (event) => (isOwn(event) ? event.type : null) },
  MessageSent: { ...inConversation, message: (event) => event.carried.message },
  MessageEdited: { ...inConversation, message: (event) => event.carried.message },
  MessageDeleted: { ...inConversation, message: (event) => event.carried.message },
  LinkPreviewsAdded: { ...inConversation, message: (event) => event.carried.message },
  MessagePinned: { ...inConversation, message: (event) => event.carried.message },
  MessageUnpinned: { ...inConversation, message: (event) => event.carried.message },
  ReactionAdded: { ...inConversation, ...aboutReaction },
  ReactionRemoved: { ...inConversation, ...aboutReaction },
  MemberAdded: {
    ...inConversation,
    member: (event) => event.payload.member,
    memberCount: (event) => event.payload.memberCount,
  },
  MemberRemoved: {
    ...inConversation,
    userId: (event) => event.payload.userId,
    removedUser: (event, _args, ctx) => userLoader(ctx).load(event.payload.userId),
    memberCount: (event) => event.payload.memberCount,
  },
  MemberChanged: {
    ...inConversation,
    member: (event) => event.payload.member,
    memberCount: (event) => event.payload.memberCount,
  },
  MemberBanned: {
    ...inConversation,
    userId: (event) => event.payload.userId,
    until: (event) => event.payload.until,
  },
  MemberUnbanned: { ...inConversation, userId: (event) => event.payload.userId },
  ConversationChanged: { ...inConversation, conversation: (event) => event.carried.conversation },
  ConversationJoined: {
    conversationId: (event) => event.payload.conversationId,
    joinedSeq: (event) => event.payload.joinedSeq,
    joinedConversation: (event, _args, ctx) => readJoined(ctx, event.payload.conversationId),
    lastActivityAt: (event, _args, ctx) => readJoinedActivity(ctx, event.payload.conversationId),
  },
  ConversationLeft: { conversationId: (event) => event.payload.conversationId },
  ConversationPreferencesChanged: {
    conversationId: (event) => event.payload.conversationId,
    preferences: (event) => event.payload.preferences,
  },
  // Events of earlier releases do not say all of them.
  PresenceSettingsChanged: { presenceSettings: (event) => ({ ...defaultSettings, ...event.payload.settings }) },
  // As it is now: null where it was answered or taken back meanwhile, which his log says next.
  ContactRequested: {
    userId: (event) => event.payload.userId,
    direction: (event) => event.payload.direction,
    request: (event, _args, ctx) => requestLoader(ctx).load(event.payload),
  },
  ContactRequestRemoved: {
    userId: (event) => event.payload.userId,
    direction: (event) => event.payload.direction,
  },
  ContactAdded: { contact: (event) => event.payload },
  ContactRemoved: { userId: (event) => event.payload.userId },
  UserBlocked: { blockedUser: (event) => event.payload },
  UserUnblocked: { userId: (event) => event.payload.userId },
  ContactNearby: {
    userId: (event) => event.payload.userId,
    contactUser: (event, _args, ctx) => userLoader(ctx).load(event.payload.userId),
  },
  LocationSharingChanged: { locationSharing: (event) => event.payload.sharing },
  OwnPresenceChanged: {
    // As it is now: what was taken back, or is over, is not shown again.
    ownPresence: (_event, _args, ctx) =>
      ownPresenceLoader(ctx.db).load({ tenantId: ctx.actor.tenantId, userId: ctx.actor.userId }),
  },
  // His own, and as they are now: what was deleted or erased is not shown again.
  NotificationAdded: {
    notificationId: (event) => event.payload.notificationId,
    notification: (event, _args, ctx) => notificationLoader(ctx).load(event.payload.notificationId),
  },
  NotificationsChanged: {
    notificationIds: (event) => event.payload.notificationIds,
    notifications: (event, _args, ctx) => notificationLoader(ctx).loadMany(event.payload.notificationIds),
  },
  NotificationsRemoved: { notificationIds: (event) => event.payload.notificationIds },
  NotificationPreferencesChanged: {
    notificationPreferences: (_event, _args, { db, actor: { tenantId, userId } }) =>
      preferencesLoader(db).load({ tenantId, userId }),
  },
  ConversationExportFinished: {
    exportId: (event) => event.payload.exportId,
    status: (event) => event.payload.status,
  },
  AttachmentProcessed: {
    attachmentId: (event) => event.payload.attachmentId,
    // His own, and as it is now: a name that was deleted is not shown again.
    attachment: (event, _args, ctx) => attachmentLoader(ctx).load(event.payload.attachmentId),
  },
  MessageHidden: {
    conversationId: (event) => event.payload.conversationId,
    messageId: (event) => event.payload.messageId,
    messageSeq: (event) => event.payload.messageSeq,
    messageThreadRootId: (event) => event.payload.threadRootId ?? null,
    messageThreadRootSeq: (event) => event.payload.threadRootSeq ?? null,
  },
} satisfies Resolvers;
