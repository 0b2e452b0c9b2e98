import { fromSync, type StreamItem } from '../../client/index.ts';
import { type History, placeOf, type Violation } from './history.ts';

type OwnItem = Extract<StreamItem, { seq: number; createdAt: string }>;

/** Users' own logs, over all of their streams: nothing lost, nothing that is somebody else's, and each mention told once. */
export function checkOwnLogs(history: History): Violation[] {
  const logs = new Map([...history.users].map((user) => [user, ownLogOf(history, user)]));
  return [
    ...[...logs].flatMap(([user, { log, differing }]) => [
      ...differing.map((detail): Violation => ({ rule: 'differs', user, detail })),
      ...missingIn(history, user, log),
      ...mentionsTwice(user, log),
      ...untoldOf(history, user, log),
    ]),
    ...ofTwoUsers(logs),
  ];
}

type Log = ReadonlyMap<number, OwnItem>;

/** What stands where in a user's own log, and what was told otherwise on another occasion. */
function ownLogOf({ streams }: History, user: string): { log: Log; differing: string[] } {
  const log = new Map<number, OwnItem>();
  const differing: string[] = [];
  for (const stream of streams.values()) {
    if (stream.user !== user) continue;
    for (const { item } of stream.received) {
      if (!('seq' in item && 'createdAt' in item) || placeOf(item) !== null) continue;
      const known = log.get(item.seq);
      if (known === undefined) log.set(item.seq, item);
      else if (nameOf(known) !== nameOf(item))
        differing.push(`${stream.id}: own event ${item.seq} is ${nameOf(item)}, and was ${nameOf(known)}`);
    }
  }
  return { log, differing };
}

const nameOf = (item: OwnItem): string =>
  [item.__typename, item.createdAt, item.__typename === 'NotificationAdded' ? item.notificationId : ''].join(' ');

/** From the first that he was told on; who was told to read his state afresh need not have got what is in it. */
function missingIn({ streams }: History, user: string, log: Log): Violation[] {
  const isResynced = [...streams.values()].some(
    (stream) => stream.user === user && stream.received.some(({ item }) => item.__typename === 'ResyncRequired'),
  );
  if (isResynced || log.size === 0) return [];
  const [first, last] = [Math.min(...log.keys()), Math.max(...log.keys())];
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
    .filter((seq) => !log.has(seq))
    .map((seq): Violation => ({ rule: 'lost', user, detail: `he has not got his own event ${seq}` }));
}

const toldIn = (log: Log) =>
  [...log.values()].flatMap((item) => (item.__typename === 'NotificationAdded' ? [item] : []));

/** Messages' and the application's own may be told anew; a mention is of one message, which comes once. */
function mentionsTwice(user: string, log: Log): Violation[] {
  const mentions = toldIn(log).filter(({ notification }) => notification?.type === 'MENTION');
  return [...Map.groupBy(mentions, ({ notificationId }) => notificationId)]
    .filter(([, told]) => told.length > 1)
    .map(([id, told]): Violation => {
      const detail = `the mention ${id} is told at ${told.map(({ seq }) => seq).join(' and ')} of his log`;
      return { rule: 'twice', user, detail };
    });
}

/** What is in an inbox in the end was there at first, or was told. */
function untoldOf({ records }: History, user: string, log: Log): Violation[] {
  const told = new Set(toldIn(log).map(({ notificationId }) => notificationId));
  return records.flatMap((record): Violation[] => {
    if (record.user !== user || (record.kind !== 'synced' && record.kind !== 'fetched')) return [];
    const ids = [...fromSync(record.pages).notifications.keys()];
    const untold = record.kind === 'fetched' ? ids.filter((id) => !told.has(id)) : [];
    for (const id of ids) told.add(id);
    return untold.map((id) => ({ rule: 'lost', user, detail: `nothing told him of the notification ${id}` }));
  });
}

/** A notification is one user's. */
function ofTwoUsers(logs: ReadonlyMap<string, { log: Log }>): Violation[] {
  const owners = new Map<string, string>();
  return [...logs].flatMap(([user, { log }]) =>
    toldIn(log).flatMap(({ notificationId }): Violation[] => {
      const owner = owners.get(notificationId) ?? user;
      owners.set(notificationId, owner);
      if (owner === user) return [];
      return [{ rule: 'outsider', user, detail: `he is told of the notification ${notificationId} of ${owner}` }];
    }),
  );
}
