import { createRandom } from '../../lib/random.ts';

/** Choices that repeat themselves for a seed. */
export interface Choice {
  /** A whole number from 0 to `below` - 1. */
  number(below: number): number;
  /** One of several; undefined where there is none. */
  of<T>(items: readonly T[]): T | undefined;
  /** One of several names, in proportion to their weights. */
  weighted<Name extends string>(weights: Record<Name, number>): Name;
}

/** Several parts of one run choose by themselves, so that one's delay does not change another's choices. */
export function createChoice(seed: number): Choice {
  const random = createRandom(seed);
  const number = (below: number) => Math.floor(random() * below);
  return {
    number,
    of: (items) => items[number(items.length)],
    weighted<Name extends string>(weights: Record<Name, number>) {
      const entries = Object.entries<number>(weights) as [Name, number][];
      let left = number(entries.reduce((sum, [, weight]) => sum + weight, 0));
      for (const [name, weight] of entries) {
        left -= weight;
        if (left < 0) return name;
      }
      throw new Error('There is nothing to choose from.');
    },
  };
}
