import cluster from 'node:cluster';
import { type App, createApp } from './app.ts';
import type { Config } from './config.ts';
import { StartError } from './db/start-error.ts';
import { seedDemoData } from './demo/seed-demo-data.ts';
import { issueDevelopmentToken } from './modules/auth/issue-development-token.ts';

/** One Ctrl-C may come twice: from the terminal, and passed on by npm or the process that made the workers. */
const echoMsMax = 500;
/** The last part of the drain window is for closing what the app stands on. */
const closingMs = 2_000;

/** Of several workers, what is done once is done by the first. */
const isFirst = cluster.isPrimary || cluster.worker?.id === 1;

/** Makes this process a node, says where it serves, and ends it on a signal. */
export async function startNode(config: Config): Promise<void> {
  const app = await createApp(config);
  const { port } = await app.listen().catch(async (error: unknown) => {
    await app.close();
    throw explainListen(config, error);
  });
  const stopping = new AbortController();
  stopOnSignal(app, config, stopping);
  await sayHello(app, config, port);
  // Nobody waits for it: whoever comes at once is served beside it.
  if (config.demoData && isFirst && config.role !== 'worker') await seedDemo(app, stopping.signal);
}

async function seedDemo({ services }: App, signal: AbortSignal): Promise<void> {
  try {
    await seedDemoData(services, signal);
  } catch (err) {
    if (!signal.aborted)
      services.log.error({ err }, 'The demo data could not be made whole. The server works without.');
  }
}

function explainListen({ host, port }: Config, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return new StartError(`PORT: ${port} is in use on ${host}: stop the other program, or set PORT.`);
  if (code === 'EACCES')
    return new StartError(`PORT: ${port} may not be taken by this user: set PORT to 1024 or more.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new StartError(`HOST: ${host} is no address of this machine: set HOST to 127.0.0.1 or 0.0.0.0.`);
  }
  return error;
}

function stopOnSignal(app: App, config: Config, stopping: AbortController): void {
  let stoppedAt: number | null = null;
  const stop = (signal: NodeJS.Signals) => {
    if (stoppedAt !== null) {
      if (Date.now() - stoppedAt > echoMsMax) process.exit(1);
      return;
    }
    stoppedAt = Date.now();
    stopping.abort();
    app.services.log.info({ signal }, 'Stopping. A second signal ends the process at once.');
    // Whatever hangs, the process is gone when the window is over.
    setTimeout(() => process.exit(0), config.drainWindowMs).unref();
    app.close(Math.max(1, config.drainWindowMs - closingMs)).then(
      () => process.exit(0),
      (err: unknown) => {
        app.services.log.error({ err }, 'Stopping went wrong.');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

async function sayHello(app: App, config: Config, port: number): Promise<void> {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const address = `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`;
  app.services.log.info({ port, host: config.host, role: config.role }, 'Ready.');
  if (config.isProduction || !isFirst || config.role === 'worker') return;
  const [alice, bob] = await Promise.all([
    issueDevelopmentToken(config, { sub: 'alice', name: 'Alice' }),
    issueDevelopmentToken(config, { sub: 'bob', name: 'Bob' }),
  ]);
  const storage = config.databaseUrl === null ? `embedded, in ${config.dataDir}` : 'Postgres';
  process.stdout.write(`
Tidings is ready: ${address}/graphql  (database: ${storage})
Two tokens, for a day; ${address}/dev/token?sub=carol makes more:

ALICE=${alice}
BOB=${bob}

`);
}
