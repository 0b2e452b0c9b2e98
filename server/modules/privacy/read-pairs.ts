import { type SQL, sql } from 'drizzle-orm';
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

/** What `pairColumns` reads. */
export interface PairRow {
  relation: Exclude<Relation, 'SELF'>;
  viewer: SettingsRow | null;
  subject: SettingsRow | null;
}

/** For statements of one's own: what `joinPair` has brought along. */
export const pairColumns: SQL = sql`
  case when pb.blocked_id is not null then 'BLOCKED' when pc.user_id is not null then 'CONTACT' else 'STRANGER' end as relation,
  ${settingsColumns('pv')} as viewer, ${settingsColumns('ps')} as subject`;

/** Brings along what a viewer is to a subject, two other users than one another, and both users' settings. */
export const joinPair = (tenantId: SQL, viewerId: SQL, subjectId: SQL): SQL => sql`
  left join blocks pb on pb.tenant_id = ${tenantId} and pb.blocker_id = ${subjectId} and pb.blocked_id = ${viewerId}
  left join contacts pc on pc.tenant_id = ${tenantId} and pc.user_id = ${subjectId} and pc.contact_id = ${viewerId}
  left join privacy_settings pv on pv.tenant_id = ${tenantId} and pv.user_id = ${viewerId}
  left join privacy_settings ps on ps.tenant_id = ${tenantId} and ps.user_id = ${subjectId}`;

export const pairOf = ({ relation, viewer, subject }: PairRow): Pair => ({
  relation,
  viewer: settingsOf(viewer),
  subject: settingsOf(subject),
});

/** What pairs of users are to each other now, with the settings of both, in the order asked for. One statement. */
export async function readPairs(db: Db, pairs: readonly PairKey[]): Promise<Pair[]> {
  if (pairs.length === 0) return [];
  const asked = pairs.map(({ tenantId, viewerId, subjectId }, place) => [place, tenantId, viewerId, subjectId]);
  const rows = await db.execute<PairRow & { place: number } & Record<string, unknown>>(sql`
    select a.place, ${pairColumns}
    from (
      select (j->>0)::int as place, (j->>1) collate "C" as tenant_id, (j->>2) collate "C" as viewer_id,
        (j->>3) collate "C" as subject_id
      from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) as j) a
    ${joinPair(sql`a.tenant_id`, sql`a.viewer_id`, sql`a.subject_id`)}`);
  const found = new Map(rows.map((row) => [row.place, pairOf(row)]));
  return pairs.map(({ viewerId, subjectId }, place) => {
    const pair = found.get(place);
    if (pair === undefined) throw new Error('A question for a pair got no answer.');
    return viewerId === subjectId ? { ...pair, relation: 'SELF' } : pair;
  });
}

const pairsMax = 1_000;

/** Answers all questions that wait by one statement. It remembers nothing. */
export const pairReader = perKey((db: Db) =>
  createBatcher<PairKey, Pair>({ run: (pairs) => readPairs(db, pairs), rowsMax: pairsMax }),
);
