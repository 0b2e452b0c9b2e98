import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type Db, withTransaction } from '../db/transaction.ts';
import { type CursorCodec, createCursorCodec } from '../lib/cursor.ts';
import { installation } from './table.ts';

/** What the stored transaction numbers belong to, and the codec for all cursors of this installation. */
export interface Installation {
  epoch: string;
  cursors: CursorCodec;
}

/** A transaction number that every snapshot sees: below the first that Postgres gives (FirstNormalTransactionId is 3). */
const frozenTx = '2';

/**
 * Reads the installation's row, making it on the first start. Transaction numbers mean something in one cluster and
 * timeline only: where the data has moved (a dump restored elsewhere, a point-in-time recovery), the stored numbers are
 * frozen and the epoch renewed, so that every cursor of before is answered by `ResyncRequired`, not with all events anew.
 */
export function openInstallation(db: Db): Promise<Installation> {
  return withTransaction(db, async (tx) => {
    await tx.execute(sql`lock table installation in exclusive mode`);
    const cluster = await readCluster(tx);
    const [row] = await tx.select().from(installation);
    if (row === undefined) {
      const made = { epoch: randomUUID(), cluster, cursorKey: randomBytes(32).toString('base64') };
      await tx.insert(installation).values(made);
      return { epoch: made.epoch, cursors: createCursorCodec(Buffer.from(made.cursorKey, 'base64')) };
    }
    const epoch = row.cluster === cluster ? row.epoch : await renewEpoch(tx, cluster);
    return { epoch, cursors: createCursorCodec(Buffer.from(row.cursorKey, 'base64')) };
  });
}

async function readCluster(tx: Db): Promise<string> {
  const [row] = await tx.execute<{ cluster: string }>(sql`
    select s.system_identifier::text || '/' || c.timeline_id::text as cluster
    from pg_control_system() s, pg_control_checkpoint() c`);
  if (row === undefined) throw new Error('pg_control_system() gave no row.');
  return row.cluster;
}

async function renewEpoch(tx: Db, cluster: string): Promise<string> {
  const epoch = randomUUID();
  const frozen = sql`${frozenTx}::xid8`;
  await tx.execute(sql`update events set tx = ${frozen}`);
  await tx.execute(sql`update heads set tx = ${frozen}`);
  await tx.execute(sql`update users set tx = ${frozen}`);
  await tx.execute(sql`update users set privacy_tx = ${frozen} where privacy_tx is not null`);
  await tx.execute(sql`update memberships set receipts_tx = ${frozen} where receipts_tx is not null`);
  await tx.execute(sql`update memberships set marked_tx = ${frozen} where marked_tx is not null`);
  await tx.execute(sql`update thread_positions set receipts_tx = ${frozen} where receipts_tx is not null`);
  await tx.execute(sql`update thread_positions set own_tx = ${frozen} where own_tx is not null`);
  await tx.execute(sql`update privacy_settings set receipts_tx = ${frozen} where receipts_tx is not null`);
  await tx.execute(sql`update membership_intervals set ended_tx = ${frozen} where ended_tx is not null`);
  await tx.update(installation).set({ epoch, cluster, droppedTx: '0' });
  return epoch;
}
