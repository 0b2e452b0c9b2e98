import { sql } from 'drizzle-orm';
import { createBatcher } from '../../db/batcher.ts';
import type { Db } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Pair, Relation } from './may-observe.ts';
import { type SettingsRow, settingsColumns, settingsOf } from './queries.ts';

/** Who looks at whom. */
export interface PairKey {
  tenantId: string;
  viewerId: string;
  subjectId: string;
}

interface PairRow {
  place: number;
  relation: Exclude<Relation, 'SELF'>;
  viewer: SettingsRow | null;
  subject: SettingsRow | null;
}

/** What pairs of users are to each other now, with the settings of both, in the order asked for. One statement. */
export async function readPairs(db: Db, pairs: readonly PairKey[]): Promise<Pair[]> {
  if (pairs.length === 0) return [];
  const asked = pairs.map(({ tenantId, viewerId, subjectId }, place) => [place, tenantId, viewerId, subjectId]);
  const rows = await db.execute<PairRow & Record<string, unknown>>(sql`
    select a.place,
      case when b.blocked_id is not null then 'BLOCKED' when c.user_id is not null then 'CONTACT' else 'STRANGER' end as relation,
      ${settingsColumns('v')} as viewer, ${settingsColumns('s')} as subject
    from (
      select (j->>0)::int as place, (j->>1) collate "C" as tenant_id, (j->>2) collate "C" as viewer_id,
        (j->>3) collate "C" as subject_id
      from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) as j) a
    left join blocks b on b.tenant_id = a.tenant_id and b.blocker_id = a.subject_id and b.blocked_id = a.viewer_id
    left join contacts c on c.tenant_id = a.tenant_id and c.user_id = a.subject_id and c.contact_id = a.viewer_id
    left join privacy_settings v on v.tenant_id = a.tenant_id and v.user_id = a.viewer_id
    left join privacy_settings s on s.tenant_id = a.tenant_id and s.user_id = a.subject_id`);
  const found = new Map(rows.map((row) => [row.place, row]));
  return pairs.map(({ viewerId, subjectId }, place) => {
    const row = found.get(place);
    const relation = viewerId === subjectId ? 'SELF' : (row?.relation ?? 'STRANGER');
    return { relation, viewer: settingsOf(row?.viewer ?? null), subject: settingsOf(row?.subject ?? null) };
  });
}

const pairsMax = 1_000;

/** Answers all questions that wait by one statement. It remembers nothing. */
export const pairReader = perKey((db: Db) =>
  createBatcher<PairKey, Pair>({ run: (pairs) => readPairs(db, pairs), rowsMax: pairsMax }),
);
