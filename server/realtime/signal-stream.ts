import { awaitReader } from './await-reader.ts';
import { iterateStream } from './iterate-stream.ts';
import type { StreamItem } from './log-event.ts';
import type { SignalStream } from './realtime.ts';
import type { Sink } from './sink.ts';

interface SignalStreamOptions {
  /** Bytes that it keeps for a reader who iterates. @default 1_048_576 // 1 MiB */
  queueBytesMax: number;
  /** A reader that takes nothing for so long, with something to take, is sent away. @default 30_000 // 30 seconds */
  stallMsMax: number;
  onTooSlow: () => void;
  /** Which of what is pushed replaces which: of each the newest counts. @default all the same */
  keyOf?: (item: StreamItem) => string;
  /** Called once, when the stream is over, whoever ended it. */
  onEnd: () => void;
}

/** Hands on what is so now. A reader who is behind is not sent what has passed meanwhile, but the newest once he has room. */
export function createSignalStream(options: SignalStreamOptions): SignalStream {
  let sink: Sink | null = null;
  const keyOf = options.keyOf ?? (() => '');
  /** What the reader has not been given, in the order in which it became so. */
  const newest = new Map<string, StreamItem>();
  let isBehind = false;
  let isClosed = false;

  function push(item: StreamItem): void {
    if (isClosed) return;
    if (sink === null || isBehind || !sink.push(item)) {
      const key = keyOf(item);
      newest.delete(key);
      newest.set(key, item);
      if (sink !== null && !isBehind) void catchUp(sink);
    }
  }

  async function catchUp(reader: Sink): Promise<void> {
    isBehind = true;
    await awaitReader(reader, options.stallMsMax, () => {
      close();
      options.onTooSlow();
    });
    isBehind = false;
    pushNewest();
  }

  function pushNewest(): void {
    const items = [...newest.values()];
    newest.clear();
    for (const item of items) push(item);
  }

  function close(error?: Error): void {
    if (isClosed) return;
    isClosed = true;
    if (error === undefined) sink?.end();
    else sink?.fail(error);
    options.onEnd();
  }

  const stream: SignalStream = {
    push,
    pipe(reader) {
      if (sink !== null) throw new Error('A stream has one reader.');
      sink = reader;
      if (isClosed) reader.end();
      else pushNewest();
    },
    close,
    [Symbol.asyncIterator]: () => iterateStream(stream, options.queueBytesMax),
  };
  return stream;
}
