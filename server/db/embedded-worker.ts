/**
 * The embedded engine, in a thread of its own, since it would otherwise block sockets and timers. It speaks Postgres'
 * protocol on a Unix socket, so that the same driver and the same SQL serve both engines.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

/** What the thread is started with. */
export interface EmbeddedWorkerData {
  /** Where the socket is made; it ends in `.s.PGSQL.5432`. */
  socketPath: string;
  /** The folder with the data; null for one in memory. */
  folder: string | null;
  /** A dump to begin with, made by `dumpDataDir`. */
  dump: Uint8Array | null;
}

/** What the thread says: that it listens, or why it could not start. */
export type EmbeddedWorkerMessage =
  | { kind: 'ready' }
  | { kind: 'failed'; reason: string }
  | { kind: 'dump'; dump: Uint8Array };

/** What the thread may be told. */
export type EmbeddedWorkerCommand = 'stop' | 'dump';

const { socketPath, folder, dump } = workerData as EmbeddedWorkerData;

function say(message: EmbeddedWorkerMessage): void {
  parentPort?.postMessage(message);
}

async function start() {
  const engine = await PGlite.create({
    dataDir: folder ?? 'memory://',
    ...(dump === null ? {} : { loadDataDir: new Blob([Buffer.from(dump)]) }),
  });

  // The server swallows the engine's end and answers nobody from then on. Ending the thread lets the pool know.
  const execute = engine.execProtocolRawStream.bind(engine);
  engine.execProtocolRawStream = async (...args) => {
    try {
      return await execute(...args);
    } catch (error) {
      setImmediate(() => {
        throw error;
      });
      throw error;
    }
  };

  // One connection is used; a second may overlap while a lost one is being cleared away.
  const server = new PGLiteSocketServer({ db: engine, path: socketPath, maxConnections: 2 });
  await server.start();
  return { engine, server };
}

try {
  const { engine, server } = await start();
  parentPort?.on('message', async (command: EmbeddedWorkerCommand) => {
    if (command === 'dump') {
      const blob = await engine.dumpDataDir('none');
      say({ kind: 'dump', dump: new Uint8Array(await blob.arrayBuffer()) });
      return;
    }
    await server.stop();
    await engine.close();
    process.exit(0);
  });
  say({ kind: 'ready' });
} catch (error) {
  say({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
}
