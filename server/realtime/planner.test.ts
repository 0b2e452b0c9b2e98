import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { createRandom } from '../lib/random.ts';
import { addMembers } from '../modules/conversations/add-members.ts';
import { leaveConversation } from '../modules/conversations/leave-conversation.ts';
import { intervalsOfViewers, readConversationIds } from '../modules/conversations/sources.ts';
import { deleteMessage } from '../modules/messages/delete-message.ts';
import { hiders } from '../modules/messages/queries.ts';
import { receiptless } from '../modules/privacy/sources.ts';
import { acknowledge } from '../modules/receipts/acknowledge.ts';
import { createReceiptSources } from '../modules/receipts/sources.ts';
import { changedUsers } from '../modules/users/sources.ts';
import { updateProfile } from '../modules/users/update-profile.ts';
import { createCast } from '../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import { seedConversation, sendText } from '../testing/seed-conversation.ts';
import { createTestServices } from '../testing/test-context.ts';
import { openInstallation } from './installation.ts';
import { type Topic, userTopic } from './log-event.ts';
import type { Plan, Step } from './plan.ts';
import { createPlanner, type Planner } from './planner.ts';
import { xminOf } from './read-plans.ts';
import { compareTopics, type StreamCursor } from './stream-cursor.ts';

const epoch = 'the epoch of the test';
const names = ['alice', 'bob', 'carol', 'dave'] as const;

let engine: TestEngine;
let planner: Planner;

beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
  const { moved } = createReceiptSources({ namedReceiptsMembersMax: 3 });
  const plan = { intervals: intervalsOfViewers, hiders, receiptless, state: [changedUsers, moved] };
  const returning = { find: () => null, isStorm: () => false };
  planner = createPlanner({ db: engine.db, sources: { plan, readConversationIds }, epoch, returning });
});
afterAll(() => engine.close());

const pick = <T>(random: () => number, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

async function takeSnapshot(): Promise<string> {
  const [row] = await engine.db.execute<{ snapshot: string }>(sql`select pg_current_snapshot()::text as snapshot`);
  return row?.snapshot ?? '';
}

/** Lets a tenant's users do what they may, and takes snapshots in between. */
async function liveThrough(random: () => number): Promise<{ cast: Context[]; topics: Topic[]; snapshots: string[] }> {
  const { alice, ...others } = await createCast(createTestServices(engine.db), ...names);
  const topics = [await seedConversation(alice), await seedConversation(alice), await seedConversation(alice)];
  const messages: string[] = [];
  const snapshots = [await takeSnapshot()];
  for (let step = 0; step < 80; step += 1) {
    const [user, conversationId] = [pick(random, Object.values(others)), pick(random, topics)];
    const chance = random();
    try {
      if (chance < 0.4) messages.push((await sendText(random() < 0.5 ? alice : user, conversationId)).id);
      else if (chance < 0.6) await addMembers(alice, { conversationId, userIds: [user.actor.userId] });
      else if (chance < 0.7) await leaveConversation(user, { conversationId });
      else if (chance < 0.8)
        await acknowledge(user, { positions: [{ conversationId, deliveredSeq: 99, readSeq: step }] });
      else if (chance < 0.85) await updateProfile(user, { name: `name ${step}` });
      else if (chance < 0.9 && messages.length > 0) {
        await deleteMessage(user, { messageId: pick(random, messages), scope: 'ME' });
      } else snapshots.push(await takeSnapshot());
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return { cast: [alice, ...Object.values(others)], topics, snapshots };
}

/** Whether a snapshot sees a committed transaction, as Postgres defines its text. */
function sees(snapshot: string, tx: string): boolean {
  const [xmin = '', xmax = '', running = ''] = snapshot.split(':');
  const number = BigInt(tx);
  return number < BigInt(xmin) || (number < BigInt(xmax) && !running.split(',').includes(tx));
}

/** What steps bring, number by number: `topic 5`, or `topic 5 ends`. */
function spell(steps: Step[]): string[] {
  return steps.flatMap((step) => {
    if (step.kind === 'revoked') return [`${step.topic} ${step.seq} ends`];
    return Array.from({ length: step.upTo - step.after }, (_, at) => `${step.topic} ${step.after + 1 + at}`);
  });
}

/** The plan without its snapshots: transactions elsewhere in the cluster move them, and they tell nothing of these rows. */
function withoutNow({ resync, phases, positions, state }: Plan) {
  return { resync, steps: phases.map((phase) => phase.steps), positions, state };
}

/** The same, worked out row by row of the tables. */
async function workOut({ tenantId, userId }: Context['actor'], { from, progress }: StreamCursor) {
  const events = await engine.db.execute<{ topic: Topic; seq: number; tx: string }>(
    sql`select topic, seq, tx::text from events where tenant_id = ${tenantId} order by topic collate "C", seq`,
  );
  const intervals = await engine.db.execute<{ id: string; from_seq: number; to_seq: number | null; tx: string | null }>(
    sql`select conversation_id as id, from_seq, to_seq, ended_tx::text as tx from membership_intervals
      where tenant_id = ${tenantId} and user_id = ${userId} order by from_seq`,
  );
  const told = intervals.filter(({ tx }) => tx === null || !sees(from, tx));
  const place = (topic: Topic, seq: number) => `${topic} ${seq}`;
  const tokensOf = (isWanted: (topic: Topic, seq: number, tx: string) => boolean): string[] => {
    const wanted = events.filter(({ topic, seq, tx }) => isWanted(topic, seq, tx));
    return wanted
      .toSorted((a, b) => compareTopics(a.topic, b.topic) || a.seq - b.seq)
      .flatMap(({ topic, seq }) => {
        if (topic === userTopic(userId)) return [place(topic, seq)];
        return told.flatMap(({ id, from_seq, to_seq }) => {
          if (id !== topic || seq < from_seq || (to_seq !== null && seq > to_seq)) return [];
          return [seq === to_seq ? `${place(topic, seq)} ends` : place(topic, seq)];
        });
      });
  };
  const positions = new Map<Topic, number>([[userTopic(userId), 0]]);
  for (const { id, to_seq } of told) if (to_seq === null) positions.set(id, 0);
  for (const { topic, seq } of events) if (positions.has(topic)) positions.set(topic, seq);
  if (progress === null) return { positions, phases: [tokensOf((_topic, _seq, tx) => !sees(from, tx))] };
  const isPassed = (topic: Topic, seq: number) => {
    const order = compareTopics(topic, progress.topic);
    return order < 0 || (order === 0 && seq <= progress.seq);
  };
  const rest = tokensOf((topic, seq, tx) => !sees(from, tx) && sees(progress.to, tx) && !isPassed(topic, seq));
  return { positions, phases: [rest, tokensOf((_topic, _seq, tx) => !sees(progress.to, tx))] };
}

describe('viewers of two tenants who are planned together', () => {
  it.each([1, 2, 3, 4])('get what each would get alone, and what the tables say: seed %d', async (seed) => {
    const random = createRandom(seed);
    const tenants = [await liveThrough(random), await liveThrough(random)];
    const asked = Array.from({ length: 60 }, () => {
      const { cast, topics, snapshots } = pick(random, tenants);
      const { actor } = pick(random, cast);
      const at = Math.floor(random() * snapshots.length);
      const to = pick(random, snapshots.slice(at));
      const topic = pick(random, [...topics, userTopic(actor.userId)]);
      const progress = random() < 0.4 ? { to, topic, seq: Math.floor(random() * 20) } : null;
      const cursor: StreamCursor = { epoch, from: snapshots[at] ?? '', progress };
      return {
        actor,
        cursor,
        topic: pick(random, topics),
        afterSeq: random() < 0.3 ? null : Math.floor(random() * 40),
      };
    });
    type Ask = (typeof asked)[number];
    const tell = (planOne: (ask: Ask) => Promise<Plan>) => (ask: Ask) =>
      planOne(ask).then(withoutNow, (error: unknown) =>
        error instanceof AppError ? error.code : Promise.reject(error),
      );
    const together = (planOne: (ask: Ask) => Promise<Plan>) => Promise.all(asked.map(tell(planOne)));
    const alone = async (planOne: (ask: Ask) => Promise<Plan>) => {
      const told = [];
      for (const ask of asked) told.push(await tell(planOne)(ask));
      return told;
    };
    const ofEvents = ({ actor, cursor }: Ask) => planner.planEvents(actor, cursor);
    const fromNow = ({ actor }: Ask) => planner.planEvents(actor, null);
    const ofOne = ({ actor, cursor, topic, afterSeq }: Ask) =>
      planner.planConversation(actor, topic, afterSeq, cursor.from);
    const [plans, now, conversations] = await Promise.all([together(ofEvents), together(fromNow), together(ofOne)]);
    expect(plans).toEqual(await alone(ofEvents));
    expect(now).toEqual(await alone(fromNow));
    expect(conversations).toEqual(await alone(ofOne));
    expect(conversations).toContain('NOT_FOUND');
    for (const [at, { actor, cursor }] of asked.entries()) {
      const plan = plans[at];
      if (typeof plan !== 'object') throw new Error('A viewer has no plan.');
      const { positions, phases } = await workOut(actor, cursor);
      expect({ positions: plan.positions, phases: plan.steps.map(spell) }).toEqual({ positions, phases });
    }
    expect(plans.some((plan) => typeof plan === 'object' && plan.state.length > 1)).toBe(true);
  });
});

describe('one whose question cannot be answered', () => {
  it('does not take it from the others', async () => {
    const { alice } = await createCast(createTestServices(engine.db), 'alice');
    const conversationId = await seedConversation(alice);
    const cursor = { epoch, from: await takeSnapshot(), progress: null };
    const { seq } = await sendText(alice, conversationId);
    const [broken, foreign, plan] = await Promise.allSettled([
      planner.planEvents({ ...alice.actor, userId: 'a\u0000b' }, cursor),
      planner.planEvents(alice.actor, { ...cursor, epoch: 'another', from: 'no snapshot' }),
      planner.planEvents(alice.actor, cursor),
    ]);
    expect(broken.status).toBe('rejected');
    expect(foreign).toMatchObject({ value: { resync: { reason: 'EPOCH_CHANGED' }, phases: [], state: [] } });
    if (plan.status === 'rejected') throw plan.reason;
    const [phase] = plan.value.phases;
    expect(phase).toMatchObject({ from: cursor.from, to: plan.value.snapshot });
    expect(spell(phase?.steps ?? [])).toEqual([`${conversationId} ${seq}`]);
  });

  it('because retention has dropped what he lacks, is told so, and the others get theirs', async () => {
    const { alice } = await createCast(createTestServices(engine.db), 'alice');
    const old = { epoch, from: await takeSnapshot(), progress: null };
    const conversationId = await seedConversation(alice);
    const [row] = await engine.db.execute<{ tx: string }>(
      sql`update installation set dropped_tx = pg_current_xact_id() returning dropped_tx::text as tx`,
    );
    // Until nothing is left that was in progress then, anywhere in the cluster.
    await expect.poll(async () => xminOf(await takeSnapshot()) > BigInt(row?.tx ?? ''), { timeout: 30_000 }).toBe(true);
    const fresh = { epoch, from: await takeSnapshot(), progress: null };
    const { seq } = await sendText(alice, conversationId);
    const [tooOld, plan] = await Promise.all([
      planner.planEvents(alice.actor, old),
      planner.planEvents(alice.actor, fresh),
    ]);
    expect(sees(old.from, row?.tx ?? '')).toBe(false);
    expect(tooOld).toMatchObject({ resync: { reason: 'CURSOR_TOO_OLD' }, phases: [], state: [] });
    expect(tooOld.positions).toEqual(plan.positions);
    expect(plan.resync).toBeNull();
    expect(plan.phases.map(({ steps }) => spell(steps))).toEqual([[`${conversationId} ${seq}`]]);
  });
});
