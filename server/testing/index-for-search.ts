import type { SearchLanguage } from '../config.ts';
import type { Db } from '../db/transaction.ts';
import { type Backlog, indexTurn } from '../modules/search/index-turn.ts';
import { openInstallation } from '../realtime/installation.ts';

/** Runs the search index's consumer, as a node would in its own time, until it has nothing to do. */
export async function indexForSearch(db: Db, language: SearchLanguage = 'simple'): Promise<void> {
  await openInstallation(db);
  const backlog: Backlog = { current: null };
  while (await indexTurn(db, backlog, language));
}
