import { lexemesOf, type Stems } from './languages.ts';
import type { QueryTerm } from './parse-query.ts';

/** A part of a query with all that it matches. */
export interface Lookup {
  /** The first is the word itself, the one that may be a beginning. */
  lexemes: string[];
  offset: number;
  span: 1 | 2;
  isPrefix: boolean;
}

/** A query as it is put to Postgres. */
export interface SearchQuery {
  /** What the index answers exactly, one for each term, all of which must hold. */
  gates: string[];
  /** What only the row shows, the order of words; null: nothing. */
  check: string | null;
  /** What the rank is counted from. */
  ranked: string;
  /** The words looked for, for highlights. */
  terms: Lookup[][];
}

/** Null where there is nothing to look for. */
export function toSearchQuery(terms: readonly QueryTerm[], stems: Stems): SearchQuery | null {
  const lookups = terms.map(({ parts, isExcluded }) => ({
    isExcluded,
    parts: parts.map(({ lexeme, word, ...part }) => ({
      ...part,
      lexemes: word === null ? [lexeme] : lexemesOf(lexeme, word, stems),
    })),
  }));
  const wanted = lookups.filter(({ isExcluded }) => !isExcluded).map(({ parts }) => parts);
  const excluded = lookups.filter(({ isExcluded }) => isExcluded).map(({ parts }) => parts);
  const [first, ...others] = wanted.map((parts) => parts.map(matchOf).join(' & '));
  if (first === undefined) return null;
  // The index cannot look for what is not there alone, so it goes with a word that is.
  const without = excluded.filter((parts) => parts.length === 1).map((parts) => `!${phraseOf(parts)}`);
  const phrases = wanted.map(phraseOf);
  const hasOrder = lookups.some(({ parts }) => parts.length > 1);
  return {
    gates: [[first, ...without].join(' & '), ...others],
    check: hasOrder ? [...phrases, ...excluded.map((parts) => `!${phraseOf(parts)}`)].join(' & ') : null,
    ranked: phrases.join(' & '),
    terms: wanted,
  };
}

/** Lexemes hold only letters, numbers and emoji, so nothing in them has to be escaped. */
function matchOf({ lexemes: [own, ...stems], isPrefix }: Lookup): string {
  return `(${[`'${own}'${isPrefix ? ':*' : ''}`, ...stems.map((stem) => `'${stem}'`)].join(' | ')})`;
}

function phraseOf(parts: readonly Lookup[]): string {
  const text = parts.reduce((before, part, at) => {
    const distance = part.offset - (parts[at - 1]?.offset ?? 0);
    return at === 0 ? matchOf(part) : `${before} <${distance}> ${matchOf(part)}`;
  }, '');
  return `(${text})`;
}
