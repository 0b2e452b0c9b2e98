import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  AcceptContactDocument,
  RemoveContactDocument,
  RequestContactDocument,
  UpdatePresenceSettingsDocument,
  UpdateProfileDocument,
} from '../../../client/index.ts';
import { withTransaction } from '../../db/transaction.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { startTestApp, type TestApp } from '../../testing/start-app.ts';
import { contextOf } from '../../testing/test-context.ts';
import { deafFanOut } from '../../testing/test-node.ts';
import { runAs } from '../../testing/verify-events.ts';
import { type PresenceWatcher, type Shown, watchPresence } from '../../testing/watch-presence.ts';
import { blocks } from '../contacts/table.ts';
import { announcePrivacy } from '../users/announce-privacy.ts';

/** Bob's node, another one, and one that no word reaches. The audit is as often as it is in production. */
let engine: TestEngine;
let nodes: Record<'own' | 'other' | 'deaf', TestApp>;

beforeAll(async () => {
  engine = await openTestEngine();
  const env = { AUDIT_INTERVAL_MS: '1000' };
  nodes = {
    own: await startTestApp({ engine, env }),
    other: await startTestApp({ engine, env }),
    deaf: await startTestApp({ engine, env, fanOut: deafFanOut }),
  };
});
afterAll(async () => {
  await Promise.all(Object.values(nodes).map((node) => node.close()));
  await engine.close();
});

const viewers = ['contact', 'stranger'] as const;
type Viewer = (typeof viewers)[number];
const places = ['own', 'other', 'deaf'] as const;

/** Bob is there; each of the viewers looks at him over each node. */
async function seed() {
  const tenantId = `t-${randomUUID()}`;
  const tokenOf = (sub: string) => nodes.own.token(sub, { tenant: tenantId });
  const bob = await tokenOf('bob');
  const asBob = runAs(nodes.own, bob);
  for (const name of ['bob', ...viewers]) {
    await runAs(nodes.own, await tokenOf(name))(UpdateProfileDocument, { input: {} });
  }
  await runAs(nodes.own, await tokenOf('contact'))(RequestContactDocument, { input: { userId: 'bob' } });
  await asBob(AcceptContactDocument, { input: { userId: 'contact' } });
  const device = await watchPresence(nodes.own, bob, ['bob']);
  await device.until('bob', { status: 'ONLINE' });
  const watches = {} as Record<Viewer, Record<(typeof places)[number], PresenceWatcher>>;
  for (const viewer of viewers) {
    const token = await tokenOf(viewer);
    const open = async (place: (typeof places)[number]) =>
      [place, await watchPresence(nodes[place], token, ['bob'])] as const;
    watches[viewer] = Object.fromEntries(await Promise.all(places.map(open))) as (typeof watches)[Viewer];
    for (const place of places) expect([place, watches[viewer][place].statusesOf('bob')]).toEqual([place, ['ONLINE']]);
  }

  /** After an act, what these viewers see of Bob within a second, and within two where no word comes. */
  async function expectAfter(act: () => Promise<unknown>, wanted: Partial<Record<Viewer, Shown['status']>>) {
    await act();
    const doneAt = Date.now();
    const waits = Object.entries(wanted).flatMap(([viewer, status]) =>
      places.map(async (place) => {
        await watches[viewer as Viewer][place].until('bob', { status });
        return { viewer, place, isInTime: Date.now() - doneAt < (place === 'deaf' ? 2_000 : 1_000) };
      }),
    );
    expect((await Promise.all(waits)).filter(({ isInTime }) => !isInTime)).toEqual([]);
  }

  return {
    tenantId,
    asBob,
    expectAfter,
    statuses: (viewer: Viewer) => places.map((place) => watches[viewer][place].statusesOf('bob').join(' ')),
    close: () =>
      Promise.all([device, ...viewers.flatMap((viewer) => Object.values(watches[viewer]))].map((each) => each.close())),
  };
}

test('Changed settings, a contact who is removed and a block are seen by live watchers within 1 s, without hints 2 s', {
  timeout: 180_000,
}, async () => {
  const { tenantId, asBob, expectAfter, statuses, close } = await seed();
  const set = (input: object) => () => asBob(UpdatePresenceSettingsDocument, { input });
  await expectAfter(set({ showOnlineStatus: false }), { contact: 'OFFLINE', stranger: 'OFFLINE' });
  await expectAfter(set({ showOnlineStatus: true }), { contact: 'ONLINE', stranger: 'ONLINE' });
  await expectAfter(set({ visibility: 'CONTACTS' }), { stranger: 'OFFLINE' });
  await expectAfter(set({ invisible: true }), { contact: 'OFFLINE' });
  await expectAfter(set({ invisible: false }), { contact: 'ONLINE' });
  await expectAfter(() => asBob(RemoveContactDocument, { input: { userId: 'contact' } }), { contact: 'OFFLINE' });
  await expectAfter(set({ visibility: 'EVERYONE' }), { contact: 'ONLINE', stranger: 'ONLINE' });
  const block = () =>
    withTransaction(engine.db, async (tx) => {
      await tx.insert(blocks).values({ tenantId, blockerId: 'bob', blockedId: 'stranger' });
      await announcePrivacy(contextOf(nodes.own.app.services, 'bob', { tenantId }), tx, ['bob']);
    });
  await expectAfter(block, { stranger: 'OFFLINE' });
  // And nothing else: neither what they could not see, nor anything twice.
  const contacts = 'ONLINE OFFLINE ONLINE OFFLINE ONLINE OFFLINE ONLINE';
  expect(statuses('contact')).toEqual([contacts, contacts, contacts]);
  const strangers = 'ONLINE OFFLINE ONLINE OFFLINE ONLINE OFFLINE';
  expect(statuses('stranger')).toEqual([strangers, strangers, strangers]);
  await close();
});

test('Who hides and then comes is seen by nobody, not even for a moment', { timeout: 180_000 }, async () => {
  for (let round = 0; round < 10; round += 1) {
    const tenantId = `t-${randomUUID()}`;
    const [bob, alice] = await Promise.all(['bob', 'alice'].map((sub) => nodes.own.token(sub, { tenant: tenantId })));
    const asBob = runAs(nodes.own, bob ?? '');
    await asBob(UpdateProfileDocument, { input: {} });
    const watcher = await watchPresence(nodes.own, alice ?? '', ['bob']);
    const settings = round % 2 === 0 ? { invisible: true } : { showOnlineStatus: false, showLastSeen: false };
    await asBob(UpdatePresenceSettingsDocument, { input: settings });
    const device = await watchPresence(nodes.own, bob ?? '', ['bob']);
    await device.until('bob', { status: 'ONLINE' });
    await asBob(UpdatePresenceSettingsDocument, { input: { shareTyping: false } });
    expect(watcher.statusesOf('bob')).toEqual(['OFFLINE']);
    await Promise.all([watcher.close(), device.close()]);
  }
});
