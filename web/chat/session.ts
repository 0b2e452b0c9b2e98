import { createClient, type TidingsClient } from '../../client/index.ts';
import type { Chaos } from './chaos.ts';

/** Who uses this window: a user of the demo, or whoever a token is of. */
export interface Session {
  userId: string;
  name: string;
  /** Null: a development token is asked for. */
  token: string | null;
}

const key = 'tidings-session';

/** Each window has its own, so that two windows can be two people. */
export function readSession(): Session | null {
  const text = sessionStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as Session);
}

export function writeSession(session: Session | null): void {
  if (session === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, JSON.stringify(session));
}

/** A client of this window's user, connected. */
export function connectClient(session: Session, chaos: Chaos): TidingsClient {
  const client = createClient({
    url: new URL('/graphql', location.href).href,
    getToken: () => session.token ?? developmentToken(session),
    webSocketImpl: chaos.webSocketImpl,
    fetch: chaos.fetch,
  });
  client.connect();
  return client;
}

async function developmentToken({ userId, name }: Session): Promise<string> {
  const answer = await fetch(`/dev/token?${new URLSearchParams({ sub: userId, name })}`);
  if (!answer.ok) throw new Error(`The server gives no development tokens: ${answer.status}.`);
  return answer.text();
}
