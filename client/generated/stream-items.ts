import type { EventsSubscription } from './operations.ts';
/** The durable events of a conversation's log. */
export type ConversationEventType =
  | 'ConversationChanged'
  | 'LinkPreviewsAdded'
  | 'MemberAdded'
  | 'MemberBanned'
  | 'MemberChanged'
  | 'MemberRemoved'
  | 'MemberUnbanned'
  | 'MessageDeleted'
  | 'MessageEdited'
  | 'MessagePinned'
  | 'MessageSent'
  | 'MessageUnpinned'
  | 'ReactionAdded'
  | 'ReactionRemoved';

/** The durable events of a user's own log. */
export type UserEventType =
  | 'AttachmentProcessed'
  | 'ContactAdded'
  | 'ContactNearby'
  | 'ContactRemoved'
  | 'ContactRequestRemoved'
  | 'ContactRequested'
  | 'ConversationExportFinished'
  | 'ConversationJoined'
  | 'ConversationLeft'
  | 'ConversationPreferencesChanged'
  | 'LocationSharingChanged'
  | 'MessageHidden'
  | 'NotificationAdded'
  | 'NotificationPreferencesChanged'
  | 'NotificationsChanged'
  | 'NotificationsRemoved'
  | 'OwnPresenceChanged'
  | 'PresenceSettingsChanged'
  | 'UserBlocked'
  | 'UserUnblocked';

/** State items, which have no `seq`, and the stream's own words. */
export type UnloggedItemType =
  | 'AccessRevoked'
  | 'CaughtUp'
  | 'Checkpoint'
  | 'EventWithheld'
  | 'ReadPositionChanged'
  | 'ReceiptsAdvanced'
  | 'ResyncRequired'
  | 'ThreadPositionChanged'
  | 'ThreadReceiptsAdvanced'
  | 'UserChanged';

/** All that `Events` brings, told apart by `__typename`. The server may be newer: ignore a type that is not here. */
export type AnyStreamItem = EventsSubscription['events'];

/** The names of what a stream brings. */
export type StreamItemType = ConversationEventType | UserEventType | UnloggedItemType;

/** The item of a name: `StreamItemOf<'MessageSent'>`. */
export type StreamItemOf<T extends StreamItemType> = Extract<AnyStreamItem, { __typename: T }>;

/** One function for each type: an object of this type that lacks one does not compile. */
export type StreamItemHandlers<R> = { [T in StreamItemType]: (item: StreamItemOf<T>) => R };

/**
 * Hands an item to the function of its type. One of a type that is not here, from a newer server, gives undefined.
 */
export function handleStreamItem<R>(item: AnyStreamItem, handlers: StreamItemHandlers<R>): R | undefined {
  const handle = handlers[item.__typename] as ((item: AnyStreamItem) => R) | undefined;
  return handle?.(item);
}

/** For the end of a `switch` over `__typename`: it compiles only where no type is left. An unknown one is passed over. */
export function assertHandled(_item: never): void {}

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
/** Compiles only while `Events` selects every type of the union. */
export const isEveryItemSelected: Same<StreamItemType, AnyStreamItem['__typename']> = true;
