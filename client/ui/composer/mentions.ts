import { nameOf, type Person } from '../types.ts';

/** A mention that is being written: what stands behind its @, and where the @ is. */
export interface MentionQuery {
  query: string;
  start: number;
}

/** Names have spaces, but no more than so many letters are looked back for an @. */
const lengthMax = 40;

/** The mention in which the caret stands; null: it is in none. */
export function findMention(text: string, caret: number): MentionQuery | null {
  const start = text.lastIndexOf('@', caret - 1);
  if (start < 0 || caret - start > lengthMax) return null;
  // An address of mail is no mention.
  if (start > 0 && /[\p{L}\p{N}_.]/u.test(text[start - 1] ?? '')) return null;
  const query = text.slice(start + 1, caret);
  return /[\n@]|^\s|\s\s/u.test(query) ? null : { query, start };
}

/** How many people are suggested. */
const suggestionsMax = 8;

/** Who may be meant: one of whose names begins so. */
export function suggestPeople(people: readonly Person[], query: string): readonly Person[] {
  const wanted = query.toLocaleLowerCase();
  const isMeant = (person: Person) => ` ${nameOf(person)}`.toLocaleLowerCase().includes(` ${wanted}`);
  return people.filter(isMeant).slice(0, suggestionsMax);
}

/** The text with the mention written out, and where the caret is then. */
export function completeMention(text: string, caret: number, { start }: MentionQuery, person: Person) {
  const mention = `@${nameOf(person)} `;
  const rest = text.slice(caret).replace(/^ /u, '');
  return { text: text.slice(0, start) + mention + rest, caret: start + mention.length };
}

/** Of the people who were chosen, those whom the text still mentions. */
export function mentionedIds(text: string, chosen: readonly Person[]): string[] {
  const ids = chosen.filter((person) => text.includes(`@${nameOf(person)}`)).map(({ id }) => id);
  return [...new Set(ids)];
}
