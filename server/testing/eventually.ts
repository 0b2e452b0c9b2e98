/**
 * For `vi.waitFor` and `vi.waitUntil`: an end to waiting for a fact, and no promise of when it comes. Their own second is over
 * before a busy machine has done what it does in ten milliseconds otherwise. (`expect.poll` has the same from vitest.config.ts.)
 */
export const eventually = { timeout: 30_000, interval: 20 };
