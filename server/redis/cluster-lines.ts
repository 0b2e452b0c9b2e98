import { Command, type Redis } from 'ioredis';
import type { Logger } from 'pino';
import { gatherWrites } from '../lib/gather-writes.ts';
import { connectCluster, connectMasters, connectMember, disconnect } from './connect.ts';
import { createSeeker, type Lines, type LinesEvents, startHeartbeat } from './lines.ts';

/** A rebalancing moves slot after slot: what left a connection is asked for anew so long after the last one of them, */
const movedDelayMs = 50;
/** but not later than this after the first. */
const movedDelayMsMax = 500;

const addressOf = ({ options: { host, port } }: Redis): string => `${host}:${port}`;

/**
 * Lines to the masters of a Redis Cluster. The driver's cluster publishes and knows where the slots are; who listens are
 * connections of our own, one to each master. The driver could listen too (`shardedSubscribers`), but does not say when
 * it hears again, and where the node that it asks does not know yet of a slot that has moved, it stays deaf for good.
 */
export function openClusterLines(url: string, log: Logger, events: LinesEvents): Lines {
  const cluster = connectCluster(url, 'publisher', log);
  const ears = new Map<string, Redis>();
  const seeker = createSeeker(look);
  const stopHeartbeat = startHeartbeat(() => [...ears.values(), ...cluster.nodes('master')]);
  const closing = new Set<Promise<void>>();
  let isClosed = false;

  function isWhole(): boolean {
    if (cluster.status !== 'ready' || ears.size === 0) return false;
    const mouths = new Set(cluster.nodes('master').filter(isReady).map(addressOf));
    return [...ears].every(([address, ear]) => isReady(ear) && mouths.has(address));
  }

  function change(): void {
    if (isClosed) return;
    if (cluster.status === 'ready') connectMasters(cluster);
    events.onChange();
    if (!isWhole()) seeker.seek();
  }

  /** The driver asks for the slots only when a command went astray; whoever only listens sends none. */
  function look(): void {
    if (cluster.status === 'ready') cluster.refreshSlotsCache();
    change();
  }

  /** The slots were read: a connection to each master that has some, and to no other. */
  function follow(): void {
    if (isClosed) return;
    const masters = new Set(cluster.slots.flatMap(([master]) => master ?? []));
    for (const [address, ear] of ears) if (!masters.has(address)) endEar(address, ear);
    for (const address of masters) if (!ears.has(address)) ears.set(address, openEar(address));
    change();
  }

  function openEar(address: string): Redis {
    const ear = connectMember(url, address, 'subscriber', log);
    const movedLater = createMovedTimer(() => {
      if (ears.get(address) !== ear) return;
      events.onDeaf(ear);
      look();
    });
    ear.on('close', () => {
      events.onDeaf(ear);
      change();
    });
    ear.on('ready', change);
    ear.on('smessage', events.onText);
    // The node has unsubscribed us from a channel whose slot has left it. The driver does not say which.
    ear.on('moved', movedLater);
    return ear;
  }

  function endEar(address: string, ear: Redis): void {
    ears.delete(address);
    events.onDeaf(ear);
    const ended = disconnect(ear).finally(() => closing.delete(ended));
    closing.add(ended);
  }

  cluster.on('refresh', follow);
  cluster.on('ready', change);
  cluster.on('close', change);
  cluster.on('+node', (node: Redis) => node.on('ready', change));
  cluster.on('-node', () => {
    events.onUnsent();
    change();
  });

  return {
    publish: (name, text) => (cluster.status === 'ready' ? cluster.spublish(name, text) : null),
    gatherWrites() {
      for (const { stream } of cluster.nodes('master').filter(isReady)) gatherWrites(stream);
    },
    earOf(slot) {
      const ear = ears.get(cluster.slots[slot]?.[0] ?? '');
      return ear !== undefined && isReady(ear) ? ear : null;
    },
    slotOf: (name) => Number(new Command('get', [name]).getSlot()),
    isWhole,
    seek: () => seeker.seek(),
    async close() {
      isClosed = true;
      stopHeartbeat();
      seeker.stop();
      for (const [address, ear] of ears) endEar(address, ear);
      await Promise.all([disconnect(cluster), ...closing]);
    },
  };
}

const isReady = (redis: Redis): boolean => redis.status === 'ready';

function createMovedTimer(act: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let firstAt = 0;
  return () => {
    if (timer === undefined) firstAt = Date.now();
    clearTimeout(timer);
    const delayMs = Math.max(0, Math.min(movedDelayMs, firstAt + movedDelayMsMax - Date.now()));
    timer = setTimeout(() => {
      timer = undefined;
      act();
    }, delayMs).unref();
  };
}
