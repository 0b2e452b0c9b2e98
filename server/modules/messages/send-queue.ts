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

/** Conversations that are waited for at once, each with a connection; more of them share these. */
const patientLanes = 4;

type SendBatcher = Batcher<SendRow, SendAnswer>;

/** A place to wait. */
interface PatientLane {
  send: SendBatcher;
  /** How many conversations wait here. */
  conversations: number;
}

/**
 * Sends share calls, so one conversation whose head somebody holds (a slow transaction, a node that has hung) would stop
 * all of them. After a moment they go on without it: its sends wait in a lane of their own, and those that come meanwhile
 * join them there.
 */
function createSendQueue(db: Db, realtime: Realtime): SendBatcher {
  /** Conversations that are waited for: where, and how many of their sends. */
  const held = new Map<string, { lane: PatientLane; sends: number }>();
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
  const lanes = Array.from({ length: patientLanes }, (): PatientLane => ({ send: createPatient(), conversations: 0 }));

  function createPatient(): SendBatcher {
    return createBatcher({
      lanes: 1,
      async run(rows) {
        const attempts = await runSends(db, realtime, rows, 'long');
        return rows.map((row, at) => toAnswer(row, attempts[at]));
      },
    });
  }

  function toAnswer(row: SendRow, attempt: SendAttempt | undefined): SendAnswer | Promise<SendAnswer> {
    if (attempt === undefined) throw new Error('A send got no answer.');
    return attempt.outcome === 'busy' ? wait(row) : attempt;
  }

  async function wait(row: SendRow): Promise<SendAnswer> {
    const key = keyOf(row);
    const place = held.get(key) ?? { lane: emptiestLane(), sends: 0 };
    if (place.sends === 0) {
      held.set(key, place);
      place.lane.conversations += 1;
    }
    place.sends += 1;
    try {
      return await place.lane.send(row);
    } finally {
      place.sends -= 1;
      if (place.sends === 0) {
        held.delete(key);
        place.lane.conversations -= 1;
      }
    }
  }

  function emptiestLane(): PatientLane {
    return lanes.reduce((least, lane) => (lane.conversations < least.conversations ? lane : least));
  }

  return (row) => (held.size > 0 && held.has(keyOf(row)) ? wait(row) : quick(row));
}
