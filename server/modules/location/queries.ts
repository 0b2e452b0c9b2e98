import { sql } from 'drizzle-orm';
import { createBatcher } from '../../db/batcher.ts';
import type { Db, Tx } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import type { LocationPrecision, StoredLocationSharing } from '../../realtime/log-event.ts';
import type { UserKey } from '../../realtime/user-key.ts';
import type { LocationGrant } from '../privacy/may-observe.ts';
import type { PairKey } from '../privacy/read-pairs.ts';

/** A share that runs. */
export interface Share {
  id: string;
  /** Milliseconds of `Date.now`. */
  endsAt: number;
}

/** What a user has set, and what runs of it. */
export interface Sharing extends StoredLocationSharing {
  /** Null: he shares nothing now. */
  share: Share | null;
}

/** What a user lets a viewer see, but for what the two are to each other. */
export interface Grant extends LocationGrant {
  precision: LocationPrecision;
  share: Share | null;
}

interface SharingRow extends Record<string, unknown> {
  place: number;
  audience: StoredLocationSharing['audience'];
  precision: LocationPrecision;
  share_id: string;
  /** Null: it is over. */
  ends_at: number | null;
}

const rowsMax = 1_000;
const columns = sql`s.audience, s.precision, s.share_id,
  case when s.expires_at > now() then (extract(epoch from s.expires_at) * 1000)::float8 end as ends_at`;
const shareOf = ({ share_id: id, ends_at: endsAt }: SharingRow): Share | null =>
  endsAt === null ? null : { id, endsAt };

/** What these users have set, in the order asked for. */
async function readSharings(db: Db, users: readonly UserKey[]): Promise<Sharing[]> {
  const asked = users.map(({ tenantId, userId }, place) => [place, tenantId, userId]);
  const rows = await db.execute<SharingRow & { user_ids: string[] }>(sql`
    select (j->>0)::int as place, ${columns},
      (select coalesce(jsonb_agg(l.selected_id order by l.selected_id), '[]') from location_selected l
       where l.tenant_id = s.tenant_id and l.user_id = s.user_id) as user_ids
    from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) as j
    join location_sharing s on s.tenant_id = (j->>1) collate "C" and s.user_id = (j->>2) collate "C"`);
  const found = new Map(rows.map((row) => [row.place, row]));
  return users.map((_, place) => {
    const row = found.get(place);
    if (row === undefined) {
      return { audience: 'NOBODY', precision: 'APPROXIMATE', userIds: [], expiresAt: null, share: null };
    }
    const share = shareOf(row);
    const expiresAt = share === null ? null : new Date(share.endsAt).toISOString();
    return { audience: row.audience, precision: row.precision, userIds: row.user_ids, expiresAt, share };
  });
}

/** What one user has set, as a transaction sees it. */
export async function readSharing(tx: Tx, user: UserKey): Promise<Sharing> {
  const [sharing] = await readSharings(tx, [user]);
  if (sharing === undefined) throw new Error('A question got no answer.');
  return sharing;
}

/** The same for one of many who ask at a time. It remembers nothing. */
export const sharingReader = perKey((db: Db) =>
  createBatcher<UserKey, Sharing>({ run: (users) => readSharings(db, users), rowsMax }),
);

/** What the subjects let their viewers see, in the order asked for. */
async function readGrants(db: Db, pairs: readonly PairKey[]): Promise<Grant[]> {
  const asked = pairs.map(({ tenantId, viewerId, subjectId }, place) => [place, tenantId, viewerId, subjectId]);
  const rows = await db.execute<SharingRow & { is_selected: boolean }>(sql`
    select (j->>0)::int as place, ${columns}, l.user_id is not null as is_selected
    from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) as j
    join location_sharing s on s.tenant_id = (j->>1) collate "C" and s.user_id = (j->>3) collate "C"
    left join location_selected l on l.tenant_id = s.tenant_id and l.user_id = s.user_id
      and l.selected_id = (j->>2) collate "C"`);
  const found = new Map(rows.map((row) => [row.place, row]));
  return pairs.map((_, place) => {
    const row = found.get(place);
    if (row === undefined) return { audience: 'NOBODY', isSelected: false, precision: 'APPROXIMATE', share: null };
    const { audience, is_selected: isSelected, precision } = row;
    return { audience, isSelected, precision, share: shareOf(row) };
  });
}

/** Answers all questions that wait by one statement. It remembers nothing. */
export const grantReader = perKey((db: Db) =>
  createBatcher<PairKey, Grant>({ run: (pairs) => readGrants(db, pairs), rowsMax }),
);
