/** Mercurius as its manual says: Fastify, and its own subscriptions over the emitter for Redis. */
import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import mercurius from 'mercurius';
import createEmitter from 'mqemitter-redis';
import { sayReady } from '../lib/answer.ts';
import type { MessageSent } from '../lib/message.ts';
import { channelOf, checkToken, redisUrl, typeDefs } from './common.ts';

const app = fastify();
await app.register(mercurius.default, {
  schema: typeDefs,
  resolvers: {
    Subscription: {
      conversationEvents: {
        subscribe: (_root: unknown, { conversationId }: { conversationId: string }, { pubsub }) =>
          pubsub.subscribe(channelOf(conversationId)),
        resolve: (event: MessageSent) => event,
      },
    },
    StreamItem: { resolveType: (item: { __typename: string }) => item.__typename },
  },
  subscription: {
    emitter: createEmitter({ connectionString: redisUrl }),
    async onConnect({ payload }: { payload: { authorization?: unknown } }) {
      return { userId: await checkToken(payload.authorization) };
    },
  },
});
await app.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });
sayReady({ port: (app.server.address() as AddressInfo).port });
