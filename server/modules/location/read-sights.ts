import type { Db } from '../../db/transaction.ts';
import type { LocationPrecision } from '../../realtime/log-event.ts';
import { mayObserve, type Relation } from '../privacy/may-observe.ts';
import { type PairKey, pairReader } from '../privacy/read-pairs.ts';
import { grantReader, type Share } from './queries.ts';

/** What a viewer gets to see of where a user is. */
export interface Sight {
  /** What the viewer is to him. */
  relation: Relation;
  /** Whether he may see where he is. */
  isSeen: boolean;
  precision: LocationPrecision;
  /** What runs, whether or not he may see it; null: nothing. */
  share: Share | null;
}

/** Decides anew for each pair of a viewer and a subject, in the order asked for: the one way to a position. */
export async function readSights(db: Db, pairs: readonly PairKey[]): Promise<Sight[]> {
  const [relations, grants] = await Promise.all([
    Promise.all(pairs.map(pairReader(db))),
    Promise.all(pairs.map(grantReader(db))),
  ]);
  return grants.map(({ precision, share, ...subject }, at) => {
    const relation = relations[at]?.relation ?? 'BLOCKED';
    return { relation, isSeen: mayObserve('LOCATION', relation, { subject }), precision, share };
  });
}
