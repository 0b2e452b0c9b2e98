import type { CursorCodec } from '../lib/cursor.ts';
import type { Topic } from './log-event.ts';

/**
 * A position in a viewer's stream. What is new since it is every event whose transaction is not visible in `from`, less
 * what `progress` covers. A snapshot orders nothing and needs no order: a transaction that was in progress when the
 * cursor was taken counts as new, whatever its number.
 */
export interface StreamCursor {
  /** Renewed when the data moves to another cluster; see installation.ts. */
  epoch: string;
  /** A `pg_snapshot` as text. */
  from: string;
  /** Within a replay: of what is visible in `to`, all is covered up to this place, in the order of `compareTopics`. */
  progress: { to: string; topic: Topic; seq: number } | null;
}

const kind = 'events';

export function sealStreamCursor(codec: CursorCodec, tenantId: string, cursor: StreamCursor): string {
  const { epoch, from, progress } = cursor;
  return codec.seal(
    kind,
    tenantId,
    progress === null ? [epoch, from] : [epoch, from, progress.to, progress.topic, progress.seq],
  );
}

/** Throws BAD_USER_INPUT for a text that this installation did not seal for this tenant. */
export function openStreamCursor(codec: CursorCodec, tenantId: string, text: string): StreamCursor {
  const [epoch, from, to, topic, seq] = codec.open(kind, tenantId, text, 'after') as [
    string,
    string,
    string?,
    Topic?,
    number?,
  ];
  const hasProgress = to !== undefined && topic !== undefined && seq !== undefined;
  return { epoch, from, progress: hasProgress ? { to, topic, seq } : null };
}

/** The order in which a replay goes through the logs: the user's own first, so that joins precede what they bring. */
export function compareTopics(a: Topic, b: Topic): number {
  const [aIsOwn, bIsOwn] = [a.includes('/'), b.includes('/')];
  if (aIsOwn !== bIsOwn) return aIsOwn ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
