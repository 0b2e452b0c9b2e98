import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { Db } from '../../db/transaction.ts';
import type { Left } from '../../realtime/presence.ts';

/** Writes down when users were last there: nobody waits for it, and those who went together go in one statement. */
export interface LastSeenWriter {
  keep(left: readonly Left[]): void;
  /** Ends once all is written, or the database could not take it. */
  close(): Promise<void>;
}

const rowsMax = 1_000;
const retryMs = 1_000;

export function createLastSeenWriter({ db, log }: { db: Db; log: Logger }): LastSeenWriter {
  const waiting = new Map<string, Left>();
  let writing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function begin(): void {
    clearTimeout(timer);
    writing ??= Promise.resolve()
      .then(write)
      .catch((error: unknown) => {
        log.warn({ err: error }, 'When users were last there could not be written; trying again.');
        if (!isClosed) timer = setTimeout(begin, retryMs).unref();
      })
      .finally(() => {
        writing = null;
      });
  }

  async function write(): Promise<void> {
    // After this turn, so that those who went in it go together.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.size > 0) {
      const some = [...waiting].slice(0, rowsMax);
      await writeLastSeen(
        db,
        some.map(([, left]) => left),
      );
      for (const [key, left] of some) if (waiting.get(key) === left) waiting.delete(key);
    }
  }

  return {
    keep(left) {
      for (const each of left) waiting.set(`${each.user.tenantId}\n${each.user.userId}`, each);
      if (waiting.size > 0) begin();
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await writing;
      if (waiting.size === 0) return;
      begin();
      await writing;
    },
  };
}

/**
 * In the order of the keys, so that two nodes do not wait for each other in a circle. The connections of a user who is erased end
 * just after his erasure began: that they did is not written down.
 */
async function writeLastSeen(db: Db, left: readonly Left[]): Promise<void> {
  const rows = left.map(({ user: { tenantId, userId }, seenAt }) => [tenantId, userId, seenAt]);
  await db.execute(sql`
    insert into presence (tenant_id, user_id, last_seen_at)
    select u.tenant_id, u.id, date_trunc('second', to_timestamp(l.seen_ms / 1000))
    from (
      select (j->>0) collate "C" as tenant_id, (j->>1) collate "C" as user_id, (j->>2)::double precision as seen_ms
      from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as j) l
    join users u on u.tenant_id = l.tenant_id and u.id = l.user_id
    where not exists (
      select from user_erasures e
      where e.tenant_id = u.tenant_id and e.user_id = u.id and e.scope = 'ACCOUNT'
        and to_timestamp(l.seen_ms / 1000) between e.requested_at and e.requested_at + interval '1 minute')
    order by u.tenant_id, u.id
    on conflict (tenant_id, user_id)
    do update set last_seen_at = greatest(presence.last_seen_at, excluded.last_seen_at)`);
}
