import { expect, test } from 'vitest';
import { mayObserve } from './may-observe.ts';

const both = [true, false];

test('one sees himself whatever he has set', () => {
  for (const on of both) {
    const typing = { userId: 'alice', settings: { shareTyping: on } };
    const receipts = { userId: 'alice', settings: { shareReadReceipts: on } };
    expect(mayObserve('TYPING', typing, typing)).toBe(true);
    expect(mayObserve('READ_RECEIPTS', receipts, receipts)).toBe(true);
  }
});

test('typing is seen of those who share it, whatever the viewer has set', () => {
  for (const viewers of both) {
    for (const subjects of both) {
      const viewer = { userId: 'alice', settings: { shareTyping: viewers } };
      const subject = { userId: 'bob', settings: { shareTyping: subjects } };
      expect(mayObserve('TYPING', viewer, subject)).toBe(subjects);
    }
  }
});

test('receipts are seen where both share them', () => {
  for (const viewers of both) {
    for (const subjects of both) {
      const viewer = { userId: 'alice', settings: { shareReadReceipts: viewers } };
      const subject = { userId: 'bob', settings: { shareReadReceipts: subjects } };
      expect(mayObserve('READ_RECEIPTS', viewer, subject)).toBe(viewers && subjects);
    }
  }
});
