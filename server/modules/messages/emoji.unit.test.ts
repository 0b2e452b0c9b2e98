import { describe, expect, it } from 'vitest';
import { parseInput } from '../../lib/input.ts';
import { emojiInput } from './emoji.ts';

describe('an emoji', () => {
  it.each(['👍', '👍🏽', '❤️', '1️⃣', '#️⃣', '🇦🇹', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴‍☠️', '🏳️‍🌈', '👁️‍🗨️', '🕵🏿‍♀️', '⛹🏽‍♂️', '👨‍👩‍👧‍👦', '🧑🏻‍❤️‍💋‍🧑🏿'])(
    'is %s, as it is',
    (emoji) => {
      expect(parseInput(emojiInput, emoji)).toBe(emoji);
    },
  );

  it.each([
    ['❤', '❤️'],
    ['👍\uFE0F', '👍'],
    ['1\u20E3', '1️⃣'],
    ['🏳\u200D🌈', '🏳️‍🌈'],
    ['👁\u200D🗨', '👁️‍🗨️'],
    ['🏴\u200D☠', '🏴‍☠️'],
    ['☝\uFE0F🏽', '☝🏽'],
  ])('is the same in whichever form a keyboard writes it: %j', (written, emoji) => {
    expect(parseInput(emojiInput, written)).toBe(emoji);
  });

  it.each(['', ' ', 'a', '1', ':+1:', '👍👍', '👍 ', '🇦', '❤\uFE0E', '<b>', '\0', '\uD83D', '👍'.repeat(1_000)])(
    'is not %j',
    (text) => {
      expect(() => parseInput(emojiInput, text)).toThrow('takes one emoji');
    },
  );
});
