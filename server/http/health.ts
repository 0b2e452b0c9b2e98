import { sql } from 'drizzle-orm';
import type { Env, Hono } from 'hono';
import type { Db } from '../db/transaction.ts';
import type { FanOut } from '../realtime/fan-out.ts';
import type { WorkWatch } from '../realtime/watch-work.ts';

/** Whether this node should be given work, and why not. */
interface Readiness {
  isReady: boolean;
  database: 'up' | 'down';
  /** Down means late, not wrong: events come by the audit, up to a second later. The node stays ready. */
  hints: 'up' | 'down';
  /** Down: for a minute no node has done what follows from events. The node stays ready, and what follows waits. */
  workers: 'up' | 'down';
  draining: boolean;
}

/** What the probes ask. */
export interface HealthSources {
  db: Db;
  fanOut: Pick<FanOut, 'isHealthy'>;
  work: Pick<WorkWatch, 'isDone'>;
}

/** A database that takes longer than this to say `1` cannot serve. */
const databaseAnswerMsMax = 2_000;

/** Answers those who run the process: `/healthz` whether it lives, `/readyz` whether it should be given work. */
export function addProbes<E extends Env>(app: Hono<E>, sources: HealthSources, drain: { isDraining(): boolean }): void {
  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', async (c) => {
    const readiness = await checkReadiness(sources, drain.isDraining());
    return c.json(readiness, readiness.isReady ? 200 : 503);
  });
}

async function checkReadiness({ db, fanOut, work }: HealthSources, draining: boolean): Promise<Readiness> {
  const isDatabaseUp = await answersInTime(db);
  const upIf = (isUp: boolean) => (isUp ? 'up' : 'down');
  return {
    isReady: isDatabaseUp && !draining,
    ...{ database: upIf(isDatabaseUp), hints: upIf(fanOut.isHealthy()), workers: upIf(work.isDone()) },
    draining,
  };
}

async function answersInTime(db: Db): Promise<boolean> {
  const timeout = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => timeout.resolve(false), databaseAnswerMsMax);
  const ask = async () => db.execute(sql`select 1`);
  const answer = ask().then(
    () => true,
    () => false,
  );
  return Promise.race([answer, timeout.promise]).finally(() => clearTimeout(timer));
}
