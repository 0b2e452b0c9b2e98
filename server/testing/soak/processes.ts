import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { findFreePort } from '../own-postgres.ts';

/** A machine that is busy with other things may take its time. */
const startMsMax = 90_000;

/** A process of the soak's own. */
interface Program {
  isUp(): boolean;
  /** Starts it, and waits until it serves. */
  start(): Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

/** A node of Tidings in a process. */
export interface SoakNode extends Program {
  name: string;
  url: string;
  /** Kills it right after it has answered the next request: its hints are still to be sent then. */
  killAfterNextAnswer(): Promise<void>;
  /** To be called with every answer of this node. */
  answered(): void;
}

interface NodeOptions {
  name: string;
  /** For its output. */
  folder: string;
  env: Record<string, string>;
}

const serverFolder = join(import.meta.dirname, '../..');

export async function createSoakNode({ name, folder, env }: NodeOptions): Promise<SoakNode> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const program = createProgram({
    name,
    folder,
    command: process.execPath,
    args: [join(serverFolder, 'main.ts')],
    env: { PATH: process.env.PATH ?? '', PORT: `${port}`, HOST: '127.0.0.1', ...env },
    isServing: async () => (await fetch(`${url}/readyz`)).ok,
  });
  let onAnswer = (): void => {};
  return {
    ...program,
    name,
    url,
    async killAfterNextAnswer() {
      await new Promise<void>((resolve) => {
        onAnswer = resolve;
      });
      await program.kill();
    },
    answered() {
      const act = onAnswer;
      onAnswer = () => {};
      act();
    },
  };
}

/** A Redis in a process. */
export interface SoakRedis extends Program {
  url: string;
  flush(): Promise<void>;
  /** Stops it in its tracks: connections stay open and nothing answers. */
  freeze(): void;
  thaw(): void;
}

export async function createSoakRedis(folder: string): Promise<SoakRedis> {
  const port = await findFreePort();
  const url = `redis://127.0.0.1:${port}`;
  const ask = async (work: (redis: Redis) => Promise<unknown>) => {
    const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    redis.on('error', () => {});
    try {
      await redis.connect();
      await work(redis);
    } finally {
      redis.disconnect();
    }
  };
  const program = createProgram({
    name: 'redis',
    folder,
    command: 'redis-server',
    args: ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    env: { PATH: process.env.PATH ?? '' },
    isServing: () => ask((redis) => redis.ping()).then(() => true),
  });
  return {
    ...program,
    url,
    flush: () => ask((redis) => redis.flushall()),
    freeze: () => program.signal('SIGSTOP'),
    thaw: () => program.signal('SIGCONT'),
  };
}

interface ProgramOptions {
  name: string;
  folder: string;
  command: string;
  args: string[];
  env: Record<string, string>;
  /** Throws or says false while it does not. */
  isServing: () => Promise<boolean>;
}

const tailOf = async (path: string) => (await readFile(path, 'utf8')).slice(-2_000);

/** Whatever happens to this process, its children do not outlive it. */
const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

function createProgram({ name, folder, command, args, env, isServing }: ProgramOptions) {
  let child: ChildProcess | null = null;
  const isUp = () => child !== null && child.exitCode === null && child.signalCode === null;
  return {
    isUp,
    async start() {
      const path = join(folder, `${name}.log`);
      const output = createWriteStream(path, { flags: 'a' });
      child = spawn(command, args, { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout?.pipe(output, { end: false });
      child.stderr?.pipe(output, { end: false });
      const started = child;
      children.add(started);
      started.once('exit', () => {
        children.delete(started);
        output.end();
      });
      const deadline = Date.now() + startMsMax;
      while (!(await isServing().catch(() => false))) {
        const trouble = isUp() ? Date.now() > deadline && 'does not serve' : 'ended while it started';
        if (trouble) throw new Error(`${name} ${trouble}: ${await tailOf(path)}`);
        await sleep(50);
      }
    },
    async kill() {
      if (child === null || !isUp()) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    signal(signal: NodeJS.Signals) {
      child?.kill(signal);
    },
  };
}
