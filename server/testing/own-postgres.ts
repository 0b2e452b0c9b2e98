import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where Postgres' programs are; undefined where they are not installed. */
export const postgresBin = [
  ...globSync('/usr/lib/postgresql/*/bin').sort().reverse(),
  ...(process.env.PATH ?? '').split(':'),
].find((folder) => existsSync(join(folder, 'initdb')));

/** A Postgres of the test's own, to be stopped and started. */
export interface OwnPostgres {
  url: string;
  start(): Promise<void>;
  /** `fast` breaks connections off in good order, `immediate` is as after a crash. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  /** Stops it and removes its data. */
  close(): Promise<void>;
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'tidings-pg-'));
  const data = join(folder, 'data');
  const port = await findFreePort();
  // Postgres refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  const call = (program: string, ...args: string[]) => {
    const path = join(postgresBin ?? '', program);
    // Detached from our output, which the server would keep open.
    return isRoot ? run('runuser', ['-u', 'postgres', '--', path, ...args]) : run(path, args);
  };
  if (isRoot) await run('chown', ['postgres', folder]);
  await chmod(folder, 0o755);
  await call('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync');

  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off`;
  const own: OwnPostgres = {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async start() {
      await call('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start');
    },
    async stop(mode) {
      await call('pg_ctl', '-D', data, '-m', mode, '-w', 'stop');
    },
    async close() {
      await own.stop('immediate').catch(() => {});
      await rm(folder, { recursive: true, force: true });
    },
  };
  await own.start();
  return own;
}

/** A port that nobody listens on just now. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
