import type { Lookup } from './to-tsquery.ts';
import { wordsOf } from './words.ts';

/** A stretch of a text, in UTF-16 code units, the end exclusive. */
export interface TextRange {
  start: number;
  end: number;
}

/** A lexeme of a document that matched, with its places among the text's words, from 1. */
export type LexemePlaces = [lexeme: string, places: number[]];

/** Where a text has what was looked for: in order, apart from one another. */
export function highlightsOf(
  text: string,
  terms: readonly (readonly Lookup[])[],
  matched: readonly LexemePlaces[],
): TextRange[] {
  const words = wordsOf(text);
  const marked = new Set<number>();
  for (const parts of terms) {
    const [first, ...others] = parts.map((part) => ({ part, places: placesOf(part, matched) }));
    if (first === undefined) continue;
    for (const place of first.places) {
      const begin = place - first.part.offset;
      if (!others.every(({ part, places }) => places.has(begin + part.offset))) continue;
      for (const { offset, span } of parts) {
        for (let each = 0; each < span; each += 1) marked.add(begin + offset + each);
      }
    }
  }
  const places = [...marked].sort((a, b) => a - b);
  return toRanges(places.flatMap((place) => words[place - 1] ?? []).map((word) => toCharacters(text, word)));
}

function placesOf({ lexemes, isPrefix }: Lookup, matched: readonly LexemePlaces[]): Set<number> {
  const [own = ''] = lexemes;
  const fits = (lexeme: string) => lexemes.includes(lexeme) || (isPrefix && lexeme.startsWith(own));
  return new Set(matched.flatMap(([lexeme, places]) => (fits(lexeme) ? places : [])));
}

const segmenter = new Intl.Segmenter();
const ascii = /^[\0-\x7F]*$/;

/** The same stretch, with the whole of what a reader takes for the characters (grapheme clusters) at its ends. */
function toCharacters(text: string, { start, end }: TextRange): TextRange {
  if (ascii.test(text)) return { start, end };
  const characters = segmenter.segment(text);
  const last = characters.containing(end - 1);
  return {
    start: characters.containing(start)?.index ?? start,
    end: last === undefined ? end : last.index + last.segment.length,
  };
}

/** Neighbours, as in scripts without spaces, are one range. */
function toRanges(words: readonly TextRange[]): TextRange[] {
  const ranges: TextRange[] = [];
  for (const { start, end } of words) {
    const last = ranges.at(-1);
    if (last !== undefined && last.end >= start) last.end = Math.max(last.end, end);
    else ranges.push({ start, end });
  }
  return ranges;
}
