import { sql } from 'drizzle-orm';
import { createBatcher } from '../../db/batcher.ts';
import type { Db } from '../../db/transaction.ts';
import { createBoundedCache } from '../../lib/bounded-cache.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Claims } from '../auth/claims.ts';
import { insertTenants } from '../auth/sessions.ts';

/** Users that this node has seen: for them nothing is asked of the database. A row once made is never deleted. */
const seenUsersMax = 100_000;
/** Users that one statement makes. */
const newUsersMax = 1_000;

const knownBy = perKey((db: Db) => ({
  seen: createBoundedCache<Promise<null>>(seenUsersMax),
  make: createBatcher<Claims, null>({ run: (rows) => insertUsers(db, rows), rowsMax: newUsersMax }),
}));

/**
 * Makes the user of a valid token, and his tenant, at first sight; those who come at the same time are made together.
 * The claims fill a new row and no other.
 */
export async function ensureUser(db: Db, claims: Claims): Promise<void> {
  const key = `${claims.tenant}\n${claims.sub}`;
  const { seen, make } = knownBy(db);
  const known = seen.get(key);
  if (known !== undefined) {
    await known;
    return;
  }
  const made = make(claims);
  seen.set(key, made);
  made.catch(() => seen.delete(key));
  await made;
}

/** In the order of the keys: two nodes that make the same users do not wait for each other in a circle. */
async function insertUsers(db: Db, added: Claims[]): Promise<null[]> {
  const rows = added.map(({ tenant, sub, name, picture }) => ({ tenant, sub, name, picture }));
  await db.execute(sql`
    with added as materialized (
      select a.tenant collate "C" as tenant_id, a.sub collate "C" as id, a.name, a.picture
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a(tenant text, sub text, name text, picture text)
    ), tenants_made as (${insertTenants(sql`select distinct tenant_id from added`)})
    insert into users (tenant_id, id, name, picture_url)
    select tenant_id, id, name, picture from added order by tenant_id, id
    on conflict do nothing`);
  return added.map(() => null);
}
