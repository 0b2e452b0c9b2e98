/**
 * What a text is made of, for search. It is taken apart here and not by Postgres, whose parser depends on the database's
 * locale and takes a whole sentence for a word where a script has no spaces. So both engines find the same, and a word's
 * place in the index is its place in this list, which is what highlights are made from.
 */

/** A word of a text, or a character of a script that is written without spaces. */
export interface Word {
  /** Where it stands in the text, in UTF-16 code units. */
  start: number;
  end: number;
  /** In lower case and in one Unicode form, with its accents: what a stem is made of. */
  cased: string;
  /** The same without accents: what is looked up. */
  folded: string;
  /** A character of a script without spaces; it is looked up in pairs. */
  isCharacter: boolean;
}

/** Longer words are cut, as in a query, so that they still find each other; Postgres takes 2,046 bytes. */
const wordLengthMax = 100;

const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\u30FC\\uFF70';
/** A syllable in the parts that some systems take it apart into. */
const jamo = '[\\u1100-\\u115F\\uA960-\\uA97C]+[\\u1160-\\u11A7\\uD7B0-\\uD7C6]*[\\u11A8-\\u11FF\\uD7CB-\\uD7FB]*';
const character = `(?:${jamo}|[${unspaced}])[\\p{M}\\uFF9E\\uFF9F]*`;
const emoji = '\\p{Extended_Pictographic}(?:[\\uFE0F\\p{EMod}]|\\u200D\\p{Extended_Pictographic})*|\\p{RI}{2}';
const word = `(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])+`;
const parts = new RegExp(`(?<character>${character})|(?<emoji>${emoji})|${word}`, 'gu');

const notOfAWord = /[^\p{L}\p{N}\p{M}]+/gu;
const ofAnEmojisLook = /[\uFE0F\p{EMod}]/gu;
/** Marks that people leave out, in scripts where the letter is the same without them. */
const accents = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}]\p{M}*)\p{Mn}/gu;
const ascii = /^[\0-\x7F]*$/;

/** The words of a text, in order. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(parts)) {
    const [found] = match;
    const isEmoji = match.groups?.emoji !== undefined;
    const cased = isEmoji ? found.replace(ofAnEmojisLook, '') : caseless(found);
    if (cased === '') continue;
    const isCharacter = match.groups?.character !== undefined;
    const folded = isEmoji || isCharacter ? cased : withoutAccents(cased);
    if (folded === '') continue;
    words.push({ start: match.index, end: match.index + found.length, cased, folded, isCharacter });
  }
  return words;
}

/** Whether the word at `at` goes on in the next one: both are characters, with nothing between them. */
export function isPair(words: readonly Word[], at: number): boolean {
  const [one, other] = [words[at], words[at + 1]];
  return one !== undefined && other !== undefined && one.isCharacter && other.isCharacter && one.end === other.start;
}

/** What a word is looked up by, stems apart: two neighbouring characters, or the word itself. */
export function lexemeAt(words: readonly Word[], at: number): string {
  const [one, other] = [words[at], words[at + 1]];
  if (one === undefined) throw new Error(`There is no word ${at}.`);
  return other !== undefined && isPair(words, at) ? one.folded + other.folded : one.folded;
}

/** Without accents, as lexemes are. */
export function withoutAccents(text: string): string {
  if (ascii.test(text)) return text;
  return text.normalize('NFD').replace(accents, '').normalize('NFC').replaceAll('ё', 'е');
}

function caseless(text: string): string {
  if (ascii.test(text)) return text.slice(0, wordLengthMax).toLowerCase();
  // Some compatibility forms come apart into signs that are no letters, which no lexeme may hold.
  const plain = text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(notOfAWord, '');
  return [...plain].slice(0, wordLengthMax).join('');
}
