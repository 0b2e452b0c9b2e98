import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testing/start-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('The suite of GraphQL over HTTP finds no error', async () => {
  const token = await app.token('alice');
  const results = await auditServer({
    url: `${app.url}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${token}`);
      return fetch(url, { ...init, headers });
    },
  });
  const found = results.filter((result) => result.status === 'error');
  expect(found.map(({ id, name }) => ({ id, name }))).toEqual([]);
  expect(results.length).toBeGreaterThan(50);
  const warned = results.filter((result) => result.status === 'warn');
  expect(warned.map(({ id, name }) => ({ id, name }))).toEqual([]);
});
