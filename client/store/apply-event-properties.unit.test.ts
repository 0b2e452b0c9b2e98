import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  begin,
  fetchedOf,
  positionItem,
  readFromLog,
  type Step,
  step,
  syncPageOf,
  take,
  type World,
} from '../../server/testing/conversation-model.ts';
import { applyEvent, type StreamItem } from './apply-event.ts';
import { fromSync } from './from-sync.ts';
import type { ClientState } from './state.ts';

/** All worlds from the first to the last, and for each step its items. */
function play(plan: Step[]): { worlds: World[]; itemsOf: StreamItem[][] } {
  const worlds = [begin()];
  const itemsOf: StreamItem[][] = [];
  for (const step of plan) {
    const { world, items } = take(worlds.at(-1) ?? begin(), step);
    worlds.push(world);
    itemsOf.push(items);
  }
  return { worlds, itemsOf };
}

const steps = fc.array(step, { minLength: 1, maxLength: 40 });

const fetch = (read: (part: number) => World): ClientState => fromSync([syncPageOf('cursor', [fetchedOf(read)])]);

/** What a reader of the state sees, without the reducer's own notes. */
function seen(state: ClientState) {
  const conversation = state.conversations.get('conv_1');
  if (conversation === undefined) throw new Error('The conversation is gone.');
  const { appliedSeq: _applied, changes: _changes, viewerMembership, ...rest } = conversation;
  const { counted: _counted, ...membership } = viewerMembership;
  const receipts = new Map([...conversation.receipts].filter(([userId]) => conversation.members.has(userId)));
  return { ...rest, receipts, membership };
}

/** What a resume brings: the viewer's own log first, then the conversation's, then positions, as they are by then. */
function replay(itemsOf: StreamItem[][], to: World, end: World): StreamItem[] {
  const items = itemsOf.flat();
  const isOwn = (item: StreamItem) => item.__typename === 'MessageHidden';
  const readings = { ...to, messages: end.messages };
  const shown = items.flatMap((item) => ('seq' in item && !isOwn(item) ? [readFromLog(item, readings)] : []));
  const receipts = [...to.members].map(([userId, { readSeq }]) => ({ userId, deliveredSeq: readSeq, readSeq }));
  const moved = items.filter(
    (item) => item.__typename === 'ReceiptsAdvanced' || item.__typename === 'ReadPositionChanged',
  );
  const state: StreamItem[] = [
    { __typename: 'ReceiptsAdvanced', conversationId: 'conv_1', receipts },
    positionItem(to),
  ];
  return [...items.filter(isOwn), ...shown, ...(moved.length > 0 ? state : [])];
}

test('an item that is applied twice has the effect of one', () => {
  fc.assert(
    fc.property(steps, (plan) => {
      const { worlds, itemsOf } = play(plan);
      let state = fetch(() => worlds[0] ?? begin());
      for (const item of itemsOf.flat()) {
        state = applyEvent(state, item);
        expect(applyEvent(state, item)).toEqual(state);
      }
    }),
  );
});

test('a state whose parts were read at different times is made whole by the events since its cursor', () => {
  const setting = fc.record({
    plan: steps,
    cursor: fc.nat(20),
    lags: fc.array(fc.nat(10), { minLength: 5, maxLength: 5 }),
    replayed: fc.nat(40),
    stateLag: fc.nat(4),
  });
  const runs = { all: 0, uncertain: 0 };
  fc.assert(
    fc.property(setting, ({ plan, cursor, lags, replayed, stateLag }) => {
      const { worlds, itemsOf } = play(plan);
      const last = worlds.length - 1;
      const end = worlds[last] ?? begin();
      const from = Math.min(cursor, last);
      // What a hidden message said at which time is not told any more: that must not have been read at another.
      const lagOf = (part: number) => (end.hidden.size > 0 ? 0 : (lags[part] ?? 0));
      const fetched = fetch((part) => worlds[Math.min(from + lagOf(part), last)] ?? end);

      // The beginning is replayed, the rest comes live; state items come late, and those of one place in order.
      const to = Math.min(from + replayed, last);
      const items = replay(itemsOf.slice(from, to), worlds[to] ?? end, end);
      const late: { due: number; item: StreamItem }[] = [];
      for (const [index, made] of itemsOf.entries()) {
        if (index < to) continue;
        for (const item of made) {
          if ('seq' in item) items.push(item);
          else late.push({ due: index + stateLag, item });
        }
        while (late[0] !== undefined && late[0].due <= index) items.push(...late.splice(0, 1).map(({ item }) => item));
      }
      const folded = [...items, ...late.map(({ item }) => item)].reduce(applyEvent, fetched);
      runs.all += 1;
      // It says itself where it cannot tell the counts, and is then fetched again.
      if (folded.resync.conversationIds.size > 0) runs.uncertain += 1;
      else if (end.hidden.size === 0) expect(seen(folded)).toEqual(seen(fetch(() => end)));
      else {
        // A sending that is withheld does not tell how far its sender has read, nor when it was.
        const [got, wanted] = [seen(folded), seen(fetch(() => end))];
        expect([got.membership, got.messages]).toEqual([wanted.membership, wanted.messages]);
      }
    }),
    { numRuns: 2_000 },
  );
  expect(runs.uncertain).toBeLessThan(runs.all / 10);
});
