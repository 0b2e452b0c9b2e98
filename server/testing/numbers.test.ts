import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../context.ts';
import { requireMessage } from '../modules/messages/require-message.ts';
import { threadLoader } from '../modules/messages/thread-queries.ts';
import { listReceipts } from '../modules/receipts/list-receipts.ts';
import { readDelivery } from '../modules/receipts/message-delivery.ts';
import { ownPositionLoader, readUnreadTotals } from '../modules/receipts/own-position.ts';
import { type Drift, type RecountBatch, recountBatch } from '../modules/receipts/recount.ts';
import { createCast } from './cast.ts';
import { openTestEngine, type TestEngine } from './engine.ts';
import {
  deliveryNumbers,
  type ModelConversation,
  ownNumbers,
  readableBy,
  receiptNumbers,
  threadNumbers,
} from './numbers-model.ts';
import { type Numbers, type Step, takeStep } from './numbers-steps.ts';
import { seedConversation } from './seed-conversation.ts';
import { createTestServices, type TestServices } from './test-context.ts';

/** `npm run model` is the full size, and takes minutes. */
const operations = Number(process.env.MODEL_OPERATIONS ?? 400);
const seed = Number(process.env.MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31));
const checkedEvery = 50;

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

const weights: Record<Step['do'], number> = {
  ...{ send: 20, reply: 10, edit: 8, delete: 6, hide: 5, read: 14, readThread: 8, mark: 8 },
  ...{ enter: 8, leave: 3, remove: 3, past: 3, private: 3, hidePresence: 4, block: 4 },
};
// Small enough to be made smaller within a few tries.
const number = fc.nat({ max: 59 });
const step: fc.Arbitrary<Step> = fc.oneof(
  ...Object.entries(weights).map(([what, weight]) => ({
    weight,
    arbitrary: fc.record({
      do: fc.constant(what as Step['do']),
      ...{ who: fc.nat({ max: 7 }), where: fc.nat({ max: 3 }), pick: number, more: number },
    }),
  })),
);
const steps = (minLength: number) => fc.array(step, { minLength, maxLength: operations, size: 'max' });

/** Eight users and four conversations: two groups, a private channel and a public one, all of the first user's. */
async function begin(): Promise<Numbers> {
  const names = ['owner', 'ann', 'ben', 'cid', 'dot', 'eva', 'fay', 'gus'] as const;
  const cast = await createCast(services, ...names);
  const users = names.map((name) => cast[name]);
  const [owner] = users;
  if (owner === undefined) throw new Error('There is no owner.');
  const make = async (index: number): Promise<ModelConversation> => {
    const isOpen = index === 3;
    const kind = index < 2 ? ('GROUP' as const) : ('CHANNEL' as const);
    const others = users.slice(1, index * 2 + 2);
    const id = await seedConversation(owner, others, { kind, visibility: isOpen ? 'PUBLIC' : 'PRIVATE' });
    const members = [owner, ...others].map(({ actor }, at) => {
      const joined = at + 1;
      return [
        actor.userId,
        { joinedSeq: joined, deliveredSeq: joined, shownSeq: joined, readSeq: joined, markedFromSeq: null },
      ] as const;
    });
    return {
      ...{ id, isOpen, isPastClosed: false, lastSeq: members.length, messages: [], members: new Map(members) },
      threadPositions: new Map(),
    };
  };
  const conversations = [];
  for (const index of [0, 1, 2, 3]) conversations.push(await make(index));
  return { users, model: { conversations, privately: new Set(), hidden: new Set(), blocks: new Map() } };
}

/** Compares every number that anybody can ask for with the model's. */
async function compare({ users, model }: Numbers): Promise<void> {
  for (const user of users) {
    const told = await Promise.all(model.conversations.map((conversation) => readNumbers(user, conversation)));
    const wanted = model.conversations.map((conversation) => wantedNumbers(user, conversation, model));
    expect({ user: user.actor.userId, told }).toEqual({ user: user.actor.userId, told: wanted });
    const totals = await readUnreadTotals(engine.db, user.actor.tenantId, user.actor.userId);
    const sum = (count: 'unreadCount' | 'unreadMentionCount') =>
      wanted.reduce((before, { own }) => before + (own?.[count] ?? 0), 0);
    expect(totals).toEqual({ unreadCount: sum('unreadCount'), unreadMentionCount: sum('unreadMentionCount') });
  }
}

const newestOf = (conversation: ModelConversation, user: Context) =>
  readableBy(conversation, user.actor.userId)
    .filter(({ hiddenFor }) => !hiddenFor.has(user.actor.userId))
    .slice(-3);

async function readNumbers(user: Context, conversation: ModelConversation) {
  const { id, members } = conversation;
  if (!members.has(user.actor.userId))
    return { own: await ownPositionLoader(user).load(id), threads: [], receipts: [], deliveries: [] };
  const roots = new Set(conversation.messages.flatMap(({ rootSeq }) => rootSeq ?? []));
  const [own, threads, receipts, deliveries] = await Promise.all([
    ownPositionLoader(user).load(id),
    Promise.all([...roots].sort((a, b) => a - b).map((seq) => threadLoader(user).load({ conversationId: id, seq }))),
    listReceipts(user, id),
    Promise.all(
      newestOf(conversation, user).map(async (message) => readDelivery(user, await requireMessage(user, message.id))),
    ),
  ]);
  return {
    own: own === null ? null : { ...own, ownLogSeq: undefined },
    threads: threads.flatMap((thread) =>
      thread === null
        ? []
        : [
            {
              ...{ rootSeq: thread.rootSeq, replyCount: thread.replyCount, deliveredSeq: thread.deliveredSeq },
              ...{
                readSeq: thread.readSeq,
                unreadCount: thread.unreadCount,
                unreadMentionCount: thread.unreadMentionCount,
              },
            },
          ],
    ),
    receipts: receipts
      .map(({ userId, deliveredSeq, readSeq }) => ({ userId, deliveredSeq, readSeq }))
      .sort((a, b) => (a.userId < b.userId ? -1 : 1)),
    deliveries: deliveries.map(
      (delivery) =>
        delivery && {
          recipientCount: delivery.recipientCount,
          deliveredCount: delivery.deliveredCount,
          readCount: delivery.readCount,
        },
    ),
  };
}

function wantedNumbers(user: Context, conversation: ModelConversation, model: Numbers['model']) {
  const { userId } = user.actor;
  if (!conversation.members.has(userId)) return { own: null, threads: [], receipts: [], deliveries: [] };
  return {
    own: ownNumbers(conversation, userId),
    threads: threadNumbers(conversation, userId),
    receipts: receiptNumbers(model, conversation, userId),
    deliveries: newestOf(conversation, user).map((message) => deliveryNumbers(model, conversation, message, userId)),
  };
}

/** What the server's own recount finds, in all that this run has made. */
async function findDrifts(): Promise<Drift[]> {
  const drifts: Drift[] = [];
  for (const kind of ['conversations', 'threads'] as const) {
    let after: string[] | null = null;
    do {
      const batch: RecountBatch = await recountBatch(engine.db, kind, after);
      drifts.push(...batch.drifts);
      after = batch.next;
    } while (after !== null);
  }
  return drifts;
}

test(`unread, mention, thread and receipt numbers equal a recount after ${operations} random operations`, async () => {
  const run = fc.asyncProperty(steps(0), async (plan) => {
    const numbers = await begin();
    for (const [at, each] of plan.entries()) {
      await takeStep(numbers, each);
      if ((at + 1) % checkedEvery === 0) await compare(numbers);
    }
    await compare(numbers);
    expect(await findDrifts()).toEqual([]);
  });
  // The one history of full length comes first; what fails in it is made as short as can be.
  const [longest = []] = fc.sample(steps(operations), { seed, numRuns: 1 });
  await fc.assert(run, { seed, numRuns: 1, examples: [[longest]] });
}, 3_600_000);
