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
