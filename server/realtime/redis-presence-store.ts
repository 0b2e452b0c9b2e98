import { randomBytes } from 'node:crypto';
import type { Result } from 'ioredis';
import type { Logger } from 'pino';
import { createBestEffort } from '../redis/best-effort.ts';
import { connectStore, disconnect, type RedisAddress } from '../redis/connect.ts';
import { channelOf } from './channel.ts';
import {
  type Activity,
  type Moved,
  nowhere,
  type Outcome,
  type PresenceStore,
  type Put,
  seenKeptMs,
  type Whereabouts,
} from './presence-store.ts';
import { beatScript, leaveScript, putScript, readOpenScript, readScript } from './redis-presence-scripts.ts';
import type { UserKey } from './user-key.ts';

interface RedisPresenceStoreOptions extends RedisAddress {
  /** Of all keys. */
  prefix: string;
  /** How long a node's sign of life holds. */
  lifeMs: number;
  log: Logger;
  /** How long Redis is waited for. @default 1_000 // 1 second */
  answerMsMax?: number;
}

/** Into so many parts a tenant's users are divided: they spread over the masters of a cluster. */
const partCount = 16;
/** Users in one script: others wait while it runs. */
const usersPerScript = 250;

declare module 'ioredis' {
  interface RedisCommander<Context> {
    putPresence(keyCount: number, ...keysAndArguments: string[]): Result<string[], Context>;
    readPresence(keyCount: number, ...keys: string[]): Result<string[], Context>;
    readOpenPresence(keyCount: number, ...keys: string[]): Result<string[], Context>;
    beatPresence(beats: string, left: string, dead: string, node: string, lifeMs: number): Result<string[], Context>;
    leavePresence(beats: string, left: string, node: string, lifeMs: number, graceMs: number): Result<number, Context>;
  }
}

/** The twin over Redis; see `redis-presence-scripts.ts` for what it keeps there. */
export function createRedisPresenceStore(options: RedisPresenceStoreOptions): PresenceStore {
  const { prefix, lifeMs, log, answerMsMax = 1_000, ...address } = options;
  const redis = connectStore(address, 'presence', log);
  redis.defineCommand('putPresence', { lua: putScript });
  redis.defineCommand('readPresence', { lua: readScript });
  redis.defineCommand('readOpenPresence', { lua: readOpenScript });
  redis.defineCommand('beatPresence', { numberOfKeys: 3, lua: beatScript });
  redis.defineCommand('leavePresence', { numberOfKeys: 2, lua: leaveScript });
  const nodes = `{${channelOf(prefix, '', 'presence/nodes')}}`;
  const [beats, left, dead] = [`${nodes}:beats`, `${nodes}:left`, `${nodes}:dead`];
  /** A new one after whatever was known of the last is lost, or has been taken for dead: the two cannot be confused. */
  let nodeId = newNodeId();
  /** The parts that others will look through when this node is dead; a promise while that is being said. */
  let parts = new Map<string, Promise<unknown>>();
  const { ask } = createBestEffort({ redis, log, what: 'presence', answerMsMax });

  /** Before the first user in a part: were the node killed in between, nobody would look there. */
  async function sayPart(part: string): Promise<void> {
    const said = parts.get(part) ?? redis.sadd(`${nodes}:parts:${nodeId}`, part);
    parts.set(part, said);
    try {
      await said;
    } catch (error) {
      parts.delete(part);
      throw error;
    }
  }

  async function putIn(part: string, node: string, puts: readonly Put[], seenAt: string): Promise<Outcome[]> {
    const keys = [`${part}:there`, `${part}:node:${node}`, ...puts.map(({ user }) => userKey(part, user.userId))];
    const given = puts.flatMap(({ user, activity, open = [] }) => [user.userId, activity ?? '', open.join(' ')]);
    const answer = await redis.putPresence(keys.length, ...keys, node, seenAt, `${seenKeptMs}`, ...given);
    return puts.map((_, at) => ({ ...toWhereabouts(answer, at * 4), isChanged: answer[at * 4 + 3] === '1' }));
  }

  /** Runs something for the users of each part, and puts the answers into the order of the question. */
  async function byPart<Q, A>(
    asked: readonly Q[],
    userOf: (question: Q) => UserKey,
    run: (part: string, questions: Q[]) => Promise<A[]>,
  ): Promise<A[]> {
    const answers = new Map<Q, A>();
    const chunks = [...Map.groupBy(asked, (question) => partOf(prefix, userOf(question)))].flatMap(([part, of]) =>
      chunksOf(of, usersPerScript).map((chunk) => ({ part, chunk })),
    );
    await Promise.all(
      chunks.map(async ({ part, chunk }) => {
        const answered = await run(part, chunk);
        chunk.forEach((question, at) => {
          const answer = answered[at];
          if (answer !== undefined) answers.set(question, answer);
        });
      }),
    );
    return asked.flatMap((question) => answers.get(question) ?? []);
  }

  async function reapPart(part: string, id: string, seenAt: string, tell: (moved: Moved[]) => void): Promise<void> {
    const tenantId = tenantOf(part);
    for (;;) {
      const userIds = await redis.srandmember(`${part}:node:${id}`, usersPerScript);
      if (userIds.length === 0) return;
      const puts = userIds.map((userId) => ({ user: { tenantId, userId }, activity: null }));
      const outcomes = await putIn(part, id, puts, seenAt);
      const moved = outcomes.flatMap(({ isChanged, ...whereabouts }, at) => {
        const user = puts[at]?.user;
        return isChanged && user !== undefined ? [{ user, ...whereabouts }] : [];
      });
      if (moved.length > 0) tell(moved);
    }
  }

  return {
    outlivesProcess: true,
    put: (puts) =>
      ask(() =>
        byPart(
          puts,
          ({ user }) => user,
          async (part, of) => {
            const node = nodeId;
            await sayPart(part);
            if (node !== nodeId) throw new Error('The node was taken for dead meanwhile.');
            return putIn(part, node, of, '');
          },
        ),
      ),
    read: (users) =>
      ask(() =>
        byPart(
          users,
          (user) => user,
          async (part, of) => {
            const answer = await redis.readPresence(of.length, ...of.map(({ userId }) => userKey(part, userId)));
            return of.map((_, at) => toWhereabouts(answer, at * 3));
          },
        ),
      ),
    readOpen: (users) =>
      ask(async () => {
        const found = await byPart(
          users,
          (user) => user,
          async (part, of) => {
            const answer = await redis.readOpenPresence(of.length, ...of.map(({ userId }) => userKey(part, userId)));
            return of.map((_, at) => ({ ids: answer[at]?.split(' ').filter((id) => id !== '') ?? [] }));
          },
        );
        return found.map(({ ids }) => [...new Set(ids)].sort());
      }),
    readThere: (tenantId) =>
      ask(async () => {
        const names = Array.from({ length: partCount }, (_, at) => `${partName(prefix, tenantId, at)}:there`);
        return (await Promise.all(names.map((name) => redis.smembers(name)))).flat();
      }),
    async beat() {
      const answer = await ask(() => redis.beatPresence(beats, left, dead, nodeId, lifeMs));
      if (answer === null) return null;
      const [wasKnown, ...fields] = answer;
      const isNew = wasKnown !== '1';
      if (isNew && parts.size > 0) {
        nodeId = newNodeId();
        parts = new Map();
        await ask(() => redis.beatPresence(beats, left, dead, nodeId, lifeMs));
      }
      return { isNew, dead: fields.filter((_, at) => at % 2 === 0) };
    },
    async reap(id, onMoved) {
      try {
        const seenAt = await redis.hget(dead, id);
        if (seenAt === null) return;
        for (const part of await redis.smembers(`${nodes}:parts:${id}`)) {
          await reapPart(part, id, `${Math.floor(Number(seenAt))}`, onMoved);
        }
        // Only now: whoever is killed on the way leaves the rest to the next.
        await redis.del(`${nodes}:parts:${id}`);
        await redis.hdel(dead, id);
      } catch (error) {
        log.debug({ err: error }, 'The users of a dead node could not be taken away; trying again.');
      }
    },
    async leave(graceMs) {
      await ask(() => redis.leavePresence(beats, left, nodeId, lifeMs, graceMs));
    },
    close: () => disconnect(redis),
  };
}

const newNodeId = (): string => randomBytes(6).toString('hex');

/** The names of a part's keys begin with it. */
const partName = (prefix: string, tenantId: string, part: number): string =>
  `{${channelOf(prefix, tenantId, `presence/${part}`)}}`;

const partOf = (prefix: string, { tenantId, userId }: UserKey): string =>
  partName(prefix, tenantId, hashOf(userId) % partCount);

const tenantOf = (part: string): string => decodeURIComponent(part.split(':')[1] ?? '');

const userKey = (part: string, userId: string): string => `${part}:user:${userId}`;

/** FNV-1a: any that spreads ids evenly would do, but it must not change, since keys are found by it. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}

function toWhereabouts(answer: readonly string[], at: number): Whereabouts {
  const [activity = '', version = '0', seenAt = ''] = answer.slice(at, at + 3);
  if (activity === '' && version === '0') return nowhere;
  return {
    activity: activity === '' ? null : (activity as Activity),
    version: Number(version),
    seenAt: seenAt === '' ? null : Number(seenAt),
  };
}

const chunksOf = <T>(list: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
