const segmenter = new Intl.Segmenter();

/** How long a text is as people count: in grapheme clusters. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of segmenter.segment(text)) length += 1;
  return length;
}

/** The counter appears below this. */
const shownBelow = 100;

/** Characters that are left, negative where there are too many; null while there are more than enough. */
export function charactersLeft(text: string, max: number): number | null {
  // No cluster is shorter than a code unit: most texts need not be cut up at all.
  if (text.length <= max - shownBelow) return null;
  const left = max - lengthOf(text);
  return left < shownBelow ? left : null;
}
