import { setTimeout as sleep } from 'node:timers/promises';
import type { FormattedExecutionResult } from 'graphql';
import { applyEvent, type ClientState, fromSync } from '../../../client/index.ts';
import { compareStates } from '../compare-states.ts';
import { type Follower, followEvents } from '../follow-events.ts';
import type { Acknowledgement, HistoryRecord } from '../history.ts';
import { type Run, readState, type TypedOperation } from '../run-operation.ts';
import type { SoakNode } from './processes.ts';
import type { Choice } from './random-choice.ts';

const requestMsMax = 10_000;
const quiesceMsMax = 60_000;

/** A user with one device: it folds its stream into a state, and notes all that it is told. */
export interface VirtualClient {
  user: string;
  choice: Choice;
  state(): ClientState;
  /** Reads the state and follows the stream from there, over whatever happens. */
  start(): Promise<void>;
  /**
   * Runs a mutation until it is answered, on whichever node; null where it is refused. Every attempt is the same
   * request, as a client's retry is.
   */
  run<R, V extends Record<string, unknown>>(operation: TypedOperation<R, V>, variables: V): Promise<R | null>;
  note(done: Acknowledgement): void;
  /** Cuts its connection without a word to either side. */
  cut(): void;
  /** Waits until the folded state is the fetched one, at most a minute, and notes what was fetched. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** A state that was read is given so long to be that of the stream, before it is read again. */
const rereadMs = 5_000;
/** And so long it must stay so. */
const stillMs = 2_000;

/** First by what is compared in a moment, since it is asked with every item. */
function isEqual(state: ClientState, fetched: ClientState): boolean {
  const isBehind = [...fetched.conversations].some(
    ([id, { lastSeq }]) => state.conversations.get(id)?.lastSeq !== lastSeq,
  );
  return !isBehind && compareStates(state, fetched).length === 0;
}

interface ClientOptions {
  user: string;
  token: string;
  nodes: readonly SoakNode[];
  choice: Choice;
  record: (record: HistoryRecord) => void;
  /** Told of what no fault explains: an INTERNAL error, a dead subscription. */
  complain: (text: string) => void;
}

export function createVirtualClient({ user, token, nodes, choice, record, complain }: ClientOptions): VirtualClient {
  let node = choice.of(nodes) as SoakNode;
  let state: ClientState;
  let streams = 0;
  let stream = '';
  let follower: Follower | null = null;
  let onItem = (): void => {};

  /** Another node, if there is one that is up. */
  function switchNode(): void {
    node = choice.of(nodes.filter((each) => each !== node && each.isUp())) ?? node;
  }

  async function request<R>(
    operation: TypedOperation<R, never>,
    variables: unknown,
  ): Promise<FormattedExecutionResult<R>> {
    const asked = node;
    const response = await fetch(`${asked.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: String(operation), variables }),
      signal: AbortSignal.timeout(requestMsMax),
    });
    const result = (await response.json()) as FormattedExecutionResult<R>;
    asked.answered();
    return result;
  }

  async function run<R, V extends Record<string, unknown>>(
    operation: TypedOperation<R, V>,
    variables: V,
  ): Promise<R | null> {
    for (;;) {
      const result = await request<R>(operation, variables).catch(() => null);
      const code = result?.errors?.[0]?.extensions?.code;
      if (result?.data != null && code === undefined) return result.data;
      if (code === 'INTERNAL' || code === 'BAD_USER_INPUT') {
        complain(`${user} got ${code}: ${JSON.stringify(result?.errors)} for ${JSON.stringify(variables)}`);
      }
      if (result !== null && code !== 'UNAVAILABLE') return null;
      switchNode();
      await sleep(20 + choice.number(200));
    }
  }

  /** Reads are repeated like writes; a read that fails in part is repeated whole. */
  const read: Run = async (operation, variables) => {
    for (;;) {
      const data = await run(operation, variables);
      if (data !== null) return data;
      await sleep(20 + choice.number(200));
    }
  };

  function follow(): Follower {
    return followEvents({
      url: () => node.url,
      token,
      cursor: () => state.cursor,
      onOpened(after) {
        streams += 1;
        stream = `${user} ${streams}`;
        record({ kind: 'opened', user, stream, after });
      },
      onItem(item) {
        record({ kind: 'received', user, stream, item });
        state = applyEvent(state, item);
        onItem();
      },
      onRetry: switchNode,
      onDied: (reason) => complain(`${user}'s subscription died: ${reason}`),
    });
  }

  return {
    user,
    choice,
    state: () => state,
    async start() {
      const pages = await readState(read);
      record({ kind: 'synced', user, pages });
      state = fromSync(pages);
      follower = follow();
      while (!state.isCaughtUp) await nextItem(1_000);
    },
    run,
    note: (done) => record({ kind: 'acknowledged', user, done }),
    cut: () => follower?.cut(),
    async settle() {
      // Nobody acts any more, but what follows from acts (notifications) may still come: then it is read once more.
      const deadline = Date.now() + quiesceMsMax;
      let pages = await readState(read);
      for (;;) {
        const fetched = fromSync(pages);
        const until = Math.min(deadline, Date.now() + rereadMs);
        while (!isEqual(state, fetched) && Date.now() < until) await nextItem(1_000);
        await sleep(stillMs);
        if (isEqual(state, fetched) || Date.now() >= deadline) break;
        pages = await readState(read);
      }
      record({ kind: 'fetched', user, pages });
    },
    async stop() {
      await follower?.stop();
    },
  };

  /** The next item, or the end of a time without one. */
  async function nextItem(msMax: number): Promise<void> {
    const waited = new AbortController();
    const item = new Promise<void>((resolve) => {
      onItem = resolve;
    });
    await Promise.race([item, sleep(msMax, undefined, { signal: waited.signal }).catch(() => {})]);
    waited.abort();
  }
}
