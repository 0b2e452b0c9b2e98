import { awaitReader } from './await-reader.ts';
import { iterateStream } from './iterate-stream.ts';
import type { AppSignal } from './log-event.ts';
import type { FeedStream } from './realtime.ts';
import type { Sink } from './sink.ts';

interface FeedStreamOptions {
  /** Signals that wait for a reader who is behind. @default 1_000 */
  backlogMax: number;
  /** Bytes of them; one may always wait. @default 1_048_576 // 1 MiB */
  backlogBytesMax: number;
  /** A reader that takes nothing for so long, with something to take, is sent away. @default 30_000 // 30 seconds */
  stallMsMax: number;
  onTooSlow: () => void;
  /** Called once, when the stream is over, whoever ended it. */
  onEnd: () => void;
}

/**
 * Hands on signals that all count, in order. Of a reader who is behind the newest are kept, and the next that he gets
 * says how many before it he does not.
 */
export function createFeedStream(options: FeedStreamOptions): FeedStream {
  let sink: Sink | null = null;
  let backlog: AppSignal[] = [];
  let backlogBytes = 0;
  /** Before the first of the backlog. */
  let droppedCount = 0;
  let isBehind = false;
  let isClosed = false;

  function give(reader: Sink, signal: AppSignal): boolean {
    // What others get is one object for all.
    if (!reader.push(droppedCount === 0 ? signal : { ...signal, droppedCount })) return false;
    droppedCount = 0;
    return true;
  }

  function keep(signal: AppSignal): void {
    backlog.push(signal);
    backlogBytes += signal.bytes;
    let excess = 0;
    while (
      backlog.length - excess > options.backlogMax ||
      (backlogBytes > options.backlogBytesMax && backlog.length - excess > 1)
    ) {
      backlogBytes -= backlog[excess]?.bytes ?? 0;
      excess += 1;
    }
    if (excess === 0) return;
    backlog = backlog.slice(excess);
    droppedCount += excess;
  }

  function giveBacklog(reader: Sink): void {
    let given = 0;
    for (const signal of backlog) {
      if (!give(reader, signal)) break;
      backlogBytes -= signal.bytes;
      given += 1;
    }
    backlog = backlog.slice(given);
  }

  async function catchUp(reader: Sink): Promise<void> {
    isBehind = true;
    while (backlog.length > 0 && !isClosed) {
      await awaitReader(reader, options.stallMsMax, () => {
        close();
        options.onTooSlow();
      });
      giveBacklog(reader);
    }
    isBehind = false;
  }

  function close(error?: Error): void {
    if (isClosed) return;
    isClosed = true;
    backlog = [];
    if (error === undefined) sink?.end();
    else sink?.fail(error);
    options.onEnd();
  }

  const stream: FeedStream = {
    push(signal) {
      if (isClosed || (sink !== null && !isBehind && give(sink, signal))) return;
      keep(signal);
      if (sink !== null && !isBehind) void catchUp(sink);
    },
    pipe(reader) {
      if (sink !== null) throw new Error('A stream has one reader.');
      sink = reader;
      if (isClosed) reader.end();
      giveBacklog(reader);
      void catchUp(reader);
    },
    close,
    [Symbol.asyncIterator]: () => iterateStream(stream, options.backlogBytesMax),
  };
  return stream;
}
