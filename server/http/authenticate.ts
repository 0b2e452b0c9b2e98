import type { Actor, Services } from '../context.ts';
import { createBatcher } from '../db/batcher.ts';
import { AppError } from '../errors.ts';
import { createBoundedCache } from '../lib/bounded-cache.ts';
import { verifyToken } from '../modules/auth/verify-token.ts';
import { ensureUser } from '../modules/users/ensure-user.ts';
import { readRevoked } from '../modules/users/sessions.ts';

/** Finds out who calls. */
export interface Authenticator {
  /** Null where there is no token. Throws UNAUTHENTICATED for one that is not accepted. Makes the user at first sight. */
  authenticate(authorization: string | null | undefined): Promise<Actor | null>;
  /** Throws UNAUTHENTICATED if the token has expired or its session was ended, at most a second ago. */
  assertLive(actor: Actor): Promise<void>;
}

/** How long an answer about a session serves: the contract lets an ended one live for 2 s. */
const sessionAnswerMs = 1_000;
/** While all of a node's clients come back at once, a statement waits at most so long for more of them. */
const stormRestMs = 400;
/** Sessions that one statement looks up. */
const askedSessionsMax = 1_000;

export function createAuthenticator({
  config,
  db,
  realtime,
}: Pick<Services, 'config' | 'db' | 'realtime'>): Authenticator {
  const answers = createBoundedCache<Promise<boolean>>(100_000, sessionAnswerMs);
  const ask = createBatcher<Actor, boolean>({
    async run(actors) {
      const revoked = await readRevoked(db, actors);
      return actors.map((actor) => revoked.has(actor));
    },
    lanes: 1,
    rowsMax: askedSessionsMax,
    restMs: (rows) => (rows > 1 && realtime.isStorm() ? stormRestMs : 0),
  });

  function isRevoked(actor: Actor): Promise<boolean> {
    const key = `${actor.tenantId}\n${actor.userId}\n${actor.issuedAtMs}\n${actor.sid ?? ''}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = ask(actor);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  }

  async function assertLive(actor: Actor): Promise<void> {
    if (actor.expiresAtMs <= Date.now()) throw refused('it has expired');
    if (await isRevoked(actor)) throw refused('its session was ended');
  }

  return {
    async authenticate(authorization) {
      const token = readToken(authorization);
      if (token === null) return null;
      const { actor, claims } = await verifyToken(config, token);
      await ensureUser(db, claims);
      await assertLive(actor);
      return actor;
    },
    assertLive,
  };
}

function refused(why: string): AppError {
  return new AppError('UNAUTHENTICATED', `The token is not accepted: ${why}.`);
}

/** The contract's form is `Bearer …`; over WebSocket the bare token is taken too. */
function readToken(authorization: string | null | undefined): string | null {
  const text = authorization?.trim() ?? '';
  if (text === '') return null;
  const match = /^(?:Bearer +)?(\S+)$/i.exec(text);
  if (match?.[1] === undefined) throw refused('give it as `Bearer …`');
  return match[1];
}
