import type { Context } from '../../context.ts';
import { type Batcher, createBatcher } from '../../db/batcher.ts';
import { sqlState } from '../../db/sql-state.ts';
import type { Db } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Realtime } from '../../realtime/realtime.ts';
import { runSends, type SendAnswer, type SendAttempt, type SendRow } from './send-batch.ts';

/** Queues a send of this node, whoever sends, and answers it. */
export const sendQueueOf = (ctx: Context): Batcher<SendRow, SendAnswer> => queueOf(ctx.realtime)(ctx.db);

const queueOf = perKey((realtime: Realtime) => perKey((db: Db) => createSendQueue(db, realtime)));

/** Postgres' lock_not_available. */
const lockNotAvailable = '55P03';

/**
 * Sends share calls, so one conversation whose head somebody holds (a slow transaction, a node that has hung) would stop
 * all of them. After a moment they go on without it: its sends wait in lanes of their own, and those that come meanwhile
 * join them there.
 */
function createSendQueue(db: Db, realtime: Realtime): Batcher<SendRow, SendAnswer> {
  /** Conversations whose sends are waited for, with their number. */
  const held = new Map<string, number>();
  const keyOf = ({ tenantId, conversationId }: SendRow): string => `${tenantId}\n${conversationId}`;

  const quick = createBatcher<SendRow, SendAnswer>({
    async run(rows) {
      const attempts = await runSends(db, realtime, rows, 'short').catch((error: unknown) => {
        if (sqlState(error) !== lockNotAvailable) throw error;
        return runSends(db, realtime, rows, 'none');
      });
      return rows.map((row, at) => toAnswer(row, attempts[at]));
    },
  });
  const patient = createBatcher<SendRow, SendAnswer>({
    async run(rows) {
      const attempts = await runSends(db, realtime, rows, 'long');
      return rows.map((row, at) => toAnswer(row, attempts[at]));
    },
  });

  function toAnswer(row: SendRow, attempt: SendAttempt | undefined): SendAnswer | Promise<SendAnswer> {
    if (attempt === undefined) throw new Error('A send got no answer.');
    return attempt.outcome === 'busy' ? wait(row) : attempt;
  }

  async function wait(row: SendRow): Promise<SendAnswer> {
    const key = keyOf(row);
    held.set(key, (held.get(key) ?? 0) + 1);
    try {
      return await patient(row);
    } finally {
      const left = (held.get(key) ?? 0) - 1;
      if (left > 0) held.set(key, left);
      else held.delete(key);
    }
  }

  return (row) => (held.size > 0 && held.has(keyOf(row)) ? wait(row) : quick(row));
}
