const nameBytesMax = 255;

/** Controls, and the signs that turn the direction of text: with those `exe.gpj` is read as `jpg.exe`. */
const unwanted = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A name to show for a file, of what somebody called it: its last part where it is a path, without control characters, and
 * at most 255 bytes, of which the ending is kept. Everything else stays as it is: it is text, not markup and not a path.
 */
export function toFileName(given: string): string {
  const last = given.toWellFormed().replaceAll(unwanted, '').split(/[/\\]/).at(-1)?.trim() ?? '';
  if (last === '' || /^\.+$/.test(last)) return 'file';
  if (Buffer.byteLength(last) <= nameBytesMax) return last;
  const ending = /\.[^.\s]{1,15}$/u.exec(last)?.[0] ?? '';
  return cut(last.slice(0, last.length - ending.length), nameBytesMax - Buffer.byteLength(ending)) + ending;
}

/** As many whole characters as fit. */
function cut(text: string, bytesMax: number): string {
  let bytes = 0;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > bytesMax) break;
    kept += segment;
  }
  return kept;
}
