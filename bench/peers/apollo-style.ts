/** The stack that Apollo's manual describes: graphql-ws by itself, events through graphql-redis-subscriptions. */
import { createServer } from 'node:http';
import { RedisPubSub } from 'graphql-redis-subscriptions';
import { useServer } from 'graphql-ws/use/ws';
import { createSchema } from 'graphql-yoga';
import { Redis } from 'ioredis';
import { WebSocketServer } from 'ws';
import type { MessageSent } from '../lib/message.ts';
import { channelOf, checkToken, redisUrl, serve, typeDefs } from './common.ts';

const pubSub = new RedisPubSub({ publisher: new Redis(redisUrl), subscriber: new Redis(redisUrl) });

const schema = createSchema({
  typeDefs,
  resolvers: {
    Subscription: {
      conversationEvents: {
        subscribe: (_root: unknown, { conversationId }: { conversationId: string }) =>
          pubSub.asyncIterableIterator(channelOf(conversationId)),
        resolve: (event: MessageSent) => event,
      },
    },
  },
});

const server = createServer();
const wss = new WebSocketServer({ server, path: '/graphql', perMessageDeflate: false });
useServer(
  {
    schema,
    async onConnect({ connectionParams }) {
      await checkToken(connectionParams?.authorization);
      return true;
    },
  },
  wss,
);

await serve(server);
