import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listChannels, listConversations } from '../modules/conversations/lists.ts';
import { readLog } from '../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import { contextOf, createTestServices, type TestServices } from '../testing/test-context.ts';
import { demoPlaces, demoUsers } from './demo-data.ts';
import { seedDemoData } from './seed-demo-data.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

const never = new AbortController().signal;
const sentCount = () => services.published.filter((event) => event.type === 'MessageSent').length;

describe('the demo', () => {
  it('ends early where the process is stopping', async () => {
    const { db, close } = await openTestEngine();
    const stopped = createTestServices(db);
    await seedDemoData(stopped, AbortSignal.abort());
    expect(stopped.published.some((event) => event.type === 'MessageSent')).toBe(false);
    await close();
  });

  it('is made once, also by two nodes that begin at the same time, and never again', async () => {
    await Promise.all([seedDemoData(services, never), seedDemoData(services, never)]);
    const expected = demoPlaces.reduce((sum, place) => sum + place.messageCount, 0);
    expect(sentCount()).toBe(expected);
    await seedDemoData(services, never);
    expect(sentCount()).toBe(expected);
  });

  it('is what a viewer finds, with logs that have no hole', async () => {
    const alice = contextOf(services, 'alice', { tenantId: 'default' });
    const { edges } = await listConversations(alice, {});
    expect(edges).toHaveLength(demoPlaces.filter((place) => place.memberIds.includes('alice')).length);
    for (const { node } of edges) expect((await readLog(alice, node.id)).length).toBe(node.lastSeq);
    expect((await listChannels(alice, {})).edges.map(({ node }) => node.title)).toEqual(['General', 'Climbing']);
    expect(demoUsers).toHaveLength(12);
  });
});
