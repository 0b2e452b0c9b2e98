import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventsSubscription } from '../../../client/generated/operations.ts';
import {
  EventsDocument,
  OwnPresenceDocument,
  PresencesDocument,
  ReportActivityDocument,
  SetCustomStatusDocument,
  SetPresenceDocument,
  UpdatePresenceSettingsDocument,
  UpdateProfileDocument,
} from '../../../client/index.ts';
import { startTestApp, type TestApp } from '../../testing/start-app.ts';
import { runAs } from '../../testing/verify-events.ts';
import { type Shown, watchPresence } from '../../testing/watch-presence.ts';

/** Short, so that what takes its time is seen to take it. */
const graceMs = 500;
const awayMs = 1_000;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({
    env: { PRESENCE_GRACE_MS: `${graceMs}`, PRESENCE_INTERVAL_MS: '100', AWAY_AFTER_IDLE_MS: `${awayMs}` },
  });
});
afterAll(() => app.close());

/** Alice looks at Bob, who is not there yet. */
async function seed() {
  const tenant = `t-${randomUUID()}`;
  const tokenOf = (sub: string, role = 'user') => app.token(sub, { tenant, role });
  const tokens = { alice: await tokenOf('alice'), bob: await tokenOf('bob'), carol: await tokenOf('carol') };
  const as = { alice: runAs(app, tokens.alice), bob: runAs(app, tokens.bob), carol: runAs(app, tokens.carol) };
  await as.bob(UpdateProfileDocument, { input: { name: 'Bob' } });
  const alice = await watchPresence(app, tokens.alice, ['bob']);
  /** Bob on one more device. */
  const connect = () => watchPresence(app, tokens.bob, ['bob']);
  return { tenant, tokenOf, tokens, as, alice, connect };
}

const hidden: Omit<Shown, 'userId'> = { status: 'OFFLINE', lastSeenAt: null, customStatus: null };
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

describe('a user is what his devices are', () => {
  test('ONLINE with the first, OFFLINE a grace after the last, and then it is known when he was there', async () => {
    const { alice, as, connect } = await seed();
    expect(alice.of('bob')).toEqual([{ ...hidden, userId: 'bob' }]);
    const [phone, laptop] = [await connect(), await connect()];
    await alice.until('bob', { status: 'ONLINE', lastSeenAt: null });
    await phone.close();
    await delay(graceMs + 200);
    const leftAt = Date.now();
    await laptop.close();
    const { lastSeenAt } = await alice.until('bob', { status: 'OFFLINE' });
    expect(Date.now() - leftAt).toBeGreaterThan(graceMs - 50);
    expect(alice.statusesOf('bob')).toEqual(['OFFLINE', 'ONLINE', 'OFFLINE']);
    expect(lastSeenAt).toMatch(/T\d\d:\d\d:\d\d\.000Z$/);
    expect(Math.abs(Date.parse(lastSeenAt ?? '') - Date.now())).toBeLessThan(3_000);
    expect((await as.alice(PresencesDocument, { userIds: ['bob'] })).presence).toEqual([alice.of('bob').at(-1)]);
    await alice.close();
  });

  test('who comes back within the grace, again and again, was never gone', async () => {
    const { alice, connect } = await seed();
    let device = await connect();
    await alice.until('bob', { status: 'ONLINE' });
    for (let at = 0; at < 20; at += 1) {
      await device.close();
      device = await connect();
    }
    await delay(graceMs + 300);
    expect(alice.statusesOf('bob')).toEqual(['OFFLINE', 'ONLINE']);
    await device.close();
    await alice.close();
  });

  test('AWAY when all are idle, as they report it or as time passes; ONLINE as soon as one is touched', async () => {
    const { alice, connect } = await seed();
    const [phone, laptop] = [await connect(), await connect()];
    await alice.until('bob', { status: 'ONLINE' });
    const report = (device: typeof phone, idleSeconds: number) =>
      device.run(ReportActivityDocument, { input: { idleSeconds } });
    expect((await report(phone, 60)).reportActivity?.idleAt).toBeNull();
    // The other one has said nothing, and so is in use.
    await delay(300);
    expect(alice.statusesOf('bob')).toEqual(['OFFLINE', 'ONLINE']);
    await report(laptop, 60);
    await alice.until('bob', { status: 'AWAY', lastSeenAt: null });
    const { idleAt } = (await report(phone, 0)).reportActivity ?? {};
    expect(Math.abs(Date.parse(idleAt ?? '') - Date.now() - awayMs)).toBeLessThan(500);
    await alice.until('bob', { status: 'ONLINE' });
    const touchedAt = Date.now();
    await alice.until('bob', { status: 'AWAY' });
    expect(Date.now() - touchedAt).toBeGreaterThan(awayMs - 300);
    // The one that is left is idle; and who reconnects has not touched anything.
    await phone.close();
    await laptop.close();
    const again = await connect();
    await delay(graceMs + 200);
    expect(alice.statusesOf('bob')).toEqual(['OFFLINE', 'ONLINE', 'AWAY', 'ONLINE', 'AWAY']);
    await again.close();
    await alice.close();
  });

  test('over SSE too, and what is reported over plain HTTP is of those', async () => {
    const { alice, tokens, as } = await seed();
    const abort = new AbortController();
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', accept: 'text/event-stream' },
        authorization: `Bearer ${tokens.bob}`,
      },
      body: JSON.stringify({ query: 'subscription { presence(userIds: ["alice"]) { status } }' }),
      signal: abort.signal,
    });
    expect(response.status).toBe(200);
    await alice.until('bob', { status: 'ONLINE' });
    await as.bob(ReportActivityDocument, { input: { idleSeconds: 60 } });
    await alice.until('bob', { status: 'AWAY' });
    abort.abort();
    await alice.until('bob', { status: 'OFFLINE' });
    await alice.close();
  });

  test('the backend and admins are nobody who is there', async () => {
    const { tokens, tokenOf } = await seed();
    const alice = await watchPresence(app, tokens.alice, ['backend', 'chief']);
    const others = [
      await watchPresence(app, await tokenOf('backend', 'service'), ['bob']),
      await watchPresence(app, await tokenOf('chief', 'admin'), ['bob']),
    ];
    await delay(300);
    expect([alice.statusesOf('backend'), alice.statusesOf('chief')]).toEqual([['OFFLINE'], ['OFFLINE']]);
    await Promise.all([alice, ...others].map((each) => each.close()));
  });
});

describe('what a user sets himself', () => {
  test('is shown while he is there, until it is over, which is told on time', async () => {
    const { alice, as, connect } = await seed();
    await as.bob(SetPresenceDocument, { input: { status: 'BUSY' } });
    expect(alice.statusesOf('bob')).toEqual(['OFFLINE']);
    const device = await connect();
    await alice.until('bob', { status: 'BUSY' });
    await device.run(ReportActivityDocument, { input: { idleSeconds: 60 } });
    const expiresAt = inMs(800);
    await as.bob(SetPresenceDocument, { input: { status: 'BUSY', expiresAt } });
    expect((await as.bob(OwnPresenceDocument, {})).viewer.ownPresence).toMatchObject({
      ...{ status: 'BUSY', statusExpiresAt: expiresAt },
    });
    await alice.until('bob', { status: 'AWAY' });
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(expiresAt));
    expect(Date.now() - Date.parse(expiresAt)).toBeLessThan(500);
    expect((await as.bob(OwnPresenceDocument, {})).viewer.ownPresence).toMatchObject({
      ...{ status: 'ONLINE', statusExpiresAt: null },
    });
    await as.bob(SetPresenceDocument, { input: { status: 'AWAY' } });
    await device.run(ReportActivityDocument, { input: { idleSeconds: 0 } });
    await as.bob(SetPresenceDocument, { input: { status: 'ONLINE' } });
    await alice.until('bob', { status: 'ONLINE' });
    await device.close();
    await alice.close();
  });

  test('a custom status is shown whether he is there or not, and cleared on time', async () => {
    const { alice, as } = await seed();
    const expiresAt = inMs(700);
    await as.bob(SetCustomStatusDocument, { input: { text: 'At sea', emoji: '⛵', expiresAt } });
    const status = { text: 'At sea', emoji: '⛵', expiresAt };
    await alice.until('bob', { status: 'OFFLINE', customStatus: status });
    await alice.until('bob', { customStatus: null });
    expect(Date.now() - Date.parse(expiresAt)).toBeLessThan(500);
    expect((await as.alice(PresencesDocument, { userIds: ['bob'] })).presence[0]?.customStatus).toBeNull();
    await as.bob(SetCustomStatusDocument, { input: { emoji: '🎉' } });
    await alice.until('bob', { customStatus: { ...status, text: null, emoji: '🎉', expiresAt: null } });
    await as.bob(SetCustomStatusDocument, { input: {} });
    await alice.until('bob', { customStatus: null });
    await alice.close();
  });

  test('is told to his other devices, once, and what is set again is told to nobody', async () => {
    const { tokens, as, alice } = await seed();
    const events = app.subscribe<EventsSubscription>(tokens.bob, EventsDocument);
    await events.until(({ data }) => data?.events.__typename === 'CaughtUp');
    for (let at = 0; at < 2; at += 1) {
      await as.bob(SetPresenceDocument, { input: { status: 'BUSY' } });
      await as.bob(SetCustomStatusDocument, { input: { text: 'Deep work' } });
    }
    await as.bob(SetCustomStatusDocument, { input: {} });
    const changes = () =>
      events.results.flatMap(({ data }) => (data?.events.__typename === 'OwnPresenceChanged' ? [data.events] : []));
    await expect.poll(() => changes().length).toBe(3);
    expect(changes().at(-1)?.ownPresence).toMatchObject({ status: 'BUSY', customStatus: null });
    await Promise.all([events.close(), alice.close()]);
  });

  test.each([
    ['setPresence(input: {status: OFFLINE})', 'status', 'updatePresenceSettings(invisible: true)'],
    ['setPresence(input: {status: ONLINE, expiresAt: "2100-01-01T00:00:00Z"})', 'expiresAt', 'devices decide'],
    ['setPresence(input: {status: BUSY, expiresAt: "2001-01-01T00:00:00Z"})', 'expiresAt', 'in the future'],
    ['setCustomStatus(input: {text: " "})', 'text', 'blank'],
    ['setCustomStatus(input: {emoji: "ab"})', 'emoji', 'one emoji'],
    ['setCustomStatus(input: {expiresAt: "2100-01-01T00:00:00Z"})', 'expiresAt', 'a text or an emoji'],
    ['reportActivity(input: {idleSeconds: -1})', 'idleSeconds', '0 or more'],
  ])('%s is refused', async (field, name, message) => {
    const { errors } = await app.graphql(await app.token('bob'), `mutation { ${field} { __typename } }`);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining(message),
      extensions: { code: 'BAD_USER_INPUT', field: name },
    });
  });

  test('a custom status of 100 characters is taken as it came, and no longer one', async () => {
    const { as, alice } = await seed();
    const text = '👩‍👩‍👧‍👦'.repeat(10) + 'é'.repeat(90);
    const { setCustomStatus } = await as.bob(SetCustomStatusDocument, { input: { text } });
    expect(setCustomStatus?.ownPresence.customStatus?.text).toBe(text);
    const longer = as.bob(SetCustomStatusDocument, { input: { text: '🦊'.repeat(101) } });
    await expect(longer).rejects.toThrow('at most 100 characters');
    await alice.close();
  });
});

describe('what a user hides', () => {
  test('an invisible one is gone for others at that moment, and stays as he was then, but not for himself', async () => {
    const { alice, as, connect } = await seed();
    await as.bob(SetCustomStatusDocument, { input: { text: 'Before' } });
    const device = await connect();
    await alice.until('bob', { status: 'ONLINE' });
    const hiddenAt = Date.now();
    await as.bob(UpdatePresenceSettingsDocument, { input: { invisible: true } });
    const gone = await alice.until('bob', { status: 'OFFLINE' });
    expect(Math.abs(Date.parse(gone.lastSeenAt ?? '') - hiddenAt)).toBeLessThan(2_000);
    expect(gone.customStatus?.text).toBe('Before');
    const told = alice.of('bob').length;

    // Whatever he does now, others are told nothing.
    await as.bob(SetCustomStatusDocument, { input: { text: 'After' } });
    await as.bob(SetPresenceDocument, { input: { status: 'BUSY' } });
    await device.until('bob', { status: 'BUSY' });
    await device.close();
    await delay(graceMs + 300);
    const later = await connect();
    await delay(300);
    expect(alice.of('bob')).toHaveLength(told);
    expect((await as.alice(PresencesDocument, { userIds: ['bob'] })).presence).toEqual([gone]);
    expect(later.of('bob').at(-1)).toMatchObject({ status: 'BUSY', customStatus: { text: 'After' } });

    await as.bob(UpdatePresenceSettingsDocument, { input: { invisible: false } });
    const back = await alice.until('bob', { status: 'BUSY' });
    expect(back.customStatus?.text).toBe('After');
    await Promise.all([later.close(), alice.close()]);
  });

  test('of one who hides that he is online, it is not told that he comes; when he goes, as he lets others see', async () => {
    const { alice, as, connect } = await seed();
    await as.bob(UpdatePresenceSettingsDocument, { input: { showOnlineStatus: false } });
    const device = await connect();
    await device.until('bob', { status: 'ONLINE' });
    await delay(300);
    expect(alice.of('bob')).toEqual([{ ...hidden, userId: 'bob' }]);
    await device.close();
    const { lastSeenAt } = await alice.until('bob', { status: 'OFFLINE', customStatus: null });
    expect(lastSeenAt).toBeNull();
    await expect.poll(() => alice.of('bob').length).toBe(2);
    // Back again: what was shown of before stays.
    const again = await connect();
    await delay(300);
    expect(alice.of('bob')).toHaveLength(2);
    await Promise.all([again.close(), alice.close()]);
  });

  test('who shows nothing, who has never been there and who does not exist look the same', async () => {
    const { alice, as, connect, tokens } = await seed();
    const settings = { visibility: 'NOBODY' as const };
    await as.bob(SetCustomStatusDocument, { input: { text: 'Secret' } });
    await as.bob(UpdatePresenceSettingsDocument, { input: settings });
    const device = await connect();
    await as.carol(UpdateProfileDocument, { input: {} });
    const userIds = ['nobody', 'bob', 'carol', 'bob'];
    const watcher = await watchPresence(app, tokens.alice, userIds);
    const expected = ['nobody', 'bob', 'carol'].map((userId) => ({ ...hidden, userId }));
    expect(watcher.stream.results.map(({ data }) => data?.presence)).toEqual(expected);
    expect((await as.alice(PresencesDocument, { userIds })).presence).toEqual(expected);
    const document = 'query ($id: ID!) { user(id: $id) { presence { status lastSeenAt customStatus { text } } } }';
    expect(await app.data(tokens.alice, document, { id: 'bob' })).toEqual(
      await app.data(tokens.alice, document, { id: 'carol' }),
    );
    await Promise.all([alice.close(), watcher.close(), device.close()]);
  });
});

test('up to 500 users may be named, each once', async () => {
  const { tokens, alice } = await seed();
  const names = Array.from({ length: 500 }, (_, at) => `user ${at}`);
  const watcher = await watchPresence(app, tokens.alice, names);
  expect(watcher.stream.results.map(({ data }) => data?.presence.userId)).toEqual(names);
  const ask = (userIds: string[]) =>
    app.graphql(tokens.alice, 'query ($userIds: [ID!]!) { presence(userIds: $userIds) { userId } }', { userIds });
  for (const userIds of [[], [...names, 'one more'], ['conv_01h455vb4pex5vsknk084sn02q']]) {
    expect((await ask(userIds)).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  }
  await Promise.all([alice.close(), watcher.close()]);
});
