import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { type Child, cores, startChild } from './child.ts';
import { jwtSecret } from './message.ts';

export type Engine = 'embedded' | 'postgres';

/** The real program, as users start it, with its limits lifted by settings. */
export interface Tidings {
  child: Child;
  port: number;
  /** An operation over HTTP; throws where it fails. */
  ask<T>(token: string, query: string, variables?: Record<string, unknown>): Promise<T>;
  close(): Promise<void>;
}

/** Where a server stores; several may, one after the other. */
export interface Storage {
  env: Record<string, string>;
  /** Of the database; null for the embedded engine. */
  url: string | null;
  remove(): Promise<void>;
}

interface TidingsOptions {
  storage: Storage;
  env?: Record<string, string>;
  nodeFlags?: string[];
  /** @default the servers' */
  core?: number;
  /** Another tree than this one. */
  tree?: string | undefined;
}

export const adminUrl = process.env.BENCH_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
export const redisUrl = process.env.BENCH_REDIS_URL ?? 'redis://127.0.0.1:6379';

/** One user's clients are many here, and all come at once; nothing else is changed. */
const liftedLimits = {
  RATE_LIMITS: 'off',
  // What the streams are to bring is what is sent, and no peer keeps an inbox.
  NOTIFICATIONS_INTERVAL_MS: '0',
  SOCKETS_PER_USER_MAX: '10000',
  MEMBERS_PER_REQUEST_MAX: '1000',
  CONNECTION_INIT_TIMEOUT_MS: '60000',
  SOCKET_SILENCE_MS_MAX: '600000',
};

let opened = 0;

/** A folder or a database of the benchmark's own. */
export function openStorage(engine: Engine): Promise<Storage> {
  opened += 1;
  return engine === 'embedded' ? openFolder() : openDatabase(`tidings_bench_${process.pid}_${opened}`);
}

export async function startTidings({
  storage,
  env = {},
  nodeFlags = [],
  core = cores.server,
  tree,
}: TidingsOptions): Promise<Tidings> {
  const child = startChild({
    file: 'server/main.ts',
    nodeFlags: ['--import', new URL('report-usage.ts', import.meta.url).href, ...nodeFlags],
    env: {
      PORT: '0',
      HOST: '127.0.0.1',
      DEMO_DATA: 'off',
      LOG_LEVEL: 'info',
      JWT_SECRET: jwtSecret,
      ...liftedLimits,
      ...storage.env,
      ...env,
    },
    core,
    ...(tree !== undefined && { tree }),
  });
  const [, port] = await child.wrote(/"port":(\d+)[^\n]*"msg":"Ready\."/);
  return {
    child,
    port: Number(port),
    ask: (token, query, variables) => ask(`http://127.0.0.1:${port}/graphql`, token, query, variables),
    close: () => child.stop(),
  };
}

async function openFolder(): Promise<Storage> {
  const folder = await mkdtemp(join(tmpdir(), 'tidings-bench-'));
  return {
    env: { DATA_DIR: folder },
    url: null,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function openDatabase(name: string): Promise<Storage> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    env: { DATABASE_URL: url.href, REDIS_URL: redisUrl, REDIS_KEY_PREFIX: name },
    url: url.href,
    async remove() {
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

async function ask<T>(url: string, token: string, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: unknown[] };
  if (data === undefined || errors !== undefined) throw new Error(`The operation failed: ${JSON.stringify(errors)}`);
  return data;
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token for a day, as the application beside Tidings would sign it. */
export function tokenFor(sub: string, claims: Record<string, unknown> = {}): string {
  const now = Math.floor(Date.now() / 1_000);
  const signed = `${part({ alg: 'HS256' })}.${part({ sub, iat: now, exp: now + 86_400, ...claims })}`;
  return `${signed}.${createHmac('sha256', jwtSecret).update(signed).digest('base64url')}`;
}

export const sender = 'sender';
export const subscriberId = (index: number) => `user-${String(index).padStart(6, '0')}`;

/** Users, and conversations that each have their own share of them as members; the sender owns all. */
export async function seed(tidings: Tidings, { conversations, members }: { conversations: number; members: number }) {
  await upsertUsers(tidings, conversations * members);
  const ids: string[] = [];
  for (let index = 0; index < conversations; index += 1) {
    ids.push(await createConversation(tidings, `loud-${index}`, members, (member) => index * members + member));
  }
  return ids;
}

/** Users who are each in two conversations of 50, with other people in each. Gives the conversations of each user. */
export async function seedPairs(tidings: Tidings, users: number): Promise<string[][]> {
  await upsertUsers(tidings, users);
  const members = Math.min(50, users / 2);
  const count = users / members;
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.push(await createConversation(tidings, `near-${index}`, members, (member) => index * members + member));
  }
  for (let index = 0; index < count; index += 1) {
    ids.push(await createConversation(tidings, `far-${index}`, members, (member) => member * count + index));
  }
  return Array.from({ length: users }, (_, user) => [
    ids[Math.floor(user / members)] ?? '',
    ids[count + (user % count)] ?? '',
  ]);
}

async function upsertUsers(tidings: Tidings, count: number): Promise<void> {
  const service = tokenFor('service', { role: 'service' });
  for (let first = 0; first < count; first += 100) {
    const users = Array.from({ length: Math.min(100, count - first) }, (_, index) => ({
      id: subscriberId(first + index),
      name: `User ${first + index}`,
    }));
    await tidings.ask(service, 'mutation ($input: UpsertUsersInput!) { upsertUsers(input: $input) { users { id } } }', {
      input: { users },
    });
  }
}

/** `userAt` says which user is the first, second … member. */
async function createConversation(
  tidings: Tidings,
  clientId: string,
  members: number,
  userAt: (member: number) => number,
): Promise<string> {
  const token = tokenFor(sender);
  const userIds = Array.from({ length: members }, (_, member) => subscriberId(userAt(member)));
  const created = await tidings.ask<{ createConversation: { conversation: { id: string } } }>(
    token,
    'mutation ($input: CreateConversationInput!) { createConversation(input: $input) { conversation { id } } }',
    { input: { clientId, kind: 'GROUP', memberIds: userIds.slice(0, 100) } },
  );
  const conversationId = created.createConversation.conversation.id;
  for (let added = 100; added < members; added += 100) {
    await tidings.ask(
      token,
      'mutation ($input: AddMembersInput!) { addMembers(input: $input) { members { userId } } }',
      {
        input: { conversationId, userIds: userIds.slice(added, added + 100) },
      },
    );
  }
  return conversationId;
}

/** A conversation of the sender's alone. */
export function seedSilence(tidings: Tidings): Promise<string> {
  return createConversation(tidings, 'silent', 0, () => 0);
}

/** Cursors of which no two are equal: between each and the next something was sent. */
export async function takeCursors(tidings: Tidings, conversationId: string, count: number): Promise<string[]> {
  const token = tokenFor(sender);
  const cursors = new Set<string>();
  let sent = 0;
  const lane = async () => {
    while (cursors.size < count) {
      sent += 1;
      const input = { conversationId, clientMessageId: `cursor-${sent}`, text: 'A cursor lies behind this.' };
      await tidings.ask(
        token,
        'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }',
        { input },
      );
      cursors.add((await tidings.ask<{ syncCursor: string }>(token, '{ syncCursor }')).syncCursor);
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
  return [...cursors];
}
