import type { UiConversation, UiMessage, UiNotification, UiPlace } from '../types.ts';

/** When the samples are looked at, in ms since 1970. */
export const sampleNow = Date.UTC(2_026, 10, 22, 12);
export const minutesAgo = (minutes: number) => new Date(sampleNow - minutes * 60_000).toISOString();

export const ada = { id: 'ada', name: 'Ada Lovelace' };
export const bob = { id: 'bob', name: 'Bob Marsh' };
export const cleo = { id: 'cleo', name: 'כליאו לוי' };

/** A picture without a server. */
const pictureUrl = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="320" height="180"><rect width="320" height="180" fill="#8fb7c9"/><circle cx="250" cy="50" r="26" fill="#ffe9a8"/><path d="M0 180 110 70l70 70 50-40 90 80z" fill="#3d6b58"/></svg>')}`;

export const conversations: UiConversation[] = [
  {
    ...{ id: 'c1', title: 'Garden party', preview: 'Bob: I bring the lights', unreadCount: 3, unreadMentionCount: 1 },
    ...{ lastActivityAt: minutesAgo(0), isPinned: true },
  },
  {
    ...{ id: 'c2', title: 'Bob Marsh', preview: 'See you on Thursday then', unreadCount: 0, presence: 'ONLINE' },
    lastActivityAt: minutesAgo(25),
  },
  {
    ...{ id: 'c3', title: 'כליאו לוי', preview: 'תודה רבה!', unreadCount: 128, presence: 'AWAY' },
    lastActivityAt: minutesAgo(190),
  },
  {
    ...{ id: 'c4', title: 'Announcements', preview: 'The office is closed on Monday', unreadCount: 0, isMuted: true },
    lastActivityAt: minutesAgo(3_000),
  },
];

const message = (key: string, minutes: number, rest: Partial<UiMessage>): UiMessage => ({
  ...{ key, author: ada, isOwn: false, text: null, createdAt: minutesAgo(minutes), status: null },
  ...rest,
});
const own = { author: { id: 'me', name: 'Mia' }, isOwn: true };

export const messages: UiMessage[] = [
  message('1', 1_500, { text: 'Shall we meet in the garden? The forecast is **good** until _nine_.', replyCount: 2 }),
  message('2', 1_499, {
    text: 'What we need:\n\n- lights\n- a table\n- [music](https://music.example)',
    reactions: [
      { emoji: '👍', count: 3, isOwn: true },
      { emoji: '🎉', count: 1, isOwn: false },
    ],
  }),
  message('3', 1_480, { ...own, text: 'I have a table. The code of the gate is `4711`.', status: 'read' }),
  message('4', 60, {
    author: bob,
    text: 'I bring the lights, @Mia',
    mentioned: [{ id: 'me', name: 'Mia' }],
    replyTo: { author: 'Ada Lovelace', text: 'What we need: lights, a table, music' },
  }),
  message('5', 59, {
    author: bob,
    attachments: [
      { id: 'a1', name: 'hill.png', sizeBytes: 48_200, isImage: true, thumbnailUrl: pictureUrl, url: pictureUrl },
      { id: 'a2', name: 'guests.pdf', sizeBytes: 1_204_000, url: '#guests' },
    ],
  }),
  message('6', 58, { author: bob, isDeleted: true }),
  message('7', 12, { author: cleo, text: 'אני אביא את המוזיקה' }),
  message('8', 4, { ...own, text: '> music\n\nWonderful!', status: 'delivered', isEdited: true }),
  message('9', 3, { ...own, text: 'Who has a key?', status: 'sending' }),
  message('10', 2, { ...own, text: 'And a ladder?', status: 'failed', failure: 'You write too fast' }),
];

/** So many messages of four people over some days. */
export const manyMessages = (count: number, from = 0): UiMessage[] =>
  Array.from({ length: count }, (_, index) => {
    const at = from + index;
    const author = [ada, bob, cleo, own.author][Math.abs(Math.floor(at / 3)) % 4] ?? ada;
    const text = `Message ${at}: ${'some words of a length that differs, **bold** or not. '.repeat(1 + (Math.abs(at) % 4))}`;
    const isOwn = author === own.author;
    return message(`m${at}`, 20_000 - at, { author, isOwn, text, status: isOwn ? 'read' : null });
  });

export const notifications: UiNotification[] = [
  {
    ...{ id: 'n1', title: 'Bob Marsh mentioned you', body: 'I bring the lights, @Mia', actor: bob },
    ...{ createdAt: minutesAgo(60), isRead: false },
  },
  { id: 'n2', title: 'Ada Lovelace accepted your request', createdAt: minutesAgo(2_000), isRead: true, actor: ada },
];

export const places: UiPlace[] = [
  { person: ada, latitude: 52.52, longitude: 13.405, accuracyMeters: 60, headingDegrees: 70 },
  { person: bob, latitude: 52.523, longitude: 13.412, accuracyMeters: 180 },
  { person: cleo, latitude: 52.517, longitude: 13.4, accuracyMeters: 25, isStale: true },
];
