import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EmbeddedWorkerCommand, EmbeddedWorkerData, EmbeddedWorkerMessage } from './embedded-worker.ts';
import { dialAddress, openLane } from './lane.ts';
import type { PoolOptions } from './pool.ts';

/** The embedded engine, started with the first connection, and again should it have died. */
export interface EmbeddedEngine {
  open: PoolOptions['open'];
  /** The whole database, to be given to another engine as `dump`. */
  dump(): Promise<Uint8Array>;
  close(): Promise<void>;
}

interface EmbeddedOptions {
  /** The folder with the data; null for one in memory. */
  folder: string | null;
  dump?: Uint8Array;
  /** Called when the engine died by itself. */
  onDeath: (error: unknown) => void;
}

/** Longer socket paths are refused by the system (107 bytes with Linux, 103 with macOS). */
const socketPathBytesMax = 103;
const socketName = '.s.PGSQL.5432';

export async function createEmbeddedEngine(options: EmbeddedOptions): Promise<EmbeddedEngine> {
  const socketFolder = await makeSocketFolder();
  const socketPath = join(socketFolder, socketName);
  let running: Promise<Worker> | undefined;
  let isClosing = false;

  function start(): Promise<Worker> {
    const workerData: EmbeddedWorkerData = { socketPath, folder: options.folder, dump: options.dump ?? null };
    const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), {
      workerData,
      // Options of the main thread may make no sense here, such as --eval's.
      execArgv: [],
    });
    worker.once('exit', () => {
      running = undefined;
    });
    const started = new Promise<Worker>((resolve, reject) => {
      worker.once('message', (message: EmbeddedWorkerMessage) => {
        if (message.kind === 'ready') resolve(worker);
        if (message.kind === 'failed') reject(unreachable(message.reason));
      });
      worker.on('error', (error) => {
        if (!isClosing) options.onDeath(error);
        reject(error);
      });
      worker.once('exit', () => reject(unreachable('The embedded engine ended.')));
    });
    return started;
  }

  async function dial() {
    running ??= start();
    await running;
    return dialAddress({ path: socketPath }, 5_000);
  }

  return {
    // The first start makes the whole folder, which takes its time on a busy machine.
    open: (onLost) => openLane({ url: null, dial, connectTimeoutMs: 60_000, onLost, parameters: {} }),
    async dump() {
      running ??= start();
      const worker = await running;
      return new Promise((resolve, reject) => {
        worker.once('error', reject);
        worker.once('message', (message: EmbeddedWorkerMessage) => {
          if (message.kind === 'dump') resolve(message.dump);
        });
        worker.postMessage('dump' satisfies EmbeddedWorkerCommand);
      });
    },
    async close() {
      isClosing = true;
      const worker = await running?.catch(() => undefined);
      if (worker !== undefined) {
        const ended = new Promise((resolve) => worker.once('exit', resolve));
        worker.postMessage('stop' satisfies EmbeddedWorkerCommand);
        await ended;
      }
      await rm(socketFolder, { recursive: true, force: true });
    },
  };
}

/** Should the engine not come back after its death, callers are told UNAVAILABLE. */
function unreachable(reason: string): Error {
  return Object.assign(new Error(reason), { code: 'CONNECTION_CLOSED' });
}

/** Only we may enter a folder made like this, and so nobody else reaches the database. */
async function makeSocketFolder(): Promise<string> {
  const inTemp = await mkdtemp(join(tmpdir(), 'tidings-'));
  if (Buffer.byteLength(join(inTemp, socketName)) <= socketPathBytesMax) return inTemp;
  await rm(inTemp, { recursive: true, force: true });
  return mkdtemp('/tmp/tidings-');
}
