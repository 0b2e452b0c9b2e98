import { type Batch, follow } from './batch.ts';
import { isAlikeToAll, type LogEvent, type StateItem, type Topic } from './log-event.ts';
import type { Renderer, SharedSink } from './sink.ts';
import { type Spreadable, spreadAfterTurn } from './turn.ts';

/** Who hears a topic. From the attaching on he gets every event above the head of then, in order, none missing, none twice. */
export interface Listener {
  onEvent(event: LogEvent): void;
  onState(item: StateItem): void;
  /** Events of this log are gone before they could be handed on: retention was faster. */
  onLost(topic: Topic): void;
  /** His reader is too slow: he was handed nothing above `seq` and is handed each event himself again. */
  onBehind(topic: Topic, seq: number): void;
  /** Where all he hears goes; null: he cannot sit. */
  readonly sink: SharedSink | null;
}

/**
 * All who hear one log. Most are seated: they are in step with the log and are shown its events alike, so an event is
 * handed to their cohort and not to each of them. Whoever is out of step stands, and is handed each event himself.
 */
export interface Audience {
  readonly standing: Set<Listener>;
  /** Replaced, never changed. Null: nobody is seated. */
  cohorts: readonly Cohort[] | null;
}

interface Cohort extends Spreadable {
  readonly renderer: Renderer;
  readonly members: Map<SharedSink, Listener>;
  /** Up to here the members have been handed everything. */
  readonly handedSeq: () => number;
  hand(event: LogEvent): void;
  /** Writes what was gathered in this turn before the turn is over. */
  writeNow(): void;
}

/** Bytes that a cohort gathers in one turn: beyond it they are written at once, so that a long log does not make its readers look slow. */
const batchBytesMax = 65_536;

/**
 * Sinks that are looked at before the first of them is written to. What a delivery touches of each is cold, and a look at
 * several brings it near in the time of one: they do not wait for one another, while a write ends in the kernel.
 */
const lookAhead = 16;

export function createAudience(): Audience {
  return { standing: new Set(), cohorts: null };
}

export function isHeard({ standing, cohorts }: Audience): boolean {
  return standing.size > 0 || cohorts !== null;
}

export function everybody({ standing, cohorts }: Audience): Listener[] {
  return [...standing, ...(cohorts ?? []).flatMap(({ members }) => [...members.values()])];
}

/** Lets a listener in, standing. */
export function enter({ standing, cohorts }: Audience, listener: Listener): void {
  if (
    listener.sink === null ||
    !cohorts?.some(({ members }) => members.get(listener.sink as SharedSink) === listener)
  ) {
    standing.add(listener);
  }
}

/** Hands on the next event of the log. */
export function handOn(audience: Audience, event: LogEvent): void {
  if (audience.cohorts !== null) for (const cohort of audience.cohorts) cohort.hand(event);
  for (const listener of audience.standing) listener.onEvent(event);
}

/** Seats a listener who has been handed everything up to `seq`, the last event of the log. */
export function sit(audience: Audience, topic: Topic, seq: number, listener: Listener): void {
  const { sink } = listener;
  if (sink === null || !audience.standing.delete(listener)) return;
  let cohort = cohortOf(audience, sink);
  if (cohort === undefined) {
    cohort = createCohort(audience, topic, sink.renderer, seq);
    audience.cohorts = [...(audience.cohorts ?? []), cohort];
  } else if (cohort.handedSeq() < seq) {
    // What the cohort is about to write, he has been given already.
    cohort.writeNow();
  }
  cohort.members.set(sink, listener);
  sink.seats += 1;
}

/** Lets a seated listener stand up; gives the last number that he was handed. Null: he was not seated. */
export function standUp(audience: Audience, listener: Listener): number | null {
  const seq = unseat(audience, listener);
  if (seq !== null) audience.standing.add(listener);
  return seq;
}

/** False where he was not there. */
export function leave(audience: Audience, listener: Listener): boolean {
  return unseat(audience, listener) !== null || audience.standing.delete(listener);
}

/** The cohort of a sink's group, whether or not it is seated there. */
function cohortOf({ cohorts }: Audience, sink: SharedSink): Cohort | undefined {
  return cohorts?.find(({ renderer }) => renderer === sink.renderer);
}

function unseat(audience: Audience, { sink }: Listener): number | null {
  const cohort = sink === null ? undefined : cohortOf(audience, sink);
  if (sink === null || !cohort?.members.delete(sink)) return null;
  sink.seats -= 1;
  if (cohort.members.size === 0) {
    const left = audience.cohorts?.filter((each) => each !== cohort) ?? [];
    audience.cohorts = left.length === 0 ? null : left;
  }
  return cohort.handedSeq();
}

function createCohort(audience: Audience, topic: Topic, renderer: Renderer, firstSeq: number): Cohort {
  const members = new Map<SharedSink, Listener>();
  const { start } = renderer;
  let batch = start;
  let isDue = false;
  let handedSeq = firstSeq;
  let seq = firstSeq;

  /** Gives the batch to everybody: to be written at once, or, with `isSpread`, with what else each gets. Whoever is behind is let go. */
  function give(isSpread: boolean): void {
    if (batch === start) return;
    const given = batch;
    batch = start;
    // What hangs on the beginning is of this turn.
    start.next = null;
    const late: SharedSink[] = [];
    let ready: SharedSink[] = [];
    for (const sink of members.keys()) {
      (sink.hasRoom() ? ready : late).push(sink);
      if (ready.length < lookAhead) continue;
      handTo(ready, given, isSpread);
      ready = [];
    }
    handTo(ready, given, isSpread);
    for (const sink of late) letGo(sink);
    handedSeq = seq;
  }

  function letGo(sink: SharedSink): void {
    const listener = members.get(sink);
    const before = listener === undefined ? null : standUp(audience, listener);
    if (before !== null) listener?.onBehind(topic, before);
  }

  const writeNow = (): void => give(false);

  const cohort: Cohort = {
    renderer,
    members,
    handedSeq: () => handedSeq,
    hand(event) {
      const payload = isAlikeToAll(event) ? renderer.render(event, true) : null;
      if (payload instanceof Buffer) {
        if (!isDue) spreadAfterTurn(cohort);
        isDue = true;
        batch = follow(batch, payload);
        seq = event.seq;
        if (batch.byteLength > batchBytesMax) writeNow();
      } else {
        writeNow();
        for (const listener of members.values()) listener.onEvent(event);
        seq = event.seq;
        handedSeq = seq;
      }
    },
    writeNow,
    flush() {
      isDue = false;
      writeNow();
    },
    spread() {
      isDue = false;
      give(true);
    },
  };
  return cohort;
}

function handTo(sinks: readonly SharedSink[], batch: Batch, isSpread: boolean): void {
  for (const sink of sinks) {
    // Whoever hears no other log gets nothing else to be written with it.
    if (isSpread && sink.seats !== 1) sink.append(batch);
    else sink.write(batch);
  }
}
