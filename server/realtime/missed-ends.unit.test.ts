import { EventEmitter } from 'node:events';
import type { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { createMissedEnds } from './missed-ends.ts';

test('what was to end while Redis was away is said once it is back, once, unless it has begun anew', () => {
  const redis = new EventEmitter();
  const missed = createMissedEnds(redis as Redis);
  const said: string[] = [];
  for (const name of ['alice', 'bob', 'alice']) missed.note(name, () => said.push(name));
  missed.forget('bob');
  expect(said).toEqual([]);
  redis.emit('ready');
  redis.emit('ready');
  expect(said).toEqual(['alice']);
});
