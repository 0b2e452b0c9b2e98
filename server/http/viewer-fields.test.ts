import {
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addLinkPreviews } from '../modules/messages/add-link-previews.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';
import { createGraphqlSchema } from './schema.ts';

const schema: GraphQLSchema = createGraphqlSchema();

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const isViewers = (field: GraphQLField<unknown, unknown>): boolean =>
  field.astNode?.directives?.some((directive) => directive.name.value === 'viewer') === true;
const isPlain = (field: GraphQLField<unknown, unknown>): boolean =>
  !isViewers(field) && field.args.every((arg) => !isNonNullType(arg.type));

/** Every field of a type that is not marked `@viewer`, and of what it leads to, as a selection. */
function selectAll(typeName: string, depth: number): string {
  const type = schema.getType(typeName);
  if (isUnionType(type)) {
    const parts = type.getTypes().map((member) => `... on ${member.name} { ${selectAll(member.name, depth)} }`);
    // The one field that may be null where its namesakes in other items may not.
    return `__typename ${parts.join(' ')}`.replace(
      /(on ResyncRequired {[^}]*)\bconversationId/,
      '$1resyncOf: conversationId',
    );
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  const fields = Object.values(type.getFields()).filter(isPlain);
  const parts = fields.flatMap((field) => {
    const named = getNamedType(field.type);
    if (isLeafType(named)) return [field.name];
    return depth === 0 ? [] : [`${field.name} { ${selectAll(named.name, depth - 1)} }`];
  });
  return ['__typename', ...parts].join(' ');
}

/** What each of a mutation's events says, as one of the conversation's members gets it in a replay. */
async function readEvents(sub: string, cursor: string): Promise<Map<string, unknown>> {
  const document = `subscription ($after: Cursor) { events(after: $after) { ${selectAll('StreamItem', 2)} } }`;
  const stream = app.subscribe<{ events: Record<string, unknown> }>(await app.token(sub), document, { after: cursor });
  await stream.until(({ data }) => data?.events.__typename === 'CaughtUp');
  const items = stream.results.flatMap(({ data, errors }) => {
    expect(errors).toBeUndefined();
    return data?.events === undefined ? [] : [data.events];
  });
  await stream.close();
  return new Map(items.flatMap((item) => ('actor' in item ? [[`${item.conversationId}/${item.seq}`, item]] : [])));
}

async function mutate(sub: string, field: string, input: Record<string, unknown>, selection: string) {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`;
  const data = await app.data<Record<string, Record<string, { id: string }>>>(await app.token(sub), document, {
    input,
  });
  return data[field] ?? {};
}

describe('a field that is not marked @viewer', () => {
  it('says the same to two members, in every event of a conversation', async () => {
    const cursors = new Map<string, string>();
    for (const sub of ['alice', 'bob', 'carol', 'dave']) {
      const { syncCursor } = await app.data<{ syncCursor: string }>(await app.token(sub), '{ syncCursor }');
      cursors.set(sub, syncCursor);
    }
    const group = { clientId: 'g', kind: 'GROUP', title: 'Group', memberIds: ['bob'], metadata: { topic: 'tides' } };
    const { conversation } = await mutate('alice', 'createConversation', group, 'conversation { id }');
    const conversationId = conversation?.id;
    const { message } = await mutate(
      'bob',
      'sendMessage',
      { conversationId, clientMessageId: 'm', text: 'Hi' },
      'message { id }',
    );
    const messageId = message?.id;
    await mutate('bob', 'editMessage', { messageId, text: 'Hello' }, 'message { id }');
    const preview = { url: 'https://a.example', title: 'A page', description: null, siteName: null };
    const edited = { id: messageId ?? '', conversationId: conversationId ?? '', version: 1 };
    await addLinkPreviews(app.app.services, 'test', edited, [preview]);
    await mutate('alice', 'addReaction', { messageId, emoji: '👍' }, 'message { id }');
    await mutate('bob', 'addReaction', { messageId, emoji: '🎉' }, 'message { id }');
    await mutate('alice', 'pinMessage', { messageId }, 'message { id }');
    await mutate('bob', 'unpinMessage', { messageId }, 'message { id }');
    await mutate('bob', 'removeReaction', { messageId, emoji: '🎉' }, 'message { id }');
    await mutate('alice', 'addMembers', { conversationId, userIds: ['carol'] }, 'conversation { id }');
    await mutate('alice', 'setMemberRole', { conversationId, userId: 'carol', role: 'ADMIN' }, 'member { userId }');
    await mutate('alice', 'updateConversation', { conversationId, title: 'New' }, 'conversation { id }');
    await mutate('alice', 'banMember', { conversationId, userId: 'dave' }, 'conversation { id }');
    await mutate('alice', 'unbanMember', { conversationId, userId: 'dave' }, 'conversation { id }');
    await mutate('carol', 'leaveConversation', { conversationId }, 'conversationId');
    await mutate('alice', 'deleteMessage', { messageId, scope: 'EVERYONE' }, 'message { id }');

    const alices = await readEvents('alice', cursors.get('alice') ?? '');
    const bobs = await readEvents('bob', cursors.get('bob') ?? '');
    const types = [...alices.values()].map((item) => (item as { __typename: string }).__typename);
    const conversationEvents = schema.getPossibleTypes(schema.getType('ConversationEvent') as never);
    expect(new Set(types)).toEqual(new Set(conversationEvents.map((type) => type.name)));
    // The first is from before bob was there.
    alices.delete(`${conversationId}/1`);
    expect(bobs).toEqual(alices);
  });

  it.each([
    ['User', 'user(id: "alice")'],
    ['Conversation', 'channels { edges { node'],
  ])('says the same of a %s to whoever may read it', async (typeName, path) => {
    const channel = { clientId: 'c', kind: 'CHANNEL', title: 'Harbour', visibility: 'PUBLIC' };
    await mutate('alice', 'createConversation', channel, 'conversation { id }');
    const document = `{ ${path} { ${selectAll(typeName, 2)} }${' }'.repeat(path.split('{').length)}`;
    const [alices, daves] = await Promise.all(
      ['alice', 'dave'].map(async (sub) => app.data(await app.token(sub), document)),
    );
    expect(JSON.stringify(alices)).toContain(typeName === 'User' ? 'alice' : 'Harbour');
    expect(daves).toEqual(alices);
  });
});

describe('the directive @viewer', () => {
  it.each([
    'Conversation.viewerMembership',
    'Conversation.lastMessage',
    'Conversation.lastActivityAt',
    'Conversation.messages',
    'Conversation.receipts',
    'Message.status',
    'Message.delivery',
    'Message.reactors',
    'Conversation.pinnedMessages',
    'ReactionCount.viewerHasReacted',
    'Attachment.url',
    'Attachment.thumbnailUrl',
    'Viewer.unreadCount',
    'Viewer.email',
    'Viewer.notifications',
    'Viewer.unreadNotificationCount',
    'Viewer.notificationPreferences',
    'Viewer.contacts',
    'Viewer.contactRequests',
    'Viewer.blockedUsers',
    'Viewer.locationSharing',
    'Query.nearbyUsers',
    'LocationSharing.viewers',
    'Query.viewer',
    'Query.presence',
    'User.presence',
    'Viewer.ownPresence',
    'Conversation.onlineMembers',
  ])('marks %s', (place) => {
    const [typeName = '', fieldName = ''] = place.split('.');
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    expect(field !== undefined && isViewers(field)).toBe(true);
  });
});
