import type { StreamItem } from '../realtime/log-event.ts';
import type { Sink } from '../realtime/sink.ts';
import { type Batch, follow } from './batch.ts';

/** How a group's items look. Everybody in the group is shown the same. */
export interface Renderer {
  /** The item as it is shown; a promise where it had to be asked for. The same buffer for everybody. Never throws. */
  render(item: StreamItem): Buffer | Promise<Buffer>;
  /** Where every turn begins. */
  readonly start: Batch;
}

/** Where one subscription's items leave: a part of a socket, or a response. */
export interface Outlet {
  /** Sees to it that `flush` is called once at the end of this turn of the event loop. */
  schedule(sink: RenderSink): void;
  write(batch: Batch): void;
  /** Bytes that were written and have not left yet. */
  unsentBytes(): number;
  /** Fulfilled once all that was written has left, or never will. */
  drained(): Promise<void>;
  /** When something left last; milliseconds of `Date.now`. */
  lastTakenAt(): number;
  /** The stream is over. All that came before is written. */
  end(failure: { error: unknown } | null): void;
}

/** A sink that its outlet empties at the end of a turn. */
export interface RenderSink extends Sink {
  flush(): void;
  /** The reader wants no more: what is left is dropped. */
  discard(): void;
}

/** Items that wait behind one which had to be asked for; beyond it, the log is read again. */
const waitingMax = 1_000;

interface RenderSinkOptions {
  renderer: Renderer;
  outlet: Outlet;
  /** Bytes that may wait for the reader; one item always may. */
  bytesMax: number;
  /** Called once, when nothing more is taken. */
  onOver: () => void;
}

/** Shows a stream's items through an outlet, all of a turn in one write, bounded by what its reader has not taken. */
export function createRenderSink({ renderer, outlet, bytesMax, onOver }: RenderSinkOptions): RenderSink {
  let batch = renderer.start;
  /** Renderings that are not there yet, and all that came after them. */
  let waiting: (Buffer | Promise<Buffer>)[] | null = null;
  let idle: PromiseWithResolvers<void> | null = null;
  let isOver = false;
  let failure: { error: unknown } | null = null;

  function add(payload: Buffer): void {
    if (batch === renderer.start) outlet.schedule(sink);
    batch = follow(batch, payload);
  }

  async function settle(first: Promise<Buffer>): Promise<void> {
    const queue: (Buffer | Promise<Buffer>)[] = [first];
    waiting = queue;
    for (let payload = queue.shift(); payload !== undefined; payload = queue.shift()) {
      add(payload instanceof Promise ? await payload : payload);
    }
    waiting = null;
    idle?.resolve();
    idle = null;
    if (isOver) finish();
  }

  function finish(): void {
    sink.flush();
    outlet.end(failure);
  }

  const sink: RenderSink = {
    push(item) {
      if (isOver) return true;
      const unsent = outlet.unsentBytes() + batch.byteLength;
      if (unsent > bytesMax || (waiting !== null && waiting.length >= waitingMax)) return false;
      const payload = renderer.render(item);
      if (waiting !== null) waiting.push(payload);
      else if (payload instanceof Promise) void settle(payload);
      else add(payload);
      return true;
    },
    async drained() {
      if (waiting !== null) {
        idle ??= Promise.withResolvers();
        await idle.promise;
      }
      sink.flush();
      await outlet.drained();
    },
    lastTakenAt: () => outlet.lastTakenAt(),
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
    flush() {
      if (batch === renderer.start) return;
      const written = batch;
      batch = renderer.start;
      // What hangs on the beginning is of this turn.
      batch.next = null;
      outlet.write(written);
    },
    discard() {
      batch = renderer.start;
      waiting?.splice(0);
      sink.end();
    },
  };
  return sink;
}
