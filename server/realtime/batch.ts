/**
 * What one turn of the event loop brings to a subscriber: items one after another. Subscribers of a group who got the
 * same items stand at the same batch, so what is made of it is made once for all of them.
 */
export interface Batch {
  /** Null at the beginning of a turn. */
  readonly before: Batch | null;
  /** The last item as it is shown: an execution's result as JSON, in UTF-8. */
  readonly payload: Buffer;
  /** Of all payloads. */
  readonly byteLength: number;
  /** Where the subscribers go who get the same item next. */
  next: Batch | null;
  /** What WebSockets and event streams have made of it. */
  frames: unknown;
  text: Buffer | null;
}

/** The beginning of a group's turns. */
export function createBatch(): Batch {
  return { before: null, payload: Buffer.alloc(0), byteLength: 0, next: null, frames: null, text: null };
}

/** The batch with one more item. */
export function follow(batch: Batch, payload: Buffer): Batch {
  if (batch.next?.payload === payload) return batch.next;
  const byteLength = batch.byteLength + payload.byteLength;
  batch.next = { before: batch, payload, byteLength, next: null, frames: null, text: null };
  return batch.next;
}

/** All payloads of a batch, in order. */
export function payloadsOf(batch: Batch): Buffer[] {
  const payloads: Buffer[] = [];
  for (let at = batch; at.before !== null; at = at.before) payloads.push(at.payload);
  return payloads.reverse();
}
