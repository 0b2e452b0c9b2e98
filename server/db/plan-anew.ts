import { sql } from 'drizzle-orm';
import type { Tx } from './transaction.ts';

/**
 * Plans the statements of this transaction for the tables as they are now, which costs about a third of a millisecond each. For
 * long work that fills a table itself: a plan that Postgres has kept since the table was empty reads all of it, every time.
 */
export async function planAnew(tx: Tx): Promise<void> {
  await tx.execute(sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`);
}
