import fc from 'fast-check';
import { expect, test } from 'vitest';
import { step } from '../../server/testing/conversation-model.ts';
import { syncRuns } from '../../server/testing/sync-runs.ts';
import { createSyncServer, type SimulatedLink, type SyncServer } from '../../server/testing/sync-server.ts';
import type { ClientState } from '../store/state.ts';
import { createSync, type Sync } from './create-sync.ts';

const place = fc.nat(3);
const pick = fc.nat(5);
const lags = fc.array(fc.nat(8), { minLength: 5, maxLength: 5 });

const act = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('act' as const), place, step }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('deliver' as const),
      picks: fc.array(pick, { maxLength: 8 }),
      isDoubled: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('answer' as const), pick, lags }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom({ do: 'connect' as const }, { do: 'cut' as const }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retain' as const), kept: fc.nat(10) }) },
  { weight: 1, arbitrary: fc.constantFrom({ do: 'checkpoint' as const }, { do: 'open' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('remove' as const, 'older' as const, 'watch' as const), place }),
  },
);

type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** A client's part of the world: its sync, and the link that it has. */
interface Device {
  sync: Sync;
  link: SimulatedLink | null;
  unknown: string[];
}

/** As few messages as can be, so that they are dropped and read again all the time. */
function createDevice(): Device {
  const unknown: string[] = [];
  const sync = createSync({ onUnknown: (name) => void unknown.push(name), onItem: () => {}, messagesKept: 2 });
  return { sync, link: null, unknown };
}

/** Promises that are settled have been heard of. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

function connect(device: Device, server: SyncServer): void {
  if (device.link?.isOpen) return;
  device.link = server.connect();
  device.sync.begin(device.link);
}

async function run(device: Device, server: SyncServer, plan: readonly Act[]): Promise<void> {
  const releases: (() => void)[] = [];
  for (const each of plan) {
    const { sync, link } = device;
    const at = [...(sync.state.getSnapshot()?.conversations.keys() ?? [])];
    const conversationId = 'place' in each ? at[each.place % Math.max(1, at.length)] : undefined;
    switch (each.do) {
      case 'act':
        server.act(each.place, each.step);
        break;
      case 'deliver':
        for (const one of each.picks) link?.deliver(one, each.isDoubled);
        break;
      case 'answer':
        link?.answer(each.pick, each.lags);
        break;
      case 'connect':
        connect(device, server);
        break;
      case 'cut':
        link?.close();
        break;
      case 'checkpoint':
        link?.checkpoint();
        break;
      case 'retain':
        server.retain(each.kept);
        break;
      case 'open':
        server.open();
        break;
      case 'remove':
        server.remove(each.place);
        break;
      case 'older':
        // Without a link it is refused, and so it is when the link is cut.
        if (conversationId !== undefined) void sync.loadOlder(conversationId).catch(() => {});
        break;
      case 'watch':
        if (releases.length > 0) releases.pop()?.();
        else if (conversationId !== undefined) releases.push(sync.watch(conversationId));
        break;
    }
    await settle();
  }
}

/** Lets everything through until there is nothing left. */
async function drain(device: Device, server: SyncServer): Promise<void> {
  for (;;) {
    connect(device, server);
    await settle();
    let isMoved = false;
    while (device.link?.answer(0, [0, 0, 0, 0, 0])) isMoved = true;
    while (device.link?.deliver(0, false)) isMoved = true;
    await settle();
    if (!isMoved) return;
  }
}

function stateOf({ sync }: Device): ClientState {
  const state = sync.state.getSnapshot();
  if (state === null) throw new Error('There is no state.');
  return state;
}

/** What a reader sees of a state, without the reducer's own notes. */
function seen(state: ClientState, hasHidden: boolean) {
  const conversations = [...state.conversations].map(([id, conversation]) => {
    const { fields, lastSeq, lastActivityAt, members, hasAllMembers, viewerMembership } = conversation;
    const { counted: _counted, ...membership } = viewerMembership;
    const receipts = [...conversation.receipts].filter(([userId]) => members.has(userId)).sort();
    // A sending that is withheld does not tell how far its sender has read, nor when it was.
    const told = hasHidden ? null : { receipts, lastActivityAt };
    return [id, { fields, lastSeq, hasAllMembers, members: [...members].sort(), membership, told }] as const;
  });
  return new Map(conversations.sort());
}

const hides = (plan: readonly Act[]) => plan.some((each) => each.do === 'act' && each.step.do === 'hide');

test('whatever order, doubling and cutting the link brings, after it a client has what a fresh one fetches', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 5, maxLength: 60, size: 'max' }),
      fc.boolean(),
      async (plan, isCutLast) => {
        const hasHidden = hides(plan);
        const server = createSyncServer(!hasHidden);
        const device = createDevice();
        connect(device, server);
        await run(device, server, plan);
        if (isCutLast) device.link?.close();
        await settle();
        await drain(device, server);

        const fresh = createDevice();
        await drain(fresh, server);
        const [got, wanted] = [stateOf(device), stateOf(fresh)];
        expect(got.isCaughtUp).toBe(true);
        expect(got.resync).toEqual({ everything: false, conversationIds: new Set() });
        expect(seen(got, hasHidden)).toEqual(seen(wanted, hasHidden));
        for (const [id, { messages, messagesFromSeq }] of got.conversations) {
          // What is loaded is the newest part of the history, without a hole.
          const history = server.history(id);
          expect([...messages.values()].sort((a, b) => a.seq - b.seq)).toEqual(
            history.slice(history.length - messages.size),
          );
          expect(history.filter(({ seq }) => seq >= messagesFromSeq).every(({ seq }) => messages.has(seq))).toBe(true);
        }
        expect(device.unknown).toEqual([]);
      },
    ),
    { numRuns: syncRuns },
  );
}, 120_000);
