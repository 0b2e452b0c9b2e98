import type { Writable } from 'node:stream';
import { type Batch, follow, payloadsOf } from '../realtime/batch.ts';
import type { StreamItem } from '../realtime/log-event.ts';
import type { Renderer, SharedSink, Sink } from '../realtime/sink.ts';
import { type Flushable, flushAfterTurn } from '../realtime/turn.ts';

/** How a group's subscriptions are shown; one object for all of them. */
export interface View {
  readonly renderer: Renderer;
  /** Bytes that may wait for a reader; one item always may. */
  readonly bytesMax: number;
  /** To be called once for each subscription, when it takes nothing more. */
  leave(): void;
}

type Payload = Buffer | Promise<Buffer>;

/** Items that wait behind one which had to be asked for; beyond it, the log is read again. */
const waitingMax = 1_000;

/**
 * Writes a subscription's items to where they leave, all of a turn in one write, bounded by what its reader has not taken.
 *
 * A class, where the rest of the server has closures: each delivery touches one of these, and what it touches is cold. In
 * one object it is two or three lines of the cache; as closures over one scope it was twenty, and took as long as the write.
 */
export abstract class RenderSink implements Sink, SharedSink, Flushable {
  /** What is written to in the end: `writableLength` tells what has not left yet. */
  protected readonly writable: Writable;
  seats = 0;
  private readonly view: View;
  private batch: Batch;
  /** Renderings that are not there yet, and all that came after them. */
  private waiting: Payload[] | null = null;
  /** Fulfilled once nothing is waited for any more. */
  private settling: Promise<void> | null = null;
  private isOver = false;
  private failure: { error: unknown } | null = null;
  private unsentBefore = 0;
  private takenAt = Date.now();

  constructor(view: View, writable: Writable) {
    this.view = view;
    this.writable = writable;
    this.batch = view.renderer.start;
  }

  /** Writes the batch. */
  protected abstract transmit(batch: Batch): void;

  /** The stream is over. All that came before is written. */
  protected abstract finish(failure: { error: unknown } | null): void;

  get renderer(): Renderer {
    return this.view.renderer;
  }

  get shared(): SharedSink | null {
    return this.renderer.isShared ? this : null;
  }

  isSettled(): boolean {
    return this.waiting === null;
  }

  push(item: StreamItem): boolean {
    if (this.isOver) return true;
    if (!this.hasRoom() || (this.waiting?.length ?? 0) >= waitingMax) return false;
    const payload = this.renderer.render(item);
    if (this.waiting !== null) this.waiting.push(payload);
    else if (payload instanceof Promise) this.settling = this.settle(payload);
    else this.add(payload);
    return true;
  }

  hasRoom(): boolean {
    return this.isOver || this.writable.writableLength + this.batch.byteLength <= this.view.bytesMax;
  }

  write(batch: Batch): void {
    if (this.isOver) return;
    this.flush();
    this.transmit(batch);
  }

  append(batch: Batch): void {
    if (this.isOver) return;
    for (const payload of payloadsOf(batch)) this.add(payload);
  }

  /** Writes what came in this turn. */
  flush(): void {
    const { batch } = this;
    const { start } = this.renderer;
    if (batch === start) return;
    this.batch = start;
    // What hangs on the beginning is of this turn.
    start.next = null;
    this.transmit(batch);
  }

  async drained(): Promise<void> {
    while (this.settling !== null) await this.settling;
    this.flush();
    await drained(this.writable);
  }

  lastTakenAt(): number {
    const unsent = this.writable.writableLength;
    if (unsent === 0 || unsent < this.unsentBefore) this.takenAt = Date.now();
    this.unsentBefore = unsent;
    return this.takenAt;
  }

  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.view.leave();
    if (this.waiting === null) this.complete();
  }

  fail(error: unknown): void {
    this.failure ??= { error };
    this.end();
  }

  /** The reader wants no more: what is left is dropped. */
  discard(): void {
    this.batch = this.renderer.start;
    this.waiting?.splice(0);
    this.end();
  }

  private add(payload: Buffer): void {
    if (this.batch === this.renderer.start) flushAfterTurn(this);
    this.batch = follow(this.batch, payload);
  }

  private async settle(first: Promise<Buffer>): Promise<void> {
    const queue: Payload[] = [first];
    this.waiting = queue;
    for (let payload = queue.shift(); payload !== undefined; payload = queue.shift()) {
      this.add(payload instanceof Promise ? await payload : payload);
    }
    this.waiting = null;
    this.settling = null;
    if (this.isOver) this.complete();
  }

  private complete(): void {
    this.flush();
    this.finish(this.failure);
  }
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
