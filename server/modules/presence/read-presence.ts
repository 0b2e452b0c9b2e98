import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { PresenceNow } from '../../realtime/log-event.ts';
import type { Realtime } from '../../realtime/realtime.ts';
import { type PairKey, readPairs } from '../privacy/read-pairs.ts';
import { presenceInput } from './open-presence.ts';
import { emptyRow, readPresenceRows } from './queries.ts';
import { showPresence } from './show-presence.ts';

interface Question extends PairKey {
  ctx: Context;
}

const pairsMax = 1_000;

/** Gathers one turn's questions for users' presence into two statements and one look at who is there. It remembers nothing. */
const loaderOf = perKey(
  (_realtime: Realtime) =>
    new DataLoader<Question, PresenceNow>((questions) => answer(questions), { cache: false, maxBatchSize: pairsMax }),
);

async function answer(questions: readonly Question[]): Promise<PresenceNow[]> {
  const [first] = questions;
  if (first === undefined) return [];
  const { db, realtime } = first.ctx;
  const users = questions.map(({ tenantId, subjectId }) => ({ tenantId, userId: subjectId }));
  // In this order: what somebody did after he had hidden it must not be shown by what he allowed before.
  const whereabouts = await realtime.presence.read(users);
  const [pairs, rows] = await Promise.all([readPairs(db, questions), readPresenceRows(db, users)]);
  const now = Date.now();
  return questions.map(({ subjectId: userId }, at) => {
    const [pair, where] = [pairs[at], whereabouts[at]];
    if (pair === undefined || where === undefined) throw new Error('A question for presence got no answer.');
    const subject = { userId, settings: pair.subject, whereabouts: where, row: rows[at] ?? emptyRow };
    return showPresence(pair.relation, subject, now);
  });
}

/** A user's presence, as the actor may see it. */
export function loadPresence(ctx: Context, userId: string): Promise<PresenceNow> {
  const { tenantId, userId: viewerId } = ctx.actor;
  return loaderOf(ctx.realtime).load({ ctx, tenantId, viewerId, subjectId: userId });
}

/** That of many, in the order asked for; of whoever does not exist as of one who is offline and shows nothing. */
export function readPresences(ctx: Context, args: { userIds: readonly string[] }): Promise<PresenceNow[]> {
  const { userIds } = parseInput(presenceInput(ctx.config.limits), args);
  return Promise.all(userIds.map((userId) => loadPresence(ctx, userId)));
}
