import { expect, test } from 'vitest';
import { ShareLocationDocument } from '../../../client/index.ts';
import { openTestEngine } from '../../testing/engine.ts';
import { locationEnv, seedSharers } from '../../testing/locate.ts';
import { startTestApp } from '../../testing/start-app.ts';
import { startProcess } from '../../testing/start-process.ts';

test('Whoever shares over a node that is killed is seen until he is stale, and then until his share ends, and no longer', {
  timeout: 120_000,
}, async () => {
  const engine = await openTestEngine();
  const env = { ...locationEnv, LOCATION_STALE_MS: '3000' };
  const app = await startTestApp({ engine, env });
  const node = startProcess({
    ...env,
    NODE_ENV: 'test',
    DATABASE_URL: engine.databaseUrl ?? '',
    REDIS_URL: engine.redisUrl ?? '',
    REDIS_KEY_PREFIX: engine.redisKeyPrefix,
    RATE_LIMITS: 'off',
  });
  const url = await node.ready();
  const { alice, bob } = await seedSharers(app, 'alice', 'bob');
  await alice.grant({ audience: 'EVERYONE' });
  const stream = bob.look(['alice']);
  await stream.sees(null);
  const expiresAt = new Date(Date.now() + 6_000).toISOString();
  const answer = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${alice.token}` },
    body: JSON.stringify({
      query: String(ShareLocationDocument),
      variables: { input: { latitude: 1, longitude: 2, expiresAt } },
    }),
  });
  expect(await answer.json()).not.toHaveProperty('errors');
  await stream.sees('1,2');
  node.kill('SIGKILL');
  await node.ended;
  const late = bob.look(['alice']);
  await late.sees('1,2');
  expect(late.items()[0]?.location?.isStale).toBe(false);

  const endsAt = Date.parse(expiresAt);
  await Promise.all(
    [stream, late].map(async (each) => {
      await each.until(({ data }) => data?.locations.location?.isStale === true);
      expect(Date.now()).toBeLessThan(endsAt - 1_000);
      await each.sees(null);
      expect(Date.now()).toBeGreaterThan(endsAt - 100);
      expect(Date.now()).toBeLessThan(endsAt + 1_500);
      expect(each.places().slice(-3)).toEqual(['1,2', '1,2', null]);
      await each.close();
    }),
  );
  await app.close();
  await engine.close();
});
