import { randomUUID } from 'node:crypto';
import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Context } from '../../context.ts';
import { createGraphqlSchema } from '../../http/schema.ts';
import { createCast } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { setConversationPreferences } from '../conversations/set-conversation-preferences.ts';

let engine: TestEngine;
let services: TestServices;
const schema = createGraphqlSchema();

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

async function ask(contextValue: Context, source: string, variableValues: Record<string, unknown> = {}) {
  const { data, errors } = await graphql({ schema, source, contextValue, variableValues });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
}

/** How many statements the work ran. */
async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const spies = [vi.spyOn(engine.db, 'select'), vi.spyOn(engine.db, 'execute')];
  await work();
  const count = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  for (const spy of spies) spy.mockRestore();
  return count;
}

const listQuery = `{
  viewer {
    unreadCount
    conversations(first: 100) {
      edges { node {
        id lastSeq
        lastMessage { text status sender { id } earlierVersions { text } }
        viewerMembership { unreadCount readSeq deliveredSeq lastSeq role }
      } }
    }
  }
}`;

describe('the list of a viewer’s conversations', () => {
  it('tells last messages and unread counts, at the same number of statements however long it is', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const seedOne = async () => {
      const id = await seedConversation(alice, [bob]);
      await sendText(alice, id, 'One');
      await sendText(alice, id, 'Two');
      return id;
    };
    const first = await seedOne();
    const ofOne = await countStatements(() => ask(bob, listQuery));
    const muted = await seedOne();
    await setConversationPreferences(bob, { conversationId: muted, mutedUntil: '2999-01-01T00:00:00.000Z' });
    for (let at = 0; at < 8; at += 1) await seedOne();
    const ofTen = await countStatements(() => ask(bob, listQuery));

    expect(ofTen).toBe(ofOne);
    const { viewer } = await ask(bob, listQuery);
    expect(viewer.unreadCount).toBe(18);
    expect(viewer.conversations.edges).toHaveLength(10);
    expect(viewer.conversations.edges.at(-1).node).toEqual({
      id: first,
      lastSeq: 4,
      lastMessage: { text: 'Two', status: 'SENT', sender: { id: 'alice' }, earlierVersions: [] },
      viewerMembership: { unreadCount: 2, readSeq: 2, deliveredSeq: 2, lastSeq: 4, role: 'MEMBER' },
    });
  });
});

describe('a message’s way through the API', () => {
  it('is sent, read in the history and acknowledged, and its status is told to the sender', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const id = await seedConversation(alice, [bob]);
    const input = { conversationId: id, clientMessageId: randomUUID(), text: 'Hello', metadata: { a: [1] } };
    const { sendMessage } = await ask(
      alice,
      'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id seq kind priority version } } }',
      { input },
    );
    expect(sendMessage.message).toMatchObject({ seq: 3, kind: 'TEXT', priority: 'NORMAL', version: 0 });

    const historyQuery = `query ($id: ID!) { conversation(id: $id) {
      messages(last: 10) { edges { cursor node { id text metadata status senderId createdAt editedAt deletedAt } } pageInfo { hasPreviousPage } }
      receipts { userId deliveredSeq readSeq }
    } }`;
    const before = await ask(bob, historyQuery, { id });
    expect(before.conversation.messages.edges[0].node).toMatchObject({
      text: 'Hello',
      metadata: { a: [1] },
      status: 'SENT',
    });

    const acknowledgement = `mutation ($input: AcknowledgeInput!) {
      acknowledge(input: $input) { positions { conversationId deliveredSeq readSeq unreadCount lastSeq } } }`;
    const { acknowledge } = await ask(bob, acknowledgement, {
      input: { positions: [{ conversationId: id, readSeq: 3 }] },
    });
    const position = { conversationId: id, deliveredSeq: 3, readSeq: 3, unreadCount: 0, lastSeq: 3 };
    expect(acknowledge.positions).toEqual([position]);

    const after = await ask(alice, historyQuery, { id });
    expect(after.conversation.messages.edges[0].node.status).toBe('READ');
    expect(after.conversation.receipts).toContainEqual({ userId: 'bob', deliveredSeq: 3, readSeq: 3 });
    const { message } = await ask(bob, 'query ($id: ID!) { message(id: $id) { id text } }', {
      id: sendMessage.message.id,
    });
    expect(message).toEqual({ id: sendMessage.message.id, text: 'Hello' });
  });
});
