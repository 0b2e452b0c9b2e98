import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { EventsDocument, UpsertUsersDocument } from '../../client/index.ts';
import { createCursorCodec } from '../lib/cursor.ts';
import { hashAddress, sealTicket } from '../modules/mail/unsubscribe-ticket.ts';
import type { NotificationType } from '../modules/notifications/notification.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';
import { runAs } from '../testing/verify-events.ts';

const preferences = '{ viewer { notificationPreferences { types { type channels } } } }';
interface PreferencesAnswer extends Record<string, unknown> {
  viewer: { notificationPreferences: { types: { type: string; channels: string[] }[] } };
}

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function seed() {
  const tenantId = `t-${randomUUID()}`;
  const backend = runAs(app, await app.token('backend', { tenant: tenantId, role: 'service' }));
  const put = (id: string, email: string | null) => backend(UpsertUsersDocument, { input: { users: [{ id, email }] } });
  await put('alice', 'alice@example.com');
  await put('bob', 'bob@example.com');
  const { cursors } = app.app.services;
  const linkOf = (type: NotificationType | null, { by = cursors, at = new Date(), userId = 'alice' } = {}) => {
    const ticket = { tenantId, userId, type, addressHash: hashAddress(`${userId}@example.com`) };
    return `${app.url}/unsubscribe?token=${sealTicket(by, ticket, at)}`;
  };
  const tokenOf = (sub: string) => app.token(sub, { tenant: tenantId });
  const mailedTypes = async (sub: string) => {
    const { viewer } = await app.data<PreferencesAnswer>(await tokenOf(sub), preferences);
    return viewer.notificationPreferences.types
      .filter(({ channels }) => channels.includes('EMAIL'))
      .map(({ type }) => type);
  };
  return { put, linkOf, tokenOf, mailedTypes };
}

/** As providers of mail do it (RFC 8058, 3.1): no cookie, no origin, and nobody who reads the answer. */
const oneClick = (link: string) =>
  fetch(link, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
    redirect: 'error',
  });

describe('the link of a mail', () => {
  it('ends all mails of its user by one click, tells his devices once, and nobody else is touched', async () => {
    const { linkOf, tokenOf, mailedTypes } = await seed();
    const before = await mailedTypes('bob');
    expect(before.length).toBeGreaterThan(3);
    const stream = app.subscribe(await tokenOf('alice'), EventsDocument);
    await stream.until(({ data }) => JSON.stringify(data).includes('CaughtUp'));
    const link = linkOf(null);
    for (const response of [await oneClick(link), await oneClick(link)]) {
      expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('Done')]);
    }
    expect([await mailedTypes('alice'), await mailedTypes('bob')]).toEqual([[], before]);
    // Another change, so that whatever the second click told would be before it.
    await oneClick(linkOf(null));
    await stream.until(({ data }) => JSON.stringify(data).includes('NotificationPreferencesChanged'));
    await stream.close();
    expect(stream.results.filter((result) => JSON.stringify(result).includes('PreferencesChanged'))).toHaveLength(1);
  });

  it('of one type ends mails of that type', async () => {
    const { linkOf, mailedTypes } = await seed();
    const before = await mailedTypes('alice');
    expect((await oneClick(linkOf('DEADLINE'))).status).toBe(200);
    expect(await mailedTypes('alice')).toEqual(before.filter((type) => type !== 'DEADLINE'));
  });

  it('shows a button to whoever follows it, and changes nothing', async () => {
    const { linkOf, mailedTypes } = await seed();
    const before = await mailedTypes('alice');
    for (const method of ['GET', 'HEAD']) {
      const response = await fetch(linkOf(null), { method });
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-robots-tag': 'noindex',
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; style-src 'sha256-.*frame-ancestors 'none'$/,
        ),
      });
      const page = await response.text();
      if (method === 'GET') expect(page).toMatch(/<form method="post"><button>/);
      expect(page).not.toMatch(/alice|<script|https?:/);
    }
    expect(await mailedTypes('alice')).toEqual(before);
  });

  it('takes nothing but GET, HEAD and POST', async () => {
    const { linkOf } = await seed();
    const response = await fetch(linkOf(null), { method: 'PUT', body: 'x' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  });

  it('of an address that is not his any more changes nothing, and says that it is done', async () => {
    const { linkOf, mailedTypes, put } = await seed();
    const before = await mailedTypes('alice');
    await put('alice', 'alice@example.org');
    expect((await oneClick(linkOf(null))).status).toBe(200);
    await put('alice', null);
    expect((await oneClick(linkOf(null))).status).toBe(200);
    expect((await oneClick(linkOf(null, { userId: 'nobody' }))).status).toBe(200);
    expect(await mailedTypes('alice')).toEqual(before);
  });

  it('is refused where it is forged, changed, for something else, or older than a year', async () => {
    const { linkOf, mailedTypes } = await seed();
    const before = await mailedTypes('alice');
    const good = linkOf(null);
    const flipped = good.slice(0, -1) + (good.endsWith('A') ? 'B' : 'A');
    const cursor = app.app.services.cursors.seal('file', '', { tenantId: 't', userId: 'alice', type: null });
    const bad = [
      linkOf(null, { by: createCursorCodec(Buffer.from('another key')) }),
      linkOf(null, { at: new Date(Date.now() - 366 * 86_400_000) }),
      ...[flipped, `${app.url}/unsubscribe?token=${cursor}`, `${app.url}/unsubscribe?token=`, `${app.url}/unsubscribe`],
    ];
    for (const link of bad) {
      for (const response of [await oneClick(link), await fetch(link)]) {
        expect(response.status).toBe(403);
        expect(await response.text()).not.toContain('<form');
      }
    }
    expect(await mailedTypes('alice')).toEqual(before);
    expect((await oneClick(linkOf(null, { at: new Date(Date.now() - 364 * 86_400_000) }))).status).toBe(200);
    expect(await mailedTypes('alice')).toEqual([]);
  });
});

test('Who uses a link too often waits', async () => {
  const strict = await startTestApp({ engine: app.engine, env: { RATE_LIMITS: 'on', MUTATIONS_PER_SECOND_MAX: '1' } });
  const { linkOf } = await seed();
  const link = linkOf(null).replace(app.url, strict.url);
  const answers = [await oneClick(link), await oneClick(link), await oneClick(link)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
  await strict.close();
});
