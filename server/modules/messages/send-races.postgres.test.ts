import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { type Database, openDatabase } from '../../db/open-database.ts';
import { createCast, readLog } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { contextOf, createTestServices } from '../../testing/test-context.ts';
import { addMembers } from '../conversations/add-members.ts';
import { removeMember } from '../conversations/remove-member.ts';
import { acknowledge } from '../receipts/acknowledge.ts';
import { sendMessage } from './send-message.ts';

/** Two nodes on one database, and a third party that can hold a conversation's head. The embedded engine has one connection. */
describe('sending, where others wait for the same head', () => {
  let engine: TestEngine;
  let nodes: [Database, Database];
  let outsider: Sql;

  beforeAll(async () => {
    engine = await openTestEngine();
    const url = engine.databaseUrl ?? '';
    const open = () => openDatabase({ url, dataDir: null, connectionsMax: 10 });
    nodes = [await open(), await open()];
    outsider = postgres(url, { max: 3, onnotice: () => {} });
  });
  afterAll(async () => {
    await outsider.end();
    await Promise.all(nodes.map((node) => node.close()));
    await engine.close();
  });

  /** On one of the nodes, but sending by itself: what one node sends at once would otherwise go in one batch. */
  const alone = (at: number, { actor }: Context): Context =>
    contextOf(createTestServices(nodes[at % 2 === 0 ? 0 : 1].db), actor.userId, actor);
  /** The same user on either node, where all sends of a node share its batches. */
  const onBothNodes = ({ actor }: Context): Context[] =>
    nodes.map((node) => contextOf(createTestServices(node.db), actor.userId, actor));

  async function countWaiting(): Promise<number> {
    const [row] = await outsider<{ count: number }[]>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    return row?.count ?? 0;
  }

  /**
   * Starts works while the head is held, each group once the one before it stands in the queue, and then lets them go.
   * A group is what waits in one place: a single call, or the sends that one node puts into one batch.
   */
  async function queueUp<T>(
    conversationId: string,
    groups: (() => Promise<T>[])[],
  ): Promise<PromiseSettledResult<T>[]> {
    const running: Promise<T>[] = [];
    await outsider.begin(async (holder) => {
      await holder`select from heads where topic = ${conversationId} for update`;
      for (const [at, start] of groups.entries()) {
        const started = start();
        // Looked at below; until then a refusal is not one that nobody handles.
        for (const work of started) work.catch(() => {});
        running.push(...started);
        await expect.poll(countWaiting, { interval: 1, timeout: 30_000 }).toBe(at + 1);
      }
    });
    return Promise.allSettled(running);
  }

  const valuesOf = <T>(results: PromiseSettledResult<T>[]): T[] =>
    results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const reasonsOf = (results: PromiseSettledResult<unknown>[]): unknown[] =>
    results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));

  it('makes one message of the same request, twenty times at once on two nodes: 20 equal answers, no hole', async () => {
    const { alice, bob } = await createCast(createTestServices(engine.db), 'alice', 'bob');
    const id = await seedConversation(alice, [bob]);
    const together = onBothNodes(alice);
    for (let round = 1; round <= 20; round += 1) {
      const input = { conversationId: id, clientMessageId: randomUUID(), text: 'Hello' };
      const send = (ctx: Context) => sendMessage(ctx, input);
      const groups =
        round % 2 === 0
          ? together.map((ctx) => () => Array.from({ length: 10 }, () => send(ctx)))
          : Array.from({ length: 20 }, (_, at) => () => [send(alone(at, alice))]);
      const results = await queueUp(id, groups);

      expect(reasonsOf(results)).toEqual([]);
      expect(valuesOf(results)).toHaveLength(20);
      expect(new Set(valuesOf(results).map((message) => JSON.stringify(message))).size).toBe(1);
      const log = await readLog(alice, id);
      expect(log).toHaveLength(2 + round);
      expect(valuesOf(results)[0]?.seq).toBe(log.length);
    }
  });

  it('lets one of two requests under one client id win, whoever of twenty comes first, and refuses the other', async () => {
    const { alice, bob } = await createCast(createTestServices(engine.db), 'alice', 'bob');
    const id = await seedConversation(alice, [bob]);
    const input = { conversationId: id, clientMessageId: randomUUID() };
    const groups = Array.from({ length: 20 }, (_, at) => () => [
      // Texts and nodes take turns at different paces, so that both texts come from both nodes.
      sendMessage(alone(Math.floor(at / 2), alice), { ...input, text: at % 2 === 0 ? 'One' : 'Two' }),
    ]);
    const results = await queueUp(id, groups);

    expect(valuesOf(results)).toHaveLength(10);
    expect(new Set(valuesOf(results).map((message) => JSON.stringify(message))).size).toBe(1);
    for (const reason of reasonsOf(results))
      expect(reason).toMatchObject({ code: 'CONFLICT', field: 'clientMessageId' });
    expect(await readLog(alice, id)).toHaveLength(3);
  });

  it("accepts, in 1,000 races with the sender's removal, no message with a seq above the removal's", async () => {
    const { alice, bob } = await createCast(createTestServices(engine.db), 'alice', 'bob');
    const id = await seedConversation(alice, [bob]);
    const counts = { accepted: 0, refused: 0 };
    const sending = onBothNodes(bob);
    const removal = () => [removeMember(alone(1, alice), { conversationId: id, userId: 'bob' })];
    for (let round = 0; round < 1_000; round += 1) {
      const batchSize = round % 2 === 0 ? 1 : 3;
      const groups: (() => Promise<unknown>[])[] = sending.map(
        (ctx) => () => Array.from({ length: batchSize }, () => sendText(ctx, id)),
      );
      // The removal stands at each place of the queue in turn.
      groups.splice(round % 3, 0, removal);
      const results = await queueUp(id, groups);
      counts.refused += reasonsOf(results).length;
      for (const reason of reasonsOf(results)) expect(reason).toMatchObject({ code: 'NOT_FOUND' });
      await addMembers(alice, { conversationId: id, userIds: ['bob'] });
    }

    // Whatever was accepted stands in the log: between one removal of bob and his being added again there is nothing.
    let isMember = true;
    for (const { type, actorId } of await readLog(alice, id)) {
      if (type === 'MemberRemoved') isMember = false;
      else if (type === 'MemberAdded') isMember = true;
      else if (actorId === 'bob') {
        expect(isMember).toBe(true);
        counts.accepted += 1;
      }
    }
    expect(counts.accepted + counts.refused).toBe(4_000);
    expect(counts.accepted).toBeGreaterThan(1_500);
    expect(counts.refused).toBeGreaterThan(1_500);
  }, 300_000);

  it('and acknowledging in many conversations at once never wait for each other in a circle', async () => {
    const { alice, bob } = await createCast(createTestServices(engine.db), 'alice', 'bob');
    const ids = await Promise.all(Array.from({ length: 20 }, () => seedConversation(alice, [bob])));
    const until = Date.now() + 3_000;
    const sender = onBothNodes(bob);
    const works = [
      ...ids.map(async (id, at) => {
        while (Date.now() < until) await sendText(sender[at % 2] ?? bob, id);
      }),
      ...sender.map(async (ctx, at) => {
        const ordered = at === 0 ? ids : ids.toReversed();
        const positions = ordered.map((conversationId) => ({ conversationId, readSeq: 1_000_000 }));
        while (Date.now() < until) await acknowledge(ctx, { positions });
      }),
    ];
    await Promise.all(works);
    // Backends report what they counted at most once a second.
    await expect
      .poll(
        async () => {
          const [row] = await outsider<{ sends: number; deadlocks: number }[]>`
            select xact_commit::int as sends, deadlocks::int from pg_stat_database where datname = current_database()`;
          return row;
        },
        { timeout: 30_000 },
      )
      .toMatchObject({ deadlocks: 0, sends: expect.toSatisfy((sends: number) => sends > 100) });
  });

  it('go on in all other conversations while one is held, and in that one too once it is let go', async () => {
    const { alice, bob } = await createCast(createTestServices(engine.db), 'alice', 'bob');
    const heldId = await seedConversation(alice, [bob]);
    const freeIds = await Promise.all(Array.from({ length: 10 }, () => seedConversation(alice, [bob])));
    // One node, so one queue: every batch could have the held conversation in it.
    const [sender = bob] = onBothNodes(bob);
    const answered = { held: 0, free: 0 };
    const heldSends: Promise<unknown>[] = [];
    const sendHeld = () => heldSends.push(sendText(sender, heldId).then(() => (answered.held += 1)));

    await outsider.begin(async (holder) => {
      await holder`select from heads where topic = ${heldId} for update`;
      for (let round = 1; round <= 20; round += 1) {
        sendHeld();
        sendHeld();
        await Promise.all(freeIds.map((id) => sendText(sender, id)));
        answered.free += freeIds.length;
      }
      expect(answered).toEqual({ held: 0, free: 200 });
    });
    await Promise.all(heldSends);
    expect(await readLog(alice, heldId)).toHaveLength(2 + 40);
    for (const id of freeIds) expect(await readLog(alice, id)).toHaveLength(2 + 20);
  });

  it('wait for a held conversation in a place of its own: another that is let go does not wait for it', async () => {
    const { alice, bob } = await createCast(createTestServices(engine.db), 'alice', 'bob');
    const longId = await seedConversation(alice, [bob]);
    const shortId = await seedConversation(alice, [bob]);
    const [sender = bob] = onBothNodes(bob);
    let heldLong: Promise<unknown> | undefined;
    await outsider.begin(async (longHolder) => {
      await longHolder`select from heads where topic = ${longId} for update`;
      let heldShort: Promise<unknown> | undefined;
      await outsider.begin(async (shortHolder) => {
        await shortHolder`select from heads where topic = ${shortId} for update`;
        heldLong = sendText(sender, longId);
        heldShort = sendText(sender, shortId);
        await expect.poll(countWaiting, { interval: 1, timeout: 30_000 }).toBe(2);
      });
      expect(await heldShort).toMatchObject({ seq: 3 });
    });
    expect(await heldLong).toMatchObject({ seq: 3 });
  });

  it("go on while somebody's membership is held, and do not take him for a stranger", async () => {
    const { alice, bob } = await createCast(createTestServices(engine.db), 'alice', 'bob');
    const id = await seedConversation(alice, [bob]);
    const elsewhere = await seedConversation(alice, [bob]);
    const [asAlice = alice] = onBothNodes(alice);
    const asBob = { ...asAlice, actor: bob.actor };
    let held: Promise<unknown> | undefined;
    await outsider.begin(async (holder) => {
      await holder`select from memberships where conversation_id = ${id} and user_id = 'bob' for update`;
      held = sendText(asBob, id);
      held.catch(() => {});
      // In one turn, and so in one batch.
      expect(await sendText(asAlice, elsewhere)).toMatchObject({ senderId: 'alice' });
    });
    expect(await held).toMatchObject({ senderId: 'bob', seq: 3 });
  });
});
