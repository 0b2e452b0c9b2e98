import { nameOf, type Person } from '../types.ts';
import type { UiMessages } from '../ui-messages.ts';

/** Who types, by name where there are one or two, and the others as a number; empty: nobody. */
export function typingText(people: readonly Person[], words: Pick<UiMessages, 'typing'>): string {
  if (people.length === 0) return '';
  return words.typing(people.slice(0, 2).map(nameOf), Math.max(people.length - 2, 0));
}
