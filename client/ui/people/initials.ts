/** Up to two letters that stand for a name: the first of its first and of its last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  // By code points: half of a surrogate pair would show as nothing.
  return ends.map((word = '') => [...word][0]?.toLocaleUpperCase() ?? '').join('');
}

/** One of the avatars' colours, always the same for an id. */
export function hueOf(id: string): number {
  let hash = 0;
  for (const letter of id) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  // Ids that differ in their last letter alone would look alike.
  return (hash * 137) % 360;
}
