/** GraphQL Yoga as its manual says: graphql-ws for sockets, its own SSE, its own pub/sub. */
import { createServer } from 'node:http';
import type { ExecutionArgs, execute, subscribe } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { createPubSub, createSchema, createYoga } from 'graphql-yoga';
import { WebSocketServer } from 'ws';
import type { MessageSent } from '../lib/message.ts';
import { checkToken, makeEvent, serve, typeDefs } from './common.ts';

const pubSub = createPubSub<{ conversation: [conversationId: string, event: MessageSent] }>();

const schema = createSchema({
  typeDefs,
  resolvers: {
    Subscription: {
      conversationEvents: {
        subscribe: (_root: unknown, { conversationId }: { conversationId: string }) =>
          pubSub.subscribe('conversation', conversationId),
        resolve: (event: MessageSent) => event,
      },
    },
  },
});

const yoga = createYoga({
  schema,
  logging: false,
  async context({ request }) {
    // Sockets have shown theirs when they were opened.
    if (request !== undefined) await checkToken(request.headers.get('authorization'));
    return {};
  },
});
const server = createServer(yoga);
const wss = new WebSocketServer({ server, path: '/graphql', perMessageDeflate: false });

interface Executor {
  execute: typeof execute;
  subscribe: typeof subscribe;
}

useServer(
  {
    execute: (args) => (args.rootValue as Executor).execute(args),
    subscribe: (args) => (args.rootValue as Executor).subscribe(args),
    async onConnect({ connectionParams }) {
      await checkToken(connectionParams?.authorization);
      return true;
    },
    async onSubscribe(_ctx, _id, params) {
      const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({ params });
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

await serve(server, (conversations) => {
  for (const index of conversations) {
    const event = makeEvent(index);
    pubSub.publish('conversation', event.conversationId, event);
  }
});
