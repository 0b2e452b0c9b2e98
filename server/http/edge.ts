import type { Actor, Connection, Context, Services } from '../context.ts';
import type { StreamActor } from '../realtime/realtime.ts';
import type { OpenSubscription } from './shared-execution.ts';

/** What a transport knows of an operation. */
export interface Edge {
  requestId: string;
  /** Null without a token. */
  actor: Actor | null;
  /** The socket that it came over; null over HTTP. */
  connection: Connection | null;
  /** Whose streams are opened. It follows a socket's token, so that a renewed one is checked by its new session. */
  session: StreamActor | null;
  /**
   * Lets a stream end with what carries it: `end` is called once its token or session does, or its reader is too slow.
   * Returns what releases it. Throws RATE_LIMITED where the user has too many.
   */
  holdStream(end: (error: Error) => void): StreamHold;
  /** Takes a subscription that was opened by an HTTP request, to be written once its head is. A socket's come another way. */
  takeSubscription?(subscription: OpenSubscription): void;
}

/** A stream's way to end what carries it. */
export interface StreamHold {
  close(code: number, reason: string): void;
  release(): void;
}

/** The context that the edge hands to resolvers. Verbs see the `Context` of it. */
export type EdgeContext = Context & { edge: Edge };

/** What came with an operation. Only the edge makes contexts, so it is there. */
export function edgeOf(ctx: Context): Edge {
  return (ctx as EdgeContext).edge;
}

/**
 * An operation's context. The actor may be missing here: the guard of every root field refuses such an operation before
 * a resolver could read him.
 */
export function createContext(services: Services, edge: Edge): Context {
  const { requestId, connection } = edge;
  return { ...services, actor: edge.actor as Actor, requestId, connection, profiles: null };
}
