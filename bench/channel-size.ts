/**
 * Shows that a channel of 100,000 members costs what one of 10 does: sends, acknowledges, counts and lists members by the
 * server's own operations, on a Postgres of its own, and counts statements and the blocks that they touch. See README.md.
 * Exits with 1 where a channel's size shows.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { openDatabase } from '../server/db/open-database.ts';
import { createGraphqlSchema } from '../server/http/schema.ts';
import { countStatements } from '../server/testing/count-statements.ts';
import { seedConversation, sendText } from '../server/testing/seed-conversation.ts';
import { contextOf, createTestServices, seedUsers } from '../server/testing/test-context.ts';
import { createScratchDatabase } from './sends/scratch-database.ts';

// The server's own: the benchmarks' peers bring another, and two of them do not work together.
const { graphql } = createRequire(new URL('../server/app.ts', import.meta.url))('graphql') as typeof import('graphql');

const { values: flags } = parseArgs({ options: { smoke: { type: 'boolean' }, record: { type: 'boolean' } } });

const tenantId = 'bench';
const sizes = { small: 10, large: flags.smoke ? 2_000 : 100_000 };
const rounds = flags.smoke ? 10 : 50;
const messages = 200;
/** Where a row lies decides on a block more or less: at a page's edge, and in an index's. */
const boundaryBuffers = 2;

type Size = keyof typeof sizes;

interface Operation {
  name: string;
  userId: string;
  document: string;
  input: (conversationId: string, lastSeq: number) => Record<string, unknown>;
}

const operations: Operation[] = [
  {
    name: 'send',
    userId: 'user-2',
    document: 'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { seq } } }',
    input: (conversationId) => ({ input: { conversationId, clientMessageId: randomUUID(), text: 'Hello' } }),
  },
  {
    name: 'acknowledge',
    userId: 'user-3',
    document: 'mutation ($input: AcknowledgeInput!) { acknowledge(input: $input) { positions { unreadCount } } }',
    input: (conversationId, readSeq) => ({ input: { positions: [{ conversationId, readSeq }] } }),
  },
  {
    name: 'unreadCount',
    userId: 'user-4',
    document: 'query ($id: ID!) { conversation(id: $id) { viewerMembership { unreadCount unreadMentionCount } } }',
    input: (id) => ({ id }),
  },
  {
    name: 'members',
    userId: 'user-5',
    document: `query ($id: ID!) { conversation(id: $id) { memberCount members(first: 10) {
      edges { node { userId role user { name } } } pageInfo { hasNextPage } } } }`,
    input: (id) => ({ id }),
  },
];

interface Measurement {
  operation: string;
  members: number;
  statements: number;
  /** Blocks of 8 kB touched, in the cache or not; the median. */
  buffers: number;
  medianMs: number;
}

const schema = createGraphqlSchema();
const database = await createScratchDatabase('channel_size');
// One connection: what it has touched is known once it says so.
const { db, close } = await openDatabase({
  url: database.url,
  dataDir: null,
  connectionsMax: 1,
  statementTimeoutMs: 600_000,
});
const services = createTestServices(db);
const statements = countStatements(db);
const as = (userId: string) => contextOf(services, userId, { tenantId });

try {
  const users = Array.from({ length: 10 }, (_, at) => `user-${at + 1}`);
  await seedUsers(db, users, tenantId);
  const channels: Record<Size, string> = { small: await seedChannel('small'), large: await seedChannel('large') };
  await db.execute(sql`vacuum analyze`);
  const measurements = await measureAll(channels);
  const [row] = await db.execute<{ version: string }>(sql`select current_setting('server_version') as version`);
  const result = {
    date: new Date().toISOString().slice(0, 10),
    postgres: row?.version,
    messages,
    rounds,
    measurements,
  };
  console.table(measurements);
  console.log(JSON.stringify(result));
  if (flags.record) {
    await mkdir(new URL('results/', import.meta.url), { recursive: true });
    await writeFile(new URL('results/channel-size.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
  }
  const faults = findFaults(measurements);
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await close();
  await database.drop();
}

/** The first ten come by the verbs, and write; the rest are put beside them, as joining would leave them. */
async function seedChannel(size: Size): Promise<string> {
  const [owner, ...others] = Array.from({ length: 10 }, (_, at) => as(`user-${at + 1}`));
  if (owner === undefined) throw new Error('Nobody is there.');
  const id = await seedConversation(owner, others, { kind: 'CHANNEL' });
  const more = sizes[size] - 10;
  if (more > 0) {
    await db.execute(sql`
      insert into users (tenant_id, id, name) select ${tenantId}, 'more-' || i, 'Member ' || i
      from generate_series(1, ${more}::int) as i`);
    await db.execute(sql`
      insert into memberships (tenant_id, conversation_id, user_id, role, joined_seq, delivered_seq, read_seq, read_count)
      select ${tenantId}, ${id}, 'more-' || i, 'MEMBER', 10 + i, 10 + i, 10 + i, 0
      from generate_series(1, ${more}::int) as i`);
    await db.execute(sql`
      insert into membership_intervals (tenant_id, user_id, conversation_id, from_seq)
      select ${tenantId}, 'more-' || i, ${id}, 10 + i from generate_series(1, ${more}::int) as i`);
    await db.execute(
      sql`update conversations set member_count = ${sizes[size]} where tenant_id = ${tenantId} and id = ${id}`,
    );
    await db.execute(
      sql`update heads set last_seq = 10 + ${more}::int where tenant_id = ${tenantId} and topic = ${id}`,
    );
  }
  for (let sent = 0; sent < messages; sent += 1) await sendText(owner, id);
  return id;
}

/** Small and large by turns, so that what grows with time grows for both. */
async function measureAll(channels: Record<Size, string>): Promise<Measurement[]> {
  const runs = new Map<string, { buffers: number[]; ms: number[]; statements: number[] }>();
  for (let round = -3; round < rounds; round += 1) {
    for (const operation of operations) {
      for (const size of ['small', 'large'] as const) {
        const run = await runOnce(operation, channels[size]);
        if (round < 0) continue;
        const key = `${operation.name} ${size}`;
        const kept = runs.get(key) ?? { buffers: [], ms: [], statements: [] };
        runs.set(key, kept);
        kept.buffers.push(run.buffers);
        kept.ms.push(run.ms);
        kept.statements.push(run.statements);
      }
    }
  }
  return operations.flatMap(({ name }) =>
    (['small', 'large'] as const).map((size) => {
      const { buffers = [], ms = [], statements: counts = [] } = runs.get(`${name} ${size}`) ?? {};
      return {
        ...{ operation: name, members: sizes[size], statements: Math.max(...counts), buffers: medianOf(buffers) },
        medianMs: Math.round(medianOf(ms) * 100) / 100,
      };
    }),
  );
}

async function runOnce({ document, userId, input }: Operation, conversationId: string) {
  const [head] = await db.execute<{ last_seq: number }>(sql`
    select last_seq from heads where tenant_id = ${tenantId} and topic = ${conversationId}`);
  const variableValues = input(conversationId, head?.last_seq ?? 0);
  const before = await readBuffers();
  const counted = statements.texts.length;
  const startedAt = performance.now();
  const { errors } = await graphql({ schema, source: document, contextValue: as(userId), variableValues });
  const ms = performance.now() - startedAt;
  const count = statements.texts.length - counted;
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return { ms, statements: count, buffers: (await readBuffers()) - before };
}

/** Blocks of all tables and indexes that this connection has touched so far, within functions too. */
async function readBuffers(): Promise<number> {
  await db.execute(sql`select pg_stat_force_next_flush()`);
  const [row] = await db.execute<{ buffers: number }>(sql`
    select sum(heap_blks_hit + heap_blks_read + coalesce(idx_blks_hit, 0) + coalesce(idx_blks_read, 0)
      + coalesce(toast_blks_hit, 0) + coalesce(toast_blks_read, 0))::int as buffers from pg_statio_user_tables`);
  return row?.buffers ?? 0;
}

function medianOf(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function findFaults(measurements: Measurement[]): string[] {
  return operations.flatMap(({ name }) => {
    const [small, large] = measurements.filter(({ operation }) => operation === name);
    if (small === undefined || large === undefined) return [`${name}: not measured.`];
    const faults = [];
    if (small.buffers <= 0) faults.push(`${name}: no blocks were counted.`);
    if (large.statements !== small.statements) {
      faults.push(
        `${name}: ${large.statements} statements with ${large.members} members, ${small.statements} with ${small.members}.`,
      );
    }
    if (Math.abs(large.buffers - small.buffers) > boundaryBuffers) {
      faults.push(
        `${name}: ${large.buffers} blocks with ${large.members} members, ${small.buffers} with ${small.members}.`,
      );
    }
    return faults;
  });
}
