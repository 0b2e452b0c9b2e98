/**
 * Shows what a search costs among a million messages: seeds them on a Postgres of its own, has the server's own consumer
 * index them, searches by the server's own verb, and explains every statement by which it ranked. See README.md. Exits
 * with 1 if a plan is not a scan of the index of words, or if more rows are read than match, or than may be ranked.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { fromUUID } from 'typeid-js';
import { loadConfig } from '../server/config.ts';
import type { Actor } from '../server/context.ts';
import { type Backlog, indexTurn } from '../server/modules/search/index-turn.ts';
import { searchMessages } from '../server/modules/search/search-messages.ts';
import { openInstallation } from '../server/realtime/installation.ts';
import { createScratchDatabase } from './sends/scratch-database.ts';

const { values: flags } = parseArgs({ options: { smoke: { type: 'boolean' }, record: { type: 'boolean' } } });

const tenantId = 'bench';
/** Messages that the member may read, in so many conversations; a tenth as many are in others. */
const messageCount = flags.smoke ? 20_000 : 1_000_000;
const total = messageCount * 1.1;
const conversations = 200;
const otherConversations = 20;
const timedRuns = flags.smoke ? 3 : 15;
const config = loadConfig({ NODE_ENV: 'test' });
const { searchRankedMax } = config.limits;

interface Case {
  name: string;
  query: string;
  filter?: { authorIds?: string[]; sentBefore?: string };
  /** As a member, or as one who was removed from everything. */
  userId: string;
  /** All messages that match and that this user may read. */
  matches: number;
  /** What is read beyond the matches is a fault: the index knows no order of words. */
  isExact: boolean;
}

interface Measurement extends Pick<Case, 'name' | 'matches'> {
  /** Rows of `message_texts` that were read, of all statements together. */
  rowsRead: number;
  /** Statements that ranked. */
  windows: number;
  /** Blocks of 8 kB touched, in the cache or not. */
  buffers: number;
  found: number;
  medianMs: number;
  /** How `message_texts` was read. */
  plan: string;
}

interface PlanNode {
  'Node Type': string;
  'Index Name'?: string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Index Recheck'?: number;
  'Rows Removed by Filter'?: number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
}

/**
 * Messages of ten words out of 20,000, the first ones of these more often, one after the other in random conversations.
 * `commona` and `commonb` are in 20 % of them each, `rarea` and `rareb` in 1 %; `paira` and `pairb` in 1 %, always together.
 */
const insertMessages = `
  insert into messages (tenant_id, conversation_id, seq, id, sender_id, client_message_id, send_key, request_hash, kind,
    priority, text, count_at, created_at)
  select '${tenantId}', 'conv_' || lpad(floor(random() * ${conversations + otherConversations})::text, 26, '0'),
    i, id, 'user-' || (i % 50), i::text, md5(i::text)::uuid, md5(i::text), 'TEXT', 'NORMAL',
    concat_ws(' ', 'w' || (r1 ^ 3 * 20000)::int, case when random() < 0.2 then 'commona' end,
      case when random() < 0.2 then 'commonb' end, 'w' || (r2 ^ 3 * 20000)::int, 'w' || (r1 * r2 * 20000)::int,
      case when random() < 0.01 then 'rarea' end, 'w' || (r1 ^ 2 * 20000)::int, 'w' || (r2 ^ 2 * 20000)::int,
      'w' || (r1 * 20000)::int, 'w' || (r2 * 20000)::int, case when random() < 0.01 then 'rareb' end,
      'w' || (r1 * r2 ^ 2 * 20000)::int, 'w' || (r2 * r1 ^ 2 * 20000)::int, case when i % 100 = 7 then 'paira pairb' end,
      'w' || (r1 ^ 2 * r2 ^ 2 * 20000)::int),
    i, time
  from (
    select (j->>0)::int as i, (j->>1)::timestamptz as time, j->>2 as id, random() as r1, random() as r2
    from jsonb_array_elements($1::jsonb) as j) as made`;

const database = await createScratchDatabase('search');
const client = postgres(database.url, { max: 1, onnotice: () => {} });
let onStatement = (_text: string, _values: unknown[]) => {};
const db = drizzle(client, { logger: { logQuery: (text, values) => onStatement(text, values) } });

try {
  await migrate(db, { migrationsFolder: new URL('../drizzle', import.meta.url).pathname });
  const { cursors } = await openInstallation(db);
  await seed();
  const indexing = await index();
  await client.unsafe('vacuum analyze');
  const measurements: Measurement[] = [];
  const cases = await listCases();
  for (const each of cases) measurements.push(await measure(each, cursors));
  const [version] = await client`show server_version`;
  const result = {
    date: new Date().toISOString().slice(0, 10),
    postgres: String(version?.server_version),
    ...{ messageCount, conversations, searchRankedMax, indexing, measurements },
  };
  console.table(measurements, ['name', 'matches', 'rowsRead', 'windows', 'buffers', 'found', 'medianMs']);
  console.log(JSON.stringify(result));
  if (flags.record) await record(result);
  const faults = measurements.flatMap((at, place) => findFaults(at, cases[place]));
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await client.end();
  await database.drop();
}

async function seed(): Promise<void> {
  await client.unsafe(`
    select setseed(0.5);
    insert into tenants (id) values ('${tenantId}');
    insert into users (tenant_id, id) select '${tenantId}', 'user-' || u from generate_series(0, 49) u;
    insert into users (tenant_id, id) values ('${tenantId}', 'reader'), ('${tenantId}', 'removed');
    insert into conversations (tenant_id, id, kind, visibility, history_visibility, creator_id, member_count)
      select '${tenantId}', 'conv_' || lpad(c::text, 26, '0'), 'GROUP', 'PRIVATE', 'ALL', 'user-0', 51
      from generate_series(0, ${conversations + otherConversations - 1}) c;
    insert into heads (tenant_id, topic) select tenant_id, id from conversations;
    insert into memberships (tenant_id, conversation_id, user_id, role, joined_seq, delivered_seq, read_seq, read_count)
      select '${tenantId}', 'conv_' || lpad(c::text, 26, '0'), 'reader', 'MEMBER', 0, 0, 0, 0
      from generate_series(0, ${conversations - 1}) c;`);
  const batch = 50_000;
  const end = Date.now();
  for (let from = 1; from <= total; from += batch) {
    const rows = Array.from({ length: Math.min(batch, total - from + 1) }, (_, at) => {
      const time = end - (total - from - at) * 1_000;
      return [from + at, new Date(time).toISOString(), idOf(time)];
    });
    await client.unsafe(insertMessages, [JSON.stringify(rows)]);
  }
}

/** An id as the server makes one at that time. */
function idOf(timeMs: number): string {
  const time = timeMs.toString(16).padStart(12, '0');
  return fromUUID(`${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`, 'msg');
}

/** As a node would, but without its rests. */
async function index(): Promise<{ messagesPerSecond: number }> {
  const begun = performance.now();
  const backlog: Backlog = { current: null };
  while (await indexTurn(db, backlog, 'simple'));
  return { messagesPerSecond: Math.round((total * 1_000) / (performance.now() - begun)) };
}

async function listCases(): Promise<Case[]> {
  const count = async (condition: string) => {
    const [row] = await client.unsafe<{ count: number }[]>(`
      select count(*)::int as count from messages
      where conversation_id < 'conv_' || lpad('${conversations}', 26, '0') and ${condition}`);
    return row?.count ?? 0;
  };
  const has = (word: string) => `text ~ '\\m${word}\\M'`;
  const [time] = await client<
    { time: Date }[]
  >`select created_at as time from messages where count_at = ${messageCount / 4}`;
  const sentBefore = new Date(time?.time ?? 0).toISOString();
  const member = { userId: 'reader', isExact: true };
  const common = `${has('commona')} and ${has('commonb')}`;
  return [
    {
      ...member,
      name: 'two words of 1 %',
      query: 'rarea rareb ',
      matches: await count(`${has('rarea')} and ${has('rareb')}`),
    },
    { ...member, name: 'two words of 1 %, always together', query: 'paira pairb ', matches: await count(has('paira')) },
    { ...member, name: 'two words of 20 %', query: 'commona commonb ', matches: await count(common) },
    {
      ...member,
      name: 'of 1 % and of 20 %',
      query: 'rarea commonb ',
      matches: await count(`${has('rarea')} and ${has('commonb')}`),
    },
    { ...member, name: 'one word of 20 %', query: 'commona ', matches: await count(has('commona')) },
    {
      ...member,
      name: 'two words of 20 %, by one author',
      query: 'commona commonb ',
      filter: { authorIds: ['user-7'] },
      matches: await count(`${common} and sender_id = 'user-7'`),
    },
    {
      ...member,
      name: 'two words of 20 %, the oldest quarter',
      query: 'commona commonb ',
      filter: { sentBefore },
      isExact: false,
      matches: await count(`${common} and created_at <= '${sentBefore}'`),
    },
    { ...member, name: 'a beginning of 1 %, being typed', query: 'rare', matches: await count(`text ~ '\\mrare'`) },
    {
      ...member,
      name: 'a phrase of two words of 20 %',
      query: '"commona commonb"',
      isExact: false,
      matches: await count(`text ~ '\\mcommona commonb\\M'`),
    },
    {
      ...member,
      name: 'a removed member, two words of 20 %',
      query: 'commona commonb ',
      userId: 'removed',
      matches: 0,
    },
  ];
}

async function measure(
  { name, query, filter, userId, matches }: Case,
  cursors: Awaited<ReturnType<typeof openInstallation>>['cursors'],
): Promise<Measurement> {
  const actor: Actor = {
    tenantId,
    userId,
    role: 'user',
    sid: undefined,
    issuedAtMs: 0,
    expiresAtMs: Infinity,
    topics: [],
  };
  const search = () => searchMessages({ actor, config, db, cursors }, { query, first: 20, filter });
  const ranked: { text: string; values: unknown[] }[] = [];
  onStatement = (text, values) => {
    if (text.includes('with candidates')) ranked.push({ text, values });
  };
  const { edges } = await search();
  onStatement = () => {};
  const plans: PlanNode[] = [];
  for (const statement of ranked) plans.push(await explain(statement));
  const times: number[] = [];
  for (let run = 0; run < timedRuns; run += 1) {
    const begun = performance.now();
    await search();
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const scans = plans.flatMap(nodesOf).filter((node) => node['Relation Name'] === 'message_texts');
  return {
    ...{ name, matches, windows: ranked.length, found: edges.length },
    rowsRead: scans.reduce((sum, node) => sum + rowsOf(node), 0),
    buffers: plans.reduce((sum, plan) => sum + plan['Shared Hit Blocks'] + plan['Shared Read Blocks'], 0),
    medianMs: Number((times[Math.floor(timedRuns / 2)] ?? 0).toFixed(1)),
    plan: [...new Set(scans.map((node) => nodesOf(node).map(describe).join(' < ')))].join('; '),
  };
}

/** With the settings that the verb runs it under. */
async function explain({ text, values }: { text: string; values: unknown[] }): Promise<PlanNode> {
  return client.begin(async (tx) => {
    await tx`select set_config('enable_seqscan', 'off', true), set_config('work_mem', '32MB', true),
      set_config('max_parallel_workers_per_gather', '0', true)`;
    const [row] = await tx.unsafe(`explain (analyze, buffers, format json) ${text}`, values as never[]);
    const answer = row?.['QUERY PLAN'];
    const [plan] = (typeof answer === 'string' ? JSON.parse(answer) : answer) as { Plan: PlanNode }[];
    if (plan === undefined) throw new Error('Postgres explained nothing.');
    return plan.Plan;
  });
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** What came out, and what was read and thrown away. */
function rowsOf(node: PlanNode): number {
  const thrown = (node['Rows Removed by Index Recheck'] ?? 0) + (node['Rows Removed by Filter'] ?? 0);
  return (node['Actual Rows'] + thrown) * node['Actual Loops'];
}

function describe(node: PlanNode): string {
  return [node['Node Type'], node['Index Name'] ?? node['Relation Name']].filter(Boolean).join(' ');
}

function findFaults({ name, matches, rowsRead, found, plan }: Measurement, asked: Case | undefined): string[] {
  const isMany = matches > searchRankedMax;
  const expected = Math.min(matches, searchRankedMax);
  return [
    ['', 'Bitmap Heap Scan message_texts < Bitmap Index Scan message_texts_words'].includes(plan)
      ? ''
      : `${name}: not the index of words alone: ${plan}`,
    rowsRead <= searchRankedMax ? '' : `${name}: ${rowsRead} rows were read, more than ${searchRankedMax}.`,
    asked?.isExact && rowsRead !== expected ? `${name}: ${rowsRead} rows were read for ${expected} to rank.` : '',
    found === Math.min(expected, 20)
      ? ''
      : `${name}: ${found} were found, of ${matches}${isMany ? '' : ' that there are'}.`,
  ].filter(Boolean);
}

async function record(result: unknown): Promise<void> {
  const folder = new URL('results/', import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL('search.json', folder), `${JSON.stringify(result, null, 2)}\n`);
}
