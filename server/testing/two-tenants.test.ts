import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLOutputType,
  getNamedType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CreateConversationInput } from '../../client/generated/operations.ts';
import {
  AddMembersDocument,
  BroadcastNotificationDocument,
  CreateConversationDocument,
  CreateWebhookEndpointDocument,
  ExportConversationDocument,
  RegisterPushSubscriptionDocument,
  ReportMessageDocument,
  SendMessageDocument,
  SendNotificationDocument,
  SetCustomStatusDocument,
  SyncCursorDocument,
  UnbanMemberDocument,
  UpdateProfileDocument,
  ViewerDocument,
  WebhookDeliveriesDocument,
} from '../../client/index.ts';
import { createGraphqlSchema } from '../http/schema.ts';
import { createId, type IdPrefix } from '../lib/ids.ts';
import { eventually } from './eventually.ts';
import type { Run } from './run-operation.ts';
import { startTestApp, type TestApp } from './start-app.ts';
import { type Kind, samples } from './two-tenants-samples.ts';
import { uploadFile } from './upload-file.ts';
import { runAs } from './verify-events.ts';

interface Place {
  name: string;
  kind: Kind;
}

/** One operation with one of its ids in question; all other ids are the viewer's own. */
interface Question extends Place {
  operation: 'query' | 'mutation' | 'subscription';
  field: GraphQLField<unknown, unknown>;
  root: string;
}

const schema = createGraphqlSchema();
const unknownSamples: string[] = [];

/** The ids that an argument or an input's field takes, at whatever depth. */
function placesOf(owner: string, input: GraphQLArgument | GraphQLInputField): Place[] {
  const type = getNamedType(input.type);
  if (isInputObjectType(type)) return Object.values(type.getFields()).flatMap((field) => placesOf(type.name, field));
  const name = `${owner}.${input.name}`;
  const sample = samples[name];
  if (sample === undefined) unknownSamples.push(name);
  return sample !== undefined && typeof sample === 'object' && 'ids' in sample
    ? sample.ids.map((kind) => ({ name, kind }))
    : [];
}

const roots = [
  ['query', schema.getQueryType()],
  ['mutation', schema.getMutationType()],
  ['subscription', schema.getSubscriptionType()],
] as const;
const questions: Question[] = roots.flatMap(([operation, root]) =>
  Object.values(root?.getFields() ?? {}).flatMap((field) =>
    field.args
      .flatMap((arg) => placesOf(`${root?.name}.${field.name}`, arg))
      .map((place) => ({ operation, root: root?.name ?? '', field, ...place })),
  ),
);

/** A value for an argument: `asked` where it is the one in question, else the viewer's own. */
function sampleOf(
  owner: string,
  input: GraphQLArgument | GraphQLInputField,
  asked: Place,
  id: string,
  own: Record<Kind, string>,
): unknown {
  const type = getNamedType(input.type);
  const isList = isListType(isNonNullType(input.type) ? input.type.ofType : input.type);
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).map((field) => [
      field.name,
      sampleOf(type.name, field, asked, id, own),
    ]);
    const given = fields.filter(([, each]) => each !== undefined);
    if (given.length === 0) return undefined;
    const object: unknown = Object.fromEntries(given);
    return isList ? [object] : object;
  }
  const name = `${owner}.${input.name}`;
  const sample = samples[name];
  if (sample === undefined || sample === 'absent') return undefined;
  if ('value' in sample) return sample.value();
  const given = name === asked.name ? id : own[sample.ids[0] ?? 'user'];
  return isList ? [given] : given;
}

/** All leaves of a type, and of the objects in it, but times and what needs arguments. */
function selectionOf(type: GraphQLOutputType, depth = 0): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named)) return '{ __typename }';
  const fields = Object.values(named.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    if (field.args.length > 0 || inner.name === 'DateTime') return [];
    if (isLeafType(inner)) return [field.name];
    return depth < 2 ? [`${field.name} ${selectionOf(field.type, depth + 1)}`] : [];
  });
  return `{ __typename ${fields.join(' ')} }`;
}

/** The whole operation with its variables. */
function write({ operation, root, field, ...asked }: Question, id: string, own: Record<Kind, string>) {
  const given = field.args
    .map((arg) => ({ arg, value: sampleOf(`${root}.${field.name}`, arg, asked, id, own) }))
    .filter((each) => each.value !== undefined);
  const declared = given.map(({ arg }) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = given.map(({ arg }) => `${arg.name}: $${arg.name}`).join(', ');
  const document = `${operation} (${declared}) { ${field.name}(${passed}) ${selectionOf(field.type)} }`;
  return { document, variables: Object.fromEntries(given.map(({ arg, value: each }) => [arg.name, each])) };
}

describe('an operation with an id of another tenant answers exactly like one with an id that nobody has', () => {
  let app: TestApp;
  const tokens = { user: '', service: '' };
  let own: Record<Kind, string>;
  let foreign: Record<Kind, string>;

  async function furnish(token: string, run2: Run, backend: Run, other: string): Promise<Record<Kind, string>> {
    const run = runAs(app, token);
    await run2(UpdateProfileDocument, { input: { name: 'Second' } });
    const hook = { clientId: 'hook', url: 'https://hooks.invalid/', description: 'Secret' };
    const endpoint =
      (await backend(CreateWebhookEndpointDocument, { input: hook })).createWebhookEndpoint?.endpoint.id ?? '';
    const asking = { clientId: 'notify', url: 'https://hooks.invalid/', events: ['NOTIFICATION_REQUESTED' as const] };
    await backend(CreateWebhookEndpointDocument, { input: asking });
    await run2(SetCustomStatusDocument, { input: { text: 'Secret' } });
    const create = async (input: Omit<CreateConversationInput, 'clientId'>) =>
      (await run(CreateConversationDocument, { input: { clientId: randomUUID(), ...input } })).createConversation
        ?.conversation.id;
    const conversation = (await create({ kind: 'GROUP', memberIds: [other] })) ?? '';
    const channel = (await create({ kind: 'CHANNEL', visibility: 'PUBLIC', title: 'Open' })) ?? '';
    const input = { conversationId: conversation, clientMessageId: 'first', text: 'Secret' };
    const message = (await run(SendMessageDocument, { input })).sendMessage?.message.id ?? '';
    const theirs = (await run2(SendMessageDocument, { input })).sendMessage?.message.id ?? '';
    const reporting = { input: { clientId: 'first', messageId: theirs, reason: 'SPAM' } as const };
    const report = (await run(ReportMessageDocument, reporting)).reportMessage?.report.id ?? '';
    const cursor = (await run(SyncCursorDocument, {})).syncCursor;
    const { viewer } = await run(ViewerDocument, {});
    const attachment = (await uploadFile(app, token, Buffer.from('Secret'), { filename: 'Secret' })).id;
    const exported = { clientId: 'first', conversationId: conversation };
    const { export: made } = (await run(ExportConversationDocument, { input: exported })).exportConversation ?? {};
    const delivery = await vi.waitUntil(
      async () =>
        (await backend(WebhookDeliveriesDocument, { endpointId: endpoint })).webhookDeliveries.edges.at(0)?.node.id,
      eventually,
    );
    const notifying = { clientId: 'first', userIds: [viewer.user.id, other], type: 'ALERT' as const, title: 'Secret' };
    const sent = (await backend(SendNotificationDocument, { input: notifying })).sendNotification;
    const notification = sent?.deliveries[0]?.notificationId ?? '';
    const [outgoing] = await app.engine.db.execute<{ id: string }>(
      sql`select d.id from notification_deliveries d where d.notification_id = ${notification}`,
    );
    const broadcasting = { clientId: 'first', segment: { userIds: [other] }, type: 'ALERT' as const, title: 'Secret' };
    const { broadcastNotification: begun } = await backend(BroadcastNotificationDocument, { input: broadcasting });
    const broadcast = begun?.broadcast.id ?? '';
    const browser = {
      endpoint: 'https://push.invalid/of-one',
      keys: { p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: randomBytes(16).toString('base64url') },
      deviceName: 'Secret',
    };
    const registered = (await run(RegisterPushSubscriptionDocument, { input: browser })).registerPushSubscription;
    const subscription = registered?.pushSubscription.id ?? '';
    const things = {
      broadcast,
      conversation,
      channel,
      message,
      attachment,
      report,
      export: made?.id ?? '',
      notification,
    };
    return { ...things, subscription, user: other, cursor, endpoint, delivery, outgoing: outgoing?.id ?? '' };
  }

  beforeAll(async () => {
    app = await startTestApp();
    const tokenOf = (sub: string, tenant: string, role = 'user') => app.token(sub, { tenant, role });
    tokens.user = await tokenOf('alice', 'ours');
    tokens.service = await tokenOf('backend', 'ours', 'service');
    await runAs(app, tokens.service)(UpdateProfileDocument, { input: { name: 'Backend' } });
    own = await furnish(tokens.user, runAs(app, await tokenOf('bob', 'ours')), runAs(app, tokens.service), 'bob');
    const [mallory, trent] = [await tokenOf('mallory', 'theirs'), await tokenOf('trent', 'theirs')];
    const backend = runAs(app, await tokenOf('backend', 'theirs', 'service'));
    foreign = await furnish(mallory, runAs(app, trent), backend, 'trent');
  });
  afterAll(() => app.close());

  /** An id of the right form that nobody has. */
  function nobodys(kind: Kind): string {
    if (kind === 'user') return `nobody-${randomUUID()}`;
    if (kind === 'cursor') return Buffer.from(randomUUID()).toString('base64url');
    const prefixes: Partial<Record<Kind, IdPrefix>> = {
      message: 'msg',
      attachment: 'att',
      report: 'rpt',
      export: 'exp',
      endpoint: 'whk',
      delivery: 'whd',
      notification: 'ntf',
      broadcast: 'ntb',
      outgoing: 'ntd',
      subscription: 'psh',
    };
    return createId(prefixes[kind] ?? 'conv');
  }

  /** What comes back, with the id in question and ids made by the way left out. */
  async function ask(question: Question, role: keyof typeof tokens, id: string) {
    const { document, variables } = write(question, id, own);
    const answer =
      question.operation === 'subscription'
        ? await askStream(tokens[role], document, variables)
        : await app.graphql(tokens[role], document, variables);
    const text = JSON.stringify({ status: answer.status, data: answer.data, errors: answer.errors });
    return text
      .replaceAll(id, 'ID')
      .replaceAll(/(conv|msg|att|rpt|exp|ntb|ntd|psh|whk|whd)_[0-9a-z]{26}/g, '$1_ID')
      .replaceAll(/"requestId":"[^"]*"|"\d{4}-[^"]*Z"/g, '""');
  }

  async function askStream(token: string, document: string, variables: Record<string, unknown>) {
    const stream = app.subscribe(token, document, variables);
    // Of users a stream says nothing about, it says that, and goes on.
    const refusal = await Promise.race([stream.ended, stream.until(() => true).then(() => null)]);
    await stream.close();
    return {
      status: 0,
      data: stream.results,
      errors: refusal as { message: string; path: string[]; extensions: object }[],
    };
  }

  const cases = questions.flatMap((question) =>
    (['user', 'service'] as const).map((role) => ({
      ...question,
      role,
      of: `${question.root}.${question.field.name}`,
    })),
  );
  test.each(cases)('$of: $name as a $kind, by a $role', async ({ role, of: _of, ...question }) => {
    const theirs = await ask(question, role, foreign[question.kind]);
    expect(theirs).toBe(await ask(question, role, nobodys(question.kind)));
    // An answer that gives something away would be equal too, if it gave it away for everybody.
    expect(theirs.replaceAll(question.field.name, '')).not.toContain('Secret');
  });

  test('every argument is known to the walk', () => {
    expect(unknownSamples).toEqual([]);
  });

  // Last, since it leaves nothing as it was. A stream with an own id would not end.
  test('and an own id is answered otherwise, so that the comparison says something', async () => {
    const asked = cases.filter(({ operation }) => operation !== 'subscription');
    const told = new Set<string>();
    const alice = runAs(app, tokens.user);
    for (const { role, of, ...question } of asked) {
      // An earlier question may have removed him, or banned him.
      await alice(UnbanMemberDocument, { input: { conversationId: own.conversation, userId: own.user } });
      await alice(AddMembersDocument, { input: { conversationId: own.conversation, userIds: [own.user] } });
      const answers = [
        await ask(question, role, own[question.kind]),
        await ask(question, role, nobodys(question.kind)),
      ];
      if (answers[0] !== answers[1]) told.add(`${of} ${question.name}`);
    }
    expect([...told].sort()).toEqual([...new Set(asked.map(({ of, name }) => `${of} ${name}`))].sort());
    // It asks everything twice, one after the other, and more with every operation.
  }, 120_000);
});
