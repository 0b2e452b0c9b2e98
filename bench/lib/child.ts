import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

/** A process of the benchmark: a server under test, or the load. */
export interface Child {
  readonly pid: number;
  /** Asks it a command of its `answer`. */
  ask<T>(command: string, argument?: unknown): Promise<T>;
  /** What it said by `sayReady`. */
  ready<T>(): Promise<T>;
  /** Waits for a match in what it writes. */
  wrote(pattern: RegExp): Promise<RegExpExecArray>;
  /** The last of what it wrote. */
  output(): string;
  stop(): Promise<void>;
}

interface ChildOptions {
  /** From the root of the tree. */
  file: string;
  args?: string[];
  nodeFlags?: string[];
  env?: Record<string, string>;
  core: number;
  /** Another tree than this one. */
  tree?: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const running = new Set<Child>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.on('exit', () => {
  for (const { pid } of running) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended just now.
    }
  }
});

/** Servers run on the first core, load on the second, so that neither takes time from the other. */
export const cores = { server: 0, load: 1 };

/** Why processes are not pinned; null where they are. */
export const unpinned = findUnpinned();

function findUnpinned(): string | null {
  if (availableParallelism() < 2) return 'there is only one core';
  try {
    execFileSync('taskset', ['-c', '0,1', 'true'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'there is no `taskset` (util-linux), or cores 0 and 1 are not ours';
  }
}

/** Starts a script in a process of its own, pinned to a core. */
export function startChild({ file, args = [], nodeFlags = [], env = {}, core, tree = root }: ChildOptions): Child {
  const nodeArgs = ['--disable-warning=ExperimentalWarning', ...nodeFlags, file, ...args];
  const [command, commandArgs] =
    unpinned === null ? ['taskset', ['-c', String(core), process.execPath, ...nodeArgs]] : [process.execPath, nodeArgs];
  const child = spawn(command, commandArgs, {
    cwd: tree,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let ids = 0;
  let output = '';
  const watchers = new Set<() => void>();
  const becameReady = Promise.withResolvers<unknown>();
  becameReady.promise.catch(() => {});

  child.on('message', (message: { id?: number; result?: unknown; error?: string; ready?: unknown }) => {
    if ('ready' in message) return becameReady.resolve(message.ready);
    const asked = waiting.get(message.id ?? -1);
    waiting.delete(message.id ?? -1);
    if (message.error === undefined) asked?.resolve(message.result);
    else asked?.reject(new Error(`${file}: ${message.error}`));
  });
  const add = (chunk: Buffer) => {
    output = (output + String(chunk)).slice(-100_000);
    for (const look of watchers) look();
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  const ended = once(child, 'close').then(() => {
    running.delete(self);
    const error = new Error(`${file} ended: ${output.slice(-4_000)}`);
    becameReady.reject(error);
    for (const asked of waiting.values()) asked.reject(error);
    waiting.clear();
    return error;
  });

  const self: Child = {
    pid: child.pid ?? 0,
    ask<T>(command: string, argument: unknown = null) {
      return new Promise<T>((resolve, reject) => {
        ids += 1;
        waiting.set(ids, { resolve: resolve as (value: unknown) => void, reject });
        if (child.connected) child.send({ id: ids, command, argument });
        else reject(new Error(`${file} has ended: ${output.slice(-4_000)}`));
      });
    },
    ready: <T>() => becameReady.promise as Promise<T>,
    wrote: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(output);
          if (match === null) return;
          watchers.delete(look);
          resolve(match);
        };
        watchers.add(look);
        look();
        void ended.then(reject);
      }),
    output: () => output,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
  running.add(self);
  return self;
}

/** Ends whatever still runs. */
export async function stopChildren(): Promise<void> {
  await Promise.all([...running].map((child) => child.stop()));
}
