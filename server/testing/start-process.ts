import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../..', import.meta.url));
/** Servers are started by the dozen: what one has compiled, the next reads. */
const compileCache = join(tmpdir(), `tidings-test-${userInfo().username}`, 'compiled');

/** A server in a process of its own, as users start it. */
export interface ServerProcess {
  child: ChildProcess;
  /** Everything it wrote so far. */
  output(): string;
  /** Waits until it has written this, and fails if it ends before. */
  wrote(text: string): Promise<void>;
  /** `http://127.0.0.1:…`, once it is ready. */
  ready(): Promise<string>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts `server/main.ts` with these variables and none of the test's own. */
export function startProcess(env: Record<string, string>): ServerProcess {
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', PORT: '0', DEMO_DATA: 'off', NODE_COMPILE_CACHE: compileCache, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const watchers = new Set<() => void>();
  const add = (chunk: Buffer) => {
    output += String(chunk);
    for (const look of watchers) look();
  };
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));

  const server: ServerProcess = {
    child,
    output: () => output,
    ended,
    kill: (signal) => void child.kill(signal),
    wrote: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!output.includes(text)) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
        void ended.then(() => reject(new Error(`The server ended: ${output}`)));
      }),
    async ready() {
      await server.wrote('"msg":"Ready."');
      const port = /"port":(\d+)[^\n]*"msg":"Ready\."/.exec(output)?.[1];
      return `http://127.0.0.1:${port}`;
    },
  };
  return server;
}

/** An operation by HTTP, whose data is wanted; throws where there is none. */
export async function ask<T>(
  url: string,
  token: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: unknown[] };
  if (data === undefined) throw new Error(`The operation failed: ${JSON.stringify(errors)}`);
  return data;
}
/** A development token. */
export const tokenOf = async (url: string, sub: string) => (await fetch(`${url}/dev/token?sub=${sub}`)).text();
