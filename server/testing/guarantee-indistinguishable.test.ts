import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  AcknowledgeDocument,
  AddMembersDocument,
  BlockUserDocument,
  CreateConversationDocument,
  EventsDocument,
  SendMessageDocument,
  SetCustomStatusDocument,
  SetTypingDocument,
  ShareLocationDocument,
  type StreamItem,
  UpdatePresenceSettingsDocument,
} from '../../client/index.ts';
import { guessByTiming, type TimedRun } from './privacy/timing.ts';
import type { Run } from './run-operation.ts';
import { type Subscriber, startTestApp, type TestApp } from './start-app.ts';
import { runAs } from './verify-events.ts';

/** Runs with the hidden user there, and as many without him. `npm run indistinguishable` makes 200 of them. */
const runsEach = Number(process.env.INDISTINGUISHABLE_RUNS ?? 24);
/**
 * By chance one measurement in twenty is beyond two standard errors. Where something leaks, every one is, so it is measured
 * again, three times at most.
 */
const triesMax = 3;

/** One of two who do the same: the hidden user, and one whom the stranger does not look at. Whoever acts, the server does as much. */
interface Actor {
  id: string;
  token: string;
  run: Run;
  conversationId: string;
}

interface Stranger {
  token: string;
  /** Shared with the hidden user, who does nothing there. */
  groupId: string;
  messageId: string;
}

const hidings = ['visible to nobody', 'invisible', 'has blocked him'] as const;

test('A hidden user who is there, chats and reads cannot be told from one who is away', {
  timeout: 600_000,
}, async () => {
  const app = await startTestApp({ env: { PRESENCE_GRACE_MS: '20', PRESENCE_INTERVAL_MS: '20' } });
  const friend = runAs(app, await app.token('friend'));
  const pairs = await Promise.all(hidings.map((hiding, at) => createPair(app, hiding, at, friend)));
  const said = new Map<string, unknown>();
  const watch = app.subscribe<{ events: StreamItem }>(await app.token('stranger'), EventsDocument, {});
  await watch.until(({ data }) => data?.events.__typename === 'CaughtUp');
  // An audit may tell of the users who have just been made.
  await delay(500);
  const heardBefore = itemsOf(watch);

  for (let tries = 1; ; tries += 1) {
    const runs: TimedRun[] = [];
    for (let at = 0; at < 2 * runsEach; at += 1) {
      const pair = pairs[at % pairs.length] as Pair;
      // In random order within each two, so that neither comes always first.
      const isSo = at % 2 === 0 ? Math.random() < 0.5 : runs.at(-1)?.isSo === false;
      const { answers, ms } = await observe(app, pair, isSo ? pair.hidden : pair.decoy, friend);
      if (!said.has(pair.hiding)) said.set(pair.hiding, answers);
      expect({ hiding: pair.hiding, isSo, answers }).toEqual({
        hiding: pair.hiding,
        isSo,
        answers: said.get(pair.hiding),
      });
      runs.push({ isSo, ms });
    }
    const verdict = guessByTiming(runs);
    const isChance = Math.abs(verdict.onOthers - 0.5) <= 2 * verdict.standardError;
    console.info(`${runsEach} runs each, try ${tries}: ${JSON.stringify(verdict)}`);
    if (isChance) break;
    expect(tries, JSON.stringify(verdict)).toBeLessThan(triesMax);
  }
  // Over all of it, nothing came of its own accord.
  expect(itemsOf(watch)).toEqual(heardBefore);
  await watch.close();
  await app.close();
});

interface Pair {
  hiding: (typeof hidings)[number];
  hidden: Actor;
  decoy: Actor;
  stranger: Stranger;
}

async function createPair(app: TestApp, hiding: Pair['hiding'], at: number, friend: Run): Promise<Pair> {
  const strangerToken = await app.token('stranger');
  const stranger = runAs(app, strangerToken);
  const [hidden, decoy] = await Promise.all([
    createActor(app, `hidden ${at}`, friend),
    createActor(app, `decoy ${at}`, friend),
  ]);
  for (const { run } of [hidden, decoy]) {
    if (hiding === 'visible to nobody') await run(UpdatePresenceSettingsDocument, { input: { visibility: 'NOBODY' } });
    else if (hiding === 'invisible') await run(UpdatePresenceSettingsDocument, { input: { invisible: true } });
  }
  const groupId = await createGroup(stranger, [hidden.id]);
  const { sendMessage } = await stranger(SendMessageDocument, {
    input: { conversationId: groupId, clientMessageId: randomUUID(), text: 'Are you there?' },
  });
  if (hiding === 'has blocked him') await hidden.run(BlockUserDocument, { input: { userId: 'stranger' } });
  await stranger(ShareLocationDocument, { input: { latitude: 52.5163, longitude: 13.3777 } });
  return {
    hiding,
    hidden,
    decoy,
    stranger: { token: strangerToken, groupId, messageId: sendMessage?.message.id ?? '' },
  };
}

async function createActor(app: TestApp, id: string, friend: Run): Promise<Actor> {
  const token = await app.token(id);
  await app.data(token, '{ viewer { tenantId } }');
  const run = runAs(app, token);
  return { id, token, run, conversationId: await createGroup(friend, [id]) };
}

async function createGroup(run: Run, userIds: string[]): Promise<string> {
  const { createConversation } = await run(CreateConversationDocument, {
    input: { clientId: randomUUID(), kind: 'GROUP' },
  });
  const conversationId = createConversation?.conversation.id ?? '';
  await run(AddMembersDocument, { input: { conversationId, userIds } });
  return conversationId;
}

/** He comes, reads what his friend has written, types, writes, says how he is and where, and goes. */
async function act(app: TestApp, { token, run, conversationId }: Actor, friend: Run): Promise<void> {
  const socket = app.subscribe(token, EventsDocument, {});
  await socket.until(() => true);
  const { sendMessage } = await friend(SendMessageDocument, {
    input: { conversationId, clientMessageId: randomUUID(), text: 'There you are!' },
  });
  await run(AcknowledgeDocument, {
    input: { positions: [{ conversationId, readSeq: sendMessage?.message.seq ?? 0 }] },
  });
  await run(SetTypingDocument, { input: { conversationId, isTyping: true } });
  await run(SendMessageDocument, { input: { conversationId, clientMessageId: randomUUID(), text: 'Yes.' } });
  await run(SetCustomStatusDocument, { input: { text: randomUUID() } });
  await run(ShareLocationDocument, { input: { latitude: 52.5163, longitude: 13.3777 } });
  await socket.close();
}

const aboutUser = 'query ($ids: [ID!]!) { users(ids: $ids) { presence { status lastSeenAt customStatus { text } } } }';
const aboutGroup = `query ($id: ID!, $messageId: ID!) {
  conversation(id: $id) { lastSeq onlineMembers { count users { id } } receipts { userId deliveredSeq readSeq } }
  message(id: $messageId) { status delivery { recipientCount deliveredCount readCount } } }`;
const aboutPlace = '{ nearbyUsers(radiusMeters: 50000) { userId distanceMeters } }';
const streamsOf = {
  presence:
    'subscription ($ids: [ID!]!) { presence(userIds: $ids) { userId status lastSeenAt customStatus { text } } }',
  locations: 'subscription ($ids: [ID!]!) { locations(userIds: $ids) { userId location { latitude } } }',
  typing: 'subscription ($id: ID!) { typing(conversationId: $id) { userIds userCount } }',
};

/** All that the stranger is told while somebody acts, and how long it took. */
async function observe(app: TestApp, { hidden, stranger }: Pair, actor: Actor, friend: Run) {
  const ms: Record<string, number> = {};
  const time = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    const begunAt = performance.now();
    const result = await run();
    ms[name] = performance.now() - begunAt;
    return result;
  };
  const { token, groupId, messageId } = stranger;
  const ids = { ids: [hidden.id] };
  const open = async (name: keyof typeof streamsOf, variables: Record<string, unknown>) => {
    const stream = app.subscribe(token, streamsOf[name], variables);
    await time(name, () => stream.until(() => true));
    return stream;
  };
  const ask = async (when: string) => [
    await time(`user, ${when}`, () => app.data(token, aboutUser, ids)),
    await time(`group, ${when}`, () => app.data(token, aboutGroup, { id: groupId, messageId })),
    await time(`place, ${when}`, () => app.data(token, aboutPlace)),
  ];

  const before = await open('presence', ids);
  const acting = act(app, actor, friend);
  const answers = await ask('meanwhile');
  await acting;
  const streams = [before, await open('locations', ids), await open('typing', { id: groupId })];
  answers.push(...(await ask('after')));
  const heard = streams.map(({ results }) => results);
  await Promise.all(streams.map((stream) => stream.close()));
  return { answers: [...answers, heard], ms };
}

/** What a stream brought, but for its own words, which come by the clock. */
function itemsOf(stream: Subscriber<{ events: StreamItem }>): string[] {
  const types = stream.results.map(({ data }) => data?.events.__typename ?? 'error');
  return types.filter((type) => type !== 'Checkpoint' && type !== 'CaughtUp');
}
