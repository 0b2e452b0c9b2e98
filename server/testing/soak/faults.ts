import { setTimeout as sleep } from 'node:timers/promises';
import type { SoakNode, SoakRedis } from './processes.ts';
import type { Choice } from './random-choice.ts';
import type { VirtualClient } from './virtual-client.ts';

/** What was done to the system. */
export interface FaultCounts {
  cuts: number;
  kills: number;
  redisFlushes: number;
  redisStops: number;
}

interface FaultOptions {
  nodes: readonly SoakNode[];
  /** Null: the embedded engine, which has none. */
  redis: SoakRedis | null;
  clients: readonly VirtualClient[];
  choice: Choice;
  durationMs: number;
  say: (text: string) => void;
}

/** Between a kill and the start, and while Redis stands still or is gone; less in a short run. */
const downMsMax = 3_000;

/** Does everything to the system that it must survive, spread over the time by chance, and leaves it whole. */
export async function makeFaults(options: FaultOptions): Promise<FaultCounts> {
  const { nodes, redis, clients, choice, durationMs, say } = options;
  const counts: FaultCounts = { cuts: 0, kills: 0, redisFlushes: 0, redisStops: 0 };
  const endsAt = Date.now() + durationMs;
  let isBroken = true;
  const pause = () => sleep(200 + choice.number(Math.min(downMsMax, durationMs / 10)));

  const killNode = async () => {
    const node = choice.of(nodes);
    if (node === undefined) return;
    await node.killAfterNextAnswer();
    counts.kills += 1;
    say(`${node.name} killed between commit and publish`);
    await pause();
    await node.start();
  };
  const flushRedis = async () => {
    await redis?.flush();
    counts.redisFlushes += 1;
    say('redis flushed');
  };
  const freezeRedis = async () => {
    redis?.freeze();
    counts.redisStops += 1;
    say('redis frozen');
    await pause();
    redis?.thaw();
  };
  const stopRedis = async () => {
    await redis?.kill();
    counts.redisStops += 1;
    say('redis stopped');
    await pause();
    await redis?.start();
  };
  /** With Redis gone, a node goes too. */
  const stopBoth = async () => {
    await redis?.kill();
    counts.redisStops += 1;
    say('redis stopped');
    await killNode();
    await redis?.start();
  };

  async function cutSockets(): Promise<void> {
    while (isBroken || Date.now() < endsAt) {
      await sleep(100 + choice.number(800));
      choice.of(clients)?.cut();
      counts.cuts += 1;
    }
  }

  async function breakParts(): Promise<void> {
    const faults =
      redis === null
        ? [killNode, killNode, killNode]
        : [killNode, flushRedis, freezeRedis, stopRedis, killNode, stopBoth];
    const gapMs = durationMs / (faults.length + 1);
    const startedAt = Date.now();
    for (const [at, fault] of faults.entries()) {
      const due = startedAt + gapMs * (at + choice.number(80) / 100);
      await sleep(Math.max(0, due - Date.now()));
      await fault();
    }
  }

  const cutting = cutSockets();
  await breakParts().finally(() => {
    isBroken = false;
  });
  await cutting;
  return counts;
}
