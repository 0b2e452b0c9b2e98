/** GraphQL Yoga as its manual says: graphql-ws for sockets, its own SSE, its own pub/sub, through Redis where events are made. */
import { createServer } from 'node:http';
import { createRedisEventTarget } from '@graphql-yoga/redis-event-target';
import type { ExecutionArgs, execute, subscribe } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { createPubSub, createSchema, createYoga, Repeater } from 'graphql-yoga';
import { Redis } from 'ioredis';
import postgres from 'postgres';
import { WebSocketServer } from 'ws';
import type { MessageSent } from '../lib/message.ts';
import { channelOf, channelPrefix, checkToken, redisUrl, serve, typeDefs } from './common.ts';

const openEventTarget = () =>
  createRedisEventTarget({ publishClient: new Redis(redisUrl), subscribeClient: new Redis(redisUrl) });
const pubSub = createPubSub<Record<string, [event: MessageSent]>>(
  channelPrefix === undefined ? {} : { eventTarget: openEventTarget() },
);

/** With a database, the first thing that a stream does is to read its user's memberships: Tidings' own tables. */
const databaseUrl = process.env.DATABASE_URL;
const sql = databaseUrl === undefined ? null : postgres(databaseUrl, { max: 10 });

interface Context {
  userId: string;
}

async function readConversationIds(userId: string): Promise<string[]> {
  if (sql === null) return [];
  const rows = await sql<{ conversation_id: string }[]>`
    select conversation_id from memberships where tenant_id = 'default' and user_id = ${userId}`;
  return rows.map((row) => row.conversation_id);
}

async function* caughtUp() {
  yield { __typename: 'CaughtUp', cursor: 'none' };
}

const schema = createSchema({
  typeDefs,
  resolvers: {
    Subscription: {
      conversationEvents: {
        subscribe: (_root: unknown, { conversationId }: { conversationId: string }) =>
          pubSub.subscribe(channelOf(conversationId)),
        resolve: (event: MessageSent) => event,
      },
      events: {
        async subscribe(_root: unknown, _args: unknown, { userId }: Context) {
          const conversationIds = await readConversationIds(userId);
          return Repeater.merge([caughtUp(), ...conversationIds.map((id) => pubSub.subscribe(channelOf(id)))]);
        },
        resolve: (event: MessageSent) => event,
      },
    },
  },
});

const yoga = createYoga({
  schema,
  logging: false,
  async context({ request, userId }: { request?: Request; userId?: string }): Promise<Context> {
    // Sockets have shown their token when they were opened.
    return { userId: userId ?? (await checkToken(request?.headers.get('authorization'))) };
  },
});
const server = createServer(yoga);
const wss = new WebSocketServer({ server, path: '/graphql', perMessageDeflate: false });

interface Executor {
  execute: typeof execute;
  subscribe: typeof subscribe;
}

useServer<Record<string, unknown>, { userId?: string }>(
  {
    execute: (args) => (args.rootValue as Executor).execute(args),
    subscribe: (args) => (args.rootValue as Executor).subscribe(args),
    async onConnect({ connectionParams, extra }) {
      extra.userId = await checkToken(connectionParams?.authorization);
      return true;
    },
    async onSubscribe({ extra }, _id, params) {
      const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({
        params,
        userId: extra.userId,
      });
      const args: ExecutionArgs = {
        schema,
        operationName: params.operationName ?? null,
        document: parse(params.query),
        variableValues: params.variables ?? null,
        contextValue: await contextFactory(),
        rootValue: { execute, subscribe } satisfies Executor,
      };
      const errors = validate(args.schema, args.document);
      return errors.length > 0 ? errors : args;
    },
  },
  wss,
);

await serve(server);
