/**
 * The server that people write with stock parts, as the measure for end-to-end.ts: Yoga over HTTP, graphql-ws over
 * sockets, a drizzle transaction for each send, and one Redis channel for each conversation. It does a send's least
 * duties well, on the very tables of ours; it has no resume, no limits and no batches.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { and, eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import { useServer } from 'graphql-ws/use/ws';
import { createSchema, createYoga, type YogaInitialContext } from 'graphql-yoga';
import { jwtVerify } from 'jose';
import postgres from 'postgres';
import { WebSocketServer } from 'ws';
import { memberships } from '../server/modules/conversations/table.ts';
import { uuidOf } from '../server/modules/messages/queries.ts';
import { messages } from '../server/modules/messages/table.ts';
import { events, heads } from '../server/realtime/table.ts';
import { createStockPubSub } from './sends/stock-pub-sub.ts';

const { DATABASE_URL = '', REDIS_URL = '', REDIS_KEY_PREFIX = 'stock', JWT_SECRET = '' } = process.env;
const secret = new TextEncoder().encode(JWT_SECRET);
const client = postgres(DATABASE_URL, { max: 10, onnotice: () => {} });
const db = drizzle(client);
const pubSub = createStockPubSub(REDIS_URL, REDIS_KEY_PREFIX);

interface Actor {
  tenantId: string;
  userId: string;
}

interface Context {
  actor: Actor;
}

interface SendInput {
  conversationId: string;
  clientMessageId: string;
  text: string;
}

async function authenticate(authorization: unknown): Promise<Actor> {
  const token = typeof authorization === 'string' ? authorization.replace(/^Bearer /, '') : '';
  const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'] });
  return { tenantId: String(payload.tenant), userId: String(payload.sub) };
}

const isMember = ({ tenantId, userId }: Actor, conversationId: string) =>
  and(
    eq(memberships.tenantId, tenantId),
    eq(memberships.conversationId, conversationId),
    eq(memberships.userId, userId),
  );

async function sendMessage(actor: Actor, { conversationId, clientMessageId, text }: SendInput) {
  const { tenantId, userId } = actor;
  const ofConversation = and(eq(heads.tenantId, tenantId), eq(heads.topic, conversationId));
  const message = await db.transaction(async (tx) => {
    const [head] = await tx
      .select({ lastSeq: heads.lastSeq, messageCount: heads.messageCount })
      .from(heads)
      .where(ofConversation)
      .for('update');
    const [member] = await tx
      .select({ role: memberships.role })
      .from(memberships)
      .where(isMember(actor, conversationId));
    if (head === undefined || member === undefined) throw new Error('There is no such conversation.');
    const seq = head.lastSeq + 1;
    const row = {
      ...{ tenantId, conversationId, seq, id: `msg_${randomUUID()}`, senderId: userId, clientMessageId, text },
      ...{ kind: 'TEXT' as const, priority: 'NORMAL' as const, metadata: {}, createdAt: new Date().toISOString() },
    };
    await tx.insert(messages).values({
      ...row,
      sendKey: uuidOf(tenantId, conversationId, userId, clientMessageId),
      requestHash: '',
      countAt: head.messageCount + 1,
    });
    await tx.insert(events).values({
      ...{ tenantId, topic: conversationId, seq, type: 'MessageSent', actorId: userId, payload: {} },
      createdAt: row.createdAt,
    });
    await tx
      .update(heads)
      .set({
        lastSeq: seq,
        messageCount: head.messageCount + 1,
        activeAt: row.createdAt,
        tx: sql`pg_current_xact_id()`,
      })
      .where(ofConversation);
    return row;
  });
  pubSub.publish(conversationId, { messageSent: message });
  return { message };
}

const schema = createSchema<Context & YogaInitialContext>({
  typeDefs: `
    scalar JSONObject
    scalar DateTime
    type Message {
      id: ID! conversationId: ID! seq: Int! senderId: ID! clientMessageId: ID! kind: String! priority: String!
      text: String metadata: JSONObject! createdAt: DateTime!
    }
    input SendMessageInput { conversationId: ID! clientMessageId: ID! text: String! }
    type SendMessagePayload { message: Message! }
    type Query { version: String! }
    type Mutation { sendMessage(input: SendMessageInput!): SendMessagePayload! }
    type Subscription { messageSent(conversationId: ID!): Message! }`,
  resolvers: {
    Query: { version: () => 'stock' },
    Mutation: { sendMessage: (_parent, { input }: { input: SendInput }, { actor }) => sendMessage(actor, input) },
    Subscription: {
      messageSent: {
        subscribe: async (_parent, { conversationId }: { conversationId: string }, { actor }) => {
          const [member] = await db
            .select({ role: memberships.role })
            .from(memberships)
            .where(isMember(actor, conversationId));
          if (member === undefined) throw new Error('There is no such conversation.');
          return pubSub.subscribe(conversationId);
        },
      },
    },
  },
});

const yoga = createYoga<{ actor?: Actor }, Context>({
  schema,
  logging: false,
  landingPage: false,
  graphiql: false,
  context: async ({ request, actor }) => ({
    actor: actor ?? (await authenticate(request.headers.get('authorization'))),
  }),
});

const server = createServer(yoga);
const wss = new WebSocketServer({ server, path: '/graphql' });

/** The recipe of Yoga's documentation for graphql-ws; the token is checked once, when a socket connects. */
useServer<Record<string, unknown>, { actor: Actor }>(
  {
    execute: (args) => (args.rootValue as ReturnType<typeof yoga.getEnveloped>).execute(args),
    subscribe: (args) => (args.rootValue as ReturnType<typeof yoga.getEnveloped>).subscribe(args),
    onConnect: async (ctx) => {
      ctx.extra.actor = await authenticate(ctx.connectionParams?.authorization);
    },
    onSubscribe: async (ctx, _id, params) => {
      const initial = { actor: ctx.extra.actor, req: ctx.extra.request, params };
      const enveloped = yoga.getEnveloped(initial as unknown as Parameters<typeof yoga.getEnveloped>[0]);
      const document = enveloped.parse(params.query);
      const errors = enveloped.validate(enveloped.schema, document);
      if (errors.length > 0) return errors;
      return {
        schema: enveloped.schema,
        document,
        operationName: params.operationName,
        variableValues: params.variables,
        contextValue: await enveloped.contextFactory(),
        rootValue: enveloped,
      };
    },
  },
  wss,
);

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  process.stdout.write(`${JSON.stringify({ port, msg: 'Ready.' })}\n`);
});
process.on('SIGTERM', () => process.exit(0));
