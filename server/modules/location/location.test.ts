import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocationSharingDocument } from '../../../client/index.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { locationEnv, seedSharers } from '../../testing/locate.ts';
import { startTestApp, type TestApp } from '../../testing/start-app.ts';
import { deafFanOut } from '../../testing/test-node.ts';

let engine: TestEngine;
let app: TestApp;
/** Another node. */
let there: TestApp;

// However busy the machine is, nothing is stale before its time.
const env = { ...locationEnv, LOCATION_STALE_MS: '60000' };

beforeAll(async () => {
  engine = await openTestEngine();
  app = await startTestApp({ engine, env });
  there = await startTestApp({ engine, env });
});
afterAll(async () => {
  await app?.close();
  await there?.close();
  await engine?.close();
});

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

/** Without what is told again, as stale or as fresh. */
const changesIn = (places: (string | null)[]) => places.filter((place, at) => at === 0 || place !== places[at - 1]);

describe('a share', () => {
  test('is seen as it is snapped, at once and on every node, until it is stopped', async () => {
    const { alice, bob } = await seedSharers(app, 'alice', 'bob');
    await alice.grant({ audience: 'EVERYONE' });
    const streams = [app, there].map((node) => bob.look(['alice'], node));
    for (const stream of streams) await stream.sees(null);
    const shared = await alice.at(52.520_008, 13.404_954, {
      accuracyMeters: 4,
      headingDegrees: 90,
      speedMetersPerSecond: 1.5,
    });
    expect(shared?.location).toMatchObject({ latitude: 52.52, longitude: 13.405 });
    for (const stream of streams) {
      await stream.sees('52.52,13.405');
      expect(stream.items().at(-1)?.location).toEqual({
        ...{ latitude: 52.52, longitude: 13.405, accuracyMeters: 80, headingDegrees: null, speedMetersPerSecond: null },
        ...{ geohash: 'u33dc0c', precision: 'APPROXIMATE', isStale: false },
        ...{ updatedAt: expect.any(String), expiresAt: shared?.locationSharing.expiresAt },
      });
    }
    const late = bob.look(['alice'], there);
    await late.sees('52.52,13.405');
    expect(late.items()).toHaveLength(1);
    await alice.stop();
    for (const stream of [...streams, late]) {
      await stream.sees(null);
      await stream.close();
    }
  });

  test('goes to nobody before he has said to whom', async () => {
    const { alice, bob, befriend } = await seedSharers(app, 'alice', 'bob');
    await befriend('alice', 'bob');
    const stream = bob.look(['alice']);
    await alice.at(1, 2);
    const own = alice.look(['alice']);
    await own.sees('1,2');
    await alice.grant({ audience: 'CONTACTS' });
    await stream.sees('1,2');
    expect(stream.places()).toEqual([null, '1,2']);
    await Promise.all([stream.close(), own.close()]);
  });

  test('is exact where he says so, with what his device measured', async () => {
    const { alice, bob } = await seedSharers(app, 'alice', 'bob');
    await alice.grant({ audience: 'SELECTED', userIds: ['bob'], precision: 'EXACT' });
    await alice.at(48.208_174_3, 16.373_819_1, { accuracyMeters: 4.5, headingDegrees: 271, speedMetersPerSecond: 0 });
    const stream = bob.look(['alice']);
    await stream.sees('48.2081743,16.3738191');
    expect(stream.items()[0]?.location).toMatchObject({
      ...{ accuracyMeters: 4.5, headingDegrees: 271, speedMetersPerSecond: 0, precision: 'EXACT' },
      geohash: 'u2edk850c',
    });
    await stream.close();
  });

  test('ends by itself, and is then nobody’s, whoever comes', async () => {
    const { alice, bob } = await seedSharers(app, 'alice', 'bob');
    await alice.grant({ audience: 'EVERYONE' });
    await alice.at(3, 4, { expiresAt: inSeconds(1) });
    const stream = bob.look(['alice']);
    await stream.sees('3,4');
    await stream.sees(null);
    const late = bob.look(['alice'], there);
    await late.sees(null);
    expect((await alice.run(LocationSharingDocument, {})).viewer.locationSharing).toMatchObject({
      isSharing: false,
      expiresAt: null,
    });
    await Promise.all([stream.close(), late.close()]);
  });

  test('lasts as long as was said last, an hour without a word, eight at most', async () => {
    const { alice } = await seedSharers(app, 'alice');
    const about = (text: string | null | undefined) => Math.round((Date.parse(text ?? '') - Date.now()) / 60_000);
    expect(about((await alice.at(1, 1))?.locationSharing.expiresAt)).toBe(60);
    const expiresAt = inSeconds(7_200);
    expect((await alice.at(1, 1, { expiresAt }))?.locationSharing.expiresAt).toBe(expiresAt);
    expect((await alice.at(1, 1))?.location.expiresAt).toBe(expiresAt);
    for (const seconds of [-1, 8 * 3_600 + 10]) {
      const refused = await app.graphql(
        alice.token,
        'mutation ($at: DateTime) { shareLocation(input: { latitude: 1, longitude: 1, expiresAt: $at }) { location { latitude } } }',
        { at: inSeconds(seconds) },
      );
      expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'expiresAt' });
    }
  });

  test('is stale when he reports no more, said once, and fresh again with his next report', async () => {
    const brief = await startTestApp({ engine, env: locationEnv });
    const { alice, bob } = await seedSharers(brief, 'alice', 'bob');
    await alice.grant({ audience: 'EVERYONE' });
    await alice.at(3, 4);
    const stream = bob.look(['alice']);
    await stream.until(({ data }) => data?.locations.location?.isStale === true);
    await alice.at(3, 4);
    await stream.until(({ data }) => data?.locations.location?.isStale === false);
    expect(stream.items().map(({ location }) => location?.isStale)).toEqual([false, true, false]);
    await stream.close();
    await brief.close();
  });
});

describe('positions are told', () => {
  test('at most once an interval, the latest, and only where the snapped one is another', async () => {
    const { alice, bob } = await seedSharers(app, 'alice', 'bob');
    await alice.grant({ audience: 'EVERYONE', precision: 'EXACT' });
    const stream = bob.look(['alice']);
    await stream.sees(null);
    const begunAt = Date.now();
    for (const step of [0, 1, 2, 3, 4]) await alice.at(10 + step / 1_000, 20);
    await stream.sees('10.004,20');
    // Which of them are merged depends on how fast the machine is; `sharer.unit.test.ts` has a clock of its own.
    expect(stream.places().length).toBeLessThanOrEqual(3 + (Date.now() - begunAt) / 300);
    const count = stream.places().length;
    // Nine metres to the north.
    await alice.at(10.004_08, 20);
    await delay(400);
    expect(new Set(stream.places().slice(count - 1))).toEqual(new Set(['10.004,20']));
    await stream.close();
  });

  test('the same for whoever stays in his cell, at a rhythm of their own, however he moves in it', async () => {
    const { alice, bob } = await seedSharers(app, 'alice', 'bob');
    await alice.grant({ audience: 'EVERYONE' });
    const stream = bob.look(['alice']);
    await stream.sees(null);
    const begunAt = Date.now();
    for (let at = 0; at < 20; at += 1) {
      await alice.at(10.000_4 - (at % 2) * 0.000_8, 20);
      await delay(50);
    }
    // The first, and one after 600 ms each at the most, though he moved 90 m with every report.
    expect(new Set(stream.places())).toEqual(new Set([null, '10,20']));
    expect(stream.places().length).toBeLessThanOrEqual(3 + (Date.now() - begunAt) / 600);
    await stream.close();
  });

  test('more coarsely at once where he says so, more finely with his next report', async () => {
    const { alice, bob } = await seedSharers(app, 'alice', 'bob');
    await alice.grant({ audience: 'EVERYONE', precision: 'EXACT' });
    await alice.at(10.123_456, 20.123_456);
    const stream = bob.look(['alice'], there);
    await stream.sees('10.123456,20.123456');
    await alice.grant({ precision: 'APPROXIMATE' });
    await stream.sees('10.123,20.123');
    await alice.grant({ precision: 'CITY' });
    await stream.sees('10.1,20.1');
    await alice.grant({ precision: 'EXACT' });
    await alice.at(10.123_456, 20.123_456);
    await stream.sees('10.123456,20.123456');
    // The same may be told again, as stale.
    expect(changesIn(stream.places())).toEqual([
      '10.123456,20.123456',
      '10.123,20.123',
      '10.1,20.1',
      '10.123456,20.123456',
    ]);
    await stream.close();
  });
});

describe('who may see changes', () => {
  const audiences = ['NOBODY', 'CONTACTS', 'SELECTED', 'EVERYONE'] as const;
  const seeing = { NOBODY: '', CONTACTS: 'bob', SELECTED: 'dave', EVERYONE: 'bob carol dave' };

  test('with the audience: contacts, selected ones, strangers and blocked ones, live and when they come', async () => {
    const world = await seedSharers(app, 'alice', 'bob', 'carol', 'dave', 'erin');
    const { alice, befriend, block } = world;
    await befriend('alice', 'bob');
    await befriend('alice', 'erin');
    await block('alice', 'erin');
    await alice.grant({ userIds: ['dave', 'erin'] });
    await alice.at(5, 6);
    const live = (['bob', 'carol', 'dave', 'erin'] as const).map((name) => ({
      name,
      stream: world[name].look(['alice']),
    }));
    for (const { stream } of live) await stream.sees(null);
    for (const audience of [...audiences, ...audiences.toReversed()]) {
      await alice.grant({ audience });
      const own = alice.look(['alice']);
      await own.sees('5,6');
      await own.close();
      for (const { name, stream } of live) {
        const place = seeing[audience].includes(name) ? '5,6' : null;
        await expect.poll(() => stream.places().at(-1), { timeout: 30_000 }).toBe(place);
        const late = world[name].look(['alice'], there);
        await late.until(() => true);
        expect([audience, name, late.places()]).toEqual([audience, name, [place]]);
        await late.close();
      }
    }
    // Whom it does not concern was told nothing: not that he came into sight of others, nor that he went, nor that he is stale.
    const seen = Object.fromEntries(live.map(({ name, stream }) => [name, changesIn(stream.places()).length]));
    expect(seen).toEqual({ bob: 7, carol: 3, dave: 3, erin: 1 });
    expect(live.at(-1)?.stream.places()).toEqual([null]);
    for (const { stream } of live) await stream.close();
  });

  test('with a contact and a block, within a moment, also where no hint arrives', async () => {
    const { alice, bob, befriend, part, block, unblock } = await seedSharers(app, 'alice', 'bob');
    const deaf = await startTestApp({ engine, fanOut: deafFanOut, env });
    await alice.grant({ audience: 'CONTACTS' });
    await alice.at(5, 6);
    const streams = [app, there, deaf].map((node) => bob.look(['alice'], node));
    const see = (place: string | null) => Promise.all(streams.map((stream) => stream.sees(place)));
    await see(null);
    await befriend('alice', 'bob');
    await see('5,6');
    await block('alice', 'bob');
    await see(null);
    await unblock('alice', 'bob');
    await see('5,6');
    await part('alice', 'bob');
    await see(null);
    await alice.grant({ audience: 'EVERYONE' });
    await see('5,6');
    await alice.stop();
    await see(null);
    await Promise.all(streams.map((stream) => stream.close()));
    await deaf.close();
  });
});

test('The sharer lists who sees him, without whom he has blocked', async () => {
  const { alice, befriend, block } = await seedSharers(app, 'alice', 'bob', 'carol', 'dave', 'erin');
  for (const name of ['bob', 'carol', 'dave']) await befriend('alice', name);
  await block('alice', 'carol');
  const list = async (variables = {}) => {
    const { viewers, ...rest } = (await alice.run(LocationSharingDocument, variables)).viewer.locationSharing;
    return { ...rest, ids: viewers.edges?.map((edge) => edge?.node?.id), pageInfo: viewers.pageInfo };
  };
  expect(await list()).toMatchObject({ audience: 'NOBODY', userIds: [], ids: [] });
  await alice.grant({ audience: 'CONTACTS' });
  const first = await list({ first: 1 });
  expect(first).toMatchObject({ ids: ['bob'], pageInfo: { hasNextPage: true } });
  const rest = await list({ first: 1, after: first.pageInfo.endCursor });
  expect(rest).toMatchObject({ ids: ['dave'], pageInfo: { hasNextPage: false } });
  await alice.grant({ audience: 'SELECTED', userIds: ['erin', 'carol', 'erin'] });
  expect(await list()).toMatchObject({ userIds: ['carol', 'erin'], ids: ['erin'] });
  await alice.grant({ audience: 'EVERYONE' });
  expect(await list()).toMatchObject({ audience: 'EVERYONE', userIds: ['carol', 'erin'], ids: [] });
});

test('Of several users each is told once, in the order asked for, and then whoever moves', async () => {
  const { alice, bob, carol } = await seedSharers(app, 'alice', 'bob', 'carol');
  await alice.grant({ audience: 'EVERYONE' });
  await carol.grant({ audience: 'EVERYONE' });
  await alice.at(1, 1);
  const stream = bob.look(['nobody', 'carol', 'alice', 'carol', 'bob']);
  await stream.sees(null, 'bob');
  expect(stream.items().map(({ userId, location }) => [userId, location?.latitude])).toEqual([
    ...[
      ['nobody', undefined],
      ['carol', undefined],
    ],
    ...[
      ['alice', 1],
      ['bob', undefined],
    ],
  ]);
  await carol.at(2, 2);
  await stream.sees('2,2', 'carol');
  expect(stream.items()).toHaveLength(5);
  await stream.close();
});

test.each([
  ['latitude', { latitude: 90.1, longitude: 0 }],
  ['longitude', { latitude: 0, longitude: -180.1 }],
  ['accuracyMeters', { latitude: 0, longitude: 0, accuracyMeters: -1 }],
  ['headingDegrees', { latitude: 0, longitude: 0, headingDegrees: 361 }],
  ['speedMetersPerSecond', { latitude: 0, longitude: 0, speedMetersPerSecond: -1 }],
])('A report with a bad %s is refused', async (field, input) => {
  const refused = await app.graphql(
    await app.token('zoe'),
    'mutation ($input: ShareLocationInput!) { shareLocation(input: $input) { location { latitude } } }',
    { input },
  );
  expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
});
