/** Gives the present token, anew with each call; null where nobody is signed in. */
export type GetToken = () => Promise<string | null> | string | null;

/** What a token says of itself; the server alone checks it. */
export interface TokenClaims {
  /** Whose token it is, with the tenant; null: it is no token. */
  account: string | null;
  /** How long it lasts from when it was made, in ms; null: it does not say. */
  lifetimeMs: number | null;
  /** When it ends, in ms since 1970; null: it does not say. */
  expiresAt: number | null;
}

/** Reads a JWT without checking it. */
export function claimsOf(token: string): TokenClaims {
  const { tenant = 'default', sub, iat, exp } = payloadOf(token);
  const expiresAt = typeof exp === 'number' ? exp * 1_000 : null;
  const lifetimeMs = expiresAt !== null && typeof iat === 'number' ? expiresAt - iat * 1_000 : null;
  return { account: sub === undefined ? null : `${tenant}/${sub}`, expiresAt, lifetimeMs };
}

function payloadOf(token: string): { tenant?: string; sub?: string; iat?: unknown; exp?: unknown } {
  try {
    const text = atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (char) => char.charCodeAt(0))));
  } catch {
    return {};
  }
}

/** A token is renewed when this part of its time is over, so that there is time left to try again. */
const renewedAfter = 0.8;

/**
 * When to renew a token that was just got, in ms from now; null: never. A clock that is wrong shows as a rest that is
 * below nothing or above the token's lifetime, and is then not relied on.
 */
export function renewalDelay({ expiresAt, lifetimeMs }: TokenClaims, now: number): number | null {
  if (expiresAt === null) return null;
  const left = expiresAt - now;
  const isClockWrong = left <= 0 || (lifetimeMs !== null && left > lifetimeMs);
  const restMs = isClockWrong ? (lifetimeMs ?? 0) : left;
  // Timers hold 31 bits.
  return Math.min(Math.max(1_000, restMs * renewedAfter), 2 ** 31 - 1);
}
