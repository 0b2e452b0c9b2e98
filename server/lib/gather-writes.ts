import type { Writable } from 'node:stream';

/** Whatever is written to the stream in the present tick leaves in one write. */
export function gatherWrites(stream: Writable): void {
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}
