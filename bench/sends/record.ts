import { mkdir, writeFile } from 'node:fs/promises';

/** Writes a result to `bench/results/`. */
export async function writeRecord(name: string, record: unknown): Promise<void> {
  const folder = new URL('../results/', import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(`${name}.json`, folder), `${JSON.stringify(record, null, 2)}\n`);
}
