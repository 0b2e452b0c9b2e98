import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCast } from '../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import { seedConversation, sendText } from '../testing/seed-conversation.ts';
import { createTestServices, type TestServices } from '../testing/test-context.ts';
import { openInstallation } from './installation.ts';
import { type LogConsumer, takeTurn } from './log-consumer.ts';
import type { EventType, LogEvent } from './log-event.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

/** A consumer that keeps what it is handed. */
function createKeeper(types: EventType[], handle: (events: LogEvent[]) => void = () => {}) {
  const got: LogEvent[] = [];
  const consumer: LogConsumer = {
    name: `keeper_${randomUUID().slice(0, 8)}`,
    types,
    async handle(_tx, events) {
      handle(events);
      got.push(...events);
    },
  };
  const takeAll = async () => {
    while (await takeTurn(engine.db, consumer));
  };
  return { consumer, got, takeAll };
}

async function seedGroup() {
  const { alice } = await createCast(services, 'alice');
  return { alice, id: await seedConversation(alice) };
}

describe('a consumer of the log', () => {
  it('gets each event of its types from its first turn on, once and in the order of each log', async () => {
    const { alice, id } = await seedGroup();
    await sendText(alice, id, 'before');
    const { got, takeAll } = createKeeper(['MessageSent']);
    await takeAll();
    const sent = [await sendText(alice, id), await sendText(alice, id)];
    await takeAll();
    await takeAll();
    await seedGroup();
    sent.push(await sendText(alice, id));
    await takeAll();
    expect(got.map(({ topic, seq, type }) => [topic, seq, type])).toEqual(
      sent.map(({ seq }) => [id, seq, 'MessageSent']),
    );
  });

  it('goes through more than a turn holds, page by page', async () => {
    const { alice, id } = await seedGroup();
    const { got, takeAll, consumer } = createKeeper(['MessageSent']);
    await takeAll();
    const sent = await Promise.all(Array.from({ length: 1_203 }, () => sendText(alice, id)));
    expect(await takeTurn(engine.db, consumer)).toBe(true);
    expect(got).toHaveLength(500);
    const late = await sendText(alice, id);
    await takeAll();
    await takeAll();
    expect(got.map(({ seq }) => seq)).toEqual([...sent.map(({ seq }) => seq).sort((a, b) => a - b), late.seq]);
  });

  it('is handed again what it failed at, and what it wrote then is not there', async () => {
    const { alice, id } = await seedGroup();
    let fails = true;
    const { got, takeAll } = createKeeper(['MessageSent'], () => {
      if (fails) throw new Error('Not now.');
    });
    await takeAll();
    const { seq } = await sendText(alice, id);
    await expect(takeAll()).rejects.toThrow('Not now.');
    fails = false;
    await takeAll();
    expect(got.map((event) => event.seq)).toEqual([seq]);
  });

  it('takes turns with its twins on other nodes', async () => {
    const { alice, id } = await seedGroup();
    const { got, takeAll } = createKeeper(['MessageSent']);
    await takeAll();
    const sent = await Promise.all(Array.from({ length: 20 }, () => sendText(alice, id)));
    await Promise.all([takeAll(), takeAll(), takeAll()]);
    await takeAll();
    expect(got.map(({ seq }) => seq)).toEqual(sent.map(({ seq }) => seq).sort((a, b) => a - b));
  });

  it.each([2, 499, 500, 501, 700])(
    'keeps the order of a log whose transactions began in another one, %s of them',
    async (count) => {
      const { alice, id } = await seedGroup();
      const { tenantId } = alice.actor;
      const { got, takeAll } = createKeeper(['MessageEdited']);
      await takeAll();
      const numbers: string[] = [];
      // The later a transaction's number, the earlier its place; another type stands among them.
      while (numbers.length < count / 2) {
        const [row] = await engine.db.execute<{ tx: string }>(sql`select pg_current_xact_id()::text as tx`);
        numbers.unshift(row?.tx ?? '');
      }
      await engine.db.execute(sql`
        insert into events (tenant_id, topic, seq, type, payload, tx)
        select ${tenantId}, ${id}, 100 + at, case at % 7 when 3 then 'MessageDeleted' else 'MessageEdited' end, '{"messageSeq": 1}',
          (${JSON.stringify(numbers)}::jsonb ->> ((at - 1) / 2)::int)::xid8
        from generate_series(1, ${count}::int) at`);
      await takeAll();
      const places = Array.from({ length: count }, (_, at) => at + 1).filter((at) => at % 7 !== 3);
      expect(got.map(({ seq }) => seq)).toEqual(places.map((at) => 100 + at));
      await takeAll();
      expect(got).toHaveLength(places.length);
    },
  );

  it('is handed the events of its tenants alone, and asks for them at each turn', async () => {
    const [ours, theirs] = [await seedGroup(), await seedGroup()];
    const { got, takeAll, consumer } = createKeeper(['MessageSent']);
    let tenants: string[] = [];
    consumer.tenants = async () => tenants;
    await takeAll();
    await sendText(ours.alice, ours.id);
    await takeAll();
    tenants = [ours.alice.actor.tenantId];
    const { seq } = await sendText(ours.alice, ours.id);
    await sendText(theirs.alice, theirs.id);
    await takeAll();
    expect(got.map((event) => [event.topic, event.seq])).toEqual([[ours.id, seq]]);
  });

  it('begins anew where its place is of another installation', async () => {
    const { alice, id } = await seedGroup();
    const { got, takeAll, consumer } = createKeeper(['MessageSent']);
    await takeAll();
    await sendText(alice, id, 'lost with the old place');
    await engine.db.execute(sql`update log_consumers set epoch = gen_random_uuid() where name = ${consumer.name}`);
    await takeAll();
    const { seq } = await sendText(alice, id);
    await takeAll();
    expect(got.map((event) => event.seq)).toEqual([seq]);
  });
});
