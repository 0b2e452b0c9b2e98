import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { createBatcher } from '../db/batcher.ts';
import type { Db } from '../db/transaction.ts';
import { readSpans, type Span } from './append.ts';
import {
  type Audience,
  createAudience,
  enter,
  everybody,
  handOn,
  isHeard,
  type Listener,
  leave,
  sit,
  standUp,
} from './audience.ts';
import { channelOf } from './channel.ts';
import type { FanOut } from './fan-out.ts';
import { decodeHint, type Hint } from './hint.ts';
import { isOfUser, type LogEvent, type Topic } from './log-event.ts';
import type { Sources } from './realtime.ts';
import { createRings, type Ring } from './ring.ts';

/** One per node: takes hints, fills their holes from the log, and hands whole logs to listeners. */
export interface Hub {
  /** Fulfilled once the topics are heard. Attaching twice is once. Rejected, the listener hears none of them. */
  attach(tenantId: string, topics: Topic[], listener: Listener): Promise<void>;
  detach(tenantId: string, topic: Topic, listener: Listener): void;
  /** The last number that was handed on; null for a log that is not heard. */
  position(tenantId: string, topic: Topic): number | null;
  receive(event: LogEvent): void;
  /** Reads the log up to at least `seq` where listeners of this node are behind it. Throws what the database throws. */
  catchUp(tenantId: string, topic: Topic, seq: number): Promise<void>;
  isHeard(tenantId: string, topic: Topic): boolean;
  listeners(tenantId: string, topic: Topic): Listener[];
  /** Seats a listener who has been handed everything up to `seq`, if that is where the log is; see audience.ts. */
  sit(tenantId: string, topic: Topic, seq: number, listener: Listener): void;
  /** From now on the listener is handed each event himself again. Gives the last number that he was handed; null: he was not seated. */
  standUp(tenantId: string, topic: Topic, listener: Listener): number | null;
  /**
   * A stretch of a log from memory, as a read would show it, and of a conversation as the same objects that listeners got;
   * null where it is not there, or where the log is not known up to `head`: what is missing may have changed what it shows.
   */
  recent(tenantId: string, stretch: Span, head: number): LogEvent[] | null;
  /** Hears nothing any more. */
  close(): void;
}

interface Place {
  key: string;
  tenantId: string;
  topic: Topic;
  audience: Audience;
  /** The last number handed on; null until the head was read. */
  position: number | null;
  /** Events that came ahead of their turn; null: none. Most places never have any, and there is one for each user. */
  held: Map<number, LogEvent> | null;
  filling: Promise<void> | null;
  /** Null once the head was read. */
  preparing: Promise<void> | null;
  /** Null before the first event. */
  ring: Ring | null;
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
  /** How long a log is still heard after its last listener has left: many leave to come back. @default 30_000 // 30 seconds */
  lingerMs?: number;
  /** State items and session hints are not numbered: they are for whoever made this hub. */
  onHint: (hint: Exclude<Hint, { kind: 'event' }>) => void;
  log: Logger;
}

/** More than this ahead of its turn is dropped: the log has it. */
const heldMax = 1_000;
/** Logs that are heard without a listener. */
const idleMax = 50_000;
/** Listeners whose logs' heads are read by one statement. */
const headReadsMax = 1_000;

const keyOf = (tenantId: string, topic: Topic): string => `${tenantId}\n${topic}`;

export function createHub(options: HubOptions): Hub {
  const { db, fanOut, nodeId, prefix, pageSize, hydrate, lingerMs = 30_000, onHint, log } = options;
  const places = new Map<string, Place>();
  /** Those without a listener and when they end, the first to end first. */
  const idle = new Map<Place, number>();
  let sweep: NodeJS.Timeout | null = null;
  const rings = createRings();
  const readHeads = createBatcher<HeadsQuestion, Map<Topic, number>>({
    run: (questions) => readAllHeads(db, questions),
    lanes: 1,
    rowsMax: headReadsMax,
  });

  function open(tenantId: string, topic: Topic): Place {
    const key = keyOf(tenantId, topic);
    const place: Place = {
      key,
      tenantId,
      topic,
      audience: createAudience(),
      position: null,
      held: null,
      filling: null,
      preparing: null,
      ring: null,
      unlisten: () => {},
    };
    places.set(key, place);
    return place;
  }

  const isOpen = (place: Place): boolean => places.get(place.key) === place;

  /** Listens first and reads the heads after: what is committed later than the read comes as a hint, or is found missing. */
  async function prepare(tenantId: string, fresh: Place[]): Promise<void> {
    await Promise.all(
      fresh.map(async (place) => {
        place.unlisten = await fanOut.listen(channelOf(prefix, tenantId, place.topic), (text) =>
          receiveText(place, text),
        );
        if (!isOpen(place)) place.unlisten();
      }),
    );
    const heads = await readHeads({ tenantId, topics: fresh.map((place) => place.topic) });
    for (const place of fresh) {
      place.preparing = null;
      place.position = heads.get(place.topic) ?? 0;
      release(place);
    }
  }

  function receiveText(place: Place, text: string): void {
    const hint = decodeHint(nodeId, text);
    if (hint === null) return;
    if (hint.kind !== 'event') onHint(hint);
    // What comes on a place's own channel is its own, and it need not be looked for.
    else if (hint.event.topic === place.topic && hint.event.tenantId === place.tenantId) take(place, hint.event);
  }

  function receive(event: LogEvent): void {
    const place = places.get(keyOf(event.tenantId, event.topic));
    if (place !== undefined) take(place, event);
  }

  function take(place: Place, event: LogEvent): void {
    if (place.position !== null && event.seq <= place.position) return;
    if (place.position !== null && place.filling === null && event.seq === place.position + 1) {
      hand(place, event);
      release(place);
      return;
    }
    place.held ??= new Map();
    if (place.held.size < heldMax) place.held.set(event.seq, event);
    if (place.position !== null) fillSoon(place);
  }

  function hand(place: Place, event: LogEvent): void {
    place.position = event.seq;
    if (isOpen(place)) {
      place.ring ??= rings.create();
      place.ring.add(event);
    }
    handOn(place.audience, event);
  }

  /** Hands on what was held and is now in turn; a hole that is left is filled from the log. */
  function release(place: Place): void {
    const { held } = place;
    if (held === null || place.position === null || place.filling !== null) return;
    for (let next = held.get(place.position + 1); next !== undefined; next = held.get(place.position + 1)) {
      hand(place, next);
    }
    for (const seq of held.keys()) if (seq <= place.position) held.delete(seq);
    if (held.size > 0) fillSoon(place);
    else place.held = null;
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
      const heldBefore = [...(place.held?.keys() ?? [])];
      const span = { topic: place.topic, after, upTo: 2_147_483_647 };
      const page = await readSpans(db, place.tenantId, [span], pageSize);
      await hydrate(db, place.tenantId, page);
      const first = page[0]?.seq ?? Number.POSITIVE_INFINITY;
      if (first > after + 1 && page.length > 0)
        for (const listener of everybody(place.audience)) listener.onLost(place.topic);
      for (const event of page) hand(place, event);
      // A hint follows its commit, so what was held before the read and yet is not in the log is a hint out of nothing.
      if (page.length === 0) for (const seq of heldBefore) place.held?.delete(seq);
      if (page.length < pageSize) return;
    }
  }

  /** Ends a place that could not be prepared: all who wait for it are told, and whoever comes later opens another. */
  function discard(place: Place): void {
    place.audience = createAudience();
    close(place);
  }

  function part(place: Place, listener: Listener): void {
    if (!leave(place.audience, listener) || isHeard(place.audience)) return;
    // One that is not ready has nothing to keep.
    if (place.preparing !== null) {
      close(place);
      return;
    }
    idle.set(place, Date.now() + lingerMs);
    const [oldest] = idle.keys();
    if (idle.size > idleMax && oldest !== undefined) close(oldest);
    sweep ??= setTimeout(sweepIdle, lingerMs / 4).unref();
  }

  function sweepIdle(): void {
    const now = Date.now();
    for (const [place, endsAt] of idle) {
      if (endsAt > now) break;
      close(place);
    }
    sweep = idle.size === 0 ? null : setTimeout(sweepIdle, lingerMs / 4).unref();
  }

  function close(place: Place): void {
    if (isOpen(place)) places.delete(place.key);
    idle.delete(place);
    place.ring?.clear();
    place.ring = null;
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
        enter(place.audience, listener);
        idle.delete(place);
        return place;
      });
      if (fresh.length > 0) {
        const preparing = prepare(tenantId, fresh).catch((error: unknown) => {
          fresh.forEach(discard);
          throw error;
        });
        for (const place of fresh) place.preparing = preparing;
      }
      try {
        await Promise.all(wanted.flatMap((place) => place.preparing ?? []));
      } catch (error) {
        // Only this listener: what he opened and others have come to since is theirs.
        for (const place of wanted) part(place, listener);
        throw error;
      }
    },

    detach(tenantId, topic, listener) {
      const place = places.get(keyOf(tenantId, topic));
      if (place !== undefined) part(place, listener);
    },

    position: (tenantId, topic) => places.get(keyOf(tenantId, topic))?.position ?? null,
    receive,

    async catchUp(tenantId, topic, seq) {
      const place = places.get(keyOf(tenantId, topic));
      if (place === undefined) return;
      await place.preparing;
      // One that is under way may have read the log before `seq` was in it.
      if (place.filling !== null) await place.filling;
      if ((place.position ?? 0) < seq) await fill(place);
    },

    isHeard(tenantId, topic) {
      const place = places.get(keyOf(tenantId, topic));
      return place !== undefined && isHeard(place.audience);
    },

    listeners(tenantId, topic) {
      const place = places.get(keyOf(tenantId, topic));
      return place === undefined ? [] : everybody(place.audience);
    },

    sit(tenantId, topic, seq, listener) {
      const place = places.get(keyOf(tenantId, topic));
      if (place?.position === seq) sit(place.audience, topic, seq, listener);
    },

    standUp(tenantId, topic, listener) {
      const place = places.get(keyOf(tenantId, topic));
      return place === undefined ? null : standUp(place.audience, listener);
    },

    recent(tenantId, { topic, after, upTo }, head) {
      const place = places.get(keyOf(tenantId, topic));
      const events = (place?.position ?? -1) < head ? null : (place?.ring?.slice(after, upTo) ?? null);
      // What has been made of an event is kept with it. Those of users name rows that may have changed since: they are shown anew.
      return isOfUser(topic) ? (events?.map((event) => ({ ...event })) ?? null) : events;
    },

    close() {
      if (sweep !== null) clearTimeout(sweep);
      for (const place of [...places.values()]) discard(place);
    },
  };
}

interface HeadsQuestion {
  tenantId: string;
  topics: Topic[];
}

/** The last numbers of the logs of each question; a log without a head is not among them. */
async function readAllHeads(db: Db, questions: HeadsQuestion[]): Promise<Map<Topic, number>[]> {
  const asked = new Map<string, [tenantId: string, topic: Topic]>();
  for (const { tenantId, topics } of questions)
    for (const topic of topics) asked.set(keyOf(tenantId, topic), [tenantId, topic]);
  const rows = await db.execute<{ tenant_id: string; topic: Topic; last_seq: number }>(sql`
    select h.tenant_id, h.topic, h.last_seq
    from jsonb_array_elements(${JSON.stringify([...asked.values()])}::jsonb) as j
    join heads h on h.tenant_id = (j->>0) collate "C" and h.topic = (j->>1) collate "C"`);
  const heads = new Map<string, Map<Topic, number>>();
  for (const { tenant_id, topic, last_seq } of rows) {
    const of = heads.get(tenant_id) ?? new Map<Topic, number>();
    heads.set(tenant_id, of.set(topic, last_seq));
  }
  return questions.map(({ tenantId }) => heads.get(tenantId) ?? new Map());
}
