import cluster from 'node:cluster';
import { loadConfig } from './config.ts';
import { StartError } from './db/start-error.ts';
import { ConfigError, readEnvironment } from './lib/environment.ts';
import { startWorkers } from './workers.ts';

await start().catch(giveUp);

async function start(): Promise<void> {
  const config = loadConfig(readEnvironment());
  if (config.workers > 1 && cluster.isPrimary) return startWorkers(config);
  // A mistake in the settings is told before two thousand modules are read, and whoever only keeps workers needs none of them.
  const { startNode } = await import('./start-node.ts');
  await startNode(config);
}

/** One line that says what to do; a stack helps whoever reads it with nothing. */
function giveUp(error: unknown): never {
  const isExplained = error instanceof ConfigError || error instanceof StartError;
  process.stderr.write(
    `tidings cannot start. ${isExplained ? error.message : String((error as Error).stack ?? error)}\n`,
  );
  process.exit(1);
}
