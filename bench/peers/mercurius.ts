/** Mercurius as its manual says: Fastify, and its own subscriptions over its own pub/sub. */
import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import mercurius from 'mercurius';
import type { MessageSent } from '../lib/message.ts';
import { checkToken, makeEvent, serveControl, typeDefs } from './common.ts';

const app = fastify();
await app.register(mercurius.default, {
  schema: typeDefs,
  resolvers: {
    Subscription: {
      conversationEvents: {
        subscribe: (_root: unknown, { conversationId }: { conversationId: string }, { pubsub }) =>
          pubsub.subscribe(conversationId),
        resolve: (event: MessageSent) => event,
      },
    },
    StreamItem: { resolveType: (item: { __typename: string }) => item.__typename },
  },
  subscription: {
    async onConnect({ payload }: { payload: { authorization?: unknown } }) {
      return { userId: await checkToken(payload.authorization) };
    },
  },
});
await app.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });

await serveControl((app.server.address() as AddressInfo).port, (conversations) => {
  for (const index of conversations) {
    const event = makeEvent(index);
    app.graphql.pubsub.publish({ topic: event.conversationId, payload: event });
  }
});
