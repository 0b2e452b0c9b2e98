import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** A Redis of the benchmark's own, so that every command in it is a contestant's. */
export interface OwnRedis {
  url: string;
  /** Commands since the last time, by name; those of scripts are counted as well as the script. */
  takeCommands(): Promise<Record<string, number>>;
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** What this file itself asks, and what connections say when they begin. */
const uncounted = new Set(['info', 'config|resetstat', 'client|setname', 'client|setinfo', 'flushall', 'hello']);

export async function startOwnRedis(): Promise<OwnRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'tidings-bench-redis-'));
  const port = await findFreePort();
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = spawn('redis-server', [...options, '--maxclients', '20000'], { stdio: 'ignore' });
  const stop = () => void server.kill('SIGKILL');
  process.once('exit', stop);
  const redis = new Redis(port, '127.0.0.1', { maxRetriesPerRequest: 100, retryStrategy: () => 100 });
  redis.on('error', () => {});
  await redis.ping();
  return {
    url: `redis://127.0.0.1:${port}`,
    async takeCommands() {
      const lines = (await redis.info('commandstats')).matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm);
      await redis.config('RESETSTAT');
      const counted = [...lines].flatMap(([, name = '', calls]) =>
        uncounted.has(name) ? [] : [[name, Number(calls)]],
      );
      return Object.fromEntries(counted) as Record<string, number>;
    },
    empty: async () => void (await redis.flushall()),
    async close() {
      redis.disconnect();
      stop();
      process.off('exit', stop);
      if (server.exitCode === null && server.signalCode === null) await once(server, 'close');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
