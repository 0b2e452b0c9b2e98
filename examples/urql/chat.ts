import { createClient as createSocketClient } from 'graphql-ws';
import { Client, cacheExchange, fetchExchange, gql, subscriptionExchange } from 'urql';

/** A query over HTTP and the live stream over a WebSocket, by urql without the SDK. Ends with the first item. */
const url = process.env.TIDINGS_URL ?? 'http://localhost:4000';
const token = process.env.TIDINGS_TOKEN ?? (await (await fetch(`${url}/dev/token?sub=alice`)).text());
const authorization = `Bearer ${token}`;
const socket = createSocketClient({ url: `${url.replace('http', 'ws')}/graphql`, connectionParams: { authorization } });

const client = new Client({
  url: `${url}/graphql`,
  preferGetMethod: false,
  fetchOptions: { headers: { authorization } },
  exchanges: [
    cacheExchange,
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query = '', variables }) => ({
        subscribe: (sink) => ({
          unsubscribe: socket.subscribe({ query, variables }, sink as Parameters<typeof socket.subscribe>[1]),
        }),
      }),
    }),
  ],
});

const viewer = await client.query(gql`{ viewer { user { id } } }`, {}).toPromise();
console.log('I am', viewer.data?.viewer.user.id);

const live = client.subscription(gql`subscription { events { __typename } }`, {}).subscribe(({ data, error }) => {
  console.log('live:', data?.events.__typename ?? error?.message);
  live.unsubscribe();
  void socket.dispose();
});
