/**
 * Shows that a page of history costs the same however far back it is: seeds one long conversation on a Postgres of its
 * own and explains the very statement that `Conversation.messages` runs. See README.md. Exits with 1 if a plan is not a
 * range scan of the conversation’s own messages, or if deep pages touch more than the first.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { sql as raw } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { type HistoryStretch, historyQuery } from '../server/modules/messages/queries.ts';

const { values: flags } = parseArgs({ options: { smoke: { type: 'boolean' }, record: { type: 'boolean' } } });

const adminUrl = process.env.BENCH_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const messageCount = flags.smoke ? 20_000 : 1_000_000;
const pageSize = 100;
const pages = flags.smoke ? [1, 50, 180] : [1, 1_000, 9_000];
/** A page's rows lie on one heap page more or less, and so do its entries in each of the two indexes, by where they begin. */
const boundaryBuffers = 3;
const timedRuns = 30;

const tenantId = 'bench';
const conversationId = 'conv_01h455vb4pex5vsknk084sn02q';
const viewerId = 'reader';

interface PlanNode {
  'Node Type': string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'Relation Name'?: string;
  'Scan Direction'?: string;
  'Actual Rows': number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
}

interface Measurement {
  direction: 'newest first' | 'oldest first';
  page: number;
  rows: number;
  /** Blocks of 8 kB touched, in the cache or not. */
  buffers: number;
  plan: string;
  medianMs: number;
}

const database = `tidings_bench_history_${process.pid}`;
const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
await admin.unsafe(`create database ${database}`);
const url = new URL(adminUrl);
url.pathname = `/${database}`;
const client = postgres(url.href, { max: 1, onnotice: () => {} });
const db = drizzle(client);

try {
  await migrate(db, { migrationsFolder: new URL('../drizzle', import.meta.url).pathname });
  await seed();
  const measurements: Measurement[] = [];
  for (const isBackward of [true, false]) {
    for (const page of pages) measurements.push(await measure(page, isBackward));
  }
  const result = {
    date: new Date().toISOString().slice(0, 10),
    postgres: await readVersion(),
    messageCount,
    pageSize,
    measurements,
  };
  console.table(measurements);
  console.log(JSON.stringify(result));
  if (flags.record) await record(result);
  const faults = findFaults(measurements);
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await client.end();
  await admin.unsafe(`drop database ${database} with (force)`);
  await admin.end();
}

/**
 * Every 50th number of the log is another event's, every 100th message a tombstone; the reader has hidden 1 in 1,000,
 * and a hundred others have hidden as many.
 */
async function seed(): Promise<void> {
  await client.unsafe(`
    insert into tenants (id) values ('${tenantId}');
    insert into users (tenant_id, id) values ('${tenantId}', '${viewerId}'), ('${tenantId}', 'writer');
    insert into conversations (tenant_id, id, kind, visibility, history_visibility, creator_id, member_count)
      values ('${tenantId}', '${conversationId}', 'GROUP', 'PRIVATE', 'ALL', 'writer', 2);
    insert into messages (tenant_id, conversation_id, seq, id, sender_id, client_message_id, send_key, request_hash, kind,
        priority, text, count_at, created_at, deleted_at)
      select '${tenantId}', '${conversationId}', i + i / 50, 'msg_' || lpad(i::text, 26, '0'), 'writer', i::text,
        md5(i::text)::uuid, md5(i::text), 'TEXT', 'NORMAL', case when i % 100 > 0 then repeat(md5(i::text), 1 + i % 8) end,
        i, now() - (${messageCount} - i) * interval '1 second', case when i % 100 = 0 then now() end
      from generate_series(1, ${messageCount}) i;
    insert into hidden_messages (tenant_id, user_id, conversation_id, seq)
      select tenant_id, user_id, conversation_id, seq from messages,
        (select '${viewerId}' union all select 'other' || i from generate_series(1, 100) i) as hiding(user_id)
      where count_at % 1000 = 500`);
  await client.unsafe('vacuum analyze');
}

/** The `seq` that page 1, 2, 3 … from one end begins beyond. */
async function findPage(page: number, stretch: Omit<HistoryStretch, 'beyond' | 'limit'>): Promise<number | null> {
  if (page === 1) return null;
  // Only here, to find where the page begins, is anything counted off; a client has the cursor of the page before.
  const before = await historyQuery(db, { ...stretch, beyond: null, limit: (page - 1) * pageSize });
  return before.at(-1)?.seq ?? null;
}

async function measure(page: number, isBackward: boolean): Promise<Measurement> {
  const stretch = { tenantId, conversationId, viewerId, threadRootSeq: null, fromSeq: 0, isBackward };
  const beyond = await findPage(page, stretch);
  // As the resolver asks for it: one row more tells whether there is another page.
  const query = historyQuery(db, { ...stretch, beyond, limit: pageSize + 1 });
  const explained = await explain(query);
  const times: number[] = [];
  for (let run = 0; run < timedRuns; run += 1) {
    const begun = performance.now();
    await db.execute(query.getSQL());
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  return {
    direction: isBackward ? 'newest first' : 'oldest first',
    page,
    rows: explained['Actual Rows'],
    buffers: explained['Shared Hit Blocks'] + explained['Shared Read Blocks'],
    plan: nodesOf(explained).map(describe).join(' < '),
    medianMs: Number((times[Math.floor(timedRuns / 2)] ?? 0).toFixed(2)),
  };
}

async function explain(query: ReturnType<typeof historyQuery>): Promise<PlanNode> {
  const rows = await db.execute<{ 'QUERY PLAN': { Plan: PlanNode }[] | string }>(
    raw`explain (analyze, buffers, format json) ${query.getSQL()}`,
  );
  const answer = rows[0]?.['QUERY PLAN'] ?? [];
  const [plan] = (typeof answer === 'string' ? JSON.parse(answer) : answer) as { Plan: PlanNode }[];
  if (plan === undefined) throw new Error('Postgres explained nothing.');
  return plan.Plan;
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

function describe(node: PlanNode): string {
  const direction = node['Scan Direction'] === 'Backward' ? 'backward' : '';
  return [node['Node Type'], direction, node['Index Name'] ?? node['Relation Name'] ?? ''].filter(Boolean).join(' ');
}

function findFaults(measurements: Measurement[]): string[] {
  return measurements.flatMap((at) => {
    const name = `Page ${at.page}, ${at.direction}`;
    const first = measurements.find((other) => other.direction === at.direction && other.page === 1);
    const difference = at.buffers - (first?.buffers ?? Number.NaN);
    return [
      /^Limit < Index Scan (backward )?messages_main < Index (Only )?Scan hidden_messages_\S*$/.test(at.plan)
        ? ''
        : `${name} is not one range scan of the conversation’s own messages: ${at.plan}`,
      at.rows === pageSize + 1 ? '' : `${name} has ${at.rows} rows instead of ${pageSize + 1}.`,
      Math.abs(difference) <= boundaryBuffers
        ? ''
        : `${name} touches ${at.buffers} buffers, the first page ${first?.buffers}.`,
    ].filter(Boolean);
  });
}

async function readVersion(): Promise<string> {
  const [row] = await client`show server_version`;
  return String(row?.server_version);
}

async function record(result: unknown): Promise<void> {
  const folder = new URL('results/', import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL('history-pages.json', folder), `${JSON.stringify(result, null, 2)}\n`);
}
