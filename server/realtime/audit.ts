import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { type Db, withSnapshot } from '../db/transaction.ts';
import type { Hub } from './hub.ts';
import type { StateItem, Topic } from './log-event.ts';
import type { ReceiptSharing, Sources } from './realtime.ts';
import type { UserKey } from './user-key.ts';

interface AuditOptions {
  db: Db;
  hub: Hub;
  sources: Pick<Sources, 'stateSince' | 'receiptSharingSince' | 'privacySince'>;
  /** Time between two passes. @default 1_000 // 1 second */
  intervalMs: number;
  onState: (tenantId: string, topic: Topic, item: StateItem) => void;
  onReceiptSharing: (sharing: ReceiptSharing) => void;
  onPrivacy: (tenantId: string, userId: string) => void;
  /** All that is visible in the snapshot has been handed to the node's listeners. */
  onCovered: (snapshot: string) => void;
  log: Logger;
}

/** The loop that makes hints optional: what they did not bring within a second, it reads. */
export interface Audit {
  start(): Promise<void>;
  /** Runs a pass at once, as after hints were lost for a while. */
  hurry(): void;
  stop(): Promise<void>;
}

interface Changes {
  snapshot: string;
  topics: { tenantId: string; topic: Topic; seq: number }[];
  state: { tenantId: string; topic: Topic; item: StateItem }[];
  sharing: ReceiptSharing[];
  privacy: UserKey[];
}

export function createAudit(options: AuditOptions): Audit {
  const { db, hub, sources, intervalMs, onState, onReceiptSharing, onPrivacy, onCovered, log } = options;
  let since: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let passing: Promise<void> | null = null;
  let isStopped = false;
  let isHurried = false;

  async function pass(): Promise<void> {
    const changes = await readChanges(db, sources, since);
    await Promise.all(changes.topics.map(({ tenantId, topic, seq }) => hub.catchUp(tenantId, topic, seq)));
    // First: it decides who is told of the others.
    for (const sharing of changes.sharing) onReceiptSharing(sharing);
    for (const { tenantId, userId } of changes.privacy) onPrivacy(tenantId, userId);
    for (const { tenantId, topic, item } of changes.state) onState(tenantId, topic, item);
    // Only now: a pass that failed is repeated from where the last good one ended.
    since = changes.snapshot;
    onCovered(changes.snapshot);
  }

  function run(): Promise<void> {
    clearTimeout(timer);
    passing ??= pass()
      .catch((error: unknown) => log.warn({ err: error }, 'An audit pass failed and is repeated.'))
      .finally(() => {
        passing = null;
        if (!isStopped) timer = setTimeout(run, isHurried ? 0 : intervalMs).unref();
        isHurried = false;
      });
    return passing;
  }

  return {
    async start() {
      since = (await readChanges(db, sources, null)).snapshot;
      timer = setTimeout(run, intervalMs).unref();
    },
    hurry() {
      if (isStopped || since === null) return;
      // A pass that is under way may have read before what was lost.
      isHurried = passing !== null;
      void run();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await passing;
    },
  };
}

/** What was committed since a snapshot, as a later one shows it; with `since` null only that later snapshot. */
function readChanges(db: Db, sources: AuditOptions['sources'], since: string | null): Promise<Changes> {
  return withSnapshot(db, async (tx) => {
    const [row] = await tx.execute<{ snapshot: string }>(sql`select pg_current_snapshot()::text as snapshot`);
    if (row === undefined) throw new Error('Postgres gave no snapshot.');
    if (since === null) return { snapshot: row.snapshot, topics: [], state: [], sharing: [], privacy: [] };
    const topics = await tx.execute<{ tenant_id: string; topic: Topic; seq: number }>(sql`
      select tenant_id, topic, max(seq) as seq from events
      where tx >= pg_snapshot_xmin(${since}::pg_snapshot) and not pg_visible_in_snapshot(tx, ${since}::pg_snapshot)
      group by tenant_id, topic`);
    return {
      snapshot: row.snapshot,
      topics: topics.map(({ tenant_id, topic, seq }) => ({ tenantId: tenant_id, topic, seq })),
      state: await sources.stateSince(tx, since),
      sharing: await sources.receiptSharingSince(tx, since),
      privacy: await sources.privacySince(tx, since),
    };
  });
}
