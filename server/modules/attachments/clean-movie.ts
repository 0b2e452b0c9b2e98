/** What a movie's own tables say of it, and the movie without what its maker wrote into it. */
export interface CleanMovie {
  /** Null: it had nothing to remove, and is as it was. */
  file: Buffer | null;
  durationMs: number | null;
}

/** Boxes that hold boxes on the way to what is looked for. */
const holders = new Set(['moov', 'trak', 'mdia']);
/** Free text and places: `©xyz`, `loci`, Apple's `com.apple.quicktime.location`. A player needs none of it. */
const personal = new Set(['udta', 'meta']);
const headerBytes = 8;
/** The `uuid` of XMP, which repeats what the others say. */
const xmpId = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');

/**
 * For MP4, MOV and M4A: takes what the maker's device wrote about itself and where it was out of the movie's header, by
 * turning those boxes into empty space, so that nothing moves. Pictures and sound are not looked at: a track that itself
 * records places, as some cameras for sports have, stays.
 */
export function cleanMovie(bytes: Buffer): CleanMovie {
  const state: Walk = { bytes, cleaned: null, durationMs: null };
  walk(state, 0, bytes.length, 0);
  return { file: state.cleaned, durationMs: state.durationMs };
}

interface Walk {
  bytes: Buffer;
  cleaned: Buffer | null;
  durationMs: number | null;
}

function walk(state: Walk, from: number, to: number, depth: number): void {
  const { bytes } = state;
  for (let at = from; at + headerBytes <= to; ) {
    const type = bytes.toString('latin1', at + 4, at + headerBytes);
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1 && at + 16 <= to;
    const size = isLong ? Number(bytes.readBigUInt64BE(at + headerBytes)) : short === 0 ? to - at : short;
    const content = at + (isLong ? 16 : headerBytes);
    const end = at + size;
    // A box that goes beyond its parent, or is smaller than its own header: what follows makes no sense.
    if (end > to || end < content) return;
    if (depth > 0 && personal.has(type)) blank(state, at, content, end);
    else if (type === 'uuid' && bytes.subarray(content, content + xmpId.length).equals(xmpId))
      blank(state, at, content, end);
    else if (type === 'mvhd') state.durationMs ??= readDuration(bytes.subarray(content, end));
    else if (holders.has(type) && depth < holders.size) walk(state, content, end, depth + 1);
    at = end;
  }
}

function blank(state: Walk, at: number, content: number, end: number): void {
  state.cleaned ??= Buffer.from(state.bytes);
  state.cleaned.write('free', at + 4, 'latin1');
  state.cleaned.fill(0, content, end);
}

/** Version 0 has 32 bits for its times, version 1 has 64. */
function readDuration(box: Buffer): number | null {
  const isLong = box[0] === 1;
  if (box.length < (isLong ? 32 : 20)) return null;
  const scale = box.readUInt32BE(isLong ? 20 : 12);
  const length = isLong ? Number(box.readBigUInt64BE(24)) : box.readUInt32BE(16);
  const ms = Math.round((length / scale) * 1_000);
  return Number.isFinite(ms) && ms > 0 && ms < 2 ** 31 ? ms : null;
}
