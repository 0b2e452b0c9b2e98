import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { createRandom } from '../lib/random.ts';
import { addMembers } from '../modules/conversations/add-members.ts';
import { leaveConversation } from '../modules/conversations/leave-conversation.ts';
import { removeMember } from '../modules/conversations/remove-member.ts';
import { deleteMessage } from '../modules/messages/delete-message.ts';
import { editMessage } from '../modules/messages/edit-message.ts';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import { seedConversation, sendText } from '../testing/seed-conversation.ts';
import { type StreamReader, seedUsers, startTestNode, type TestNode } from '../testing/test-node.ts';
import type { FanOut } from './fan-out.ts';
import { isLogEvent, type StreamItem, type Topic, userTopic } from './log-event.ts';

type Random = () => number;

/** A log's event that a viewer is to get, by its number, or the word that his membership ended. */
type Token = number | 'revoked';

const others = ['bob', 'carol', 'dave'];
const writers = 3;
const writerSteps = 50;

let engine: TestEngine;

beforeAll(async () => {
  engine = await openTestEngine();
  await seedUsers(engine, ['alice', ...others]);
});

afterAll(async () => {
  await engine?.close();
});

/** A fifth of the hints is lost, a fifth doubled, and two fifths come late and out of order. */
function createUnreliableFanOut(inner: FanOut, random: Random): FanOut {
  return {
    ...inner,
    publish(channel, text) {
      const fate = random();
      if (fate < 0.2) return;
      if (fate < 0.6) setTimeout(() => inner.publish(channel, text), random() * 80).unref();
      if (fate > 0.4) inner.publish(channel, text);
    },
  };
}

function pick<T>(random: Random, list: readonly T[]): T {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new Error('Nothing to pick from.');
  return item;
}

/** Does what the members of the conversations may do, and what they may not, which is refused. */
async function write(nodes: TestNode[], conversationIds: string[], random: Random): Promise<void> {
  const messageIds: string[] = [];
  for (let step = 0; step < writerSteps; step += 1) {
    const conversationId = pick(random, conversationIds);
    const userId = pick(random, others);
    const alice = pick(random, nodes).as('alice');
    const user = pick(random, nodes).as(userId);
    const chance = random();
    try {
      if (chance < 0.4) messageIds.push((await sendText(random() < 0.5 ? alice : user, conversationId)).id);
      else if (chance < 0.6) await addMembers(alice, { conversationId, userIds: [userId] });
      else if (chance < 0.7) await leaveConversation(user, { conversationId });
      else if (chance < 0.8) await removeMember(alice, { conversationId, userId });
      else if (messageIds.length === 0) continue;
      else if (chance < 0.9) await editMessage(alice, { messageId: pick(random, messageIds), text: randomUUID() });
      else await deleteMessage(user, { messageId: pick(random, messageIds), scope: 'ME' });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
    await sleep(random() * 8);
  }
}

/** What one connection brought. */
interface Connection {
  items: StreamItem[];
}

interface Reader {
  connections: Connection[];
  /** Fulfilled once he has all that `isDone` wants. */
  ended: Promise<void>;
}

/** Reads a user's stream, now and then slowly; while `mayDrop`, drops it and goes on from its last cursor on any node. */
async function startReader(
  nodes: TestNode[],
  userId: string,
  random: Random,
  isDone: (connections: Connection[]) => boolean,
  mayDrop: () => boolean,
): Promise<Reader> {
  let stream: StreamReader = await pick(random, nodes).events(userId);
  await stream.until((item) => item.type === 'CaughtUp');
  let cursor = stream.cursor();
  const connections: Connection[] = [{ items: stream.items }];

  async function read(): Promise<void> {
    while (!isDone(connections)) {
      const item = await stream.until(() => true);
      if ('cursor' in item) cursor = item.cursor;
      const chance = random();
      if (chance < 0.05) await sleep(random() * 100);
      if (chance > 0.03 || !mayDrop()) continue;
      await stream.close();
      stream = await pick(random, nodes).events(userId, cursor);
      connections.push({ items: stream.items });
    }
    await stream.close();
  }
  return { connections, ended: read() };
}

/** What the log says that a user is entitled to: all of his own, and of conversations what falls into his memberships. */
async function readEntitled(userId: string, conversationIds: string[]): Promise<Map<Topic, Token[]>> {
  const own = await engine.db.execute<{ last_seq: number }>(sql`
    select last_seq from heads where tenant_id = 'test' and topic = ${userTopic(userId)}`);
  const upTo = (from: number, end: number): Token[] => Array.from({ length: end - from }, (_, at) => from + at);
  const entitled = new Map<Topic, Token[]>([[userTopic(userId), upTo(1, (own[0]?.last_seq ?? 0) + 1)]]);
  const intervals = await engine.db.execute<{
    topic: Topic;
    from_seq: number;
    to_seq: number | null;
    last_seq: number;
  }>(
    sql`select i.conversation_id as topic, i.from_seq, i.to_seq, h.last_seq from membership_intervals i
      join heads h on h.tenant_id = i.tenant_id and h.topic = i.conversation_id
      where i.tenant_id = 'test' and i.user_id = ${userId} and i.conversation_id in ${conversationIds}
      order by i.conversation_id, i.from_seq`,
  );
  for (const { topic, from_seq, to_seq, last_seq } of intervals) {
    const tokens = upTo(from_seq, to_seq ?? last_seq + 1);
    const ending: Token[] = to_seq === null ? [] : ['revoked'];
    entitled.set(topic, [...(entitled.get(topic) ?? []), ...tokens, ...ending]);
  }
  return entitled;
}

function tokenOf(item: StreamItem): { topic: Topic; token: Token } | null {
  if (isLogEvent(item)) return { topic: item.topic, token: item.seq };
  if (item.type === 'EventWithheld') return { topic: item.conversationId, token: item.seq };
  return item.type === 'AccessRevoked' ? { topic: item.conversationId, token: 'revoked' } : null;
}

/**
 * What is wrong with what a user got: each connection must bring, of each log, a stretch without a hole that begins no
 * later than where the cursor that it resumed from ends. Returns also what is still to come.
 */
function judge(connections: Connection[], entitled: Map<Topic, Token[]>): { faults: string[]; missing: string[] } {
  const faults: string[] = [];
  const covered = new Map<Topic, number>();
  let reached = new Map<Topic, number>();
  for (const [nth, { items }] of connections.entries()) {
    const lastCursor = items.findLastIndex((item) => 'cursor' in item);
    const runs = new Map<Topic, { tokens: Token[]; coveredCount: number }>();
    for (const [at, item] of items.entries()) {
      if (item.type === 'ResyncRequired') faults.push(`connection ${nth} was told to read afresh`);
      const got = tokenOf(item);
      if (got === null) continue;
      const run = runs.get(got.topic) ?? { tokens: [], coveredCount: 0 };
      run.tokens.push(got.token);
      if (at < lastCursor) run.coveredCount += 1;
      runs.set(got.topic, run);
    }
    reached = new Map(covered);
    for (const [topic, { tokens, coveredCount }] of runs) {
      const wanted = entitled.get(topic) ?? [];
      const start = covered.get(topic) ?? 0;
      const fits = (from: number) => tokens.every((token, at) => wanted[from + at] === token);
      const from = Array.from({ length: start + 1 }, (_, back) => start - back).find(fits);
      if (from === undefined) {
        faults.push(`connection ${nth}, ${topic}: after ${wanted.slice(0, start)} came ${tokens} of ${wanted}`);
        continue;
      }
      reached.set(topic, Math.max(start, from + tokens.length));
      covered.set(topic, Math.max(start, from + coveredCount));
    }
  }
  const missing = [...entitled].flatMap(([topic, wanted]) => {
    const rest = wanted.slice(reached.get(topic) ?? 0);
    return rest.length === 0 ? [] : [`${topic}: ${rest}`];
  });
  return { faults, missing };
}

describe('random histories on two nodes with unreliable hints', () => {
  it.each([
    { seed: 1, isShared: false },
    { seed: 2, isShared: false },
    { seed: 3, isShared: true },
    { seed: 4, isShared: true },
    { seed: 5, isShared: true },
  ])('reach everyone entitled, whole, in order, and nobody else: %o', async ({ seed, isShared }) => {
    const random = createRandom(seed);
    const startNode = () =>
      startTestNode(engine, {
        fanOut: createUnreliableFanOut(engine.createFanOut(), random),
        // Hints reach even their own node through the fan-out only.
        chaosSeed: seed,
        isShared,
        eventPageSize: 3,
        streamQueueBytesMax: 2_500,
        checkpointIntervalMs: 60,
      });
    const nodes = [await startNode(), await startNode()];
    // Filled once nothing is written any more.
    const entitled = new Map<string, Map<Topic, Token[]>>();
    const userIds = ['alice', ...others];
    const begun = new Map<string, number>();
    for (const userId of userIds)
      begun.set(userId, (await readEntitled(userId, [''])).get(userTopic(userId))?.length ?? 0);
    const startOf = async (userId: string): Promise<[string, Reader]> => {
      const isDone = (connections: Connection[]) => {
        const his = entitled.get(userId);
        if (his === undefined) return false;
        const { faults, missing } = judge(connections, his);
        return faults.length > 0 || missing.length === 0;
      };
      return [userId, await startReader(nodes, userId, random, isDone, () => entitled.size === 0)];
    };
    const readers = new Map(await Promise.all(userIds.map(startOf)));

    const conversationIds: string[] = [];
    for (let at = 0; at < 3; at += 1) conversationIds.push(await seedConversation(pick(random, nodes).as('alice')));
    await Promise.all(Array.from({ length: writers }, () => write(nodes, conversationIds, random)));

    for (const userId of userIds) {
      const his = await readEntitled(userId, conversationIds);
      his.set(userTopic(userId), (his.get(userTopic(userId)) ?? []).slice(begun.get(userId)));
      entitled.set(userId, his);
    }
    for (const [userId, { connections, ended }] of readers) {
      await ended.catch((error: unknown) => expect.soft(error, userId).toBeUndefined());
      expect.soft(judge(connections, entitled.get(userId) ?? new Map()), userId).toEqual({ faults: [], missing: [] });
    }
    for (const node of nodes) await node.close();
  });
});
