import type { LogEvent, StateItem, Topic } from './log-event.ts';
import type { ReceiptSharing } from './realtime.ts';

/** What one node tells the others. Any of it may be lost: the log and the rows say it again. */
export type Hint =
  | { kind: 'event'; event: LogEvent }
  | { kind: 'state'; tenantId: string; topic: Topic; item: StateItem }
  | { kind: 'receipts'; sharing: ReceiptSharing }
  | { kind: 'privacy'; tenantId: string; userId: string }
  | { kind: 'sessions'; tenantId: string; userId: string };

const nodeIdLength = 12;

/** A hint as text, led by the node's id, so that a node knows its own without parsing them. */
export function encodeHint(nodeId: string, hint: Hint): string {
  return nodeId.padEnd(nodeIdLength).slice(0, nodeIdLength) + JSON.stringify(hint);
}

/** Null for a hint of this very node, and for what is no hint at all. */
export function decodeHint(nodeId: string, text: string): Hint | null {
  if (text.startsWith(nodeId.padEnd(nodeIdLength).slice(0, nodeIdLength))) return null;
  try {
    return JSON.parse(text.slice(nodeIdLength)) as Hint;
  } catch {
    return null;
  }
}
