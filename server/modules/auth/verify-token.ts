import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose';
import type { Config } from '../../config.ts';
import type { Actor } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { perKey } from '../../lib/per-key.ts';
import { type Claims, parseClaims } from './claims.ts';

/** How far another clock may be ahead: for `iat` and `nbf`. There is none for `exp`. */
const skewSeconds = 60;

/** Whose token it is, and what it says of him. */
export interface VerifiedToken {
  actor: Actor;
  claims: Claims;
}

const publicKeyAlgorithms = ['RS256', 'ES256', 'EdDSA'];

/** The keys that an application's tokens are checked with. */
const keysOf = perKey((config: Config) => ({
  // Imported once: for raw bytes the library would do it with each token, at twice the cost of the check itself.
  secret: config.jwtSecret === null ? null : importSecret(config.jwtSecret),
  // An unknown key's id fetches the set again, so rotation needs no restart; the pause keeps forged ids from hammering it.
  remote:
    config.jwksUrl === null
      ? null
      : createRemoteJWKSet(new URL(config.jwksUrl), {
          cooldownDuration: config.jwksCooldownMs,
          timeoutDuration: 5_000,
          cacheMaxAge: 600_000,
        }),
}));

/**
 * Checks a JWT's signature, times and claims. Throws UNAUTHENTICATED with the reason, or UNAVAILABLE where the keys
 * cannot be fetched.
 */
export async function verifyToken(config: Config, token: string): Promise<VerifiedToken> {
  const payload = await verifySignature(config, token).catch((error: unknown) => {
    throw toAppError(error);
  });
  const now = Date.now();
  const { exp = 0, iat = 0 } = payload;
  if (exp * 1_000 <= now) throw refused('it has expired');
  if (iat * 1_000 > now + skewSeconds * 1_000) throw refused('`iat` is in the future');
  const claims = parseClaims(payload, refused);
  return {
    claims,
    actor: {
      tenantId: claims.tenant,
      userId: claims.sub,
      role: claims.role,
      sid: claims.sid,
      // A token that does not say when it was issued counts as older than any sign-out.
      issuedAtMs: iat * 1_000,
      expiresAtMs: exp * 1_000,
      topics: claims.topics ?? [],
    },
  };
}

/** The algorithm decides which kind of key is used, never the other way: a public key must not serve as a secret. */
async function verifySignature(config: Config, token: string): Promise<JWTPayload> {
  const { secret, remote } = keysOf(config);
  const options: JWTVerifyOptions = { clockTolerance: skewSeconds, requiredClaims: ['sub', 'exp'] };
  if (config.jwtIssuer !== null) options.issuer = config.jwtIssuer;
  if (config.jwtAudience !== null) options.audience = config.jwtAudience;
  const { alg } = decodeProtectedHeader(token);
  if (alg === 'HS256' && secret !== null) {
    return (await jwtVerify(token, await secret, { ...options, algorithms: ['HS256'] })).payload;
  }
  if (remote !== null && publicKeyAlgorithms.includes(alg ?? '')) {
    return (await jwtVerify(token, remote, { ...options, algorithms: publicKeyAlgorithms })).payload;
  }
  throw refused('its algorithm is not accepted here');
}

function importSecret(secret: string): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['verify']);
}

function refused(why: string): AppError {
  return new AppError('UNAUTHENTICATED', `The token is not accepted: ${why}.`);
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof errors.JWTExpired) return refused('it has expired');
  if (error instanceof errors.JWTClaimValidationFailed) return refused(`\`${error.claim}\` is missing or wrong`);
  if (error instanceof errors.JWSSignatureVerificationFailed) return refused('its signature is wrong');
  if (error instanceof errors.JWKSNoMatchingKey) return refused('its key is unknown');
  const isKeyFault = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid;
  // The bare JOSEError is what an answer other than 200 from the keys' address gives.
  const isFetchFault = !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC';
  const isMalformed = error instanceof TypeError && error.message === 'Invalid Token or Protected Header formatting';
  if (!isMalformed && (isKeyFault || isFetchFault)) {
    return new AppError('UNAVAILABLE', 'Tokens cannot be checked now.', { cause: error });
  }
  return refused('it is malformed');
}
