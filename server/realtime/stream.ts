import type { Logger } from 'pino';
import type { Listener } from './audience.ts';
import { awaitReader } from './await-reader.ts';
import type { Covered } from './covered.ts';
import type { Hub } from './hub.ts';
import { iterateStream } from './iterate-stream.ts';
import {
  conversationTopic,
  isOfUser,
  isReceiptsItem,
  isWithheld,
  type LogEvent,
  profilesTopic,
  type StateItem,
  type StreamItem,
  type Topic,
  userTopic,
} from './log-event.ts';
import type { LogReader, Stretch } from './log-reader.ts';
import type { Plan } from './plan.ts';
import type { Stream, StreamActor } from './realtime.ts';
import { replay, withheld } from './replay.ts';
import type { Sink } from './sink.ts';
import type { StreamCursor } from './stream-cursor.ts';
import { settleTurn } from './turn.ts';

/** What a stream shares with all others of its node. */
export interface StreamServices {
  hub: Hub;
  reader: LogReader;
  epoch: string;
  sealCursor: (tenantId: string, cursor: StreamCursor) => string;
  coveredBy: (tenantId: string, snapshot: string) => Covered;
  /** Bytes that one stream keeps for a reader that is slow. @default 1_048_576 // 1 MiB */
  queueBytesMax: number;
  /** A reader that takes nothing for so long, with something to take, is sent away. @default 30_000 // 30 seconds */
  stallMsMax: number;
  /** Events in a page of a replay. @default 500 */
  pageSize: number;
  /** The longest time between two checkpoints of a live stream. @default 25_000 // 25 seconds */
  checkpointIntervalMs: number;
  log: Logger;
}

/** A stream's own place, for reading again what a slow reader missed. */
export interface Place {
  covered: StreamCursor;
  positions: ReadonlyMap<Topic, number>;
}

/** What makes a stream that of a viewer, or that of one conversation. */
export interface StreamScope {
  actor: StreamActor;
  /** What to listen to before the plan is read. */
  readTopics: () => Promise<Topic[]>;
  /** Reads what to send: at first (`null`) from where the client said, later from the stream's own place. */
  plan: (from: Place | null) => Promise<Plan>;
  /** The stream is of one conversation, and ends with the viewer's membership. */
  endsWithAccess: boolean;
  onTooSlow: () => void;
  onEnd: () => void;
}

/** A stream as its node sees it. */
export interface OpenedStream {
  readonly actor: StreamActor;
  /** All that is covered there was handed to the hub's listeners. */
  onCovered(covered: Covered): void;
  /** The viewer has turned his own receipts off or on: those of others are for him only while his are for them. */
  onReceiptSharing(isShared: boolean): void;
  end(): void;
}

/** One that hears logs. */
export interface LiveStream extends Listener, OpenedStream {}

/**
 * One stream. It listens, then reads the log after its cursor, then goes live; a reader that is too slow for its queue
 * goes the same way again from the last covered cursor. A number that was sent is never sent again.
 */
export function createStream(
  services: StreamServices,
  scope: StreamScope,
  onEnd: (live: LiveStream, heard: Topic[]) => void,
): { stream: Stream; live: LiveStream } {
  const { hub, epoch, log } = services;
  const { actor } = scope;
  const { tenantId, userId } = actor;
  let sink: Sink | null = null;
  const attached = new Set<Topic>();
  /**
   * The last number of each log that was queued, or skipped as not the viewer's; while the stream is seated for a log,
   * the hub knows it. It outlives the membership.
   */
  const positions = new Map<Topic, number>();
  /** The joins that the viewer's own log has told of before the conversation's: they wait for his removal there. */
  let nextJoins: Map<Topic, number[]> | null = null;
  /** What came live while the log is read; null: the stream is live. */
  let waiting: (LogEvent | StateItem)[] | null = [];
  /** Something was dropped: the log has to be read again once the reader has caught up. */
  let hasMissed = false;
  let wake = (): void => {};
  /** Joins that are being read. */
  let joins: Map<Topic, { done: Promise<void>; waiting: LogEvent[] }> | null = null;
  let hearsReceipts = true;
  /** What was said of that while a plan was read: it is newer. */
  let saidOfReceipts: boolean | null = null;
  let place: Place | null = null;
  let checkpointAt = Date.now();
  let isClosed = false;

  const readPage = (stretches: Stretch[]) => services.reader.readPage(actor, stretches);
  const replayer = {
    positions,
    pageSize: services.pageSize,
    readPage,
    push: pushPaced,
    waitForReader,
    sealCursor: (cursor: Omit<StreamCursor, 'epoch'>) => services.sealCursor(tenantId, { epoch, ...cursor }),
    isClosed: () => isClosed,
  };

  const live: LiveStream = {
    actor,
    get sink() {
      return sink?.shared ?? null;
    },
    onEvent(event) {
      const early = waiting ?? joins?.get(event.topic)?.waiting;
      if (early === undefined) accept(event);
      else hold(early, event);
    },
    onState(item) {
      if (waiting !== null) hold(waiting, item);
      else if (hearsReceipts || !isReceiptsItem(item)) send(item);
    },
    onReceiptSharing(isShared) {
      if (waiting !== null) saidOfReceipts = isShared;
      else hearReceipts(isShared);
    },
    onLost(topic) {
      miss();
      log.warn({ tenantId, topic }, 'A live stream fell behind the retention.');
    },
    onBehind(topic, seq) {
      positions.set(topic, seq);
      miss();
    },
    onCovered(covered) {
      if (waiting !== null || hasMissed) return;
      if (joins !== null) {
        void joinsDone().then(() => live.onCovered(covered));
        return;
      }
      place = { covered: covered.position, positions };
      if (Date.now() - checkpointAt < services.checkpointIntervalMs) return;
      checkpointAt = Date.now();
      send(covered.word('Checkpoint'));
    },
    end: () => close(),
  };

  function hearReceipts(isShared: boolean): void {
    const isNew = isShared && !hearsReceipts;
    hearsReceipts = isShared;
    // Where others have got meanwhile is told before anything that a cursor of later would not bring again.
    if (isNew && !scope.endsWithAccess) readAside(userTopic(userId), () => readMoved(() => true));
  }

  function hold<T>(early: T[], item: T): void {
    if (hasMissed) return;
    if (early.length < waitingMax) early.push(item);
    else miss();
  }

  /** False where the item was dropped, and will come again from the log. */
  function send(item: StreamItem): boolean {
    // What others were shown with this stream comes before.
    if (waiting === null) settleTurn();
    if (hasMissed) return false;
    if (sink === null || sink.push(item)) {
      if (live.sink?.isSettled() === false) standUpAll();
      return true;
    }
    miss();
    return false;
  }

  function miss(): void {
    hasMissed = true;
    standUpAll();
    wake();
  }

  function standUp(topic: Topic): void {
    const seq = hub.standUp(tenantId, topic, live);
    if (seq !== null) positions.set(topic, seq);
  }

  function standUpAll(): void {
    for (const topic of attached) standUp(topic);
  }

  /** From here on an event is made for all who are in step, and not handed to each. */
  function sit(topic: Topic): void {
    if (waiting === null && !joins?.has(topic) && live.sink?.isSettled() && isAlike(topic)) {
      hub.sit(tenantId, topic, positions.get(topic) ?? 0, live);
    }
  }

  const joinsDone = () => Promise.all([...(joins?.values() ?? [])].map((join) => join.done));

  /** Takes the next live event of a log: the hub hands them on in order and without a hole. */
  function accept(event: LogEvent, isHidden = false): void {
    if (event.seq <= (positions.get(event.topic) ?? 0) || !attached.has(event.topic)) return;
    if (event.type === 'MemberRemoved' && event.payload.userId === userId) {
      revokeLive(event.topic, event.seq);
      return;
    }
    if (!send(isHidden || isWithheld(event, userId) ? withheld(event) : event)) return;
    positions.set(event.topic, event.seq);
    if (event.type === 'ConversationJoined' && !scope.endsWithAccess) {
      join(conversationTopic(event.payload.conversationId), event.payload.joinedSeq);
    }
    sit(event.topic);
  }

  function revokeLive(topic: Topic, seq: number): void {
    if (!send({ type: 'AccessRevoked', conversationId: topic })) return;
    standUp(topic);
    // His own log may have told of later joins before this one told of the removal: then he hears on from the next.
    const [next, ...rest] = (nextJoins?.get(topic) ?? []).filter((joinedSeq) => joinedSeq > seq);
    nextJoins?.delete(topic);
    if (rest.length > 0) nextJoins?.set(topic, rest);
    positions.set(topic, next === undefined ? seq : next - 1);
    if (scope.endsWithAccess) close();
    else if (next === undefined) detach(topic);
  }

  function detach(topic: Topic): void {
    attached.delete(topic);
    hub.detach(tenantId, topic, live);
  }

  async function attach(topics: Topic[]): Promise<void> {
    const fresh = topics.filter((topic) => !attached.has(topic));
    for (const topic of fresh) attached.add(topic);
    try {
      await hub.attach(tenantId, fresh, live);
    } catch (error) {
      for (const topic of fresh) attached.delete(topic);
      throw error;
    }
    if (isClosed) for (const topic of fresh) detach(topic);
  }

  /** A conversation that was joined while the stream is live: its log from the join to where the hub is, then live. */
  function join(topic: Topic, joinedSeq: number): void {
    if (attached.has(topic)) {
      nextJoins ??= new Map();
      nextJoins.set(topic, [...(nextJoins.get(topic) ?? []), joinedSeq]);
      return;
    }
    // The hub may be behind the join, and hand on what was before it: that is not for this viewer's stream.
    positions.set(topic, Math.max(joinedSeq - 1, positions.get(topic) ?? 0));
    readAside(topic, () => readJoined(topic, joinedSeq));
  }

  /** Reads something of a log while the rest of the stream goes on: what comes of that log waits, and checkpoints too. */
  function readAside(topic: Topic, read: () => Promise<void>): void {
    const early: LogEvent[] = [];
    const done = read()
      .catch((error: unknown) => {
        log.warn({ err: error }, 'What a stream lacked could not be read; it reads its logs again.');
        miss();
      })
      .finally(() => {
        // A removal in what was read may have been followed by another join already.
        if (joins?.get(topic)?.waiting === early) joins.delete(topic);
        if (joins?.size === 0) joins = null;
        for (const event of early) live.onEvent(event);
      });
    joins ??= new Map();
    joins.set(topic, { done, waiting: early });
  }

  async function readJoined(topic: Topic, joinedSeq: number): Promise<void> {
    await attach([topic]);
    const upTo = hub.position(tenantId, topic) ?? 0;
    let after = Math.max(joinedSeq - 1, positions.get(topic) ?? 0);
    while (after < upTo && attached.has(topic) && !hasMissed) {
      const page = await readPage([{ topic, after, upTo }]);
      for (const { event, isHidden } of page) accept(event, isHidden);
      after = page.at(-1)?.event.seq ?? upTo;
    }
    // Positions that moved between the join and the attaching were told to those who listened then, and are in no log.
    if (attached.has(topic)) await readMoved((moved) => moved === topic);
  }

  /** Tells the positions that have moved since the last covered cursor. */
  async function readMoved(isWanted: (topic: Topic) => boolean): Promise<void> {
    if (place === null) return;
    const { state } = await scope.plan(place);
    for (const item of state) {
      if (isReceiptsItem(item) && isWanted(conversationTopic(item.conversationId))) live.onState(item);
    }
  }

  /** Pushes during a replay, waiting for room: the reader sets the pace. */
  async function pushPaced(item: StreamItem): Promise<void> {
    while (!isClosed && sink?.push(item) === false) await waitForReader();
  }

  async function waitForReader(): Promise<void> {
    if (sink === null) return;
    await awaitReader(sink, services.stallMsMax, () => {
      log.info({ tenantId }, 'A reader stood still for too long and is sent away.');
      close();
      scope.onTooSlow();
    });
  }

  /** Listens to what the viewer may hear, then reads a plan that holds nothing else. */
  async function listenThenPlan(): Promise<Plan> {
    await attach([profilesTopic, ...(await scope.readTopics())]);
    for (;;) {
      saidOfReceipts = null;
      const plan = await scope.plan(place);
      hearsReceipts = plan.hearsReceipts;
      const missing = [...plan.positions.keys()].filter((topic) => !attached.has(topic));
      if (missing.length > 0) {
        await attach(missing);
        continue;
      }
      for (const topic of attached) if (topic !== profilesTopic && !plan.positions.has(topic)) detach(topic);
      return plan;
    }
  }

  /** Sends all that a plan holds, and what came live meanwhile. */
  async function catchUp(): Promise<void> {
    waiting = [];
    hasMissed = false;
    const plan = await listenThenPlan();
    const covered = services.coveredBy(tenantId, plan.snapshot);
    if (plan.resync !== null) {
      await pushPaced({ type: 'ResyncRequired', cursor: covered.cursor(), ...plan.resync });
    }
    for (const phase of plan.phases) await replay(phase, replayer);
    for (const item of plan.state) await pushPaced(item);
    for (const [topic, seq] of plan.positions) positions.set(topic, Math.max(seq, positions.get(topic) ?? 0));
    if (scope.endsWithAccess && plan.positions.size === 0) close();
    const isFirst = place === null;
    place = { covered: covered.position, positions };
    checkpointAt = Date.now();
    await pushPaced(covered.word(isFirst ? 'CaughtUp' : 'Checkpoint'));
    const early = waiting;
    waiting = null;
    if (saidOfReceipts !== null) hearReceipts(saidOfReceipts);
    for (const item of early) {
      if ('topic' in item) live.onEvent(item);
      else live.onState(item);
    }
  }

  async function run(): Promise<void> {
    while (!isClosed) {
      await catchUp();
      if (!hasMissed && !isClosed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (isClosed) return;
      await waitForReader();
      await joinsDone();
    }
  }

  function close(error?: unknown): void {
    if (isClosed) return;
    if (waiting === null) settleTurn();
    isClosed = true;
    if (error === undefined) sink?.end();
    else sink?.fail(error);
    wake();
    const heard = [...attached];
    for (const topic of heard) detach(topic);
    scope.onEnd();
    onEnd(live, heard);
  }

  const stream: Stream = {
    pipe(reader) {
      if (sink !== null) throw new Error('A stream has one reader.');
      sink = reader;
      if (isClosed) reader.end();
      else run().catch(close);
    },
    close,
    [Symbol.asyncIterator]: () => iterateStream(stream, services.queueBytesMax),
  };
  return { stream, live };
}

/** Of a user's own log nothing is for anybody else. */
const isAlike = (topic: Topic): boolean => !isOfUser(topic);

/** Live events that a stream keeps while it reads the log; beyond it, the log is read again. */
const waitingMax = 1_000;
