import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { Db } from '../db/transaction.ts';
import { readSpans } from './append.ts';
import { channelOf } from './channel.ts';
import type { FanOut } from './fan-out.ts';
import { decodeHint, type Hint } from './hint.ts';
import type { LogEvent, StateItem, Topic } from './log-event.ts';
import type { Sources } from './realtime.ts';

/** Who hears a topic. From `attach` on he gets every event above the head of then, in order, none missing, none twice. */
export interface Listener {
  onEvent(event: LogEvent): void;
  onState(item: StateItem): void;
  /** Events of this log are gone before they could be handed on: retention was faster. */
  onLost(topic: Topic): void;
}

/** One per node: takes hints, fills their holes from the log, and hands whole logs to listeners. */
export interface Hub {
  /** Fulfilled once the topics are heard. Attaching twice is once. Rejected, the listener hears none of them. */
  attach(tenantId: string, topics: Topic[], listener: Listener): Promise<void>;
  detach(tenantId: string, topic: Topic, listener: Listener): void;
  /** The last number that was handed on; null where nobody listens. */
  position(tenantId: string, topic: Topic): number | null;
  receive(event: LogEvent): void;
  /** Reads the log up to at least `seq` where listeners of this node are behind it. Throws what the database throws. */
  catchUp(tenantId: string, topic: Topic, seq: number): Promise<void>;
  listeners(tenantId: string, topic: Topic): ReadonlySet<Listener>;
}

interface Place {
  tenantId: string;
  topic: Topic;
  listeners: Set<Listener>;
  /** The last number handed on; null until the head was read. */
  position: number | null;
  /** Events that came ahead of their turn. */
  held: Map<number, LogEvent>;
  filling: Promise<void> | null;
  ready: Promise<void>;
  unlisten: () => void;
}

interface HubOptions {
  db: Db;
  fanOut: FanOut;
  nodeId: string;
  prefix: string;
  /** Events that one read takes from the log. @default 500 */
  pageSize: number;
  hydrate: Sources['hydrate'];
  /** State items and session hints are not numbered: they are for whoever made this hub. */
  onHint: (hint: Exclude<Hint, { kind: 'event' }>) => void;
  log: Logger;
}

/** More than this ahead of its turn is dropped: the log has it. */
const heldMax = 1_000;

const keyOf = (tenantId: string, topic: Topic): string => `${tenantId}\n${topic}`;

export function createHub(options: HubOptions): Hub {
  const { db, fanOut, nodeId, prefix, pageSize, hydrate, onHint, log } = options;
  const places = new Map<string, Place>();

  function open(tenantId: string, topic: Topic): Place {
    const place: Place = {
      tenantId,
      topic,
      listeners: new Set(),
      position: null,
      held: new Map(),
      filling: null,
      ready: Promise.resolve(),
      unlisten: () => {},
    };
    places.set(keyOf(tenantId, topic), place);
    return place;
  }

  /** Listens first and reads the heads after: what is committed later than the read comes as a hint, or is found missing. */
  async function prepare(tenantId: string, fresh: Place[]): Promise<void> {
    await Promise.all(
      fresh.map(async (place) => {
        place.unlisten = await fanOut.listen(channelOf(prefix, tenantId, place.topic), receiveText);
        if (place.listeners.size === 0) place.unlisten();
      }),
    );
    const topics = fresh.map((place) => place.topic);
    const rows = await db.execute<{ topic: Topic; last_seq: number }>(sql`
      select topic, last_seq from heads where tenant_id = ${tenantId} and topic in ${topics}`);
    const heads = new Map(rows.map((row) => [row.topic, row.last_seq]));
    for (const place of fresh) {
      place.position = heads.get(place.topic) ?? 0;
      release(place);
    }
  }

  function receiveText(text: string): void {
    const hint = decodeHint(nodeId, text);
    if (hint === null) return;
    if (hint.kind === 'event') receive(hint.event);
    else onHint(hint);
  }

  function receive(event: LogEvent): void {
    const place = places.get(keyOf(event.tenantId, event.topic));
    if (place === undefined) return;
    if (place.position !== null && event.seq <= place.position) return;
    if (place.position !== null && place.filling === null && event.seq === place.position + 1) {
      hand(place, event);
      release(place);
      return;
    }
    if (place.held.size < heldMax) place.held.set(event.seq, event);
    if (place.position !== null) fillSoon(place);
  }

  function hand(place: Place, event: LogEvent): void {
    place.position = event.seq;
    for (const listener of place.listeners) listener.onEvent(event);
  }

  /** Hands on what was held and is now in turn; a hole that is left is filled from the log. */
  function release(place: Place): void {
    if (place.position === null || place.filling !== null) return;
    for (let next = place.held.get(place.position + 1); next !== undefined; next = place.held.get(place.position + 1)) {
      hand(place, next);
    }
    for (const seq of place.held.keys()) if (seq <= place.position) place.held.delete(seq);
    if (place.held.size > 0) fillSoon(place);
  }

  function fillSoon(place: Place): void {
    fill(place).catch((error: unknown) => log.warn({ err: error }, 'A backfill failed; the audit repeats it.'));
  }

  /** Reads the log from the place's position to its end. One fill a place at a time; whoever comes later shares it. */
  function fill(place: Place): Promise<void> {
    place.filling ??= readOn(place).then(
      () => {
        place.filling = null;
        release(place);
      },
      (error: unknown) => {
        // What is held stays for the next hint or audit: filling again at once would ask a broken database without end.
        place.filling = null;
        throw error;
      },
    );
    return place.filling;
  }

  async function readOn(place: Place): Promise<void> {
    for (;;) {
      const after = place.position ?? 0;
      const heldBefore = [...place.held.keys()];
      const span = { topic: place.topic, after, upTo: 2_147_483_647 };
      const page = await readSpans(db, place.tenantId, [span], pageSize);
      await hydrate(db, place.tenantId, page);
      const first = page[0]?.seq ?? Number.POSITIVE_INFINITY;
      if (first > after + 1 && page.length > 0) for (const listener of place.listeners) listener.onLost(place.topic);
      for (const event of page) hand(place, event);
      // A hint follows its commit, so what was held before the read and yet is not in the log is a hint out of nothing.
      if (page.length === 0) for (const seq of heldBefore) place.held.delete(seq);
      if (page.length < pageSize) return;
    }
  }

  /** Ends a place that could not be prepared: all who wait for it are told, and whoever comes later opens another. */
  function discard(place: Place): void {
    place.listeners.clear();
    close(place);
  }

  function leave(place: Place, listener: Listener): void {
    if (place.listeners.delete(listener) && place.listeners.size === 0) close(place);
  }

  function close(place: Place): void {
    const key = keyOf(place.tenantId, place.topic);
    if (places.get(key) === place) places.delete(key);
    place.unlisten();
  }

  return {
    async attach(tenantId, topics, listener) {
      const fresh: Place[] = [];
      const wanted = topics.map((topic) => {
        let place = places.get(keyOf(tenantId, topic));
        if (place === undefined) {
          place = open(tenantId, topic);
          fresh.push(place);
        }
        place.listeners.add(listener);
        return place;
      });
      if (fresh.length > 0) {
        const ready = prepare(tenantId, fresh).catch((error: unknown) => {
          fresh.forEach(discard);
          throw error;
        });
        for (const place of fresh) place.ready = ready;
      }
      try {
        await Promise.all(wanted.map((place) => place.ready));
      } catch (error) {
        // Only this listener: what he opened and others have come to since is theirs.
        for (const place of wanted) leave(place, listener);
        throw error;
      }
    },

    detach(tenantId, topic, listener) {
      const place = places.get(keyOf(tenantId, topic));
      if (place !== undefined) leave(place, listener);
    },

    position: (tenantId, topic) => places.get(keyOf(tenantId, topic))?.position ?? null,
    receive,

    async catchUp(tenantId, topic, seq) {
      const place = places.get(keyOf(tenantId, topic));
      if (place === undefined) return;
      await place.ready;
      // One that is under way may have read the log before `seq` was in it.
      if (place.filling !== null) await place.filling;
      if ((place.position ?? 0) < seq) await fill(place);
    },

    listeners: (tenantId, topic) => places.get(keyOf(tenantId, topic))?.listeners ?? new Set(),
  };
}
