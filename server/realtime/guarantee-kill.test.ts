import { expect, test } from 'vitest';
import { engineName } from '../testing/engine.ts';
import { runSoak } from '../testing/soak/run-soak.ts';

// The long run of this is `npm run soak`.
test('After kill -9 everything acknowledged is there, and each resumed stream brings the rest once', {
  timeout: 240_000,
}, async () => {
  const said: string[] = [];
  const { verdict, faults, complaints } = await runSoak({
    engine: engineName,
    seed: 20_260_131,
    durationMs: 6_000,
    clients: 8,
    conversations: 4,
    say: (text) => said.push(text),
  });
  expect(complaints).toEqual([]);
  expect(verdict.violations).toEqual([]);
  expect(faults.kills).toBe(3);
  expect(verdict.counts.sends).toBeGreaterThan(0);
  expect(verdict.counts.resumes).toBeGreaterThan(8);
});
