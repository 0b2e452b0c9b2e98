import { sql } from 'drizzle-orm';
import { type SearchLanguage, searchLanguages } from '../../config.ts';
import type { Db } from '../../db/transaction.ts';
import { type Word, withoutAccents } from './words.ts';

/** A stored language. One that this version does not know is none. */
export function toLanguage(text: string): SearchLanguage {
  return searchLanguages.find((language) => language === text) ?? 'simple';
}

/** Words' stems, by their `cased` form; what has none is not in it. */
export type Stems = ReadonlyMap<string, string>;

const noStems: Stems = new Map();
const hasLetter = /\p{L}/u;

/**
 * The stems of words. A word keeps its own lexeme beside its stem: so prefixes and names are found, and stop words too,
 * which stemmers throw away.
 */
export async function readStems(db: Db, language: SearchLanguage, words: Iterable<Word>): Promise<Stems> {
  if (language === 'simple') return noStems;
  const asked = new Set<string>();
  for (const { cased, isCharacter } of words) if (!isCharacter && hasLetter.test(cased)) asked.add(cased);
  if (asked.size === 0) return noStems;
  const rows = await db.execute<{ word: string; stem: string | null }>(sql`
    select w.word, (ts_lexize(${`${language}_stem`}::regdictionary, w.word))[1] as stem
    from jsonb_array_elements_text(${JSON.stringify([...asked])}::jsonb) as w(word)`);
  return new Map(rows.flatMap(({ word, stem }) => (stem === null ? [] : [[word, withoutAccents(stem)]])));
}

/** What a word is looked up by: itself, and its stem where that is another text. */
export function lexemesOf(lexeme: string, { cased }: Word, stems: Stems): string[] {
  const stem = stems.get(cased);
  return stem === undefined || stem === '' || stem === lexeme ? [lexeme] : [lexeme, stem];
}
