import { isDeepStrictEqual } from 'node:util';
import type { EventsSubscription } from '../../client/generated/operations.ts';
import {
  applyEvent,
  type ClientState,
  EventsDocument,
  fromSync,
  fromThread,
  type StreamItem,
  SyncThreadDocument,
} from '../../client/index.ts';
import { compareStates, compareUnreadTotals } from './compare-states.ts';
import { isNumbered } from './history.ts';
import { type Run, readState, type TypedOperation } from './run-operation.ts';
import type { Subscriber, TestApp } from './start-app.ts';

/** What one viewer is told of a mutation, live and by a resume. */
export interface Told {
  live: StreamItem[];
  resumed: StreamItem[];
}

type Events = Subscriber<EventsSubscription>;

/**
 * Proves for each viewer that the state before a mutation, with the events that it makes, is the state after it: for
 * events that come live, and for those that a stream brings which is opened afterwards. Throws what differs. The app
 * wants short intervals (`verifyEventsEnv`), since a stream's word that all was sent comes with a checkpoint.
 */
export async function verifyEvents<Name extends string>(
  app: TestApp,
  tokens: Record<Name, string>,
  mutate: () => Promise<unknown>,
): Promise<Record<Name, Told>> {
  const names = Object.keys(tokens) as Name[];
  const viewers = await Promise.all(names.map(async (name) => openViewer(app, name, tokens[name])));
  await mutate();
  const told = await Promise.all(viewers.map((viewer) => verifyViewer(app, viewer)));
  return Object.fromEntries(names.map((name, at) => [name, told[at]])) as Record<Name, Told>;
}

/** Settings with which a stream says often how far it has got. */
export const verifyEventsEnv = { CHECKPOINT_INTERVAL_MS: '100', AUDIT_INTERVAL_MS: '50', STATE_INTERVAL_MS: '50' };

/** Runs the client's operations as one user. */
export function runAs(app: TestApp, token: string): Run {
  return <R, V extends Record<string, unknown>>(operation: TypedOperation<R, V>, variables: V) =>
    app.data<R>(token, operation, variables);
}

/** A state with all threads of its messages opened. */
async function openThreads(run: Run, state: ClientState): Promise<ClientState> {
  let opened = state;
  for (const { threads, messages } of state.conversations.values()) {
    for (const seq of threads.keys()) {
      opened = fromThread(opened, await run(SyncThreadDocument, { id: messages.get(seq)?.id ?? '' }));
    }
  }
  return opened;
}

async function openViewer(app: TestApp, name: string, token: string) {
  const run = runAs(app, token);
  const pages = await readState(run);
  const before = await openThreads(run, fromSync(pages));
  const live: Events = app.subscribe(token, EventsDocument, { after: pages[0].syncCursor });
  await live.until((result) => itemOf(result).__typename === 'CaughtUp');
  return { name, token, before, live };
}

async function verifyViewer(
  app: TestApp,
  { name, token, before, live }: Awaited<ReturnType<typeof openViewer>>,
): Promise<Told> {
  const run = runAs(app, token);
  const pages = await readState(run);
  const after = await openThreads(run, fromSync(pages));
  const resumed: Events = app.subscribe(token, EventsDocument, { after: before.cursor });
  await resumed.until((result) => itemOf(result).__typename === 'CaughtUp');
  // Whatever the checkpoint before the last one missed was committed before it, so two tell that nothing is to come.
  const lastSeen = live.results.length;
  const isCheckpoint = (result: unknown, at: number) =>
    at >= lastSeen && itemOf(result as never).__typename === 'Checkpoint';
  await live.until(() => live.results.filter(isCheckpoint).length >= 2);

  const told = { live: live.results.map(itemOf), resumed: resumed.results.map(itemOf) };
  await Promise.all([live.close(), resumed.close()]);
  const differences = [
    ...compareUnreadTotals(after, pages[0].viewer),
    ...compareStates(told.live.reduce(applyEvent, before), after).map((each) => `live: ${each}`),
    ...compareStates(told.resumed.reduce(applyEvent, before), after).map((each) => `resumed: ${each}`),
    ...comparePlaces(told),
  ];
  if (differences.length === 0) return { live: news(before, told.live), resumed: news(before, told.resumed) };
  throw new Error(
    `${name}'s events do not lead to his state:\n${differences.join('\n')}\n${JSON.stringify(told, null, 1)}`,
  );
}

/** Without state items that say what was known: newest value wins, so one from before may be told once more. */
function news(before: ClientState, items: StreamItem[]): StreamItem[] {
  let state = before;
  return items.filter((item) => {
    const last = state;
    state = applyEvent(state, item);
    return item.__typename !== 'UserChanged' || !isDeepStrictEqual(state.users, last.users);
  });
}

/** Live or resumed, the same numbers come, with the same times. */
function comparePlaces({ live, resumed }: Told): string[] {
  const placesOf = (items: StreamItem[]) =>
    items.flatMap((item) => (isNumbered(item) ? [`${item.conversationId} ${item.seq} ${item.createdAt}`] : [])).sort();
  const [ofLive, ofResumed] = [placesOf(live), placesOf(resumed)];
  return isDeepStrictEqual(ofLive, ofResumed) ? [] : [`live ${ofLive.join(', ')}, but resumed ${ofResumed.join(', ')}`];
}

function itemOf(result: Events['results'][number]): StreamItem {
  if (result.data == null || result.errors !== undefined) {
    throw new Error(`An item failed: ${JSON.stringify(result.errors)}`);
  }
  return result.data.events;
}
