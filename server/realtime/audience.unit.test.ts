import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type Audience, createAudience, everybody, handOn, type Listener, leave, sit, standUp } from './audience.ts';
import { type Batch, createBatch, payloadsOf } from './batch.ts';
import type { LogEvent } from './log-event.ts';
import type { Renderer, SharedSink } from './sink.ts';
import { settleTurn } from './turn.ts';

const eventOf = (seq: number, type = 'MessageSent', topic = 'one') =>
  ({
    tenantId: 'acme',
    topic,
    seq,
    type,
    payload: { userId: 'bob' },
    carried: { message: { details: null } },
  }) as unknown as LogEvent;

/** Shows events as their numbers. */
function createRenderer(): Renderer & { rendered: number } {
  const renderer = {
    rendered: 0,
    start: createBatch(),
    isShared: true,
    render(item: unknown) {
      renderer.rendered += 1;
      const { topic, seq } = item as LogEvent;
      return Buffer.from(`${topic} ${seq}`);
    },
  };
  return renderer;
}

interface Heard extends Listener {
  /** What he was written, a write a line. */
  writes: string[];
  /** What he was handed himself. */
  handed: number[];
  behind: number[];
  isFull: boolean;
}

function createListener(renderer: Renderer): Heard {
  const textOf = (batch: Batch) => payloadsOf(batch).join(', ');
  let appended = '';
  const sink: SharedSink = {
    renderer,
    seats: 0,
    isSettled: () => true,
    hasRoom: () => !listener.isFull,
    write: (batch) => void listener.writes.push(textOf(batch)),
    append(batch) {
      appended += `+ ${textOf(batch)} `;
      listener.writes = [appended.trim()];
    },
  };
  const listener: Heard = {
    sink,
    writes: [],
    handed: [],
    behind: [],
    isFull: false,
    onEvent: ({ seq }) => listener.handed.push(seq),
    onState() {},
    onLost() {},
    onBehind: (_topic, seq) => listener.behind.push(seq),
  };
  return listener;
}

function seat(audience: Audience, listeners: Listener[], { topic = 'one', seq = 0 } = {}): void {
  for (const listener of listeners) {
    audience.standing.add(listener);
    sit(audience, topic, seq, listener);
  }
}

// What one test has left to the end of its turn is not the next one's.
afterEach(() => turn());

describe('listeners who are seated', () => {
  it('get all of a turn in one write, made once', async () => {
    const renderer = createRenderer();
    const listeners = [createListener(renderer), createListener(renderer)];
    const audience = createAudience();
    seat(audience, listeners);
    for (const seq of [1, 2, 3]) handOn(audience, eventOf(seq));
    expect(listeners.map(({ writes }) => writes)).toEqual([[], []]);
    await turn();
    for (const { writes, handed } of listeners) {
      expect(writes).toEqual(['one 1, one 2, one 3']);
      expect(handed).toEqual([]);
    }
    expect(renderer.rendered).toBe(3);
  });

  it('get what several logs bring in a turn together', async () => {
    const renderer = createRenderer();
    const listener = createListener(renderer);
    const audiences = ['one', 'two'].map((topic) => {
      const audience = createAudience();
      seat(audience, [listener], { topic });
      return audience;
    });
    for (const [at, audience] of audiences.entries()) handOn(audience, eventOf(1, 'MessageSent', ['one', 'two'][at]));
    await turn();
    expect(listener.writes).toEqual(['+ one 1 + two 1']);
  });

  it('are written to at once where a long log is handed on in one turn', async () => {
    const renderer = { ...createRenderer(), render: () => Buffer.alloc(50_000) };
    const listener = createListener(renderer);
    const audience = createAudience();
    seat(audience, [listener]);
    for (const seq of [1, 2, 3, 4, 5]) handOn(audience, eventOf(seq));
    expect(listener.writes).toHaveLength(2);
    await turn();
    expect(listener.writes).toHaveLength(3);
  });

  it('stand up from behind the last batch that they could take', async () => {
    const renderer = createRenderer();
    const [slow, quick] = [createListener(renderer), createListener(renderer)];
    const audience = createAudience();
    seat(audience, [slow, quick], { seq: 4 });
    handOn(audience, eventOf(5));
    await turn();
    slow.isFull = true;
    handOn(audience, eventOf(6));
    handOn(audience, eventOf(7));
    await turn();
    expect(slow.writes).toEqual(['one 5']);
    expect(slow.behind).toEqual([5]);
    expect(quick.writes).toEqual(['one 5', 'one 6, one 7']);
    handOn(audience, eventOf(8));
    expect(slow.handed).toEqual([8]);
  });

  it('are handed a removal themselves, after what came before it', async () => {
    const renderer = createRenderer();
    const listener = createListener(renderer);
    const audience = createAudience();
    seat(audience, [listener]);
    handOn(audience, eventOf(1));
    handOn(audience, eventOf(2, 'MemberRemoved'));
    expect(listener.writes).toEqual(['one 1']);
    expect(listener.handed).toEqual([2]);
    handOn(audience, eventOf(3));
    await turn();
    expect(listener.writes).toEqual(['one 1', 'one 3']);
  });

  it('are handed an event themselves that has to be asked for', () => {
    const renderer = { ...createRenderer(), render: async () => Buffer.alloc(0) };
    const listener = createListener(renderer);
    const audience = createAudience();
    seat(audience, [listener]);
    handOn(audience, eventOf(1));
    expect(listener.handed).toEqual([1]);
    expect(standUp(audience, listener)).toBe(1);
  });

  it('know where they are when they stand up in the middle of a turn', () => {
    const renderer = createRenderer();
    const listener = createListener(renderer);
    const audience = createAudience();
    seat(audience, [listener], { seq: 6 });
    handOn(audience, eventOf(7));
    expect(standUp(audience, listener)).toBe(6);
    expect(standUp(audience, listener)).toBeNull();
    settleTurn();
    expect(listener.writes).toEqual([]);
  });

  it('are not shown what was in the turn before they sat down', async () => {
    const renderer = createRenderer();
    const [first, second] = [createListener(renderer), createListener(renderer)];
    const audience = createAudience();
    seat(audience, [first]);
    handOn(audience, eventOf(1));
    seat(audience, [second], { seq: 1 });
    handOn(audience, eventOf(2));
    await turn();
    expect(first.writes).toEqual(['one 1', 'one 2']);
    expect(second.writes).toEqual(['one 2']);
  });

  it('of another group are shown what their own makes', async () => {
    const [first, second] = [createListener(createRenderer()), createListener(createRenderer())];
    const audience = createAudience();
    seat(audience, [first, second]);
    expect(everybody(audience)).toEqual([first, second]);
    expect(leave(audience, first)).toBe(true);
    expect(leave(audience, first)).toBe(false);
    handOn(audience, eventOf(1));
    await turn();
    expect(first.writes).toEqual([]);
    expect(second.writes).toEqual(['one 1']);
  });
});
