import type { UiConversation } from '../types.ts';

/** Letters without case and accents, so that "resume" finds "Résumé". */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Those whose title has each word of the query. */
export function filterConversations(all: readonly UiConversation[], query: string): readonly UiConversation[] {
  const words = plain(query).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return all;
  return all.filter(({ title }) => {
    const known = plain(title);
    return words.every((word) => known.includes(word));
  });
}
