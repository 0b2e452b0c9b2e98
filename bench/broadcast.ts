/**
 * A notification to 100,000 users: how long it takes, what the server and the database are asked for meanwhile, what users' sends
 * feel of it, and that it goes on where it stood after a kill. See README.md. Exits with 1 where somebody was missed or told twice,
 * where a statement took longer than 200 ms by itself, or where the server's memory grew by more than 150 MB.
 */
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { stopChildren } from './lib/child.ts';
import { median, percentile, rounded } from './lib/numbers.ts';
import { readTimes, type Times } from './lib/read-times.ts';
import type { Usage } from './lib/report-usage.ts';
import { report } from './lib/statistics.ts';
import { openStorage, seed, sender, startTidings, type Tidings, tokenFor } from './lib/tidings.ts';
import { watchStatements } from './lib/watch-statements.ts';
import { runPaced } from './sends/paced.ts';
import { openSocketClient, type SocketClient } from './sends/socket-client.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    users: { type: 'string' },
    rounds: { type: 'string' },
  },
});
const users = Number(flags.users ?? (flags.smoke ? 1_000 : 100_000));
const rounds = Number(flags.rounds ?? (flags.smoke ? 1 : 5));
const seconds = flags.smoke ? 0.5 : 8;
const sendsPerSecond = flags.smoke ? 40 : 100;
const sockets = 8;
const statementMsMax = 200;
const rssGrowthMax = 150 * 1_048_576;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const service = tokenFor('service', { role: 'service' });
const fields = 'id status usersTotal usersDone notificationsDelivered startedAt finishedAt';

interface Broadcast {
  id: string;
  status: string;
  usersTotal: number | null;
  usersDone: number;
  notificationsDelivered: number;
  startedAt: string | null;
  finishedAt: string | null;
}

async function begin({ ask }: Tidings, clientId: string): Promise<Broadcast> {
  const input = {
    clientId,
    segment: { all: true },
    type: 'ALERT',
    title: clientId,
    body: 'Low lands are flooded at six.',
  };
  const { broadcastNotification } = await ask<{ broadcastNotification: { broadcast: Broadcast } }>(
    service,
    `mutation ($input: BroadcastNotificationInput!) { broadcastNotification(input: $input) { broadcast { ${fields} } } }`,
    { input },
  );
  return broadcastNotification.broadcast;
}

const read = async ({ ask }: Tidings, id: string): Promise<Broadcast> =>
  (
    await ask<{ notificationBroadcast: Broadcast }>(
      service,
      `query ($id: ID!) { notificationBroadcast(id: $id) { ${fields} } }`,
      { id },
    )
  ).notificationBroadcast;

const cancel = ({ ask }: Tidings, id: string) =>
  ask(
    service,
    'mutation ($input: CancelNotificationBroadcastInput!) { cancelNotificationBroadcast(input: $input) { broadcast { id } } }',
    { input: { id } },
  );

async function untilTold(tidings: Tidings, id: string, usersDone: number): Promise<void> {
  while ((await read(tidings, id)).usersDone < usersDone) await pause(20);
}

let sent = 0;
/** Users' sends at an even pace; the milliseconds of each. */
async function measureSends(clients: SocketClient[], conversationIds: string[]): Promise<number[]> {
  const latencies: number[] = [];
  await runPaced({
    perSecond: sendsPerSecond,
    seconds,
    async work(at) {
      sent += 1;
      const input = {
        conversationId: conversationIds[at % conversationIds.length],
        clientMessageId: `m${sent}`,
        text: 'Shall we meet at seven, or is that too early for you?',
      };
      const begun = performance.now();
      await clients[at % clients.length]?.run({
        query: 'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { seq } } }',
        variables: { input },
      });
      latencies.push(performance.now() - begun);
    },
  });
  return latencies;
}

const storage = await openStorage('postgres');
const sql = postgres(storage.url ?? '', { max: 2, onnotice: () => {} });
let tidings = await startTidings({ storage });
const faults: string[] = [];
const isOk = (fine: boolean, fault: string) => void (fine || faults.push(fault));

/** As many as there are to be, made in the database: that is not what is measured. */
async function seedUsers(): Promise<string[]> {
  const conversationIds = await seed(tidings, { conversations: 20, members: 10 });
  await sql`
    insert into users (tenant_id, id, name)
    select tenant_id, 'crowd-' || lpad(n::text, 6, '0'), 'Somebody' from users
    cross join generate_series(1, ${users - 202}) as n where id = ${sender}`;
  await sql`vacuum analyze users`;
  return conversationIds;
}

const openClients = () =>
  Promise.all(Array.from({ length: sockets }, () => openSocketClient(tidings.port, tokenFor(sender))));

/** Sends with nothing beside them and sends beside a broadcast, by turns. */
async function compareSends(conversationIds: string[]) {
  const clients = await openClients();
  await measureSends(clients, conversationIds);
  const [quiet, busy]: [number[][], number[][]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    quiet.push(await measureSends(clients, conversationIds));
    const { id } = await begin(tidings, `round ${round}`);
    await untilTold(tidings, id, 1);
    busy.push(await measureSends(clients, conversationIds));
    await cancel(tidings, id);
    console.error(`round ${round + 1} of ${rounds}`);
  }
  for (const client of clients) client.close();
  const middle = (all: number[][], part: number) => rounded(median(all.map((each) => percentile(each, part))));
  const ratio = (part: number) =>
    rounded(median(busy.map((each, at) => percentile(each, part) / percentile(quiet[at] ?? [], part))));
  return {
    quietP50Ms: middle(quiet, 0.5),
    quietP99Ms: middle(quiet, 0.99),
    busyP50Ms: middle(busy, 0.5),
    busyP99Ms: middle(busy, 0.99),
    ratioP50: ratio(0.5),
    ratioP99: ratio(0.99),
  };
}

interface Progress extends Stall {
  seconds: number;
  usersDone: number;
  rssMb: number;
  readMs: number;
}

/** Since the last of them. All in milliseconds. */
interface Stall {
  /** The longest time in which the server answered nobody. */
  stallMs: number;
  /** How long its first thread was on a core, and how long it waited for one. Null where the system does not tell. */
  serverCpuMs: number | null;
  serverCoreWaitMs: number | null;
}

let lastTimes = new Map<number, Times>();

async function readStall(): Promise<Stall> {
  const { pid } = tidings.child;
  const stallMs = rounded(await tidings.child.ask<number>('stall'));
  const [before, times] = [lastTimes.get(pid), readTimes(pid)];
  lastTimes = new Map(times === null ? [] : [[pid, times]]);
  if (before === undefined || times === null) return { stallMs, serverCpuMs: null, serverCoreWaitMs: null };
  const serverCoreWaitMs = rounded(times.coreWaitMs - before.coreWaitMs);
  return { stallMs, serverCpuMs: rounded(times.cpuMs - before.cpuMs), serverCoreWaitMs };
}

/** What Postgres has written so far, of all databases, and how often it tidied up in this one. */
async function readWritten() {
  const [row] = await sql<{ walBytes: number; autovacuums: number }[]>`
    select wal_bytes::float8 as "walBytes",
      (select coalesce(sum(autovacuum_count + autoanalyze_count), 0)::int from pg_stat_user_tables) as autovacuums
    from pg_stat_wal`;
  return row ?? { walBytes: 0, autovacuums: 0 };
}

/** To everybody, with a kill in the middle. */
async function tellAll() {
  const { id } = await begin(tidings, 'everybody');
  const written = await readWritten();
  const stopWatching = watchStatements(sql, statementMsMax);
  const progress: Progress[] = [];
  await readStall();
  const begunAt = performance.now();
  let downMs = 0;
  for (let hasDied = false; ; ) {
    const asked = performance.now();
    const now = await read(tidings, id);
    const readMs = performance.now() - asked;
    const { rssBytes } = await tidings.child.ask<Usage>('usage');
    const at = { seconds: rounded((asked - begunAt) / 1_000), usersDone: now.usersDone };
    progress.push({ ...at, rssMb: rounded(rssBytes / 1_048_576), readMs: rounded(readMs), ...(await readStall()) });
    if (now.status === 'DONE') break;
    if (!hasDied && now.usersDone >= users / 2) {
      hasDied = true;
      const died = performance.now();
      await tidings.child.stop();
      tidings = await startTidings({ storage });
      downMs = performance.now() - died;
    }
    await pause(flags.smoke ? 50 : 500);
  }
  const { longestMs, longestOwnMs, slow } = await stopWatching();
  const wrote = await readWritten();
  const beforeKill = progress.filter(({ usersDone }) => usersDone < users / 2);
  const rss = beforeKill.map(({ rssMb }) => rssMb);
  const done = await read(tidings, id);
  isOk(done.usersDone === users && done.notificationsDelivered === users, `The counts say ${JSON.stringify(done)}.`);
  isOk(
    progress.every(({ usersDone }, at) => usersDone >= (progress[at - 1]?.usersDone ?? 0)),
    'The progress went back.',
  );
  const figures = {
    seconds: rounded((performance.now() - begunAt - downMs) / 1_000),
    longestStatementMs: longestMs,
    longestOwnMs,
    serverStallMsMost: rounded(Math.max(...progress.map(({ stallMs }) => stallMs))),
    rssMbAtFirst: rounded(rss[0] ?? 0),
    rssMbMost: rounded(Math.max(...rss)),
    progressReadMsMost: rounded(Math.max(...progress.map(({ readMs }) => readMs))),
  };
  const database = {
    walMb: rounded((wrote.walBytes - written.walBytes) / 1_048_576),
    autovacuums: wrote.autovacuums - written.autovacuums,
  };
  return { figures, slow, database, progress };
}

/** Row by row: nobody twice, nobody missed, and each told of it in his log. */
async function countRows(title: string) {
  const [row] = await sql<{ missed: number; twice: number; events: number }[]>`
    with told as materialized (select tenant_id, user_id, id from notifications where title = ${title})
    select
      (select count(*)::int from users u where not exists (
        select from told t where t.tenant_id = u.tenant_id and t.user_id = u.id)) as missed,
      (select count(*)::int from (select from told group by user_id having count(*) > 1) as x) as twice,
      (select count(*)::int from events e join told t on e.payload->>'notificationId' = t.id
       where e.type = 'NotificationAdded' and e.topic = 'user/' || t.user_id) as events`;
  return row ?? { missed: -1, twice: -1, events: -1 };
}

try {
  const conversationIds = await seedUsers();
  const sends = await compareSends(conversationIds);
  const { figures, slow, database, progress } = await tellAll();
  const rows = await countRows('everybody');
  isOk(rows.missed === 0 && rows.twice === 0 && rows.events === users, `Of the rows: ${JSON.stringify(rows)}.`);
  if (!flags.smoke) {
    for (const each of slow) isOk(each.ownMs <= statementMsMax, JSON.stringify(each));
    const grown = (figures.rssMbMost - figures.rssMbAtFirst) * 1_048_576;
    isOk(grown <= rssGrowthMax, `The memory grew by ${grown} bytes.`);
  }
  const table = [{ users, ...figures, ...sends, ...rows }];
  const details = { users, rounds, sendsPerSecond, ...figures, ...sends, ...rows, database, slow, progress };
  await report('broadcast', table, details, flags.record);
} finally {
  await stopChildren();
  await sql.end();
  await storage.remove();
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
