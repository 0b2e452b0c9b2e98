import { expect, test } from 'vitest';
import { failureOf } from '../errors.ts';
import { waitBefore } from './backoff.ts';
import { verdictOf } from './close-codes.ts';
import { qualityOf } from './quality.ts';
import { readEventStream } from './read-event-stream.ts';
import { claimsOf, renewalDelay } from './tokens.ts';

test('the wait grows from 1 s to 30 s, and is spread over all of it', () => {
  const bounds = [1, 2, 3, 4, 5, 6, 50].map((attempt) => [
    waitBefore(attempt, 'retry', 0),
    waitBefore(attempt, 'retry', 0.999_999),
  ]);
  expect(bounds.map(([low]) => low)).toEqual([1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000]);
  expect(bounds.map(([, high]) => high)).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

test('another node is gone to at once, but only once; a server that has too many is left alone for 5 s', () => {
  expect(waitBefore(1, 'now', 0.5)).toBe(0);
  expect(waitBefore(2, 'now', 0)).toBe(1_000);
  expect(waitBefore(1, 'later', 0)).toBe(6_000);
});

test('close codes say whether to come back, as the table in docs/CLOSE_CODES.md does', () => {
  expect([1001, 1006, 1009, 4408, 4410, 4499, 4500].map(verdictOf)).toEqual(Array(7).fill('retry'));
  expect([4400, 4401, 4406, 4409, 4429].map(verdictOf)).toEqual(Array(5).fill('never'));
  expect([1012, 1013, 4403].map(verdictOf)).toEqual(['now', 'later', 'token']);
});

test('the quality is told by the ping', () => {
  expect([0, 99, 100, 299, 300, 599, 600].map(qualityOf)).toEqual([
    ...['excellent', 'excellent', 'good', 'good', 'fair', 'fair', 'poor'],
  ]);
});

const tokenOf = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

test('a token is renewed when four fifths of its rest are over, and a wrong clock is not relied on', () => {
  const claims = claimsOf(tokenOf({ sub: 'zoë', iat: 1_000, exp: 4_600 }));
  expect(claims).toEqual({ account: 'default/zoë', expiresAt: 4_600_000, lifetimeMs: 3_600_000 });
  expect(renewalDelay(claims, 1_000_000)).toBe(2_880_000);
  expect(renewalDelay(claims, 4_500_000)).toBe(80_000);
  // Hours ahead or behind: the rest would be below nothing, or above the lifetime.
  expect(renewalDelay(claims, 9_000_000)).toBe(2_880_000);
  expect(renewalDelay(claims, 0)).toBe(2_880_000);
  expect(renewalDelay(claimsOf(tokenOf({ sub: 'a' })), 0)).toBeNull();
  expect(claimsOf('no token').account).toBeNull();
});

test('errors become failures by their code, and a code of a newer server is not lost', () => {
  const of = (extensions: Record<string, unknown>) => failureOf({ message: 'why', extensions });
  expect(of({ code: 'BAD_USER_INPUT', field: 'text' })).toEqual({
    code: 'BAD_USER_INPUT',
    message: 'why',
    field: 'text',
  });
  expect(of({ code: 'RATE_LIMITED', retryAfterMs: 5 })).toMatchObject({ retryAfterMs: 5 });
  expect(of({ code: 'INTERNAL', requestId: 'r' })).toMatchObject({ requestId: 'r' });
  expect(of({ code: 'TEAPOT' })).toEqual({ code: 'UNKNOWN', message: 'why', serverCode: 'TEAPOT' });
});

test('an event stream is read whole however it is cut', async () => {
  const bytes = new TextEncoder().encode(':\n\nevent: next\ndata: {"a":"é"}\n\n:\n\nevent: complete\ndata:\n\n');
  for (let size = 1; size <= bytes.length; size += 1) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.slice(at * size, (at + 1) * size),
    );
    const events = [];
    let signs = 0;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece);
        controller.close();
      },
    });
    for await (const event of readEventStream(body, () => (signs += 1))) events.push(event);
    expect(events).toEqual([
      { event: 'next', data: '{"a":"é"}' },
      { event: 'complete', data: '' },
    ]);
    expect(signs).toBe(pieces.length);
  }
});
