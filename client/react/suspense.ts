'use client';

import type { Reading } from './reading.ts';
import { type Settled, suspending } from './suspending.ts';
import {
  type ConversationResult,
  type ConversationView,
  useConversation as readConversation,
} from './use-conversation.ts';
import { useConversations as readConversations } from './use-conversations.ts';
import { useLastSeen as readLastSeen } from './use-last-seen.ts';
import { useLocation as readLocation } from './use-location.ts';
import { useLocationSharing as readLocationSharing } from './use-location-sharing.ts';
import { useMessages as readMessages } from './use-messages.ts';
import { useNotificationPreferences as readNotificationPreferences } from './use-notification-preferences.ts';
import { useNotifications as readNotifications } from './use-notifications.ts';
import { useOwnPresence as readOwnPresence } from './use-own-presence.ts';
import { usePresence as readPresence } from './use-presence.ts';
import { usePresenceSettings as readPresenceSettings } from './use-presence-settings.ts';
import { useReceipts as readReceipts } from './use-receipts.ts';
import { useSearch as readSearch } from './use-search.ts';
import { useThread as readThread } from './use-thread.ts';
import { type ConversationUnread, useUnread as readUnread, type Unread, type UnreadActions } from './use-unread.ts';
import { useUnreadNotifications as readUnreadNotifications } from './use-unread-notifications.ts';
import { useUser as readUser } from './use-user.ts';

// The hooks of `./react` by the same names, of which those that read suspend until the first state is there and throw errors to the
// error boundary: `data` is never null. A server has no data and sends the fallbacks; the browser renders what is in them.
export type { Ready } from './reading.ts';
export { TidingsProvider } from './tidings-provider.ts';
export { useAttachments } from './use-attachments.ts';
export { useClient } from './use-client.ts';
export { useConnection } from './use-connection.ts';
export { useElapsed } from './use-elapsed.ts';
export { useOutbox } from './use-outbox.ts';
export { useOwnTyping } from './use-own-typing.ts';
export { usePresences } from './use-presences.ts';
export { useSendMessage } from './use-send-message.ts';
export type { ThreadResult } from './use-thread.ts';
export { useTyping } from './use-typing.ts';

/** Suspends until the conversation is there; otherwise as in `./react`. */
export const useConversation = suspending(readConversation) as {
  (conversationId: string): Settled<ConversationResult<ConversationView>>;
  <S>(conversationId: string, select: (conversation: ConversationView) => S): Settled<ConversationResult<S>>;
};

/** Suspends until the conversations are there; otherwise as in `./react`. */
export const useConversations = suspending(readConversations);

/** Suspends until the messages are there; otherwise as in `./react`. */
export const useMessages = suspending(readMessages);

/** Suspends until the preferences are there; otherwise as in `./react`. */
export const useNotificationPreferences = suspending(readNotificationPreferences);

/** Suspends until the settings are there; otherwise as in `./react`. */
export const usePresenceSettings = suspending(readPresenceSettings);

/** Suspends until the receipts are there; otherwise as in `./react`. */
export const useReceipts = suspending(readReceipts);

/** Suspends until the counts are there; otherwise as in `./react`. */
export const useUnread = suspending(readUnread) as {
  (): Settled<Reading<Unread>>;
  (conversationId: string): Settled<Reading<ConversationUnread> & UnreadActions>;
};

/** Suspends until the profile is there; otherwise as in `./react`. */
export const useUser = suspending(readUser);

/** Suspends until the presence is there; otherwise as in `./react`. */
export const useLastSeen = suspending(readLastSeen);

/** Suspends until the location is there; otherwise as in `./react`. */
export const useLocation = suspending(readLocation);

/** Suspends until the settings are there; otherwise as in `./react`. */
export const useLocationSharing = suspending(readLocationSharing);

/** Suspends until the inbox is there; otherwise as in `./react`. */
export const useNotifications = suspending(readNotifications);

/** Suspends until the presence is there; otherwise as in `./react`. */
export const useOwnPresence = suspending(readOwnPresence);

/** Suspends until the presence is there; otherwise as in `./react`. */
export const usePresence = suspending(readPresence);

/** Suspends until the hits of the first text are there; otherwise as in `./react`. */
export const useSearch = suspending(readSearch);

/** Suspends until the count is there; otherwise as in `./react`. */
export const useUnreadNotifications = suspending(readUnreadNotifications);

/** Suspends until the replies are there; otherwise as in `./react`. */
export const useThread = suspending(readThread);
