import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RenderedNotification } from '../deliveries/channel.ts';
import { writePayload } from './payload.ts';

const small: RenderedNotification = {
  ...{
    id: 'ntf_1',
    type: 'ALERT',
    category: null,
    priority: 'NORMAL',
    title: 'Tide',
    body: 'High water',
    imageUrl: null,
  },
  ...{
    actionUrl: null,
    actions: [],
    data: {},
    actor: null,
    conversationId: null,
    threadRootSeq: null,
    messageSeq: null,
  },
  ...{ tag: 'ntf_1', createdAt: '2026-01-01T00:00:00.000Z', expiresAt: '2026-01-08T00:00:00.000Z' },
};
const recipient = { tenantId: 'test', userId: 'alice', unreadCount: 1 };

const write = (notification: Partial<RenderedNotification>) =>
  writePayload({ deliveryId: 'ntd_1', notification: { ...small, ...notification } }, recipient);
const read = (text: string) => JSON.parse(text) as Record<string, unknown> & { title: string; body?: string };

test('What fits is whole, and what is null or empty is left out; within the own data nothing is', () => {
  expect(read(write({ data: { none: null } }))).toEqual({
    ...{ version: 1, deliveryId: 'ntd_1', notificationId: 'ntf_1', ...recipient, type: 'ALERT', priority: 'NORMAL' },
    ...{ title: 'Tide', body: 'High water', data: { none: null }, tag: 'ntf_1' },
    ...{ createdAt: small.createdAt, expiresAt: small.expiresAt },
  });
});

test('Of a long body so much is there as fits, by whole characters', () => {
  const text = write({ body: '👨‍👩‍👧‍👦'.repeat(400), data: { keep: true } });
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3_993);
  expect(Buffer.byteLength(text)).toBeGreaterThan(3_993 - 30);
  expect(read(text)).toMatchObject({ isShortened: true, data: { keep: true } });
  expect(read(text).body).toMatch(/^(👨‍👩‍👧‍👦)+…$/u);
});

test('What the application added goes before the body says nothing, one after the other', () => {
  const data = { note: 'x'.repeat(3_500) };
  const actionUrl = `https://app.example.com/${'x'.repeat(2_000)}`;
  const noData = read(write({ body: 'y'.repeat(900), data, actionUrl }));
  expect(noData).toMatchObject({ isShortened: true, body: 'y'.repeat(900), actionUrl });
  expect(noData.data).toBeUndefined();
  const noImage = read(write({ body: 'y'.repeat(900), imageUrl: actionUrl, actionUrl }));
  expect(noImage).toMatchObject({ body: 'y'.repeat(900), actionUrl });
  expect(noImage.imageUrl).toBeUndefined();
});

test('Whatever it says, it fits, with its ids and a title', () => {
  const text = (max: number) =>
    fc.string({ unit: fc.constantFrom('a', '"', '\u0001', '👨‍👩‍👧‍👦', 'ß', '\n'), minLength: 1, maxLength: max });
  const address = fc.nat({ max: 2_020 }).map((length) => `https://app.example.com/${'x'.repeat(length)}`);
  const notification = fc.record({
    ...{ title: text(800), body: fc.option(text(20_000)), category: fc.option(text(100)), tag: text(110) },
    ...{ imageUrl: fc.option(address), actionUrl: fc.option(address) },
    data: fc.dictionary(text(20), text(4_000), { maxKeys: 3 }),
    actor: fc.option(fc.record({ id: text(60), name: text(200) })),
  });
  fc.assert(
    fc.property(notification, (drawn) => {
      const category = drawn.category?.slice(0, 400) ?? null;
      const written = write({ ...drawn, category, tag: drawn.tag.slice(0, 110) });
      expect(Buffer.byteLength(written)).toBeLessThanOrEqual(3_993);
      const payload = read(written);
      expect(payload).toMatchObject({ deliveryId: 'ntd_1', notificationId: 'ntf_1', ...recipient });
      expect(payload.title.length).toBeGreaterThan(0);
    }),
  );
});
