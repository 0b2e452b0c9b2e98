/** Line breaks and other characters that steer, and the overrides that turn the direction of what follows. */
const steering = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;
const turning = /[\u202a-\u202e\u2066-\u2069]/g;

const segmenter = new Intl.Segmenter();

/** The beginning of a text, in grapheme clusters. */
export function cut(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  let kept = '';
  let count = 0;
  for (const { segment } of segmenter.segment(text)) {
    count += 1;
    if (count === lengthMax) return `${kept}…`;
    kept += segment;
  }
  return kept;
}

/** A text of somebody else's as one line, for subjects and titles. */
export function oneLine(text: string, lengthMax: number): string {
  return cut(text.replace(turning, '').replace(steering, ' ').trim(), lengthMax);
}

/** A text of somebody else's with its lines, and nothing else that steers. */
export function lines(text: string, lengthMax: number): string[] {
  const whole = cut(text.replace(turning, ''), lengthMax);
  return whole.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line.replace(steering, ' ').trimEnd());
}
