import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Command, Redis } from 'ioredis';
import { findFreePort } from './own-postgres.ts';

const slotCount = 16_384;
/** A node that is silent for so long has failed, for the other nodes. */
const nodeTimeoutMs = 2_000;

/** One node of a cluster of the test's own. */
export interface ClusterMember {
  port: number;
  /** Where the members talk with each other. */
  busPort: number;
  /** What the cluster calls it. */
  id: string;
  /** Commands to this very node. */
  admin: Redis;
  start(): Promise<void>;
  /** As when the machine is gone: no word to anybody. It keeps its place in the cluster. */
  kill(): Promise<void>;
  signal(name: NodeJS.Signals): void;
}

/** A real Redis Cluster on loopback: three masters, without replicas until one is added. */
export interface OwnCluster {
  /** All three masters, as an operator would set REDIS_URL. */
  url: string;
  masters: [ClusterMember, ClusterMember, ClusterMember];
  /** The master that serves a channel as the cluster was made. */
  masterOf(channel: string): ClusterMember;
  /** A name with this beginning that belongs to the master of this number. */
  channelOf(master: number, beginning?: string): string;
  /** Adds a replica of a master, and waits until it may take over. */
  addReplica(master: ClusterMember): Promise<ClusterMember>;
  /** Moves a channel's slot from one living master to another, as `redis-cli --cluster reshard` does. */
  moveSlot(channel: string, from: ClusterMember, to: ClusterMember): Promise<void>;
  /** The same told to these two alone: the others hear of it by gossip, a little later. */
  handOver(channel: string, from: ClusterMember, to: ClusterMember): Promise<void>;
  /** Waits until every member that runs says that the cluster works. */
  untilOk(): Promise<void>;
  close(): Promise<void>;
}

export const slotOf = (channel: string): number => Number(new Command('get', [channel]).getSlot());

export async function startOwnCluster(): Promise<OwnCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'tidings-cluster-'));
  const members: ClusterMember[] = [];
  const add = async () => {
    const member = await startMember(folder);
    members.push(member);
    return member;
  };
  const close = async () => {
    await Promise.all(members.map((member) => member.kill()));
    for (const { admin } of members) admin.disconnect();
    await rm(folder, { recursive: true, force: true });
  };

  try {
    const masters: OwnCluster['masters'] = [await add(), await add(), await add()];
    const share = Math.ceil(slotCount / masters.length);
    for (const [at, { admin }] of masters.entries()) {
      // Distinct epochs from the start: nodes that have to sort out a collision need seconds for it.
      await admin.cluster('SET-CONFIG-EPOCH', at + 1);
      await admin.cluster('ADDSLOTSRANGE', at * share, Math.min(slotCount, (at + 1) * share) - 1);
      if (at > 0) await admin.cluster('MEET', '127.0.0.1', masters[0].port, masters[0].busPort);
    }
    const masterOf = (channel: string) => masters[Math.floor(slotOf(channel) / share)] ?? masters[0];
    const cluster: OwnCluster = {
      url: masters.map(({ port }) => `redis://127.0.0.1:${port}`).join(','),
      masters,
      masterOf,
      channelOf(master, beginning = 'channel') {
        for (let at = 0; ; at += 1) if (masterOf(`${beginning}${at}`) === masters[master]) return `${beginning}${at}`;
      },
      async addReplica(master) {
        const replica = await add();
        await replica.admin.cluster('MEET', '127.0.0.1', master.port, master.busPort);
        await until(async () => String(await replica.admin.cluster('NODES')).includes(master.id));
        await replica.admin.cluster('REPLICATE', master.id);
        await until(async () => (await replica.admin.info('replication')).includes('master_link_status:up'));
        // Who votes must have heard of it too.
        await until(async () => {
          const views = await Promise.all(masters.map(async ({ admin }) => String(await admin.cluster('NODES'))));
          return views.every((view) => new RegExp(`^${replica.id} .* slave ${master.id} `, 'm').test(view));
        });
        return replica;
      },
      async moveSlot(channel, from, to) {
        const slot = slotOf(channel);
        await to.admin.cluster('SETSLOT', slot, 'IMPORTING', from.id);
        await from.admin.cluster('SETSLOT', slot, 'MIGRATING', to.id);
        for (const { admin } of [to, from, ...masters.filter((each) => each !== to && each !== from)]) {
          await admin.cluster('SETSLOT', slot, 'NODE', to.id);
        }
      },
      async handOver(channel, from, to) {
        const tell = ({ admin }: ClusterMember) => admin.cluster('SETSLOT', slotOf(channel), 'NODE', to.id);
        await Promise.all([to, from].map(tell));
      },
      untilOk: () =>
        until(async () => {
          const running = members.filter(({ admin }) => admin.status === 'ready');
          const views = await Promise.all(
            running.map(async ({ admin }) => `${await admin.cluster('INFO')}${await admin.cluster('NODES')}`),
          );
          return views.every((view) => view.includes('cluster_state:ok') && !/ (master|slave),fail/.test(view));
        }),
      close,
    };
    await cluster.untilOk();
    return cluster;
  } catch (error) {
    await close();
    throw error;
  }
}

async function startMember(folder: string): Promise<ClusterMember> {
  const [port, busPort] = [await findFreePort(), await findFreePort()];
  const admin = new Redis({
    port,
    host: '127.0.0.1',
    lazyConnect: true,
    enableOfflineQueue: true,
    maxRetriesPerRequest: null,
    retryStrategy: () => 50,
  });
  admin.on('error', () => {});
  let child: ChildProcess | undefined;

  const member: ClusterMember = {
    port,
    busPort,
    id: '',
    admin,
    async start() {
      child = spawn(
        'redis-server',
        [
          ...['--bind', '127.0.0.1', '--port', `${port}`, '--cluster-port', `${busPort}`, '--dir', folder],
          ...['--cluster-enabled', 'yes', '--cluster-config-file', `nodes-${port}.conf`],
          ...['--cluster-node-timeout', `${nodeTimeoutMs}`, '--save', '', '--appendonly', 'no'],
        ],
        { stdio: 'ignore' },
      );
      await admin.ping();
      if (member.id === '') member.id = String(await admin.cluster('MYID'));
    },
    async kill() {
      const ending = child;
      child = undefined;
      if (ending === undefined) return;
      ending.kill('SIGKILL');
      await once(ending, 'exit');
    },
    signal: (name) => void child?.kill(name),
  };
  await member.start();
  return member;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('The cluster did not come to be what the test needs within 30 s.');
    await delay(50);
  }
}
