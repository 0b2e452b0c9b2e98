import type { MessageSent } from '../lib/message.ts';

/** What one client has received. */
export interface Tally {
  conversationId: string;
  /** The last number; 0: none yet. */
  seq: number;
  /** Deliveries of the run so far, and how many there will be. */
  count: number;
  expected: number;
}

export interface Counter {
  /** Counts a text if it is the event that comes next; false: it is no event. */
  take(tally: Tally, buffer: Buffer, start: number, end: number): boolean;
  faults: string[];
}

/** One delivery in so many is read whole. */
const sampleEvery = 64;

/**
 * Counts events without parsing each: where the number stands in a text of a certain length is learnt once, so that
 * every single delivery is checked for its number. The first and the last of each client and run, and a sample, are
 * compared with what was sent.
 */
export function createCounter(eventOf: (text: string) => MessageSent | null, sentText: string): Counter {
  const places = new Map<number, number>();
  const faults: string[] = [];
  const fault = (what: string) => {
    if (faults.length < 20) faults.push(what);
  };

  function readNumber(buffer: Buffer, at: number): number {
    let value = 0;
    for (let digit = (buffer[at] ?? 0) - 48; digit >= 0 && digit <= 9; digit = (buffer[++at] ?? 0) - 48) {
      value = value * 10 + digit;
    }
    return value;
  }

  function takeWhole(tally: Tally, buffer: Buffer, start: number, end: number): boolean {
    const received = buffer.toString('utf8', start, end);
    const event = eventOf(received);
    if (event === null) return false;
    if (tally.seq !== 0 && event.seq !== tally.seq + 1) fault(`${event.seq} came after ${tally.seq}: ${received}`);
    if (event.conversationId !== tally.conversationId) fault(`An event of another conversation: ${received}`);
    if (event.message.text !== sentText || event.__typename !== 'MessageSent') fault(`Not what was sent: ${received}`);
    const { message, ...own } = event;
    if (Object.keys(own).length + Object.keys(message).length !== 8) fault(`Not eight fields: ${received}`);
    places.set(end - start, buffer.indexOf('"seq":', start) + 6 - start);
    tally.seq = event.seq;
    tally.count += 1;
    return true;
  }

  return {
    faults,
    take(tally, buffer, start, end) {
      const place = places.get(end - start);
      const isSampled = tally.count === 0 || tally.count % sampleEvery === 0 || tally.count + 1 === tally.expected;
      if (place === undefined || isSampled || readNumber(buffer, start + place) !== tally.seq + 1) {
        return takeWhole(tally, buffer, start, end);
      }
      tally.seq += 1;
      tally.count += 1;
      return true;
    },
  };
}
