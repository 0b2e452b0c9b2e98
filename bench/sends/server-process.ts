import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../..', import.meta.url));

/** A server in a process of its own. */
export interface ServerProcess {
  pid: number;
  port: number;
  stop(): Promise<void>;
}

/** Starts a script on one core, and waits for its line that says `Ready.` with its port. */
export async function startServer(
  script: string,
  env: Record<string, string>,
  { core, nodeOptions = [] }: { core: number; nodeOptions?: string[] },
): Promise<ServerProcess> {
  // taskset becomes the process that it starts, so the id stays.
  const child = spawn('taskset', ['--cpu-list', String(core), process.execPath, ...nodeOptions, script], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await readPort(child);
  return {
    pid: child.pid ?? 0,
    port,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function readPort({ stdout, ...child }: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    stdout?.on('data', (chunk: Buffer) => {
      output += String(chunk);
      const port = /"port":(\d+)[^\n]*"msg":"Ready\."/.exec(output)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    stdout?.once('end', () => reject(new Error(`A server ended before it was ready (${child.pid}): ${output}`)));
  });
}
