import { lexemesOf, type Stems } from './languages.ts';
import { isPair, lexemeAt, type Word } from './words.ts';

/** Postgres knows no places beyond this one within a text. */
const placeMax = 16_383;
/** Postgres takes a megabyte for a document; a text of usual bounds has a hundredth of that. */
const lengthMax = 200_000;

/**
 * A text's words as Postgres reads a `tsvector`: each lexeme with its places, which are those of its words, from 1.
 * Lexemes hold only letters, numbers and emoji, so nothing in them has to be escaped.
 */
export function toDocument(words: readonly Word[], stems: Stems): string {
  const places = new Map<string, number[]>();
  let length = 0;
  for (const [at, word] of words.entries()) {
    if (at >= placeMax || length > lengthMax) break;
    const lexeme = lexemeAt(words, at);
    for (const each of isPair(words, at) ? [lexeme] : lexemesOf(lexeme, word, stems)) {
      const known = places.get(each);
      if (known === undefined) places.set(each, [at + 1]);
      else known.push(at + 1);
      length += each.length + 8;
    }
  }
  return [...places].map(([lexeme, at]) => `'${lexeme}':${at.join(',')}`).join(' ');
}
