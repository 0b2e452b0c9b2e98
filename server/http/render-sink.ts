import type { Writable } from 'node:stream';
import { type Batch, follow, payloadsOf } from '../realtime/batch.ts';
import type { Renderer, SharedSink, Sink } from '../realtime/sink.ts';
import { flushAfterTurn } from '../realtime/turn.ts';

/** Where one subscription's items leave: an operation of a socket, or a response. */
export interface Outlet {
  /** What is written to in the end: `writableLength` tells what has not left yet. */
  readonly writable: Writable;
  write(batch: Batch): void;
  /** The stream is over. All that came before is written. */
  end(failure: { error: unknown } | null): void;
}

/** A sink that writes what came in a turn at the end of it, or when it is told to. */
export interface RenderSink extends Sink {
  flush(): void;
  /** The reader wants no more: what is left is dropped. */
  discard(): void;
}

interface RenderSinkOptions {
  renderer: Renderer;
  outlet: Outlet;
  /** Bytes that may wait for the reader; one item always may. */
  bytesMax: number;
  /** Called once, when nothing more is taken. */
  onOver: () => void;
}

/** Items that wait behind one which had to be asked for; beyond it, the log is read again. */
const waitingMax = 1_000;

/** Shows a stream's items through an outlet, all of a turn in one write, bounded by what its reader has not taken. */
export function createRenderSink({ renderer, outlet, bytesMax, onOver }: RenderSinkOptions): RenderSink {
  // This runs for each delivery: what it touches of a subscriber is kept together, and is little.
  const { start } = renderer;
  const { writable } = outlet;
  let batch = start;
  /** Renderings that are not there yet, and all that came after them. */
  let waiting: (Buffer | Promise<Buffer>)[] | null = null;
  let isOver = false;
  let failure: { error: unknown } | null = null;
  let unsentBefore = 0;
  let takenAt = Date.now();

  function add(payload: Buffer): void {
    if (batch === start) flushAfterTurn(sink);
    batch = follow(batch, payload);
  }

  const hasRoom = (): boolean => writable.writableLength + batch.byteLength <= bytesMax;

  const shared: SharedSink = {
    renderer,
    isSettled: () => waiting === null,
    write(given) {
      if (isOver) return true;
      if (!hasRoom()) return false;
      if (batch !== start) sink.flush();
      outlet.write(given);
      return true;
    },
    append(given) {
      if (isOver) return true;
      if (!hasRoom()) return false;
      payloadsOf(given).forEach(add);
      return true;
    },
  };

  async function settle(first: Promise<Buffer>): Promise<void> {
    const queue: (Buffer | Promise<Buffer>)[] = [first];
    waiting = queue;
    for (let payload = queue.shift(); payload !== undefined; payload = queue.shift()) {
      add(payload instanceof Promise ? await payload : payload);
    }
    waiting = null;
    if (isOver) finish();
  }

  function finish(): void {
    sink.flush();
    outlet.end(failure);
  }

  const sink: RenderSink = {
    shared: renderer.isShared ? shared : null,
    push(item) {
      if (isOver) return true;
      if (!hasRoom()) return false;
      if (waiting !== null && waiting.length >= waitingMax) return false;
      const payload = renderer.render(item);
      if (waiting !== null) waiting.push(payload);
      else if (payload instanceof Promise) void settle(payload);
      else add(payload);
      return true;
    },
    flush() {
      if (batch === start) return;
      const written = batch;
      batch = start;
      // What hangs on the beginning is of this turn.
      start.next = null;
      outlet.write(written);
    },
    async drained() {
      while (waiting !== null && waiting.length > 0) await waiting.at(-1);
      sink.flush();
      await drained(writable);
    },
    lastTakenAt() {
      const unsent = writable.writableLength;
      if (unsent === 0 || unsent < unsentBefore) takenAt = Date.now();
      unsentBefore = unsent;
      return takenAt;
    },
    end() {
      if (isOver) return;
      isOver = true;
      onOver();
      if (waiting === null) finish();
    },
    fail(error) {
      failure ??= { error };
      sink.end();
    },
    discard() {
      batch = start;
      waiting?.splice(0);
      sink.end();
    },
  };
  return sink;
}

/** Fulfilled once all that was written has left, or never will. */
function drained(writable: Writable): Promise<void> {
  if (writable.writableLength === 0 || writable.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    writable.once('close', resolve);
    writable.write(nothing, () => {
      writable.off('close', resolve);
      resolve();
    });
  });
}

const nothing = Buffer.alloc(0);
