import { SignJWT } from 'jose';
import type { Config } from '../../config.ts';
import { AppError } from '../../errors.ts';
import { type Claims, parseClaims } from './claims.ts';

const lifetime = '24h';

/** Makes a token for trying things out. Throws in production, whoever calls it: there it must not exist. */
export async function issueDevelopmentToken(config: Config, claims: Partial<Claims>): Promise<string> {
  if (config.isProduction || config.jwtSecret === null)
    throw new Error('Development tokens do not exist in production.');
  const { sub, ...others } = parseClaims(claims, (why) => new AppError('BAD_USER_INPUT', `${why}.`));
  const said = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  const token = new SignJWT(said)
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(sub)
    .setIssuedAt()
    .setExpirationTime(lifetime);
  if (config.jwtIssuer !== null) token.setIssuer(config.jwtIssuer);
  if (config.jwtAudience !== null) token.setAudience(config.jwtAudience);
  return token.sign(new TextEncoder().encode(config.jwtSecret));
}
