import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { unpinned } from './child.ts';
import { median, rounded } from './numbers.ts';

/** The median of each number of several equal records. */
export function medians<T extends object>(records: T[]): T {
  const [first] = records;
  if (first === undefined) throw new Error('There is no median of nothing.');
  const entries = Object.keys(first).map((key) => {
    const values = records.map((record) => (record as Record<string, number>)[key] ?? Number.NaN);
    return [key, rounded(median(values))];
  });
  return Object.fromEntries(entries) as T;
}

/** Prints the table and one line of JSON, and writes `results/<name>.json` where `isRecorded`. */
export async function report(name: string, rows: object[], details: object, isRecorded: boolean): Promise<void> {
  const result = {
    name,
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    pinned: unpinned ?? true,
    ...details,
  };
  console.table(rows);
  console.log(JSON.stringify(result));
  if (!isRecorded) return;
  const folder = new URL('../results/', import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(`${name}.json`, folder), `${JSON.stringify(result, null, 2)}\n`);
}
