/**
 * Gives the items of before where they are equal to the new ones, and the list of before where all are: what shows an item
 * renders only when that one changes.
 */
export function createSharing<T>(
  keyOf: (item: T) => unknown,
  isEqual: (a: T, b: T) => boolean,
): (next: readonly T[]) => readonly T[] {
  let last: readonly T[] = [];
  return (next) => {
    const known = new Map(last.map((item) => [keyOf(item), item]));
    const shared = next.map((item) => {
      const before = known.get(keyOf(item));
      return before !== undefined && isEqual(before, item) ? before : item;
    });
    if (shared.length !== last.length || shared.some((item, at) => item !== last[at])) last = shared;
    return last;
  };
}

/** Whether two values are the same, or two plain objects or arrays of the same values. */
export function isShallowEqual<T>(a: T, b: T): boolean {
  if (Object.is(a, b)) return true;
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && Object.is(a[key], b[key]));
}

/** A Map or a Set keeps what it holds out of its properties. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
