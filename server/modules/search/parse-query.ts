import { isPair, lexemeAt, type Word, wordsOf } from './words.ts';

/** One thing that is looked up in the index. */
interface QueryPart {
  lexeme: string;
  /** What its stem is made of; null: it has none. */
  word: Word | null;
  /** Its place among the words of its term. */
  offset: number;
  /** How many of a text's words it stands for. */
  span: 1 | 2;
  /** Longer words that begin so match as well. */
  isPrefix: boolean;
}

/** A word, or words that follow one another. */
export interface QueryTerm {
  parts: QueryPart[];
  isExcluded: boolean;
}

/** A word that is still being typed is looked up as a beginning from here on: shorter ones begin too much. */
const prefixLengthMin = 3;

const chunks = /(?<minus>-?)(?:"(?<phrase>[^"]*)(?<closed>"?)|(?<plain>[^\s"]+))/g;

/**
 * Reads a query: words, all of which a message must have; `"words in quotes"` that follow one another, as do the parts
 * of a word such as `e-mail`; `-word` that it must not have. The last word may be a beginning, unless something follows.
 * Every text is a query, if maybe one that finds nothing.
 */
export function parseQuery(query: string): QueryTerm[] {
  return [...query.matchAll(chunks)].flatMap((match) => {
    const { minus, phrase, plain = '', closed } = match.groups ?? {};
    const words = wordsOf(phrase ?? plain);
    if (words.length === 0) return [];
    const isExcluded = minus === '-';
    const endsQuery = match.index + match[0].length === query.length;
    return [{ isExcluded, parts: partsOf(words, endsQuery && closed !== '"' && !isExcluded) }];
  });
}

/** How many words a query has, characters of scripts without spaces counted by the run. */
export function countWords(terms: readonly QueryTerm[]): number {
  return terms.reduce(
    (count, { parts }) => count + parts.filter((part, at) => !continues(parts[at - 1], part)).length,
    0,
  );
}

function continues(before: QueryPart | undefined, part: QueryPart): boolean {
  return before !== undefined && before.span === 2 && before.offset + 1 === part.offset;
}

function partsOf(words: readonly Word[], isOpen: boolean): QueryPart[] {
  return words.flatMap((word, at): QueryPart[] => {
    const lexeme = lexemeAt(words, at);
    if (isPair(words, at)) return [{ lexeme, word: null, offset: at, span: 2, isPrefix: false }];
    // The last character of a run is in the pair before it.
    if (at > 0 && isPair(words, at - 1)) return [];
    // A text has a character alone only at the end of a run, so it is looked up as the beginning of a pair.
    if (word.isCharacter) return [{ lexeme, word: null, offset: at, span: 1, isPrefix: true }];
    const isPrefix = isOpen && at === words.length - 1 && [...lexeme].length >= prefixLengthMin;
    return [{ lexeme, word, offset: at, span: 1, isPrefix }];
  });
}
