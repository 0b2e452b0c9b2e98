import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The same suites run on each engine that is there. Embedded always is; Postgres with Redis is used where it answers,
// and must answer where TEST_ENGINES=both (as in CI), so that a run cannot be green for want of a service.
const databaseUrl = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const redisUrl = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';
const isBothRequired = process.env.TEST_ENGINES === 'both';

function answers(url: string, defaultPort: number): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) || defaultPort, timeout: 2_000 });
    const settle = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
  });
}

/** For people: a password has no place in a log. */
const placeOf = (url: string) => new URL(url).host;

const isPostgresThere = await answers(databaseUrl, 5432);
const isRedisThere = await answers(redisUrl, 6379);
const hasServices = isPostgresThere && isRedisThere;
const missing = [
  ...(isPostgresThere ? [] : [`Postgres at ${placeOf(databaseUrl)}`]),
  ...(isRedisThere ? [] : [`Redis at ${placeOf(redisUrl)}`]),
].join(', no ');

if (isBothRequired && !hasServices) {
  throw new Error(
    `TEST_ENGINES=both, but there is no ${missing}. Start it, or set TEST_DATABASE_URL and TEST_REDIS_URL.`,
  );
}
console.log(hasServices ? 'engines: embedded, postgres+redis' : `engines: embedded (no ${missing})`);

const suites = ['server/**/*.test.ts', 'client/**/*.test.ts'];
const unitSuites = ['server/**/*.unit.test.ts', 'client/**/*.unit.test.ts'];
/** Run on both versions of React that the hooks are for. */
const reactSuites = ['client/react/**/*.unit.test.ts'];
/** What one connection cannot show, such as waiting for a lock. */
const postgresSuites = ['server/**/*.postgres.test.ts', 'client/**/*.postgres.test.ts'];
/** What knows nothing of engines and costs much, such as a browser's page. */
const embeddedSuites = ['server/**/*.embedded.test.ts'];

const onEngine = (name: string, env: Record<string, string>) => ({
  extends: true as const,
  test: {
    name,
    include: suites,
    exclude: name === 'embedded' ? [...unitSuites, ...postgresSuites] : [...unitSuites, ...embeddedSuites],
    env: { TIDINGS_TEST_ENGINE: name, ...env },
  },
});

export default defineConfig({
  // Vite would take graphql's ES modules for our files, and Node its CommonJS for the packages: two copies, and no error
  // of the one is a GraphQLError of the other.
  resolve: { alias: { graphql: fileURLToPath(import.meta.resolve('graphql')) } },
  test: {
    // Processes, as servers are. Files share them: reading two thousand modules takes longer than most files' tests, and each
    // file has a database, a place in Redis and an embedded engine of its own anyway.
    pool: 'forks',
    isolate: false,
    // Tests wait more than they work, so two cores are busy with three; each embedded instance takes half a gigabyte.
    maxWorkers: 3,
    // Ends to waiting, not promises: what is promised within a time says so itself.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000, interval: 20 } },
    projects: [
      // Pure logic, which no engine can change, runs once.
      { extends: true, test: { name: 'pure', include: unitSuites } },
      {
        extends: true,
        test: {
          name: 'react-18',
          include: reactSuites,
          setupFiles: 'server/testing/use-react-18.ts',
          env: { TIDINGS_TEST_REACT: '18' },
        },
      },
      onEngine('embedded', {}),
      ...(hasServices ? [onEngine('postgres', { TEST_DATABASE_URL: databaseUrl, TEST_REDIS_URL: redisUrl })] : []),
    ],
  },
});
