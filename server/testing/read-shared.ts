import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { RenderSink, type View } from '../http/render-sink.ts';
import { type Batch, createBatch, payloadsOf } from '../realtime/batch.ts';
import type { StreamItem } from '../realtime/log-event.ts';
import type { Stream } from '../realtime/realtime.ts';

/** Bytes that lie between writer and reader, as in the buffers of a socket. */
const transitBytes = 256;

/** One item in so many is not there at once when it is to be shown. */
const askedForEach = 8;

/**
 * Makes readers of streams that are read as a socket's subscriptions are: all of them are one group, which shows an item
 * once for everybody, and a stream that is live is seated among the others.
 */
export function createSharedReading(bytesMax: number): (stream: Stream) => AsyncIterator<StreamItem> {
  const shown = new WeakMap<StreamItem, Buffer | Promise<Buffer>>();
  let count = 0;

  function show(item: StreamItem): Buffer | Promise<Buffer> {
    const payload = Buffer.from(JSON.stringify(item));
    count += 1;
    return count % askedForEach === 0 ? turn().then(() => payload) : payload;
  }

  const view: View = {
    bytesMax,
    leave() {},
    renderer: {
      start: createBatch(),
      isShared: true,
      render(item) {
        const payload = shown.get(item) ?? show(item);
        shown.set(item, payload);
        return payload;
      },
    },
  };

  return (stream) => {
    const line = new PassThrough({ highWaterMark: transitBytes }).setEncoding('utf8');
    const sink = new LineSink(view, line);
    stream.pipe(sink);
    const items = readLines(line);
    return {
      next: () => items.next(),
      async return() {
        sink.discard();
        stream.close();
        line.destroy();
        return { done: true, value: undefined };
      },
    };
  };
}

async function* readLines(line: PassThrough): AsyncGenerator<StreamItem> {
  let rest = '';
  for await (const chunk of line) {
    const texts = (rest + chunk).split('\n');
    rest = texts.pop() ?? '';
    for (const text of texts) yield JSON.parse(text) as StreamItem;
  }
}

/** Writes an item a line. */
class LineSink extends RenderSink {
  protected transmit(batch: Batch): void {
    for (const payload of payloadsOf(batch)) this.writable.write(`${payload}\n`);
  }

  protected finish(failure: { error: unknown } | null): void {
    if (failure === null) this.writable.end();
    else this.writable.destroy(failure.error as Error);
  }
}
