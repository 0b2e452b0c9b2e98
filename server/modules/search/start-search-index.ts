import type { Logger } from 'pino';
import type { SearchLanguage } from '../../config.ts';
import type { Db } from '../../db/transaction.ts';
import { type Backlog, indexTurn } from './index-turn.ts';

interface SearchIndexOptions {
  db: Db;
  log: Logger;
  /** Time between two looks at the log. @default 500 // half a second */
  intervalMs: number;
  /** Of tenants that have set none. */
  language: SearchLanguage;
}

/** After a turn with more to do comes a rest of so many times its length: sends go first, and searches wait. */
const restFactor = 9;
const restMsMax = 5_000;

/**
 * Keeps the index of messages' words: a consumer of the log. Every node runs it and one works at a time, so the index
 * goes on when that one dies. Returns what stops it.
 */
export function startSearchIndex({ db, log, intervalMs, language }: SearchIndexOptions): () => Promise<void> {
  const backlog: Backlog = { current: null };
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let turning: Promise<void> = Promise.resolve();

  async function turn(): Promise<void> {
    const begun = performance.now();
    let waitMs = intervalMs;
    try {
      const hasMore = await indexTurn(db, backlog, language);
      if (hasMore) waitMs = Math.min(restMsMax, (performance.now() - begun) * restFactor);
    } catch (error) {
      log.warn({ err: error }, 'A turn of the search index failed and is repeated; new messages are found later.');
    }
    if (!isStopped) plan(waitMs);
  }

  function plan(waitMs: number): void {
    timer = setTimeout(() => {
      turning = turn();
    }, waitMs).unref();
  }

  plan(intervalMs);
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await turning;
  };
}
