import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createUsersWatch } from './watch-users.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function begin(idsMax = 100) {
  const open: { userIds: string[]; bring: (userId: string, value: string) => void }[] = [];
  let opened = 0;
  const watch = createUsersWatch<string>({
    idsMax,
    follow(userIds, bring) {
      const one = { userIds, bring };
      open.push(one);
      opened += 1;
      return () => void open.splice(open.indexOf(one), 1);
    },
  });
  const settle = () => vi.advanceTimersByTimeAsync(100);
  return { watch, open, settle, opened: () => opened };
}

const numbered = (count: number) => Array.from({ length: count }, (_, number) => `u${number}`);

test('All who watch are served by one subscription to all whom they watch, each with his own', async () => {
  const { watch, open, settle, opened } = begin();
  const [first, second] = [watch(['a', 'b']), watch(['b', 'c'])];
  first.subscribe(() => {});
  second.subscribe(() => {});
  await settle();
  expect(open.map(({ userIds }) => userIds)).toEqual([['a', 'b', 'c']]);
  for (const id of ['a', 'b', 'c']) open[0]?.bring(id, `${id}1`);
  await settle();
  expect([...first.getSnapshot()]).toEqual([
    ['a', 'a1'],
    ['b', 'b1'],
  ]);
  const before = first.getSnapshot();
  open[0]?.bring('c', 'c2');
  await settle();
  expect(first.getSnapshot()).toBe(before);
  expect(second.getSnapshot().get('c')).toBe('c2');
  expect(opened()).toBe(1);
});

test('What comes in one breath is shown at once', async () => {
  const { watch, open, settle } = begin(500);
  const watched = watch(numbered(500));
  let shown = 0;
  watched.subscribe(() => {
    shown += 1;
  });
  await settle();
  for (const id of numbered(500)) open[0]?.bring(id, 'here');
  await settle();
  expect([shown, watched.getSnapshot().size]).toEqual([1, 500]);
});

test('Of those who are added the subscription is opened anew without a gap, and what is known stays', async () => {
  const { watch, open, settle } = begin();
  const first = watch(['a']);
  first.subscribe(() => {});
  await settle();
  open[0]?.bring('a', 'a1');
  await settle();
  const second = watch(['b']);
  second.subscribe(() => {});
  await settle();
  expect(open.map(({ userIds }) => userIds)).toEqual([['a', 'b']]);
  expect(first.getSnapshot().get('a')).toBe('a1');
});

test('More than one subscription may name are followed by several', async () => {
  const { watch, open, settle } = begin(100);
  watch(numbered(250)).subscribe(() => {});
  await settle();
  expect(open.map(({ userIds }) => userIds.length)).toEqual([100, 100, 50]);
});

test('When the last has left nothing is followed, and a list that is scrolled does not open one for each row', async () => {
  const { watch, open, settle, opened } = begin();
  const stops = numbered(40).map((id) => watch([id]).subscribe(() => {}));
  await settle();
  for (const stop of stops.slice(1)) {
    stop();
    await settle();
  }
  expect(opened()).toBe(1);
  stops[0]?.();
  await settle();
  expect(open).toEqual([]);
});
