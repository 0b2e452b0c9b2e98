import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CreateConversationDocument, type StreamItem, SyncCursorDocument } from '../../client/index.ts';
import { type Follower, followEvents } from '../testing/follow-events.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';
import { runAs } from '../testing/verify-events.ts';

const eventCount = 50_000;
/** The client goes away each time after so many. */
const itemsMax = 3_000;

/** Numbers and cursors alone: what is proved is the way, not what each event shows. */
const query = `subscription ($after: Cursor) {
  events(after: $after) { __typename ... on MessageSent { seq } ... on Checkpoint { cursor } ... on CaughtUp { cursor } }
}`;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app?.close());

/** Messages by statement: through the verb, they would take minutes. */
async function fillLog(conversationId: string): Promise<void> {
  const place = sql`${'test'}, ${conversationId}`;
  await app.engine.db.execute(sql`
    insert into messages (tenant_id, conversation_id, seq, id, sender_id, client_message_id, send_key, request_hash,
      kind, priority, text, count_at)
    select ${place}, 1 + n, 'msg_' || lpad(n::text, 26, '0'), 'alice', n::text, gen_random_uuid(), '', 'TEXT', 'NORMAL',
      'message ' || n, n
    from generate_series(1, ${eventCount}::int) as n`);
  await app.engine.db.execute(sql`
    insert into events (tenant_id, topic, seq, type, actor_id, payload)
    select ${place}, 1 + n, 'MessageSent', 'alice', '{}' from generate_series(1, ${eventCount}::int) as n`);
  await app.engine.db.execute(sql`
    update heads set last_seq = 1 + ${eventCount}, message_count = ${eventCount}, tx = pg_current_xact_id()
    where tenant_id = 'test' and topic = ${conversationId}`);
}

test('A client that drops again and again during a replay of 50,000 events gets to the end', {
  timeout: 120_000,
}, async () => {
  const token = await app.token('alice');
  const run = runAs(app, token);
  const created = await run(CreateConversationDocument, { input: { clientId: 'long', kind: 'GROUP' } });
  let cursor = (await run(SyncCursorDocument, {})).syncCursor;
  await fillLog(created.createConversation?.conversation.id ?? '');

  const streams: number[][] = [];
  const end = Promise.withResolvers<void>();
  let follower: Follower | null = null;
  const onItem = (item: StreamItem) => {
    if (item.__typename === 'MessageSent') streams.at(-1)?.push(item.seq);
    if (item.__typename === 'Checkpoint') cursor = item.cursor;
    if (item.__typename === 'CaughtUp') end.resolve();
    else if (streams.at(-1)?.length === itemsMax) follower?.cut();
  };
  follower = followEvents({
    url: () => app.url,
    token,
    query,
    cursor: () => cursor,
    onOpened: () => streams.push([]),
    onItem,
    onDied: end.reject,
  });
  await end.promise;
  await follower.stop();

  // Each stream goes on at or before where the last one ended, and has no hole and nothing twice in itself.
  let reached = 1;
  for (const seqs of streams) {
    const from = seqs[0] ?? reached + 1;
    expect(from).toBeLessThanOrEqual(reached + 1);
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, at) => from + at));
    reached = Math.max(reached, seqs.at(-1) ?? 0);
  }
  expect(reached).toBe(eventCount + 1);
  expect(streams.length).toBeGreaterThan(eventCount / itemsMax - 1);
});
