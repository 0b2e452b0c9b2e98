import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeClient } from '../../server/testing/fake-client.ts';
import { TidingsError } from '../errors.ts';
import type { ClientState } from '../store/state.ts';
import { type GeolocationSource, shareLocation } from './share-location.ts';

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 31, 9) }));
afterEach(() => void vi.useRealTimers());

const hourMs = 3_600_000;
const sharing = (expiresAt: string | null) => ({ locationSharing: { expiresAt } }) as ClientState;

/** A device that the test moves. */
function createDevice() {
  let listeners: Parameters<GeolocationSource['watchPosition']> | null = null;
  const geolocation: GeolocationSource = {
    watchPosition(...given) {
      listeners = given;
      return 1;
    },
    clearWatch: () => {
      listeners = null;
    },
  };
  const move = (latitude: number) =>
    listeners?.[0]({
      coords: { latitude, longitude: 8, accuracy: 5, heading: Number.NaN, speed: null },
    } as GeolocationPosition);
  const fail = (code: number) => listeners?.[1]?.({ code, message: 'no' } as GeolocationPositionError);
  return { geolocation, move, fail, isWatched: () => listeners !== null };
}

function begin(options: { refuse?: () => void; expiresAt?: string } = {}) {
  const { refuse = () => {}, ...input } = options;
  const startedAt = Date.now();
  const expiresAt = input.expiresAt ?? new Date(startedAt + hourMs).toISOString();
  const said: [atMs: number, latitude: number, expiresAt: string | undefined][] = [];
  const fake = createFakeClient(({ document, variables }) => {
    if (document !== 'ShareLocation') return {};
    refuse();
    const { latitude, expiresAt: until } = variables.input as { latitude: number; expiresAt?: string };
    said.push([Date.now() - startedAt, latitude, until]);
    return { shareLocation: { location: { latitude }, locationSharing: { expiresAt } } };
  });
  const device = createDevice();
  const share = shareLocation(fake.client, input, { geolocation: device.geolocation });
  return { ...fake, ...device, said, share, expiresAt };
}

test('It is told at once, then the latest position each 5 s, and each 25 s where nothing changes', async () => {
  const { move, said, share, expiresAt } = begin();
  for (let second = 0; second < 12; second += 1) {
    move(50 + second);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  await vi.advanceTimersByTimeAsync(50_000);
  // The server's end is sent with each report after the first, so that a late one begins no new share.
  expect(said).toEqual([
    [0, 50, undefined],
    [5_000, 54, expiresAt],
    [10_000, 59, expiresAt],
    [15_000, 61, expiresAt],
    [40_000, 61, expiresAt],
  ]);
  expect(share.state.getSnapshot()).toMatchObject({ status: 'sharing', location: { latitude: 61 }, expiresAt });
});

test('It ends by its time, and asks the device no more', async () => {
  const { move, share, said, isWatched } = begin();
  move(50);
  await vi.advanceTimersByTimeAsync(2 * hourMs);
  expect([share.state.getSnapshot().status, isWatched()]).toEqual(['ended', false]);
  expect(said.at(-1)?.[0]).toBeLessThan(hourMs);
});

test('Stopping it tells the server, and no report follows', async () => {
  const { move, share, asked } = begin();
  move(50);
  await vi.advanceTimersByTimeAsync(1_000);
  move(51);
  await share.stop();
  await vi.advanceTimersByTimeAsync(hourMs);
  expect(asked.map(({ document }) => document)).toEqual(['ShareLocation', 'StopSharingLocation']);
});

test('A share that was stopped on another device is not begun again by this one', async () => {
  const { move, share, state, said, expiresAt } = begin();
  state.set(sharing(null));
  move(50);
  await vi.advanceTimersByTimeAsync(0);
  state.set(sharing(expiresAt));
  state.set(sharing(null));
  move(51);
  await vi.advanceTimersByTimeAsync(hourMs);
  expect([share.state.getSnapshot().status, said.length]).toEqual(['ended', 1]);
});

test.each([
  [1, 'failed', 'PERMISSION_DENIED', false],
  [2, 'starting', 'POSITION_UNAVAILABLE', true],
  [3, 'starting', 'TIMEOUT', true],
])('What the device says with %i is told by its name', (code, status, failure, watches) => {
  const { fail, share, isWatched } = begin();
  fail(code);
  expect(share.state.getSnapshot()).toMatchObject({ status, failure: { code: failure } });
  expect(isWatched()).toBe(watches);
});

test('Without geolocation it says so', () => {
  vi.stubGlobal('navigator', {});
  const share = shareLocation(createFakeClient().client);
  vi.unstubAllGlobals();
  expect(share.state.getSnapshot()).toMatchObject({ status: 'failed', failure: { code: 'UNSUPPORTED' } });
});

test('A break is no end: the latest position is told after it', async () => {
  let isDown = true;
  const { move, share, said } = begin({
    refuse: () => {
      if (isDown) throw new TidingsError({ code: 'OFFLINE', message: 'gone' });
    },
  });
  move(50);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(share.state.getSnapshot()).toMatchObject({ status: 'starting', failure: { code: 'OFFLINE' } });
  isDown = false;
  await vi.advanceTimersByTimeAsync(5_000);
  expect([share.state.getSnapshot().failure, said.length]).toEqual([null, 1]);
});

test.each([
  ['fails where it was refused at first', false, 'failed'],
  ['has ended where the server says that its time is past', true, 'ended'],
])('It %s', async (_, hasBegun, status) => {
  let isRefused = !hasBegun;
  const { move, share } = begin({
    refuse: () => {
      if (isRefused) throw new TidingsError({ code: 'BAD_USER_INPUT', message: 'over', field: 'expiresAt' });
    },
  });
  move(50);
  await vi.advanceTimersByTimeAsync(0);
  isRefused = true;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(share.state.getSnapshot().status).toBe(status);
});
