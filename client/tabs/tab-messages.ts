import type { GraphQLErrorShape } from '../errors.ts';
import type { Closing, Operation, Result } from '../transport/link.ts';

/** What tabs of one user say to each other. `from` and `to` are tabs; ids are the sender's own. */
export type TabMessage =
  /** To the leader: is there a link? */
  | { kind: 'hello'; from: string }
  | { kind: 'execute'; from: string; id: number; operation: Operation }
  | { kind: 'subscribe'; from: string; id: number; operation: Operation }
  | { kind: 'leave'; from: string; id: number }
  | { kind: 'bye'; from: string }
  /** To one tab; to all with null: the leader's link is open. */
  | { kind: 'open'; to: string | null }
  /** The leader's link has ended, or there is a new leader. */
  | { kind: 'closed'; to: null; closing: Closing }
  /** Null: no answer came. */
  | { kind: 'result'; to: string; id: number; result: Result | null }
  | { kind: 'next'; to: string; id: number; result: Result }
  | { kind: 'end'; to: string; id: number; errors: readonly GraphQLErrorShape[] | null }
  /** The outbox's storage has changed. */
  | { kind: 'stored' }
  /** Of a feature's own, to all. */
  | { kind: 'told'; topic: string; what: unknown };

/** The part of `BroadcastChannel` that is used. */
export interface Channel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
  close(): void;
}
