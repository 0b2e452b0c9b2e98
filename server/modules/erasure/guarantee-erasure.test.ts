import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventsSubscription, SendMessageInput } from '../../../client/generated/operations.ts';
import {
  AcceptContactDocument,
  AddReactionDocument,
  BanMemberDocument,
  ConversationExportDocument,
  CreateConversationDocument,
  DeleteMessageDocument,
  EditMessageDocument,
  EraseUserDocument,
  EventsDocument,
  ExportConversationDocument,
  ForwardMessagesDocument,
  MessagesDocument,
  MessageVersionsDocument,
  ReportMessageDocument,
  ReportsDocument,
  RequestContactDocument,
  SearchMessagesDocument,
  SendMessageDocument,
  SendNotificationDocument,
  SetCustomStatusDocument,
  SetMemberRoleDocument,
  type StreamItem,
  SyncCursorDocument,
  UpdatePresenceSettingsDocument,
  UpdateProfileDocument,
  UpsertUsersDocument,
  UserErasureDocument,
} from '../../../client/index.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { type Subscriber, startTestApp, type TestApp } from '../../testing/start-app.ts';
import { deafFanOut } from '../../testing/test-node.ts';
import { uploadFile } from '../../testing/upload-file.ts';
import { runAs, verifyEvents, verifyEventsEnv } from '../../testing/verify-events.ts';

/** What Bob writes, wherever he writes. */
const marker = 'Zebrafinch';

let engine: TestEngine;
let app: TestApp;
/** A node that no hint reaches. */
let deaf: TestApp;

beforeAll(async () => {
  engine = await openTestEngine();
  app = await startTestApp({ engine, env: { ...verifyEventsEnv, SEARCH_INTERVAL_MS: '100' } });
  // Whichever of them does the jobs: the files are the same.
  const FILES_DIR = app.config.filesDir;
  deaf = await startTestApp({ engine, fanOut: deafFanOut, env: { ...verifyEventsEnv, FILES_DIR } });
});
afterAll(async () => {
  await app?.close();
  await deaf?.close();
  await engine?.close();
});

/** Every value of every table of the database that contains the marker, as `schema.table.column`. */
async function findMarker(): Promise<string[]> {
  const columns = await engine.db.execute<{ schema: string; table: string; column: string }>(sql`
    select c.table_schema as schema, c.table_name as table, c.column_name as column
    from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')`);
  expect(columns.length).toBeGreaterThan(150);
  // One statement for all: a statement for each of some hundred columns took seconds.
  const looks = columns.map(
    ({ schema, table, column }) => sql`
      select ${`${schema}.${table}.${column}`} as place where exists (
        select from ${sql.identifier(schema)}.${sql.identifier(table)}
        where ${sql.identifier(column)}::text ilike ${`%${marker}%`})`,
  );
  const found = await engine.db.execute<{ place: string }>(sql.join(looks, sql` union all `));
  return found.map(({ place }) => place);
}

async function seed() {
  const tenant = `t-${randomUUID()}`;
  const tokenOf = (sub: string, role = 'user') => app.token(sub, { tenant, role });
  const [alice, bob, carol] = await Promise.all([tokenOf('alice'), tokenOf('bob'), tokenOf('carol')]);
  const tokens = { alice, carol };
  const as = {
    alice: runAs(app, alice),
    bob: runAs(app, bob),
    carol: runAs(app, carol),
    backend: runAs(app, await tokenOf('backend', 'service')),
  };
  await as.carol(UpdateProfileDocument, { input: { name: 'Carol' } });
  await as.backend(UpdateProfileDocument, { input: { name: 'Backend' } });
  await as.bob(UpdateProfileDocument, {
    input: { name: `${marker} Bob`, pictureUrl: `https://example.com/${marker}.png`, metadata: { of: marker } },
  });
  await as.backend(UpsertUsersDocument, { input: { users: [{ id: 'bob', email: `${marker}@example.com` }] } });
  const input = { clientId: 'g', kind: 'GROUP' as const, memberIds: ['bob', 'carol'] };
  const created = await as.alice(CreateConversationDocument, { input });
  const conversationId = created.createConversation?.conversation.id ?? '';
  await as.alice(SetMemberRoleDocument, { input: { conversationId, userId: 'bob', role: 'ADMIN' } });
  const send = async (run: typeof as.bob, over: Partial<SendMessageInput> = {}) => {
    const message = { conversationId, clientMessageId: randomUUID(), text: `A ${marker} sings`, ...over };
    return (await run(SendMessageDocument, { input: message })).sendMessage?.message.id ?? '';
  };
  return { tenant, tokens, bob, as, conversationId, send };
}

/** Bob writes in every place that there is. */
async function writeEverywhere({ bob, as, conversationId, send }: Awaited<ReturnType<typeof seed>>) {
  const plain = await send(as.bob, { metadata: { of: marker } });
  const edited = await send(as.bob);
  await as.bob(EditMessageDocument, { input: { messageId: edited, text: `Another ${marker}` } });
  const hers = await send(as.alice, { text: 'As you say', replyToId: plain });
  await send(as.bob, { text: `In a thread, a ${marker}`, threadRootId: hers });
  const place = { latitude: 1, longitude: 2, name: `The ${marker}'s nest` };
  await send(as.bob, { kind: 'LOCATION', location: place, text: null });
  const gone = await send(as.bob);
  await as.alice(ReportMessageDocument, { input: { clientId: 'a', messageId: plain, reason: 'SPAM' } });
  await as.alice(ReportMessageDocument, { input: { clientId: 'b', messageId: gone, reason: 'SPAM' } });
  await as.bob(DeleteMessageDocument, { input: { messageId: gone, scope: 'EVERYONE' } });
  await as.bob(ReportMessageDocument, { input: { clientId: 'c', messageId: hers, reason: 'OTHER', comment: marker } });
  await as.bob(BanMemberDocument, { input: { conversationId, userId: 'backend', reason: `No ${marker}` } });
  await as.bob(AddReactionDocument, { input: { messageId: hers, emoji: '🐦' } });
  const notice = { category: marker, title: marker, body: marker, data: { of: marker }, collapseKey: marker };
  const links = { imageUrl: `https://example.com/${marker}.png`, actionUrl: `https://example.com/${marker}` };
  const actions = [{ label: marker, url: `https://example.com/${marker}` }];
  await as.backend(SendNotificationDocument, {
    input: { clientId: 'n', userIds: ['bob'], type: 'ALERT', ...notice, ...links, actions },
  });
  await as.bob(SetCustomStatusDocument, { input: { text: `Off to see a ${marker}` } });
  await as.bob(UpdatePresenceSettingsDocument, { input: { invisible: true } });
  await as.bob(RequestContactDocument, { input: { userId: 'carol', message: `Do you know the ${marker}?` } });
  await as.bob(RequestContactDocument, { input: { userId: 'alice' } });
  await as.alice(AcceptContactDocument, { input: { userId: 'bob' } });
  const file = await uploadFile(app, bob, Buffer.from(`${marker} song`), { filename: `${marker}.txt` });
  const own = await as.carol(CreateConversationDocument, { input: { clientId: 'own', kind: 'GROUP' } });
  const toConversationIds = [own.createConversation?.conversation.id ?? ''];
  await as.carol(ForwardMessagesDocument, { input: { clientId: 'f', messageIds: [edited, plain], toConversationIds } });
  const exported = await as.alice(ExportConversationDocument, { input: { clientId: 'e', conversationId } });
  const id = exported.exportConversation?.export.id ?? '';
  await expect
    .poll(async () => (await as.alice(ConversationExportDocument, { id })).conversationExport?.status, {
      timeout: 30_000,
    })
    .toBe('READY');
  return { edited, hers, fileIds: [file.id, id] };
}

const itemsOf = (stream: Subscriber<EventsSubscription>) =>
  stream.results.flatMap(({ data }): StreamItem[] => (data == null ? [] : [data.events]));
const isCaughtUp = ({ data }: { data?: EventsSubscription | null }) => data?.events.__typename === 'CaughtUp';

test('Nothing of an erased user is left: in no column of the database, no history, search, stream or file', async () => {
  const world = await seed();
  const { tokens, as, conversationId } = world;
  const { syncCursor: after } = await as.alice(SyncCursorDocument, {});
  const live = [app, deaf].map((node) => node.subscribe<EventsSubscription>(tokens.alice, EventsDocument, { after }));
  const { edited, hers, fileIds } = await writeEverywhere(world);
  const search = async () =>
    (await as.alice(SearchMessagesDocument, { query: marker })).searchMessages.edges?.length ?? 0;
  await expect.poll(search, { timeout: 30_000 }).toBe(3);
  const filesLeft = async () =>
    (await readdir(app.config.filesDir)).filter((name) => fileIds.some((id) => name.startsWith(id))).length;
  expect(await filesLeft()).toBeGreaterThan(1);
  const before = await findMarker();
  expect(before).toEqual(
    expect.arrayContaining(
      [
        ...['messages.text', 'messages.metadata', 'messages.details', 'message_versions.text', 'users.name'],
        ...['users.picture_url', 'users.metadata', 'message_reports.message_text', 'message_reports.comment'],
        ...['conversation_bans.reason', 'attachments.name', 'message_texts.document'],
        ...['notifications.title', 'notifications.body', 'notifications.data', 'notifications.actions'],
        ...['contact_requests.message', 'presence.custom_status', 'presence.shown_custom_status'],
      ].map((place) => `public.${place}`),
    ),
  );

  const told = await verifyEvents(app, tokens, async () => {
    await as.backend(EraseUserDocument, { input: { userId: 'bob', scope: 'ACCOUNT' } });
    await expect
      .poll(async () => (await as.backend(UserErasureDocument, { userId: 'bob' })).userErasure, { timeout: 30_000 })
      .toMatchObject({ messagesErased: 7, membershipsEnded: 1, finishedAt: expect.any(String) });
  });
  const types = told.carol.resumed.map((item) => item.__typename);
  // Two of them are her copies.
  expect(types.filter((type) => type === 'MessageDeleted')).toHaveLength(6);
  expect(types).toContain('ReactionRemoved');
  expect(types).toContain('MemberRemoved');
  expect(types).toContain('ContactRequestRemoved');
  expect(told.alice.live.map((item) => item.__typename)).toContain('ContactRemoved');
  expect(JSON.stringify(told)).not.toContain(marker);

  await expect.poll(findMarker, { timeout: 30_000 }).toEqual([]);
  expect(await search()).toBe(0);
  const shown = [
    await as.alice(MessagesDocument, { conversationId }),
    await as.alice(MessageVersionsDocument, { id: edited }),
    await as.alice(ReportsDocument, { conversationId }),
  ];
  expect(JSON.stringify(shown)).not.toContain(marker);
  expect(JSON.stringify(shown)).toContain(hers);
  await expect.poll(filesLeft, { timeout: 30_000 }).toBe(0);

  // A resume from before all of it, from the rings of a node that has heard everything, and from the log.
  for (const [at, node] of [app, deaf].entries()) {
    const resumed = node.subscribe<EventsSubscription>(tokens.alice, EventsDocument, { after });
    await resumed.until(isCaughtUp);
    expect(JSON.stringify(itemsOf(resumed))).not.toContain(marker);
    const lived = live[at];
    await lived?.until(({ data }) => data?.events.__typename === 'ReactionRemoved');
    expect(lived && itemsOf(lived).filter((item) => item.__typename === 'MessageDeleted')).toHaveLength(5);
    await Promise.all([resumed.close(), lived?.close()]);
  }
});

test('His sessions end, and a new token of the same id is let in as somebody without a past', async () => {
  const { tenant, bob, as } = await seed();
  const stream = app.subscribe<EventsSubscription>(bob, EventsDocument);
  await stream.until(isCaughtUp);
  await as.backend(EraseUserDocument, { input: { userId: 'bob', scope: 'ACCOUNT' } });
  await stream.ended;
  await expect
    .poll(async () => (await app.graphql(bob, '{ viewer { user { id } } }')).errors?.[0]?.extensions?.code, {
      timeout: 30_000,
    })
    .toBe('UNAUTHENTICATED');
  await expect
    .poll(async () => (await as.backend(UserErasureDocument, { userId: 'bob' })).userErasure?.finishedAt, {
      timeout: 30_000,
    })
    .toEqual(expect.any(String));
  const token = await app.token('bob', { tenant, iat: Math.floor(Date.now() / 1_000) + 2 });
  const { data } = await app.graphql(token, '{ viewer { user { name } conversations { edges { cursor } } } }');
  expect(data).toEqual({ viewer: { user: { name: null }, conversations: { edges: [] } } });
  await stream.close();
});
