import { randomUUID } from 'node:crypto';
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
  CreateConversationDocument,
  CreateWebhookEndpointDocument,
  ExportConversationDocument,
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
import type { Run } from './run-operation.ts';
import { startTestApp, type TestApp } from './start-app.ts';
import { uploadFile } from './upload-file.ts';
import { runAs } from './verify-events.ts';

type Kind =
  | 'conversation'
  | 'channel'
  | 'message'
  | 'attachment'
  | 'report'
  | 'export'
  | 'notification'
  | 'user'
  | 'cursor'
  | 'endpoint'
  | 'delivery';

/** What an argument takes: an object's id (of these kinds, one by one), a value, or nothing in this walk. */
type Sample = { ids: Kind[] } | { value: () => unknown } | 'absent';

const conversations: Sample = { ids: ['conversation', 'channel'] };
const messages: Sample = { ids: ['message'] };
const reports: Sample = { ids: ['report'] };
const attachments: Sample = { ids: ['attachment'] };
const users: Sample = { ids: ['user'] };
const endpoints: Sample = { ids: ['endpoint'] };
const deliveries: Sample = { ids: ['delivery'] };
const value = (sample: unknown): Sample => ({ value: () => sample });
const fresh: Sample = { value: () => randomUUID() };

/** Every argument and every input's field. One that is missing here fails the walk: say what it takes. */
const samples: Record<string, Sample> = {
  'Query.node.id': {
    ids: [
      'conversation',
      'channel',
      'message',
      'attachment',
      'report',
      'export',
      'notification',
      'user',
      'endpoint',
      'delivery',
    ],
  },
  'Query.conversation.id': conversations,
  'Query.message.id': messages,
  'Query.attachment.id': attachments,
  'Query.user.id': users,
  'Query.users.ids': users,
  'Query.webhookEndpoints.first': 'absent',
  'Query.webhookEndpoints.after': 'absent',
  'Query.webhookEndpoints.last': 'absent',
  'Query.webhookEndpoints.before': 'absent',
  'Query.webhookDeliveries.endpointId': endpoints,
  'Query.webhookDeliveries.status': 'absent',
  'Query.webhookDeliveries.first': 'absent',
  'Query.webhookDeliveries.after': 'absent',
  'Query.webhookDeliveries.last': 'absent',
  'Query.webhookDeliveries.before': 'absent',
  'CreateWebhookEndpointInput.clientId': fresh,
  'CreateWebhookEndpointInput.url': value('https://hooks.invalid/'),
  'CreateWebhookEndpointInput.events': 'absent',
  'CreateWebhookEndpointInput.description': 'absent',
  'UpdateWebhookEndpointInput.endpointId': endpoints,
  'UpdateWebhookEndpointInput.url': 'absent',
  'UpdateWebhookEndpointInput.events': 'absent',
  'UpdateWebhookEndpointInput.description': value('Secret'),
  'UpdateWebhookEndpointInput.isEnabled': 'absent',
  'RotateWebhookSecretInput.endpointId': endpoints,
  'RotateWebhookSecretInput.graceSeconds': value(0),
  'ReplayWebhookDeliveriesInput.endpointId': endpoints,
  'ReplayWebhookDeliveriesInput.ids': deliveries,
  'ReplayWebhookDeliveriesInput.since': 'absent',
  'ReplayWebhookDeliveriesInput.includeDelivered': 'absent',
  'DeleteWebhookEndpointInput.endpointId': endpoints,
  'Query.searchMessages.query': value('Secret'),
  'Query.searchMessages.conversationId': conversations,
  'Query.searchMessages.first': 'absent',
  'Query.searchMessages.after': 'absent',
  'Query.searchMessages.last': 'absent',
  'Query.searchMessages.before': 'absent',
  // Whoever sent nothing is answered like nobody; what is found of whom is asked where search is tested.
  'MessageSearchFilter.authorIds': 'absent',
  'MessageSearchFilter.kinds': 'absent',
  'MessageSearchFilter.sentAfter': 'absent',
  'MessageSearchFilter.sentBefore': 'absent',
  'SetSearchLanguageInput.language': value('ENGLISH'),
  'Query.channels.query': 'absent',
  'Query.channels.first': 'absent',
  'Query.channels.after': 'absent',
  'Query.channels.last': 'absent',
  'Query.channels.before': 'absent',
  'Subscription.events.after': { ids: ['cursor'] },
  'Subscription.conversationEvents.conversationId': conversations,
  'Subscription.conversationEvents.afterSeq': 'absent',
  'CreateConversationInput.clientId': fresh,
  'CreateConversationInput.kind': value('GROUP'),
  'CreateConversationInput.visibility': 'absent',
  'CreateConversationInput.historyVisibility': 'absent',
  'CreateConversationInput.title': 'absent',
  'CreateConversationInput.memberIds': users,
  'CreateConversationInput.metadata': 'absent',
  'UpdateConversationInput.conversationId': conversations,
  'UpdateConversationInput.title': value('Ours'),
  'UpdateConversationInput.visibility': 'absent',
  'UpdateConversationInput.historyVisibility': 'absent',
  'UpdateConversationInput.metadata': 'absent',
  'JoinConversationInput.conversationId': conversations,
  'LeaveConversationInput.conversationId': conversations,
  'AddMembersInput.conversationId': conversations,
  'AddMembersInput.userIds': users,
  'RemoveMemberInput.conversationId': conversations,
  'RemoveMemberInput.userId': users,
  'SetMemberRoleInput.conversationId': conversations,
  'SetMemberRoleInput.userId': users,
  'SetMemberRoleInput.role': value('ADMIN'),
  'SetConversationPreferencesInput.conversationId': conversations,
  'SetConversationPreferencesInput.mutedUntil': 'absent',
  'SetConversationPreferencesInput.pinned': value(true),
  'SetConversationPreferencesInput.archived': 'absent',
  'Subscription.typing.conversationId': conversations,
  'Subscription.typing.threadRootId': messages,
  'Query.presence.userIds': users,
  'Subscription.presence.userIds': users,
  'SetPresenceInput.status': value('BUSY'),
  'SetPresenceInput.expiresAt': 'absent',
  'SetCustomStatusInput.text': value('Here'),
  'SetCustomStatusInput.emoji': 'absent',
  'SetCustomStatusInput.expiresAt': 'absent',
  'ReportActivityInput.idleSeconds': value(0),
  'SetTypingInput.conversationId': conversations,
  'SetTypingInput.threadRootId': messages,
  'SetTypingInput.isTyping': value(true),
  'Query.nearbyUsers.radiusMeters': value(1_000),
  'Subscription.locations.userIds': users,
  'Subscription.applicationSignals.topics': value(['orders']),
  'PublishSignalInput.topic': value('orders'),
  // Whoever is named and hears nothing is answered like nobody, an own user, too.
  'PublishSignalInput.userIds': 'absent',
  'PublishSignalInput.data': value({}),
  'ShareLocationInput.latitude': value(52.5),
  'ShareLocationInput.longitude': value(13.4),
  'ShareLocationInput.accuracyMeters': 'absent',
  'ShareLocationInput.headingDegrees': 'absent',
  'ShareLocationInput.speedMetersPerSecond': 'absent',
  'ShareLocationInput.expiresAt': 'absent',
  'UpdateLocationSharingInput.audience': 'absent',
  'UpdateLocationSharingInput.userIds': users,
  'UpdateLocationSharingInput.precision': 'absent',
  'SendMessageInput.conversationId': conversations,
  'SendMessageInput.clientMessageId': fresh,
  'SendMessageInput.text': value('Hello'),
  'SendMessageInput.kind': 'absent',
  'SendMessageInput.priority': 'absent',
  'SendMessageInput.attachmentIds': 'absent',
  'SendMessageInput.replyToId': messages,
  'SendMessageInput.threadRootId': messages,
  'SendMessageInput.mentionedUserIds': 'absent',
  'SendMessageInput.mentionsEveryone': 'absent',
  'SendMessageInput.metadata': 'absent',
  'MessageLocationInput.latitude': 'absent',
  'MessageLocationInput.longitude': 'absent',
  'MessageLocationInput.accuracyMeters': 'absent',
  'MessageLocationInput.name': 'absent',
  'Query.conversationExport.id': { ids: ['export'] },
  'ExportConversationInput.clientId': fresh,
  'ExportConversationInput.conversationId': conversations,
  'EditMessageInput.messageId': messages,
  'EditMessageInput.text': value('Better'),
  'EditMessageInput.metadata': 'absent',
  'EditMessageInput.mentionedUserIds': 'absent',
  'MarkUnreadInput.conversationId': conversations,
  'MarkUnreadInput.fromSeq': value(1),
  'DeleteAttachmentInput.attachmentId': attachments,
  'DeleteMessageInput.messageId': messages,
  'DeleteMessageInput.scope': value('EVERYONE'),
  'AddReactionInput.messageId': messages,
  'AddReactionInput.emoji': value('👍'),
  'PinMessageInput.messageId': messages,
  'UnpinMessageInput.messageId': messages,
  'ForwardMessagesInput.messageIds': messages,
  'ForwardMessagesInput.toConversationIds': conversations,
  'ForwardMessagesInput.clientId': fresh,
  'RemoveReactionInput.messageId': messages,
  'RemoveReactionInput.emoji': value('👍'),
  'Query.userErasure.userId': users,
  'EraseUserInput.userId': users,
  'EraseUserInput.scope': value('CONTENT'),
  'ReportMessageInput.clientId': fresh,
  'ReportMessageInput.messageId': messages,
  'ReportMessageInput.reason': value('SPAM'),
  'ReportMessageInput.comment': 'absent',
  'ResolveReportInput.reportId': reports,
  'ResolveReportInput.resolution': value('DISMISSED'),
  'MuteMemberInput.conversationId': conversations,
  'MuteMemberInput.userId': users,
  'MuteMemberInput.until': value('2100-01-01T00:00:00.000Z'),
  'UnmuteMemberInput.conversationId': conversations,
  'UnmuteMemberInput.userId': users,
  'BanMemberInput.conversationId': conversations,
  'BanMemberInput.userId': users,
  'BanMemberInput.until': 'absent',
  'BanMemberInput.reason': 'absent',
  'UnbanMemberInput.conversationId': conversations,
  'UnbanMemberInput.userId': users,
  'SetSlowModeInput.conversationId': conversations,
  'SetSlowModeInput.intervalMs': value(1_000),
  'PositionInput.conversationId': conversations,
  'PositionInput.threadRootId': messages,
  'PositionInput.deliveredSeq': value(1),
  'PositionInput.readSeq': value(1),
  'RevokeSessionsInput.userId': users,
  'RevokeSessionsInput.sid': value('session'),
  'RefreshSessionInput.token': value('no token'),
  'Query.explainNotification.id': { ids: ['notification'] },
  'MarkNotificationsSeenInput.ids': { ids: ['notification'] },
  'MarkNotificationsSeenInput.all': 'absent',
  'MarkNotificationsReadInput.ids': { ids: ['notification'] },
  'MarkNotificationsReadInput.all': 'absent',
  'ArchiveNotificationsInput.ids': { ids: ['notification'] },
  'ArchiveNotificationsInput.all': 'absent',
  'DeleteNotificationsInput.ids': { ids: ['notification'] },
  'DeleteNotificationsInput.all': 'absent',
  'NotificationTypePreferenceInput.type': 'absent',
  'NotificationTypePreferenceInput.channels': 'absent',
  'QuietHoursInput.start': 'absent',
  'QuietHoursInput.end': 'absent',
  'QuietHoursInput.timeZone': 'absent',
  'UpdateNotificationPreferencesInput.doNotDisturbUntil': 'absent',
  'UpdateNotificationPreferencesInput.mutedUserIds': users,
  'UpdateNotificationPreferencesInput.minimumPriority': 'absent',
  'SendNotificationInput.clientId': fresh,
  'SendNotificationInput.userIds': users,
  'SendNotificationInput.type': value('ALERT'),
  'SendNotificationInput.category': 'absent',
  'SendNotificationInput.title': value('Tide'),
  'SendNotificationInput.body': 'absent',
  'SendNotificationInput.priority': 'absent',
  'SendNotificationInput.data': 'absent',
  'NotificationActionInput.label': 'absent',
  'NotificationActionInput.url': 'absent',
  'NotificationActionInput.mutation': 'absent',
  'NotificationActionInput.data': 'absent',
  'SendNotificationInput.imageUrl': 'absent',
  'SendNotificationInput.actionUrl': 'absent',
  'SendNotificationInput.expiresAt': 'absent',
  'SendNotificationInput.collapseKey': 'absent',
  'UpdatePresenceSettingsInput.shareTyping': value(true),
  'UpdatePresenceSettingsInput.visibility': 'absent',
  'UpdatePresenceSettingsInput.showOnlineStatus': 'absent',
  'UpdatePresenceSettingsInput.showLastSeen': 'absent',
  'UpdatePresenceSettingsInput.invisible': 'absent',
  'UpdatePresenceSettingsInput.shareReadReceipts': 'absent',
  'BlockUserInput.userId': users,
  'UnblockUserInput.userId': users,
  'RequestContactInput.userId': users,
  'RequestContactInput.message': 'absent',
  'AcceptContactInput.userId': users,
  'DeclineContactInput.userId': users,
  'RemoveContactInput.userId': users,
  'UpdateProfileInput.name': value('Alice'),
  'UpdateProfileInput.pictureUrl': 'absent',
  'UpdateProfileInput.metadata': 'absent',
  'UpsertUserInput.id': users,
  'UpsertUserInput.name': 'absent',
  'UpsertUserInput.pictureUrl': 'absent',
  'UpsertUserInput.metadata': 'absent',
};

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
      { timeout: 10_000, interval: 100 },
    );
    const notifying = { clientId: 'first', userIds: [viewer.user.id], type: 'ALERT' as const, title: 'Secret' };
    const sent = (await backend(SendNotificationDocument, { input: notifying })).sendNotification;
    const notification = sent?.deliveries[0]?.notificationId ?? '';
    const things = { conversation, channel, message, attachment, report, export: made?.id ?? '', notification };
    return { ...things, user: other, cursor, endpoint, delivery };
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
      .replaceAll(/(conv|msg|att|rpt|exp|whk|whd)_[0-9a-z]{26}/g, '$1_ID')
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
