import type { Db } from '../db/transaction.ts';
import { intervalsOfViewers } from '../modules/conversations/sources.ts';
import { hiders } from '../modules/messages/queries.ts';
import { receiptless } from '../modules/privacy/sources.ts';
import { createReceiptSources } from '../modules/receipts/sources.ts';
import { createThreadSources } from '../modules/receipts/thread-sources.ts';
import { changedUsers } from '../modules/users/sources.ts';
import { openInstallation } from '../realtime/installation.ts';
import { type PlanFacts, readPlans } from '../realtime/read-plans.ts';

/** What a stream of all of a user's conversations is planned from, when it is resumed from a snapshot. */
export async function readFacts(
  db: Db,
  tenantId: string,
  userId: string,
  from: string | null,
  namedReceiptsMembersMax = 2,
): Promise<PlanFacts> {
  await openInstallation(db);
  const { moved } = createReceiptSources({ namedReceiptsMembersMax });
  const threads = createThreadSources({ namedReceiptsMembersMax });
  const sources = { intervals: intervalsOfViewers, hiders, receiptless, state: [changedUsers, moved, threads.moved] };
  const [facts] = await readPlans(db, sources, [{ tenantId, userId, conversationId: null, from, to: null }]);
  if (facts === undefined) throw new Error('A question got no answer.');
  return facts;
}
