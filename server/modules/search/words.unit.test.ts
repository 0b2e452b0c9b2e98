import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDocument } from './document.ts';
import { highlightsOf, type LexemePlaces } from './highlights.ts';
import { parseQuery } from './parse-query.ts';
import { toSearchQuery } from './to-tsquery.ts';
import { lexemeAt, wordsOf } from './words.ts';

const lexemes = (text: string) => wordsOf(text).map((_, at, words) => lexemeAt(words, at));

describe('the words of a text', () => {
  it.each([
    ["Hello, Wörld! don't 3.14 foo_bar", ['hello', 'world', 'don', 't', '3', '14', 'foo', 'bar']],
    ['ﬁne ½ İstanbul', ['fine', '12', 'istanbul']],
    ['東京タワー, ok', ['東京', '京タ', 'タワ', 'ワー', 'ー', 'ok']],
    ['한국 語', ['한국', '국', '語']],
    ['ｶﾞｯﾂ', ['ガッ', 'ッツ', 'ツ']],
    ['한국'.normalize('NFD'), ['한국', '국']],
    ['हिन्दी йод ЁЛКА', ['हिन्दी', 'йод', 'елка']],
    ['👍🏽 👩‍👩‍👧 🇩🇪🇫🇷', ['👍', '👩‍👩‍👧', '🇩🇪', '🇫🇷']],
    ['', []],
  ])('of %j are %j', (text, expected) => {
    expect(lexemes(text)).toEqual(expected);
  });

  it('stand where they say, in order, and marked they cut no character in two', () => {
    const segmenter = new Intl.Segmenter();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const borders = new Set([text.length, ...[...segmenter.segment(text)].map(({ index }) => index)]);
        const words = wordsOf(text);
        for (const [at, { start, end }] of words.entries()) {
          expect(start).toBeGreaterThanOrEqual(words[at - 1]?.end ?? 0);
          expect(end).toBeGreaterThan(start);
          const part = { lexemes: ['x'], offset: 0, span: 1 as const, isPrefix: false };
          for (const range of highlightsOf(text, [[part]], [['x', [at + 1]]])) {
            expect(range.start).toBeLessThanOrEqual(start);
            expect(range.end).toBeGreaterThanOrEqual(end);
            expect(borders.has(range.start) && borders.has(range.end)).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('hold nothing that would have to be escaped in a document or a query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const lexeme of lexemes(text))
          expect(lexeme).toMatch(/^[\p{L}\p{N}\p{M}\p{Extended_Pictographic}\p{RI}\u200D]+$/u);
      }),
      { numRuns: 1_000 },
    );
  });

  it('are read from any text in a time that grows with it, and no faster', () => {
    const text = 'a\u0301\u0302'.repeat(20_000) + '東'.repeat(20_000) + '"-'.repeat(20_000);
    const begun = performance.now();
    expect(toDocument(wordsOf(text), new Map()).length).toBeGreaterThan(0);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

describe('a query', () => {
  const gates = (query: string) => toSearchQuery(parseQuery(query), new Map());

  it.each([
    ['red car ', ["('red')", "('car')"], null],
    ['red car', ["('red')", "('car':*)"], null],
    ['e-mail ', ["('e') & ('mail')"], "(('e') <1> ('mail'))"],
    ['"a b" -c', ["('a') & ('b') & !(('c'))"], "(('a') <1> ('b')) & !(('c'))"],
    ['東京都', ["('東京') & ('京都')"], "(('東京') <1> ('京都'))"],
    ['東', ["('東':*)"], null],
    ['"東京 x"', ["('東京') & ('x')"], "(('東京') <2> ('x'))"],
  ])('%j asks the index for %j', (query, expected, check) => {
    expect(gates(query)).toMatchObject({ gates: expected, check });
  });

  it('of nothing, or of exclusions alone, asks for nothing', () => {
    for (const query of ['', ' - ', '-red', '"" -"a b"', '!&|']) expect(gates(query)).toBeNull();
  });
});

describe('highlights', () => {
  const mark = (text: string, query: string, matched: LexemePlaces[]) =>
    highlightsOf(text, toSearchQuery(parseQuery(query), new Map())?.terms ?? [], matched).map(({ start, end }) =>
      text.slice(start, end),
    );

  it('are the whole of a phrase, wherever it is, and not its words elsewhere', () => {
    expect(
      mark('a b c a c b', '"a b"', [
        ['a', [1, 4]],
        ['b', [2, 6]],
      ]),
    ).toEqual(['a', 'b']);
  });

  it('pass over places that the text does not have', () => {
    expect(mark('a', 'a ', [['a', [1, 7]]])).toEqual(['a']);
  });
});
