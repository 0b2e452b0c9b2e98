import type { DeliveryStatus, PresenceStatus } from './types.ts';

/** Every text that the parts show or say. Functions get numbers as numbers, so that a language can form its plurals. */
export interface UiMessages {
  conversations: string;
  filterConversations: string;
  noConversations: string;
  unread: (count: number) => string;
  unreadMentions: (count: number) => string;
  muted: string;
  pinned: string;
  messages: string;
  noMessages: string;
  loadingOlder: string;
  unreadFrom: string;
  jumpToUnread: string;
  jumpToNewest: string;
  newMessages: (count: number) => string;
  today: string;
  yesterday: string;
  you: string;
  status: Record<DeliveryStatus, string>;
  retry: string;
  discard: string;
  edited: string;
  deletedMessage: string;
  react: string;
  reaction: (emoji: string, count: number, isOwn: boolean) => string;
  reply: string;
  replyInThread: string;
  replies: (count: number) => string;
  edit: string;
  remove: string;
  messageActions: string;
  said: (author: string, text: string) => string;
  composer: string;
  composerPlaceholder: string;
  send: string;
  attach: string;
  dropFiles: string;
  removeAttachment: (name: string) => string;
  uploading: (name: string) => string;
  charactersLeft: (count: number) => string;
  tooLong: (count: number) => string;
  editing: string;
  replyingTo: (author: string) => string;
  cancel: string;
  save: string;
  mentionSuggestions: string;
  suggestions: (count: number) => string;
  emoji: string;
  searchEmoji: string;
  noEmoji: string;
  loading: string;
  thread: string;
  close: string;
  typing: (names: readonly string[], othersCount: number) => string;
  presence: Record<PresenceStatus, string>;
  setPresence: (current: string) => string;
  lastSeen: (when: string) => string;
  justNow: string;
  minutesAgo: (count: number) => string;
  hoursAgo: (count: number) => string;
  daysAgo: (count: number) => string;
  connectionLost: string;
  connecting: string;
  connectAgainIn: (seconds: number) => string;
  connectNow: string;
  signedOut: string;
  notifications: string;
  notificationsUnread: (count: number) => string;
  noNotifications: string;
  markAllRead: string;
  archive: string;
  onlyUnread: string;
  dismiss: string;
  map: (count: number) => string;
  stale: string;
  accuracy: (distance: string) => string;
  north: string;
  search: string;
  searching: string;
  searchFailed: string;
  noResults: string;
  results: (count: number) => string;
  more: string;
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What is shown where nothing else is given. */
export const englishMessages: UiMessages = {
  conversations: 'Conversations',
  filterConversations: 'Filter conversations',
  noConversations: 'No conversations',
  unread: (count) => counted(count, 'unread message', 'unread messages'),
  unreadMentions: (count) => counted(count, 'unread mention', 'unread mentions'),
  muted: 'Muted',
  pinned: 'Pinned',
  messages: 'Messages',
  noMessages: 'No messages yet',
  loadingOlder: 'Loading older messages',
  unreadFrom: 'New',
  jumpToUnread: 'Jump to unread',
  jumpToNewest: 'Jump to newest',
  newMessages: (count) => counted(count, 'new message', 'new messages'),
  today: 'Today',
  yesterday: 'Yesterday',
  you: 'You',
  status: {
    queued: 'Waiting to be sent',
    sending: 'Sending',
    sent: 'Sent',
    delivered: 'Delivered',
    read: 'Read',
    failed: 'Not sent',
  },
  retry: 'Try again',
  discard: 'Discard',
  edited: 'edited',
  deletedMessage: 'This message was deleted',
  react: 'Add reaction',
  reaction: (emoji, count, isOwn) =>
    `${emoji}, ${counted(count, 'reaction', 'reactions')}${isOwn ? ', with yours' : ''}`,
  reply: 'Reply',
  replyInThread: 'Reply in thread',
  replies: (count) => counted(count, 'reply', 'replies'),
  edit: 'Edit',
  remove: 'Delete',
  messageActions: 'Message actions',
  said: (author, text) => `${author}: ${text}`,
  composer: 'Message',
  composerPlaceholder: 'Write a message',
  send: 'Send',
  attach: 'Attach files',
  dropFiles: 'Drop files to attach them',
  removeAttachment: (name) => `Remove ${name}`,
  uploading: (name) => `Uploading ${name}`,
  charactersLeft: (count) => counted(count, 'character left', 'characters left'),
  tooLong: (count) => `${counted(count, 'character', 'characters')} too many`,
  editing: 'Editing message',
  replyingTo: (author) => `Replying to ${author}`,
  cancel: 'Cancel',
  save: 'Save',
  mentionSuggestions: 'People to mention',
  suggestions: (count) => counted(count, 'suggestion', 'suggestions'),
  emoji: 'Emoji',
  searchEmoji: 'Search emoji',
  noEmoji: 'No emoji found',
  loading: 'Loading',
  thread: 'Thread',
  close: 'Close',
  typing: englishTyping,
  presence: { ONLINE: 'Online', AWAY: 'Away', BUSY: 'Do not disturb', OFFLINE: 'Offline' },
  setPresence: (current) => `Your status: ${current}`,
  lastSeen: (when) => `Last seen ${when}`,
  justNow: 'Just now',
  minutesAgo: (count) => `${count}m ago`,
  hoursAgo: (count) => `${count}h ago`,
  daysAgo: (count) => `${count}d ago`,
  connectionLost: 'No connection. Messages are sent when it is back.',
  connecting: 'Connecting',
  connectAgainIn: (seconds) => `Next attempt in ${seconds} s`,
  connectNow: 'Connect now',
  signedOut: 'You are signed out.',
  notifications: 'Notifications',
  notificationsUnread: (count) => `Notifications, ${count} unread`,
  noNotifications: 'Nothing new',
  markAllRead: 'Mark all as read',
  archive: 'Archive',
  onlyUnread: 'Unread only',
  dismiss: 'Dismiss',
  map: (count) => `Map of ${counted(count, 'person', 'people')}`,
  stale: 'not up to date',
  accuracy: (distance) => `within ${distance}`,
  north: 'North is up',
  search: 'Search messages',
  searching: 'Searching',
  searchFailed: 'The search failed',
  noResults: 'Nothing found',
  results: (count) => counted(count, 'result', 'results'),
  more: 'Show more',
};

function englishTyping(names: readonly string[], othersCount: number): string {
  const [first = '', second] = names;
  if (second === undefined) return `${first} is typing`;
  if (othersCount === 0) return `${first} and ${second} are typing`;
  return `${first}, ${second} and ${counted(othersCount, 'other', 'others')} are typing`;
}
