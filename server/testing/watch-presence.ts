import { isDeepStrictEqual } from 'node:util';
import type { PresenceSubscription } from '../../client/generated/operations.ts';
import { PresenceDocument } from '../../client/index.ts';
import type { TypedOperation } from './run-operation.ts';
import type { Subscriber, TestApp } from './start-app.ts';

export type Shown = PresenceSubscription['presence'];

/** Somebody who looks at the presence of others over a WebSocket, and so is there himself. */
export interface PresenceWatcher {
  /** What he was shown of a user, in order. */
  of(userId: string): Shown[];
  /** Their statuses. */
  statusesOf(userId: string): string[];
  /** Waits until this is the newest that he was shown of a user. */
  until(userId: string, wanted: Partial<Shown>): Promise<Shown>;
  /** Runs an operation over the same socket. */
  run<R, V extends Record<string, unknown>>(operation: TypedOperation<R, V>, variables: V): Promise<R>;
  stream: Subscriber<PresenceSubscription>;
  close(): Promise<void>;
}

/** Opens a watch, and waits until everybody was shown. */
export async function watchPresence(app: TestApp, token: string, userIds: string[]): Promise<PresenceWatcher> {
  const stream = app.subscribe<PresenceSubscription>(token, PresenceDocument, { userIds });
  const items = () => stream.results.flatMap(({ data }) => (data == null ? [] : [data.presence]));
  await stream.until(() => items().length >= new Set(userIds).size);
  const watcher: PresenceWatcher = {
    of: (userId) => items().filter((item) => item.userId === userId),
    statusesOf: (userId) => watcher.of(userId).map(({ status }) => status),
    async until(userId, wanted) {
      const newest = () => watcher.of(userId).at(-1);
      const isThere = () => {
        const shown = newest();
        if (shown === undefined) return false;
        return Object.entries(wanted).every(([name, value]) => isDeepStrictEqual(shown[name as keyof Shown], value));
      };
      if (!isThere()) await stream.until(isThere);
      const shown = newest();
      if (shown === undefined) throw new Error('Nothing was shown.');
      return shown;
    },
    async run<R, V extends Record<string, unknown>>(operation: TypedOperation<R, V>, variables: V) {
      const answers = stream.client.iterate<R>({ query: String(operation), variables });
      const { value } = await answers.next();
      if (value?.data == null) throw new Error(`The operation failed: ${JSON.stringify(value)}`);
      return value.data;
    },
    stream,
    close: () => stream.close(),
  };
  return watcher;
}
