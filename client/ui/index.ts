'use client';

export type { ComposerContext } from './composer/composer-note.tsx';
export { EmojiButton, type EmojiButtonProps } from './composer/emoji-button.tsx';
export { type ComposedMessage, MessageComposer, type MessageComposerProps } from './composer/message-composer.tsx';
export { ConversationList, type ConversationListProps } from './conversations/conversation-list.tsx';
export { AttachmentView, type AttachmentViewProps } from './message/attachment-view.tsx';
export { DeliveryMark } from './message/delivery-mark.tsx';
export { Message, type MessageProps } from './message/message.tsx';
export type { MessageHandlers } from './message/message-handlers.ts';
export { MessageList, type MessageListProps } from './message/message-list.tsx';
export { ThreadPanel, type ThreadPanelProps } from './message/thread-panel.tsx';
export { NotificationBell, type NotificationBellProps } from './notifications/notification-bell.tsx';
export { NotificationCentre, type NotificationCentreProps } from './notifications/notification-centre.tsx';
export { Toasts, type ToastsProps } from './notifications/toasts.tsx';
export { Avatar, type AvatarProps } from './people/avatar.tsx';
export { LastSeen, type LastSeenProps } from './people/last-seen.tsx';
export { PresenceBadge, type PresenceBadgeProps } from './people/presence-badge.tsx';
export { type ChosenPresence, PresenceSelector, type PresenceSelectorProps } from './people/presence-selector.tsx';
export { PresenceText, type PresenceTextProps } from './people/presence-text.tsx';
export { TypingIndicator } from './people/typing-indicator.tsx';
export { LocationMap, type LocationMapProps } from './place/location-map.tsx';
export { SearchBox, type SearchBoxProps, type UiSearchResult } from './search/search-box.tsx';
export type { TextRange } from './search/split-highlights.ts';
export { ConnectionBanner, type ConnectionBannerProps } from './shared/connection-banner.tsx';
export { CountBadge } from './shared/count-badge.tsx';
export { MessageText, type MessageTextProps } from './text/message-text.tsx';
export { plainText } from './text/plain-text.ts';
export type {
  DeliveryStatus,
  Person,
  PresenceStatus,
  UiAttachment,
  UiConversation,
  UiMessage,
  UiNotification,
  UiPlace,
  UiReaction,
} from './types.ts';
export { TidingsUi, type TidingsUiProps } from './ui-context.tsx';
export { englishMessages, type UiMessages } from './ui-messages.ts';
