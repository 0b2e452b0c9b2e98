import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AcknowledgeDocument,
  EventsDocument,
  RequestContactDocument,
  SendMessageDocument,
  SetCustomStatusDocument,
  SetTypingDocument,
  ShareLocationDocument,
  type StreamItem,
} from '../../client/index.ts';
import { createObserver, type Observer, type Shown } from './privacy/observe.ts';
import { type PrivacyRow, readPrivacyTable, type Viewer, viewers } from './privacy/table.ts';
import { createPrivacyWorld, type PrivacyWorld, place, searchers } from './privacy/world.ts';
import { type Subscriber, startTestApp, type TestApp } from './start-app.ts';

let app: TestApp;
const rows = readPrivacyTable();
const settings = [...new Set(rows.map(({ setting }) => setting))];
const rowOf = (what: string, setting: string): PrivacyRow | undefined =>
  rows.find((row) => row.what === what && row.setting === setting);

beforeAll(async () => {
  app = await startTestApp({ env: { PRESENCE_GRACE_MS: '200', PRESENCE_INTERVAL_MS: '100' } });
});
afterAll(() => app.close());

/** Where the conversations are in which the subject does something, each once. */
const placesOf = (world: PrivacyWorld) =>
  (['contact', 'stranger', 'blocked'] as const).flatMap((viewer) => {
    const { direct, group } = world.viewers[viewer];
    return [direct, group].filter((place) => place !== null);
  });

/** What the subject does, one after the other, and what of the table it is about. */
const acts: { whats: string[]; act: (world: PrivacyWorld, socket: SubjectSocket) => Promise<unknown> }[] = [
  { whats: ['status', 'online count'], act: (_world, socket) => socket.open() },
  {
    whats: ['custom status'],
    act: ({ subject }) => subject.run(SetCustomStatusDocument, { input: { text: 'At the sea' } }),
  },
  {
    whats: ['typing'],
    act: ({ subject, ...world }) =>
      Promise.all(
        placesOf({ subject, ...world }).map(({ conversationId }) =>
          subject.run(SetTypingDocument, { input: { conversationId, isTyping: true } }),
        ),
      ),
  },
  {
    whats: ['delivered receipt in a DIRECT', 'delivered receipt in a GROUP'],
    act: (world) => {
      const positions = placesOf(world).map(({ conversationId, seq }) => ({ conversationId, deliveredSeq: seq }));
      return world.subject.run(AcknowledgeDocument, { input: { positions } });
    },
  },
  {
    whats: ['read receipt in a DIRECT', 'read receipt in a GROUP'],
    act: (world) => {
      const positions = placesOf(world).map(({ conversationId, seq }) => ({ conversationId, readSeq: seq }));
      return world.subject.run(AcknowledgeDocument, { input: { positions } });
    },
  },
  {
    whats: ['location'],
    act: ({ subject }) => subject.run(ShareLocationDocument, { input: { ...place } }),
  },
  { whats: ['last seen'], act: (_world, socket) => socket.close() },
];

interface SubjectSocket {
  open(): Promise<void>;
  close(): Promise<void>;
}

/** The subject's one device; what he himself listens to is over the same time. */
function socketOf(world: PrivacyWorld, self: Observer): SubjectSocket {
  let stream: Subscriber | null = null;
  return {
    async open() {
      stream = app.subscribe(world.subject.token, EventsDocument, {});
      await stream.until(() => true);
      await self.listen();
    },
    async close() {
      await self.close();
      await stream?.close();
    },
  };
}

/** By viewer and way; null: not asked. */
type Cells = Partial<Record<Viewer, { query: boolean | null; stream: boolean | null }>>;

/** What each stream can show. */
const shownBy = { presence: ['status', 'last seen', 'custom status'], typing: ['typing'], location: ['location'] };

// Most of a world's time is waiting for what shall not show.
describe.concurrent.each(settings)('with %s', (setting) => {
  test('everybody sees what the table says, and what he may not see changes nothing for him', {
    timeout: 300_000,
  }, async ({ expect }) => {
    const world = await createPrivacyWorld(app, setting);
    const observers = viewers.map((viewer) => createObserver(app, world, viewer));
    const [self] = observers as [Observer];
    const others = observers.filter((observer) => observer !== self);
    await Promise.all(others.map((observer) => observer.listen()));
    const heardBefore = new Map(others.map((each) => [each, each.heard().counts]));
    const socket = socketOf(world, self);

    for (const { whats, act } of acts) {
      const asked = whats.flatMap((what) => rowOf(what, setting) ?? []);
      // He comes and goes in any case.
      if (asked.length === 0 && !whats.includes('status') && !whats.includes('last seen')) continue;
      await act(world, socket);
      if (asked.length > 0) await settle(observers, asked);
      for (const row of asked)
        expect({ [row.what]: await cellsOf(observers, row) }).toEqual({ [row.what]: expectedOf(row, observers) });
    }

    // A stream that has nothing to show brings nothing, either: not one item after the first.
    for (const observer of others) {
      const counts = observer.heard().counts;
      for (const [stream, whats] of Object.entries(shownBy)) {
        const about = whats.flatMap((what) => rowOf(what, setting) ?? []);
        if (about.length === 0 || about.some((row) => row.shows[observer.viewer] !== false)) continue;
        expect({ of: observer.viewer, stream, count: counts[stream] }).toEqual({
          ...{ of: observer.viewer, stream, count: heardBefore.get(observer)?.[stream] },
        });
      }
    }
    await Promise.all(others.map((observer) => observer.close()));
  });
});

/** Waits until all shows that shall, 15 s at most, and then for what shall not. */
async function settle(observers: Observer[], asked: PrivacyRow[]): Promise<void> {
  const until = Date.now() + 15_000;
  while (Date.now() < until) {
    const now = await Promise.all(asked.map((row) => cellsOf(observers, row)));
    if (now.every((cells, at) => isDeepStrictEqual(cells, expectedOf(asked[at] as PrivacyRow, observers)))) break;
    await delay(100);
  }
  await delay(400);
}

/** What shows to each viewer now, where the table says anything of it. */
async function cellsOf(observers: Observer[], row: PrivacyRow): Promise<Cells> {
  const wanted = expectedOf(row, observers);
  const cells: Cells = {};
  for (const observer of observers) {
    const of = wanted[observer.viewer];
    const read = (isAsked: boolean, shown: Shown) => (isAsked ? (shown[row.what] ?? null) : null);
    const query = read(of?.query != null, of?.query == null ? {} : (await observer.query()).shown);
    cells[observer.viewer] = { query, stream: read(of?.stream != null, observer.heard().shown) };
  }
  return cells;
}

/** What the table says, by the ways in which it can be asked. */
function expectedOf({ what, shows }: PrivacyRow, observers: Observer[]): Cells {
  const isOfMembers = /^(typing|online|read|delivered)/.test(what);
  const byQuery = what !== 'typing';
  const byStream = what !== 'online count';
  return Object.fromEntries(
    observers.map(({ viewer }) => {
      // Who is in no conversation with him has nothing to ask.
      const isOutside = isOfMembers && ['other tenant', 'service', 'admin'].includes(viewer);
      const says = isOutside ? null : shows[viewer];
      // When one was last there oneself, no stream of one's own is left to say.
      const isLeft = viewer === 'self' && what === 'last seen';
      const isSearcher = searchers.some((searcher) => searcher === viewer);
      const isAskable = byQuery && (what !== 'location' || isSearcher);
      return [viewer, { query: isAskable ? says : null, stream: byStream && !isLeft ? says : null }];
    }),
  );
}

describe('notification', () => {
  test('what a viewer does reaches the subject as the table says', { timeout: 300_000 }, async () => {
    const row = rowOf('notification', 'default');
    const world = await createPrivacyWorld(app, 'default');
    const stream = app.subscribe<{ events: StreamItem }>(world.subject.token, EventsDocument, {});
    await stream.until(({ data }) => data?.events.__typename === 'CaughtUp');
    const reached: Partial<Record<Viewer, boolean | null>> = { self: null };
    for (const viewer of viewers) {
      if (viewer === 'self') continue;
      const { run, direct } = world.viewers[viewer];
      const seen = stream.results.length;
      if (direct !== null) {
        const { conversationId } = direct;
        await run(SendMessageDocument, { input: { conversationId, clientMessageId: viewer, text: 'Hello?' } });
      }
      if (viewer !== 'contact') await run(RequestContactDocument, { input: { userId: world.subjectId } });
      await delay(500);
      const items = stream.results.slice(seen).map(({ data }) => data?.events.__typename);
      reached[viewer] = items.includes('MessageSent') || items.includes('ContactRequested');
    }
    await stream.close();
    expect(reached).toEqual(row?.shows);
  });
});
