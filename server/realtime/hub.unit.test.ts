import type { SQL } from 'drizzle-orm';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { Db } from '../db/transaction.ts';
import type { Listener } from './audience.ts';
import { createHub } from './hub.ts';
import type { LogEvent, Topic } from './log-event.ts';
import { createMemoryFanOut } from './memory-fan-out.ts';

const soon = () => new Promise((resolve) => setImmediate(resolve));

const eventOf = (topic: Topic, seq: number) =>
  ({
    tenantId: 'acme',
    topic,
    seq,
    type: 'MessageSent',
    createdAt: '',
    payload: {},
    carried: null,
  }) as unknown as LogEvent;

/** A hub over a log in memory, whose every read can be made to wait or to fail. */
function start({ pageSize = 10, lingerMs = 30_000 } = {}) {
  const heads = new Map<Topic, number>();
  const reads = { heads: 0, log: 0 };
  const hooks = { beforeHeads: async (_topics: Topic[]) => {}, beforeLog: async () => {}, afterLog: async () => {} };
  const db = {
    async execute(query: SQL) {
      const chunks: unknown[] = query.queryChunks;
      const spans = chunks.find((chunk) => typeof chunk === 'string' && chunk.startsWith('[{'));
      if (typeof spans !== 'string') {
        reads.heads += 1;
        const asked = JSON.parse(chunks.find((chunk) => typeof chunk === 'string') as string) as [string, Topic][];
        await hooks.beforeHeads(asked.map(([, topic]) => topic));
        return asked.map(([tenant_id, topic]) => ({ tenant_id, topic, last_seq: heads.get(topic) ?? 0 }));
      }
      reads.log += 1;
      await hooks.beforeLog();
      const [{ topic, after }] = JSON.parse(spans) as [{ topic: Topic; after: number }];
      const count = Math.min((heads.get(topic) ?? 0) - after, pageSize);
      const page = Array.from({ length: count }, (_, at) => ({ ...eventOf(topic, after + 1 + at), created_at: 0 }));
      await hooks.afterLog();
      return page;
    },
  } as unknown as Db;
  const log = pino({ level: 'silent' });
  const options = { db, fanOut: createMemoryFanOut(), nodeId: 'node', prefix: 'test', pageSize, lingerMs, log };
  const hub = createHub({ ...options, hydrate: async () => {}, onHint: () => {} });
  /** Commits events up to `seq`, of which no hint comes. */
  const commit = (topic: Topic, seq: number) => heads.set(topic, seq);
  const hint = (topic: Topic, seq: number) => hub.receive(eventOf(topic, seq));
  return { hub, commit, hint, hooks, reads };
}

function listen(): Listener & { seqs: number[] } {
  const seqs: number[] = [];
  return { seqs, onEvent: (event) => seqs.push(event.seq), onState() {}, onLost() {}, onBehind() {}, sink: null };
}

const fail = async (): Promise<void> => {
  throw new Error('The database is away.');
};
/** Postgres' error for data that it cannot read: the fault of one of those who asked together. */
const failForData = async (): Promise<void> => {
  throw Object.assign(new Error('The topic is broken.'), { code: '22P02' });
};

describe('a listener hears on', () => {
  it('when another, who came with topics of his own, could not be attached', async () => {
    const { hub, commit, hint, hooks } = start();
    const gate = Promise.withResolvers<void>();
    hooks.beforeHeads = (topics) =>
      topics.includes('broken') ? gate.promise.then(failForData) : soon().then(() => {});
    const [first, second, third] = [listen(), listen(), listen()];
    const failing = hub.attach('acme', ['broken'], first);
    const dragged = hub.attach('acme', ['broken', 'sound'], second);
    const attached = hub.attach('acme', ['sound'], third);
    gate.resolve();
    await expect(failing).rejects.toThrow('broken');
    await expect(dragged).rejects.toThrow('broken');
    await attached;
    commit('sound', 1);
    hint('sound', 1);
    expect(third.seqs).toEqual([1]);
    expect(second.seqs).toEqual([]);
    expect(hub.listeners('acme', 'sound')).toEqual([third]);
    expect(hub.isHeard('acme', 'broken')).toBe(false);
  });

  it('when one who had left before him is told that he could not be attached', async () => {
    const { hub, hint, hooks, reads } = start();
    const gate = Promise.withResolvers<void>();
    hooks.beforeHeads = () => gate.promise.then(fail);
    const [gone, here] = [listen(), listen()];
    const failing = hub.attach('acme', ['one'], gone);
    hub.detach('acme', 'one', gone);
    while (reads.heads === 0) await soon();
    hooks.beforeHeads = async () => {};
    const attached = hub.attach('acme', ['one'], here);
    gate.resolve();
    await expect(failing).rejects.toThrow('away');
    await attached;
    hint('one', 1);
    expect(here.seqs).toEqual([1]);
  });
});

describe('a hole', () => {
  it('is not asked for without end while the database is away, and is filled once it is back', async () => {
    const { hub, commit, hint, hooks, reads } = start();
    const listener = listen();
    await hub.attach('acme', ['one'], listener);
    hooks.beforeLog = fail;
    commit('one', 2);
    hint('one', 2);
    for (let turn = 0; turn < 20; turn += 1) await soon();
    expect(reads.log).toBe(1);
    hooks.beforeLog = async () => {};
    await hub.catchUp('acme', 'one', 2);
    expect(listener.seqs).toEqual([1, 2]);
  });

  it('is filled as far as was asked, also while a read from before is under way', async () => {
    const { hub, commit, hint, hooks } = start();
    const listener = listen();
    await hub.attach('acme', ['one'], listener);
    const gate = Promise.withResolvers<void>();
    hooks.afterLog = () => gate.promise;
    commit('one', 2);
    hint('one', 2);
    await soon();
    commit('one', 3);
    const caughtUp = hub.catchUp('acme', 'one', 3);
    gate.resolve();
    await caughtUp;
    expect(listener.seqs).toEqual([1, 2, 3]);
  });

  it('that is found empty does not cost the hint that came meanwhile', async () => {
    const { hub, commit, hint, hooks } = start({ pageSize: 2 });
    const listener = listen();
    await hub.attach('acme', ['one'], listener);
    let pages = 0;
    hooks.afterLog = async () => {
      pages += 1;
      if (pages !== 2) return;
      commit('one', 3);
      hint('one', 3);
    };
    commit('one', 2);
    hint('one', 2);
    for (let turn = 0; turn < 20; turn += 1) await soon();
    expect(listener.seqs).toEqual([1, 2, 3]);
  });
});

describe('a log that nobody listens to any more', () => {
  it('is heard for a while, and has what came meanwhile, without asking the database', async () => {
    const { hub, hint, reads } = start();
    const [gone, back] = [listen(), listen()];
    await hub.attach('acme', ['one'], gone);
    hint('one', 1);
    hub.detach('acme', 'one', gone);
    hint('one', 2);
    expect(gone.seqs).toEqual([1]);
    await hub.attach('acme', ['one'], back);
    hint('one', 3);
    expect(back.seqs).toEqual([3]);
    expect(hub.recent('acme', { topic: 'one', after: 0, upTo: 2 }, 3)?.map((event) => event.seq)).toEqual([1, 2]);
    expect(reads).toEqual({ heads: 1, log: 0 });
  });

  it('is let go after that', async () => {
    const { hub, hint } = start({ lingerMs: 20 });
    const gone = listen();
    await hub.attach('acme', ['one'], gone);
    hub.detach('acme', 'one', gone);
    expect(hub.position('acme', 'one')).toBe(0);
    await expect.poll(() => hub.position('acme', 'one')).toBeNull();
    hint('one', 1);
    expect(hub.recent('acme', { topic: 'one', after: 0, upTo: 1 }, 1)).toBeNull();
  });
});

describe('from memory', () => {
  it('comes nothing of a log that is known to have gone on', async () => {
    const { hub, hint } = start();
    await hub.attach('acme', ['one'], listen());
    hint('one', 1);
    const stretch = { topic: 'one', after: 0, upTo: 1 };
    expect(hub.recent('acme', stretch, 1)).toHaveLength(1);
    expect(hub.recent('acme', stretch, 2)).toBeNull();
    expect(hub.recent('other', stretch, 1)).toBeNull();
  });
});

it('the heads of all who attach at the same time are read at once', async () => {
  const { hub, reads } = start();
  await Promise.all(Array.from({ length: 50 }, (_, at) => hub.attach('acme', [`own ${at}`, 'shared'], listen())));
  expect(reads.heads).toBe(1);
});
