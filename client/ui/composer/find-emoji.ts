/** An emoji as the list has it: the sign, then its name and other words for it. */
export interface Emoji {
  emoji: string;
  words: string;
}

/** Reads a line of the list. */
export function parseEmoji(line: string): Emoji {
  const end = line.indexOf(' ');
  return { emoji: line.slice(0, end), words: line.slice(end + 1) };
}

/** Those in whose words each word of the query begins one, at most `max`. */
export function findEmoji(all: readonly Emoji[], query: string, max: number): readonly Emoji[] {
  const wanted = query.toLowerCase().split(/\s+/u).filter(Boolean);
  if (wanted.length === 0) return all.slice(0, max);
  return all.filter(({ words }) => wanted.every((word) => ` ${words}`.includes(` ${word}`))).slice(0, max);
}
