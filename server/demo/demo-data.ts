/** The people of the demo. Two have tokens in the start-up banner: Alice and Bob. */
export const demoUsers = [
  { id: 'alice', name: 'Alice Abbot' },
  { id: 'bob', name: 'Bob Baptiste' },
  { id: 'carol', name: 'Carol Çelik' },
  { id: 'dave', name: 'Dave Dimitrov' },
  { id: 'erin', name: 'Erin Ekström' },
  { id: 'frank', name: 'Frank Fujita' },
  { id: 'grace', name: 'Grace Green' },
  { id: 'heidi', name: 'Heidi Hoffmann' },
  { id: 'ivan', name: 'Ivan Ilić' },
  { id: 'judy', name: 'Judy Jansen' },
  { id: 'kofi', name: 'Kofi Kumi' },
  { id: 'lena', name: 'Lena Lindqvist' },
];

/** A conversation of the demo. The first of `memberIds` creates it. */
export interface DemoPlace {
  /** Names it among the demo's client ids. */
  key: string;
  kind: 'DIRECT' | 'GROUP' | 'CHANNEL';
  isPublic?: boolean;
  title: string | null;
  memberIds: [string, ...string[]];
  topics: [string, ...string[]];
  messageCount: number;
}

/** In the order in which they are filled, so that the last one has the latest activity. */
export const demoPlaces: DemoPlace[] = [
  {
    key: 'climbing',
    kind: 'CHANNEL',
    isPublic: true,
    title: 'Climbing',
    // Alice is not in it: a channel to find and to join.
    memberIds: ['carol', 'dave', 'heidi', 'ivan'],
    topics: ['the new wall', 'the rope', 'Saturday’s weather', 'the quarry'],
    messageCount: 32,
  },
  {
    key: 'flat',
    kind: 'GROUP',
    title: 'Flat 12',
    memberIds: ['bob', 'frank', 'grace'],
    topics: ['the boiler', 'the rent', 'the party', 'the plants', 'the broken lamp'],
    messageCount: 36,
  },
  {
    key: 'bob-erin',
    kind: 'DIRECT',
    title: null,
    memberIds: ['bob', 'erin'],
    topics: ['the slides', 'the train', 'Frank’s birthday'],
    messageCount: 18,
  },
  {
    key: 'operations',
    kind: 'CHANNEL',
    title: 'Operations',
    memberIds: ['ivan', 'alice', 'judy'],
    topics: ['the backup', 'release 2.4', 'the alert of last night', '`queue_depth`'],
    messageCount: 40,
  },
  {
    key: 'general',
    kind: 'CHANNEL',
    isPublic: true,
    title: 'General',
    memberIds: ['alice', ...demoUsers.map((user) => user.id).filter((id) => id !== 'alice')],
    topics: ['the summer party', 'the coffee machine', 'the new website', 'parking', 'the town hall', 'lunch 🍜'],
    messageCount: 90,
  },
  {
    key: 'quiet',
    kind: 'GROUP',
    title: null,
    memberIds: ['heidi', 'alice', 'kofi'],
    topics: ['the present for Lena', 'the card'],
    messageCount: 14,
  },
  {
    key: 'alice-carol',
    kind: 'DIRECT',
    title: null,
    memberIds: ['carol', 'alice'],
    topics: ['the book', 'Thursday', 'the café by the river'],
    messageCount: 24,
  },
  {
    key: 'festival',
    kind: 'GROUP',
    title: 'Harbour festival',
    memberIds: ['alice', 'bob', 'carol', 'dave', 'erin'],
    topics: ['the stage', 'the permits', 'the fireworks 🎆', 'the volunteers', 'the poster', 'the budget'],
    messageCount: 60,
  },
  {
    key: 'alice-bob',
    kind: 'DIRECT',
    title: null,
    memberIds: ['alice', 'bob'],
    topics: ['the demo', 'the contract', 'dinner', 'the tickets', 'the bicycle'],
    messageCount: 46,
  },
];

/** `#` stands for a topic. As many as share no divisor with the topics' counts, so that pairs repeat late. */
const phrases = [
  'Has anybody looked at # yet?',
  'I did, an hour ago. Looks fine.',
  'Good. One thing about #: it should be done by Friday.',
  'Friday is tight, but yes.',
  'Who could take over # for a day?',
  'I can. Send me what you have.',
  'Thank you! 🙏',
  'Notes on # are in the folder, **please read them first**.',
  'Done. There is a mistake on page 3.',
  'Corrected. Shall we talk about # tomorrow?',
  'Tomorrow at ten?',
  'Ten it is.',
  'By the way, I like what you did with #.',
];

/** What is said in a place as its `at`th message: the same in every demo. */
export function demoText({ topics }: DemoPlace, at: number): string {
  const phrase = phrases[at % phrases.length] ?? '';
  const topic = topics[Math.floor(at / 4) % topics.length] ?? topics[0];
  return phrase.replace('#', topic);
}
