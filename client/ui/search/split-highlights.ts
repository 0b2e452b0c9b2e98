/** A part of a text, in UTF-16 code units: from `start` up to, without, `end`. */
export interface TextRange {
  start: number;
  end: number;
}

/** Before the first mark so much of a long text is shown. */
const leadMax = 60;

/** Cuts a text at its highlights. A long one begins a little before the first. What lies outside of the text is passed over. */
export function splitHighlights(text: string, highlights: readonly TextRange[]) {
  const ranges = highlights
    .filter(({ start, end }) => start >= 0 && start < end && end <= text.length)
    .sort((a, b) => a.start - b.start);
  const pieces: { text: string; start: number; isMarked: boolean }[] = [];
  let at = Math.max((ranges[0]?.start ?? 0) - leadMax, 0);
  if (at > 0) pieces.push({ text: '…', start: -1, isMarked: false });
  for (const { start, end } of ranges) {
    if (start < at) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), start: at, isMarked: false });
    pieces.push({ text: text.slice(start, end), start, isMarked: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), start: at, isMarked: false });
  return pieces;
}
