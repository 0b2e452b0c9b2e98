import type { TidingsClient } from '../../client/index.ts';
import { createStore, type Store } from '../../client/store/create-store.ts';

/** An operation that was asked of a fake client. */
interface Asked {
  document: string;
  variables: Record<string, unknown>;
}

/** A client without a server: the test sets its stores, answers what it asks, and says what its subscriptions bring. */
export interface FakeClient {
  client: TidingsClient;
  state: Store<ReturnType<TidingsClient['state']['getSnapshot']>>;
  connection: Store<ReturnType<TidingsClient['connection']['getSnapshot']>>;
  outbox: Store<ReturnType<TidingsClient['outbox']['getSnapshot']>>;
  watched: Store<readonly string[]>;
  /** What was executed, in order. */
  asked: Asked[];
  /** The subscriptions that are open, in the order in which they were opened. */
  open: (Asked & { bring(data: unknown): void })[];
  /** The stream brings an item, after it was applied. */
  bring(item: Parameters<Parameters<TidingsClient['onItem']>[0]>[0]): void;
  /** Another tab tells something; `told` is what this one has told. */
  tellFromOther(topic: string, what: unknown): void;
  told: { topic: string; what: unknown }[];
}

/** Makes one. `answer` gives the result of what is executed, or throws it. */
export function createFakeClient(answer: (asked: Asked) => unknown = () => ({})): FakeClient {
  const state: FakeClient['state'] = createStore(null as ReturnType<TidingsClient['state']['getSnapshot']>);
  const connection: FakeClient['connection'] = createStore({
    ...{ status: 'open', transport: 'websocket', attempts: 0, retryAt: null, failure: null },
    ...{ pingMs: null, quality: null, lastPongAt: null, downSince: null },
  });
  const outbox: FakeClient['outbox'] = createStore([] as ReturnType<TidingsClient['outbox']['getSnapshot']>);
  const watched = createStore<readonly string[]>([]);
  const asked: Asked[] = [];
  const open: FakeClient['open'] = [];
  const told: FakeClient['told'] = [];
  const items = new Set<Parameters<TidingsClient['onItem']>[0]>();
  const tabs = new Set<(topic: string, what: unknown) => void>();
  const askedOf = (document: { toString(): string }, variables: object): Asked => ({
    document: /(?:query|mutation|subscription) (\w+)/.exec(document.toString())?.[1] ?? '',
    variables: variables as Asked['variables'],
  });

  const client: Partial<TidingsClient> = {
    url: 'https://chat.example.com/graphql',
    getToken: () => 'token',
    ...{ state, connection, outbox, watched },
    async execute<R>(document: { toString(): string }, variables: object) {
      const one = askedOf(document, variables);
      asked.push(one);
      return answer(one) as R;
    },
    follow<R>(document: { toString(): string }, variables: object, onNext: (data: R) => void) {
      const one = { ...askedOf(document, variables), bring: (data: unknown) => onNext(data as R) };
      open.push(one);
      return () => {
        if (open.includes(one)) open.splice(open.indexOf(one), 1);
      };
    },
    onItem(listener) {
      items.add(listener);
      return () => void items.delete(listener);
    },
    otherTabs: {
      tell: (topic, what) => void told.push({ topic, what }),
      onTold(topic, listener) {
        const heard = (name: string, what: unknown) => name === topic && listener(what);
        tabs.add(heard);
        return () => void tabs.delete(heard);
      },
    },
  };
  return {
    client: client as TidingsClient,
    ...{ state, connection, outbox, watched, asked, open, told },
    bring: (item) => {
      for (const listener of [...items]) listener(item);
    },
    tellFromOther: (topic, what) => {
      for (const listener of [...tabs]) listener(topic, what);
    },
  };
}
