import { pino } from 'pino';
import { expect, test } from 'vitest';
import { loadConfig } from './config.ts';
import { warnOfSettings } from './warn-of-settings.ts';

function warningsOf(env: Record<string, string>): string[] {
  const lines: string[] = [];
  const log = pino({}, { write: (line) => void lines.push(JSON.parse(line).msg) });
  warnOfSettings(loadConfig(env), log);
  return lines;
}

const production = { NODE_ENV: 'production', JWT_SECRET: 'a secret of more than thirty-two characters' };

test('In production the start warns where push services are not told who the operator is', () => {
  const warning = expect.stringMatching(/^VAPID_SUBJECT is not set/);
  expect(warningsOf(production)).toEqual([warning]);
  expect(warningsOf({ ...production, VAPID_SUBJECT: 'mailto:operator@example.com' })).toEqual([]);
  expect(warningsOf({ ...production, ALLOWED_ORIGINS: 'https://app.example.com' })).toEqual([]);
  expect(warningsOf({})).toEqual([]);
});

test('Nodes on one Postgres without Redis are warned that they hear of one another late', () => {
  const nodes = { DATABASE_URL: 'postgres://localhost/tidings' };
  expect(warningsOf(nodes)).toEqual([expect.stringMatching(/^REDIS_URL is not set/)]);
  expect(warningsOf({ ...nodes, ROLE: 'worker' })).toHaveLength(2);
  expect(warningsOf({ ...nodes, REDIS_URL: 'redis://localhost' })).toEqual([]);
});
