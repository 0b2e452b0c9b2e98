/** What stands in a list, by its keys. */
type Keyed = readonly { key: string }[];

/** Whether a list has got longer or shorter at its start alone, as when history is loaded. */
export function isShifted(before: Keyed, after: Keyed): boolean {
  const [first, last] = [before[0], before.at(-1)];
  if (first === undefined || after.length === 0 || first.key === after[0]?.key) return false;
  return last?.key === after.at(-1)?.key;
}

/** What has come at the end of a list. */
export function appendedTo<T extends { key: string }>(before: Keyed, after: readonly T[]): readonly T[] {
  const last = before.at(-1);
  if (last === undefined) return [];
  const at = after.findLastIndex(({ key }) => key === last.key);
  return at < 0 ? [] : after.slice(at + 1);
}
