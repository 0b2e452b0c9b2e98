import { createBoundedCache } from '../lib/bounded-cache.ts';
import type { StreamItem } from './log-event.ts';
import type { StreamCursor } from './stream-cursor.ts';

/** A place that many streams reach at once: all that a snapshot sees is covered. They share its objects and its one seal. */
export interface Covered {
  readonly position: StreamCursor;
  /** The position as clients get it. */
  cursor(): string;
  /** The same object for all who are told it, so that what is made of it serves all. */
  word(type: 'CaughtUp' | 'Checkpoint'): StreamItem;
}

/** Snapshots of tenants that are remembered: those of the last few audits and plans. */
const rememberedMax = 1_000;

/** `seal` makes the text of a cursor. */
export function createCovered(
  epoch: string,
  seal: (tenantId: string, cursor: StreamCursor) => string,
): (tenantId: string, snapshot: string) => Covered {
  const remembered = createBoundedCache<Covered>(rememberedMax);
  return (tenantId, snapshot) => {
    const key = `${tenantId}\n${snapshot}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const position: StreamCursor = { epoch, from: snapshot, progress: null };
    const words = new Map<string, StreamItem>();
    let text: string | null = null;
    const covered: Covered = {
      position,
      cursor: () => (text ??= seal(tenantId, position)),
      word(type) {
        const word = words.get(type) ?? { type, cursor: covered.cursor() };
        words.set(type, word);
        return word;
      },
    };
    remembered.set(key, covered);
    return covered;
  };
}
