import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionResult, FormattedExecutionResult } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { SignJWT } from 'jose';
import { pino } from 'pino';
import { type App, createApp } from '../app.ts';
import { type Config, developmentSecret, loadConfig } from '../config.ts';
import { createLog } from '../log.ts';
import type { FanOut } from '../realtime/fan-out.ts';
import { openTestEngine, type TestEngine } from './engine.ts';

type Data = Record<string, unknown>;

/** An operation as a text, or as the client holds it. */
type OperationText = string | { toString(): string };

/** What a client got: the answer with its HTTP status. */
export interface Answer<T = Data> extends FormattedExecutionResult<T> {
  status: number;
  headers: Headers;
}

/** A whole node on a port of its own, and what clients do with it. */
export interface TestApp {
  app: App;
  config: Config;
  engine: TestEngine;
  port: number;
  /** `http://127.0.0.1:…`. */
  url: string;
  /** A token; `claims` go over the defaults: tenant `test`, an hour. */
  token(sub: string, claims?: Data): Promise<string>;
  /** An operation over HTTP. Null: without a token. */
  graphql<T = Data>(token: string | null, document: OperationText, variables?: Data): Promise<Answer<T>>;
  /** The data of an operation over HTTP. Throws where there are errors. */
  data<T = Data>(token: string, document: OperationText, variables?: Data): Promise<T>;
  /** A subscription over a WebSocket of its own, by the stock client. */
  subscribe<T = Data>(token: string, document: OperationText, variables?: Data): Subscriber<T>;
  close(): Promise<void>;
}

/** What a subscription brought so far. */
export interface Subscriber<T = Data> {
  readonly results: ExecutionResult<T>[];
  /** Waits for a result that fits and returns it; those before it are passed over. Fails after 20 s. */
  until(fits: (result: ExecutionResult<T>) => boolean): Promise<ExecutionResult<T>>;
  /** Fulfilled when the server ended the subscription, with the error if there was one. */
  ended: Promise<unknown>;
  client: Client;
  close(): Promise<void>;
}

interface TestAppOptions {
  /** Of several nodes on one database; otherwise the app opens one and closes it. */
  engine?: TestEngine;
  fanOut?: FanOut;
  /** Settings as variables, as a user would set them. */
  env?: Record<string, string>;
  /** Where the log's lines go. @default nowhere */
  onLog?: (line: string) => void;
}

/** Starts a node on the engine that TIDINGS_TEST_ENGINE names. Rates are off unless `env` says otherwise. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const engine = options.engine ?? (await openTestEngine());
  const filesDir = await mkdtemp(join(tmpdir(), 'tidings-files-'));
  const config = loadConfig({
    NODE_ENV: 'test',
    PORT: '0',
    RATE_LIMITS: 'off',
    AUDIT_INTERVAL_MS: '100',
    STATE_INTERVAL_MS: '100',
    JOBS_POLL_INTERVAL_MS: '500',
    // Tests that search set it: the others count statements, or wait for nothing of it.
    SEARCH_INTERVAL_MS: '60000',
    // The same: what follows from a message comes when it likes.
    NOTIFICATIONS_INTERVAL_MS: '0',
    FILES_DIR: filesDir,
    REDIS_URL: engine.redisUrl ?? '',
    REDIS_KEY_PREFIX: engine.redisKeyPrefix,
    ...options.env,
  });
  const { onLog } = options;
  const log = onLog === undefined ? pino({ level: 'silent' }) : createLog('debug', { write: onLog });
  const fanOut = options.fanOut ?? engine.createFanOut();
  const leases = engine.createLeaseStore();
  const presence = engine.createPresenceStore(3 * config.presenceBeatMs);
  const placeIndex = engine.createPlaceIndex();
  const app = await createApp(config, { db: engine.db, fanOut, leases, presence, placeIndex, log });
  const { port } = await app.listen();
  const url = `http://127.0.0.1:${port}`;

  const post = (token: string | null, document: OperationText, variables: Data) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query: String(document), variables }),
    });

  const testApp: TestApp = {
    app,
    config,
    engine,
    port,
    url,
    token: (sub, claims = {}) => signToken(config, { sub, tenant: 'test', ...claims }),
    async graphql<T>(token: string | null, document: OperationText, variables: Data = {}) {
      const response = await post(token, document, variables);
      const body = (await response.json()) as FormattedExecutionResult<T>;
      return { ...body, status: response.status, headers: response.headers };
    },
    async data<T>(token: string, document: OperationText, variables: Data = {}) {
      const { data, errors } = await testApp.graphql<T>(token, document, variables);
      if (errors !== undefined || data == null) throw new Error(`The operation failed: ${JSON.stringify(errors)}`);
      return data;
    },
    subscribe: <T>(token: string, document: OperationText, variables: Data = {}) =>
      subscribe<T>(`ws://127.0.0.1:${port}/graphql`, token, String(document), variables),
    async close() {
      await app.close();
      await leases.close();
      await presence.close();
      await placeIndex.close();
      if (options.fanOut === undefined) await fanOut.close();
      if (options.engine === undefined) await engine.close();
      await rm(filesDir, { recursive: true, force: true });
    },
  };
  return testApp;
}

/** Signs with the app's own secret. `iat` and `exp` may be given, in seconds. */
function signToken(config: Config, claims: Data): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const secret = new TextEncoder().encode(config.jwtSecret ?? developmentSecret);
  return new SignJWT({ iat: now, exp: now + 3_600, ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(secret);
}

function subscribe<T>(url: string, token: string, query: string, variables: Data): Subscriber<T> {
  const client = createClient({
    url,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    lazy: true,
  });
  const results: ExecutionResult<T>[] = [];
  const end = Promise.withResolvers<unknown>();
  let hasEnded = false;
  let taken = 0;
  let wake = () => {};
  const finish = (reason: unknown) => {
    hasEnded = true;
    end.resolve(reason);
    wake();
  };
  client.subscribe<T>(
    { query, variables },
    {
      next(result) {
        results.push(result as ExecutionResult<T>);
        wake();
      },
      error: (reason) => finish(reason),
      complete: () => finish(undefined),
    },
  );

  return {
    results,
    ended: end.promise,
    client,
    async until(fits) {
      const deadline = Date.now() + 20_000;
      for (;;) {
        while (taken < results.length) {
          const result = results[taken];
          taken += 1;
          if (result !== undefined && fits(result)) return result;
        }
        if (hasEnded) throw new Error(`The subscription ended: ${describe(await end.promise)}`);
        const left = deadline - Date.now();
        if (left <= 0) throw new Error(`Nothing that fits came; there were ${JSON.stringify(results)}`);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
    close: async () => {
      await client.dispose();
    },
  };
}

/** Close events and errors have no text of their own as JSON. */
function describe(reason: unknown): string {
  if (reason instanceof Error) return reason.message;
  if (reason instanceof Event && 'code' in reason) return `closed with ${String(reason.code)}`;
  return JSON.stringify(reason) ?? 'complete';
}
