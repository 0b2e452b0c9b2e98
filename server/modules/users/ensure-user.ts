import { type Db, withTransaction } from '../../db/transaction.ts';
import { createBoundedCache } from '../../lib/bounded-cache.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Claims } from '../auth/claims.ts';
import { ensureTenant } from '../auth/sessions.ts';
import { users } from './table.ts';

/** Users that this node has seen: for them nothing is asked of the database. A row once made is never deleted. */
const seenUsersMax = 100_000;
const seenBy = perKey((_db: Db) => createBoundedCache<Promise<void>>(seenUsersMax));

/** Makes the user of a valid token, and his tenant, at first sight. The claims fill a new row and no other. */
export function ensureUser(db: Db, claims: Claims): Promise<void> {
  const key = `${claims.tenant}\n${claims.sub}`;
  const seen = seenBy(db);
  const known = seen.get(key);
  if (known !== undefined) return known;
  // Requests that come together wait for the one insert.
  const made = insertUser(db, claims);
  seen.set(key, made);
  made.catch(() => seen.delete(key));
  return made;
}

async function insertUser(db: Db, claims: Claims): Promise<void> {
  await withTransaction(db, async (tx) => {
    await ensureTenant(tx, claims.tenant);
    await tx
      .insert(users)
      .values({
        tenantId: claims.tenant,
        id: claims.sub,
        name: claims.name ?? null,
        pictureUrl: claims.picture ?? null,
      })
      .onConflictDoNothing();
  });
}
