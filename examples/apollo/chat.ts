import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';

/** A query over HTTP and the live stream over a WebSocket, by Apollo Client without the SDK. Ends with the first item. */
const url = process.env.TIDINGS_URL ?? 'http://localhost:4000';
const token = process.env.TIDINGS_TOKEN ?? (await (await fetch(`${url}/dev/token?sub=alice`)).text());
const authorization = `Bearer ${token}`;
const socket = createClient({ url: `${url.replace('http', 'ws')}/graphql`, connectionParams: { authorization } });

const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    new HttpLink({ uri: `${url}/graphql`, headers: { authorization } }),
  ),
});

const viewer = await client.query<{ viewer: { user: { id: string } } }>({ query: gql`{ viewer { user { id } } }` });
console.log('I am', viewer.data?.viewer.user.id);

const query = gql`subscription { events { __typename } }`;
const live = client.subscribe<{ events: { __typename: string } }>({ query }).subscribe(({ data, error }) => {
  console.log('live:', data?.events.__typename ?? error?.message);
  live.unsubscribe();
  void socket.dispose();
});
