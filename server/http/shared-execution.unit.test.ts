import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { type ExecutionResult, parse } from 'graphql';
import { createSchema } from 'graphql-yoga';
import { describe, expect, it } from 'vitest';
import type { Actor, Context, Services } from '../context.ts';
import { type Batch, payloadsOf } from '../realtime/batch.ts';
import type { StreamItem } from '../realtime/log-event.ts';
import type { Stream } from '../realtime/realtime.ts';
import type { Sink } from '../realtime/sink.ts';
import { createErrorFormatter } from './errors.ts';
import { RenderSink, type View } from './render-sink.ts';
import { createSharedExecution, isOpen } from './shared-execution.ts';

const typeDefs = `
  directive @viewer on FIELD_DEFINITION
  type Query { nothing: Int }
  type Item { seq: Int!, slow: Int!, secret: String!, mine: String! @viewer, broken: Int }
  type Subscription { items(after: Int, of: String): Item! }`;

/** Keeps what it is shown. */
class Shown extends RenderSink {
  private readonly results: ExecutionResult[];

  constructor(view: View, results: ExecutionResult[]) {
    super(view, new PassThrough());
    this.results = results;
  }

  protected transmit(batch: Batch): void {
    this.results.push(...payloadsOf(batch).map((payload) => JSON.parse(String(payload))));
  }

  protected finish(): void {}
}

/** Executes subscriptions over streams of the test's own, and counts what is resolved. */
function setUp() {
  let resolved = 0;
  const sinks: Sink[] = [];
  let refusal: Error | null = null;
  const count = (item: { seq: number }) => {
    resolved += 1;
    return item.seq;
  };
  const open = (): Stream => {
    if (refusal !== null) throw refusal;
    let sink: Sink | null = null;
    return {
      pipe(reader) {
        sink = reader;
        sinks.push(reader);
      },
      close: () => sink?.end(),
      [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }),
    };
  };
  const resolvers = {
    Item: {
      seq: count,
      slow: async (item: { seq: number }) => {
        await turn();
        return item.seq;
      },
      secret: (_item: unknown, _args: unknown, ctx: Context) => ctx.actor.userId,
      mine: (_item: unknown, _args: unknown, ctx: Context) => ctx.actor.userId,
      broken: () => {
        throw new Error('a detail that nobody may see');
      },
    },
    Subscription: { items: { subscribe: open, resolve: (item: unknown) => item } },
  };
  const schema = createSchema<Context>({ typeDefs, resolvers });
  const log = { error() {} };
  const profiles = { get: () => undefined, keep() {} };
  const services = { config: { streamQueueBytesMax: 10_000 } } as Services;
  const execution = createSharedExecution(services, profiles, createErrorFormatter(log as never));

  /** Subscribes, and gathers what is shown. */
  async function subscribe(text: string, variables: Record<string, unknown> = {}, actor: Partial<Actor> = {}) {
    const shown: ExecutionResult[] = [];
    const contextValue = { actor: { tenantId: 'a', role: 'user', userId: 'alice', ...actor } };
    const args = { schema, document: parse(text), variableValues: variables, contextValue };
    const opened = await execution.subscribe(args);
    if (!isOpen(opened)) return { shown, errors: opened.errors };
    const sink = opened.pipe((view) => new Shown(view, shown));
    return { shown, sink, close: () => opened.close(), errors: undefined };
  }

  return {
    subscribe,
    /** Brings an item to everybody, as the hub does. */
    push(item: object) {
      for (const sink of sinks) sink.push(item as StreamItem);
    },
    resolved: () => resolved,
    refuse(error: Error) {
      refusal = error;
    },
  };
}

describe('subscribers', () => {
  it('who ask for the same from different places share one execution', async () => {
    const { subscribe, push, resolved } = setUp();
    const text = 'subscription ($after: Int) { items(after: $after) { seq } }';
    const all = await Promise.all([1, 2, 3].map((after) => subscribe(text, { after })));
    const literal = await subscribe('subscription { items(after: 7) { seq } }');
    push({ seq: 5 });
    await turn();
    for (const { shown } of all) expect(shown).toEqual([{ data: { items: { seq: 5 } } }]);
    expect(literal.shown).toEqual(all[0]?.shown);
    // The text with a variable, and the one without.
    expect(resolved()).toBeLessThanOrEqual(2);
  });

  it('whose variables change what is shown do not', async () => {
    const { subscribe, push } = setUp();
    const text = 'subscription ($isShort: Boolean = true) { items { seq alias: seq @skip(if: $isShort) } }';
    const [short, long, byDefault] = await Promise.all([
      subscribe(text, { isShort: true }),
      subscribe(text, { isShort: false }),
      subscribe(text),
    ]);
    push({ seq: 5 });
    await turn();
    expect(short?.shown).toEqual([{ data: { items: { seq: 5 } } }]);
    expect(long?.shown).toEqual([{ data: { items: { seq: 5, alias: 5 } } }]);
    expect(byDefault?.shown).toEqual(short?.shown);
  });

  it('of another tenant or role do not', async () => {
    const { subscribe, push, resolved } = setUp();
    const text = 'subscription { items { seq } }';
    await subscribe(text);
    await subscribe(text, {}, { tenantId: 'b' });
    await subscribe(text, {}, { role: 'admin' });
    push({ seq: 5 });
    expect(resolved()).toBe(3);
  });

  it('who select what depends on the viewer each see their own, also through a fragment', async () => {
    const { subscribe, push } = setUp();
    const text =
      'subscription { ...Root } fragment Root on Subscription { items { ...F } } fragment F on Item { mine }';
    const alice = await subscribe(text);
    const bob = await subscribe(text, {}, { userId: 'bob' });
    push({ seq: 5 });
    await turn();
    expect(alice.shown).toEqual([{ data: { items: { mine: 'alice' } } }]);
    expect(bob.shown).toEqual([{ data: { items: { mine: 'bob' } } }]);
  });

  it('never see what an unmarked field makes of another viewer: it fails', async () => {
    const { subscribe, push } = setUp();
    const { shown } = await subscribe('subscription { items { secret } }');
    push({ seq: 5 });
    await turn();
    await turn();
    expect(shown).toMatchObject([{ data: null, errors: [{ path: ['items', 'secret'] }] }]);
  });

  it("of a user's own log are shown it as that user", async () => {
    const { subscribe, push } = setUp();
    const { shown } = await subscribe('subscription { items { secret } }', {}, { userId: 'carol' });
    push({ seq: 5, topic: 'user/carol' });
    await turn();
    expect(shown).toEqual([{ data: { items: { secret: 'carol' } } }]);
  });
});

describe('a subscription', () => {
  it('shows items in order, also those that have to be waited for', async () => {
    const { subscribe, push } = setUp();
    const { shown } = await subscribe('subscription ($slow: Boolean!) { items { slow @include(if: $slow) seq } }', {
      slow: true,
    });
    for (let seq = 1; seq <= 5; seq += 1) push({ seq });
    await expect.poll(() => shown.length).toBe(5);
    expect(shown.map(({ data }) => (data as { items: { seq: number } }).items.seq)).toEqual([1, 2, 3, 4, 5]);
  });

  it('shows what fails as the specification says, with a place and without details', async () => {
    const { subscribe, push } = setUp();
    const { shown } = await subscribe('subscription { items { seq broken } }');
    push({ seq: 5 });
    await expect.poll(() => shown.length).toBe(1);
    expect(shown).toMatchObject([
      {
        data: { items: { seq: 5, broken: null } },
        errors: [{ path: ['items', 'broken'], locations: [{ line: 1, column: 28 }], extensions: { code: 'INTERNAL' } }],
      },
    ]);
    expect(JSON.stringify(shown)).not.toContain('detail');
  });

  it('that its field refuses is answered with the error', async () => {
    const { subscribe, refuse } = setUp();
    refuse(new Error('not today'));
    expect((await subscribe('subscription { items { seq } }')).errors).toHaveLength(1);
  });

  it('refuses items while more than its bound waits, and takes them afterwards', async () => {
    const { subscribe, push } = setUp();
    const { sink, shown } = await subscribe('subscription { items { seq } }');
    let taken = 0;
    while (sink?.push({ seq: taken } as never) === true) taken += 1;
    expect(taken).toBeGreaterThan(100);
    expect(taken).toBeLessThan(1_000);
    await sink?.drained();
    expect(shown).toHaveLength(taken);
    push({ seq: taken });
    await turn();
    expect(shown).toHaveLength(taken + 1);
  });
});
