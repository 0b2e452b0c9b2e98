import { isMessageEvent, type LogEvent } from './log-event.ts';

/** The newest events of one log, without a hole between them, as a read of the log would show them now. */
export interface Ring {
  /** Takes the next event of the log. After a hole it begins anew. */
  add(event: LogEvent): void;
  /** What is above `after`, up to `upTo`; null where it does not reach so far back, or ends before. */
  slice(after: number, upTo: number): LogEvent[] | null;
  /** Forgets everything. */
  clear(): void;
}

/** Makes the rings of a node, which are bounded together. */
export interface Rings {
  create(): Ring;
}

interface RingLimits {
  /** Events of one log. @default 512 */
  eventsMax?: number;
  /** Bytes of one log's events, roughly. @default 524_288 // 512 KiB */
  bytesMax?: number;
  /** Bytes of all rings of the node, roughly; beyond it, the ring that has taken nothing for the longest time is emptied. @default 67_108_864 // 64 MiB */
  totalBytesMax?: number;
}

/** Names, numbers and times of an event, as objects. A guess that is right within a factor of two is enough for a bound. */
const eventBytes = 800;

export function createRings(limits: RingLimits = {}): Rings {
  const { eventsMax = 512, bytesMax = 524_288, totalBytesMax = 67_108_864 } = limits;
  /** In the order in which they last took something; those that did not since half of the room was taken: first took something. */
  const filled = new Set<Ring>();
  let totalBytes = 0;

  function create(): Ring {
    let events: LogEvent[] = [];
    let bytes = 0;

    function grow(by: number): void {
      bytes += by;
      totalBytes += by;
    }

    function dropOldest(count: number): void {
      for (const event of events.splice(0, count)) grow(-sizeOf(event));
    }

    /** The same for one, without an array of it. */
    function dropFirst(): void {
      const first = events.shift();
      if (first !== undefined) grow(-sizeOf(first));
    }

    /** Called for an empty ring's first event, and for every one only where there may soon be no room: it costs more than the rest. */
    function makeRoom(): void {
      filled.delete(ring);
      filled.add(ring);
      for (const oldest of filled) {
        if (totalBytes <= totalBytesMax) break;
        oldest.clear();
      }
    }

    const ring: Ring = {
      add(event) {
        const last = events.at(-1);
        if (last !== undefined && event.seq !== last.seq + 1) ring.clear();
        refresh(event);
        events.push(event);
        grow(sizeOf(event));
        while (events.length > eventsMax || (bytes > bytesMax && events.length > 0)) dropFirst();
        if (totalBytes > totalBytesMax / 2 || events.length <= 1) makeRoom();
      },
      slice(after, upTo) {
        const [first] = events;
        const last = events.at(-1);
        if (first === undefined || last === undefined || after < first.seq - 1 || upTo > last.seq) return null;
        return events.slice(after + 1 - first.seq, upTo + 1 - first.seq);
      },
      clear() {
        grow(-bytes);
        events = [];
        filled.delete(ring);
      },
    };

    /**
     * A log shows a message and a conversation as they are now, so what this event changes of them is changed in the
     * events before it. As new objects: those that streams have in their queues say what was true then.
     */
    function refresh(by: LogEvent): void {
      if (by.type !== 'MessageSent' && isMessageEvent(by)) {
        const { messageSeq } = by.payload;
        for (const [at, event] of events.entries()) {
          const fresh =
            messageSeqOf(event) === messageSeq
              ? ({ ...event, carried: by.carried } as LogEvent)
              : withoutQuote(event, by);
          if (fresh === null) continue;
          grow(sizeOf(fresh) - sizeOf(event));
          events[at] = fresh;
        }
      } else if (by.type === 'ConversationChanged' || by.type === 'MemberAdded' || by.type === 'MemberRemoved') {
        dropOldest(events.findLastIndex((event) => event.type === 'ConversationChanged') + 1);
      }
    }

    return ring;
  }

  return { create };
}

/** The `seq` of the message that an event is about; null: about none. */
export function messageSeqOf(event: LogEvent): number | null {
  if (event.type === 'MessageSent') return event.seq;
  return isMessageEvent(event) ? event.payload.messageSeq : null;
}

/** The event with the quote emptied that it carries, if that is of the message that was deleted; null otherwise. */
function withoutQuote(event: LogEvent, by: LogEvent): LogEvent | null {
  if (by.type !== 'MessageDeleted' || !isMessageEvent(event)) return null;
  const { message } = event.carried;
  const quote = message.details?.replyTo;
  if (quote?.seq !== by.payload.messageSeq) return null;
  const details = { ...message.details, replyTo: { ...quote, text: null, isDeleted: true }, changedSeq: by.seq };
  return { ...event, carried: { message: { ...message, details } } } as LogEvent;
}

function sizeOf({ carried }: LogEvent): number {
  if (carried === null) return eventBytes;
  if (!('message' in carried)) {
    const { title, metadata } = carried.conversation;
    return eventBytes + (title?.length ?? 0) * 2 + jsonBytes(metadata);
  }
  const { text, metadata, details, reactions } = carried.message;
  return eventBytes + (text?.length ?? 0) * 2 + jsonBytes(metadata) + jsonBytes(details) + jsonBytes(reactions);
}

function jsonBytes(value: object | null): number {
  return value === null || Object.keys(value).length === 0 ? 0 : JSON.stringify(value).length * 2;
}
