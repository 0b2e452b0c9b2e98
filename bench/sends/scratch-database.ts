import postgres from 'postgres';

/** Where benchmarks may create and drop databases. */
export const adminUrl = process.env.BENCH_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** A database of the benchmark's own. */
export interface ScratchDatabase {
  url: string;
  drop(): Promise<void>;
}

export async function createScratchDatabase(name: string): Promise<ScratchDatabase> {
  const database = `tidings_bench_${name}_${process.pid}`;
  const run = async (text: string) => {
    const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
    try {
      await admin.unsafe(text);
    } finally {
      await admin.end();
    }
  };
  await run(`create database ${database}`);
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return { url: url.href, drop: () => run(`drop database if exists ${database} with (force)`) };
}
