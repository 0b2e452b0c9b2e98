import { sql } from 'drizzle-orm';
import type { Services } from '../context.ts';
import type { FanOut } from '../realtime/fan-out.ts';
import type { Drain } from './drain.ts';

/** Whether this node should be given work, and why not. */
export interface Readiness {
  isReady: boolean;
  database: 'up' | 'down';
  /** Down means late, not wrong: events come by the audit, up to a second later. The node stays ready. */
  hints: 'up' | 'down';
  draining: boolean;
}

/** A database that takes longer than this to say `1` cannot serve. */
const databaseAnswerMsMax = 2_000;

export async function checkReadiness(services: Services, fanOut: FanOut, drain: Drain): Promise<Readiness> {
  const isDatabaseUp = await answersInTime(services);
  const draining = drain.isDraining();
  return {
    isReady: isDatabaseUp && !draining,
    database: isDatabaseUp ? 'up' : 'down',
    hints: fanOut.isHealthy() ? 'up' : 'down',
    draining,
  };
}

async function answersInTime({ db }: Services): Promise<boolean> {
  const timeout = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => timeout.resolve(false), databaseAnswerMsMax);
  const ask = async () => db.execute(sql`select 1`);
  const answer = ask().then(
    () => true,
    () => false,
  );
  return Promise.race([answer, timeout.promise]).finally(() => clearTimeout(timer));
}
