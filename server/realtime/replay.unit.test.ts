import { describe, expect, it } from 'vitest';
import type { LogEvent, StreamItem } from './log-event.ts';
import { replay, splitAfter } from './replay.ts';

const span = (topic: string, after: number, upTo: number) => {
  const step = { kind: 'events' as const, topic, after, upTo };
  return { ...step, head: upTo, mayHide: false };
};
const events = (topic: string, ...seqs: number[]): LogEvent[] =>
  seqs.map((seq) => ({ topic, seq, type: 'MessageSent' }) as LogEvent);

describe('what is left of a replay after a page', () => {
  it('is nothing when the page was not full', () => {
    const page = [...events('a', 1, 2), ...events('b', 5)];
    expect(splitAfter([span('a', 0, 2), span('b', 4, 5)], page, 10)).toEqual({ rest: [], lost: new Set() });
  });

  it('begins after the last event of a full page', () => {
    const page = [...events('a', 1, 2), ...events('b', 5)];
    const spans = [span('a', 0, 2), span('b', 4, 9), span('c', 0, 1)];
    expect(splitAfter(spans, page, 3)).toEqual({ rest: [span('b', 5, 9), span('c', 0, 1)], lost: new Set() });
  });

  it('is nothing when a full page was the last', () => {
    expect(splitAfter([span('a', 0, 2)], events('a', 1, 2), 2)).toEqual({ rest: [], lost: new Set() });
  });

  it.each([
    ['at the beginning', events('a', 2, 3), 10],
    ['in the middle', events('a', 1, 3), 10],
    ['at the end', events('a', 1, 2), 10],
    ['altogether', [], 10],
    ['before the end of a full page', events('a', 1, 3), 2],
  ])('names the log that has lost events %s', (_, page, pageSize) => {
    expect(splitAfter([span('a', 0, 3)], page, pageSize).lost).toEqual(new Set(['a']));
  });

  it('tells two stretches of one log apart', () => {
    const spans = [span('a', 0, 2), span('a', 5, 7)];
    expect(splitAfter(spans, events('a', 1, 2, 6), 3)).toEqual({ rest: [span('a', 6, 7)], lost: new Set() });
  });
});

describe('a replay in which a log has lost events', () => {
  it('names a cursor that covers nothing but what was sent', async () => {
    const log = [...events('b', 1, 2), ...events('c', 2), ...events('d', 1)];
    const items: StreamItem[] = [];
    await replay(
      { from: '10:10:', to: '20:20:', progress: null, steps: [span('b', 0, 2), span('c', 0, 2), span('d', 0, 1)] },
      {
        positions: new Map(),
        pageSize: 2,
        readPage: async (stretches) =>
          log
            .filter(({ topic, seq }) => stretches.some((s) => s.topic === topic && seq > s.after && seq <= s.upTo))
            .slice(0, 2)
            .map((event) => ({ event, isHidden: false })),
        push: async (item) => void items.push(item),
        waitForReader: async () => {},
        sealCursor: ({ from, progress: at }) => `${from} ${at === null ? 'begin' : `${at.topic}${at.seq}`}`,
        isClosed: () => false,
      },
    );
    const told = items.map((item) =>
      'topic' in item ? `${item.topic}${item.seq}` : `${item.type} ${'cursor' in item ? item.cursor : ''}`,
    );
    expect(told).toEqual(['b1', 'b2', 'Checkpoint 10:10: b2', 'ResyncRequired 10:10: b2', 'c2', 'd1']);
  });

  it('names where it was resumed, before anything was sent', async () => {
    const items: StreamItem[] = [];
    await replay(
      { from: '10:10:', to: '20:20:', progress: { to: '20:20:', topic: 'a', seq: 7 }, steps: [span('b', 0, 1)] },
      {
        ...{ positions: new Map(), pageSize: 2, readPage: async () => [], push: async (item) => void items.push(item) },
        ...{ waitForReader: async () => {}, isClosed: () => false },
        sealCursor: ({ from, progress }) => `${from} ${progress?.topic}${progress?.seq}`,
      },
    );
    expect(items).toEqual([
      { type: 'ResyncRequired', cursor: '10:10: a7', reason: 'CURSOR_TOO_OLD', conversationId: 'b' },
    ]);
  });
});
