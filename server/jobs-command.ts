import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { loadConfig } from './config.ts';
import { openDatabase } from './db/open-database.ts';
import { StartError } from './db/start-error.ts';
import { installJobs } from './jobs/boss.ts';
import { createJobs } from './jobs/create-jobs.ts';
import type { FailedJobs } from './jobs/failed-jobs.ts';
import { ConfigError, readEnvironment } from './lib/environment.ts';

/** Jobs of one listing. */
const listMax = 1_000;

const usage = `What waits in the queues, and what failed for good:
  npm run jobs                            counts, by queue
  npm run jobs -- failed [QUEUE]          the newest ${listMax}, a JSON object a line
  npm run jobs -- retry QUEUE [ID…]       enqueues them again: all of the queue, or those with these ids
  npm run jobs -- delete QUEUE [ID…]      forgets them
It takes the settings of the server. The embedded database is one process' own: stop the server first.`;

await run().catch((error: unknown) => {
  const isExplained = error instanceof ConfigError || error instanceof StartError;
  process.stderr.write(`${isExplained ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exitCode = 1;
});

async function run(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [verb = 'counts', queue, ...ids] = positionals;
  const act = actOf(verb, queue, ids);
  if (act === null) {
    process.stdout.write(`${usage}\n`);
    process.exitCode = verb === 'help' ? 0 : 1;
    return;
  }
  const { databaseUrl: url, dataDir } = loadConfig(readEnvironment());
  const database = await openDatabase({ url, dataDir, install: installJobs, connectionsMax: 2 });
  const log = pino({ level: 'warn' }, pino.destination(2));
  const jobs = createJobs({ db: database.db, log, pollIntervalMs: 5_000, isWorking: false });
  try {
    await jobs.start();
    process.stdout.write(await act(jobs.failed));
  } finally {
    await jobs.close();
    await database.close();
  }
}

/** What it does, which returns what it has to say; null where that was not said in a way that can be understood. */
function actOf(verb: string, queue: string | undefined, ids: string[]): ((jobs: FailedJobs) => Promise<string>) | null {
  const lines = (rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  if (verb === 'counts') return async (jobs) => lines(await jobs.count());
  if (verb === 'failed') {
    return async (jobs) => lines(await jobs.list({ limit: listMax, ...(queue !== undefined && { queue }) }));
  }
  if (queue === undefined) return null;
  const selection = { queue, ...(ids.length > 0 && { ids }) };
  if (verb === 'retry') return async (jobs) => `Enqueued again: ${await jobs.retry(selection)}\n`;
  if (verb === 'delete') return async (jobs) => `Forgotten: ${await jobs.remove(selection)}\n`;
  return null;
}
