import type { IncomingMessage } from 'node:http';
import type { Socket as NetSocket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ExecutionArgs, GraphQLError } from 'graphql';
import {
  type Context as GraphqlWsContext,
  handleProtocols,
  makeServer,
  type OperationResult,
  type SubscribePayload,
} from 'graphql-ws';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { requestScope } from '../log.ts';
import type { Authenticator } from './authenticate.ts';
import { closeCodes } from './close-codes.ts';
import type { Connections } from './connections.ts';
import type { Drain } from './drain.ts';
import type { Edge } from './edge.ts';
import { type ErrorFormatter, toShown } from './errors.ts';
import type { KnownOperations } from './known-operations.ts';
import { createNeverYielding, type NeverYielding } from './never-yielding.ts';
import { isOriginAllowed } from './origins.ts';
import type { RateLimits } from './rate-limit.ts';
import { isOpen, type OpenSubscription, type SharedExecution } from './shared-execution.ts';
import { createSocket, type Socket } from './socket.ts';
import type { GraphqlServer } from './yoga.ts';

interface WebsocketOptions {
  config: Config;
  graphql: GraphqlServer;
  execution: SharedExecution;
  known: KnownOperations;
  authenticator: Authenticator;
  limits: RateLimits;
  connections: Connections;
  drain: Drain;
  formatError: ErrorFormatter;
  log: Logger;
}

type Protocol = GraphqlWsContext<Record<string, unknown>, Socket>;

/** GraphQL over WebSocket, by the protocol graphql-transport-ws. */
export interface WebsocketServer {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

export function createWebsocketServer(options: WebsocketOptions): WebsocketServer {
  const { config, connections, drain, log } = options;
  const protocol = createProtocol(options);
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: config.limits.requestBytesMax,
    perMessageDeflate: false,
    handleProtocols,
  });

  function open(ws: WebSocket, connection: Duplex): void {
    const socket = createSocket(ws, connection as NetSocket, config, (err) =>
      log.error({ err }, 'A message of a socket could not be served.'),
    );
    connections.add(socket);
    const closed = protocol.opened(socket, socket);
    socket.onClose((code, reason) => {
      connections.remove(socket);
      closed(code, reason).catch((err: unknown) => log.error({ err }, 'A socket could not be cleaned up.'));
    });
  }

  return {
    handleUpgrade(request, socket, head) {
      const path = new URL(request.url ?? '/', 'http://host').pathname;
      if (path !== '/graphql') return refuse(socket, '404 Not Found');
      if (!isOriginAllowed(config, request.headers.origin)) return refuse(socket, '403 Forbidden');
      if (drain.isDraining()) return refuse(socket, '503 Service Unavailable', 'Retry-After: 1\r\n');
      wss.handleUpgrade(request, socket, head, (ws) => open(ws, socket));
    },
  };
}

function refuse(socket: Duplex, status: string, headers = ''): void {
  socket.on('error', () => {});
  socket.end(`HTTP/1.1 ${status}\r\n${headers}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** The protocol's states and messages are graphql-ws'; what an operation is and who may run it is decided here. */
function createProtocol(options: WebsocketOptions) {
  const { config, drain, formatError } = options;
  const formatAll = (errors: readonly unknown[]) => errors.map((error) => toShown(formatError(error)));

  return makeServer<Record<string, unknown>, Socket>({
    connectionInitWaitTimeout: config.connectionInitTimeoutMs,
    onConnect: (ctx) => connect(options, ctx),
    onSubscribe: async (ctx, id, payload) => {
      try {
        return await prepare(options, ctx, id, payload);
      } catch (error) {
        // Thrown on, it would close the whole socket with 4500.
        return [formatError(error)];
      }
    },
    execute: (args) => drain.track(Promise.resolve(executorOf(args).execute(args))),
    subscribe: async (args) => {
      const result = await options.execution.subscribe(args);
      return isOpen(result) ? write(result, executorOf(args)) : result;
    },
    onError: (_ctx, _id, _payload, errors) => formatAll(errors),
    onNext: (_ctx, _id, _payload, _args, result) =>
      result.errors === undefined ? undefined : { ...result, errors: formatAll(result.errors) },
  });
}

async function connect(options: WebsocketOptions, { extra: socket, connectionParams }: Protocol): Promise<boolean> {
  const { config, authenticator, connections, limits, log } = options;
  try {
    const authorization = connectionParams?.authorization ?? connectionParams?.Authorization;
    const actor = await authenticator.authenticate(typeof authorization === 'string' ? authorization : null);
    // GraphiQL sends its headers with each operation, not with the connection; it is there in development only.
    if (actor === null && !config.isProduction) return true;
    if (actor === null) throw new AppError('UNAUTHENTICATED', 'This needs a token: `connectionParams.authorization`.');
    if (!socket.isOpen()) return false;
    await limits.take('connect', `${encodeURIComponent(actor.tenantId)}/${encodeURIComponent(actor.userId)}`);
    socket.renew(actor);
    connections.admit(socket);
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) log.error({ err: error }, 'A connection could not be made.');
    const isRefused = error instanceof AppError && error.code === 'UNAUTHENTICATED';
    const reason = error instanceof AppError ? error.message : 'Not possible now; try again.';
    socket.close(isRefused ? closeCodes.forbidden : closeCodes.tryAgainLater, reason);
    return false;
  }
}

/** Makes an operation ready to be executed, or says what is wrong with it. */
async function prepare(
  options: WebsocketOptions,
  ctx: Protocol,
  operationId: string,
  payload: SubscribePayload,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { config, graphql, known, authenticator, drain, formatError } = options;
  const socket = ctx.extra;
  if (drain.isDraining()) {
    socket.close(closeCodes.restart, 'The server restarts; connect again.');
    throw new AppError('UNAVAILABLE', 'The server restarts; connect again.');
  }
  const operationsMax = config.limits.subscriptionsPerSocketMax;
  if (Object.keys(ctx.subscriptions).length > operationsMax) {
    throw new AppError('RATE_LIMITED', `A socket runs at most ${operationsMax} operations.`, { retryAfterMs: 1_000 });
  }
  if (socket.actor === null) await connectLate(options, socket, payload);
  else await assertLive(authenticator, socket);

  // The protocol wants a text: `query` is empty beside an id.
  const query = known.textOf(payload, socket.actor) ?? payload.query;
  const { schema, execute, contextFactory, parse, validate } = graphql.getEnveloped({
    edge: edgeOfSocket(socket),
    params: { ...payload, query },
  } as Parameters<typeof graphql.getEnveloped>[0]);
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) return errors.map(formatError);
  return {
    schema,
    document,
    operationName: payload.operationName ?? null,
    variableValues: payload.variables ?? null,
    contextValue: await contextFactory(),
    // graphql-ws hands these arguments back when it executes; no resolver reads the root value.
    rootValue: { execute, socket, operationId } satisfies Executor,
  };
}

interface Executor {
  execute(args: ExecutionArgs): OperationResult;
  socket: Socket;
  operationId: string;
}

function executorOf(args: ExecutionArgs): Executor {
  return args.rootValue as Executor;
}

/** Lets a stream write to its socket by itself. The protocol is left to see when it ends. */
function write(subscription: OpenSubscription, { socket, operationId }: Executor): NeverYielding {
  const protocolSide = createNeverYielding(() => {
    sink.discard();
    subscription.close();
  });
  const sink = socket.writer.begin(operationId, subscription, (failure) => {
    if (failure === null) protocolSide.end();
    else protocolSide.fail(failure.error);
  });
  return protocolSide;
}

/** In development a socket may get its token with its first operation, the way GraphiQL sends it. */
async function connectLate(
  { config, authenticator, connections }: WebsocketOptions,
  socket: Socket,
  payload: SubscribePayload,
) {
  const headers = payload.extensions?.headers;
  if (config.isProduction || typeof headers !== 'object' || headers === null) return;
  const [, authorization] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  const actor = await authenticator.authenticate(typeof authorization === 'string' ? authorization : null);
  if (actor === null) return;
  socket.renew(actor);
  connections.admit(socket);
}

async function assertLive(authenticator: Authenticator, socket: Socket): Promise<void> {
  if (socket.actor === null) return;
  try {
    await authenticator.assertLive(socket.actor);
  } catch (error) {
    if (error instanceof AppError && error.code === 'UNAUTHENTICATED')
      socket.close(closeCodes.forbidden, error.message);
    throw error;
  }
}

function edgeOfSocket(socket: Socket): Edge {
  return {
    requestId: requestScope.getStore()?.requestId ?? '',
    actor: socket.actor,
    connection: socket.actor === null ? null : socket,
    session: socket.session,
    // A stream ends with its socket, which graphql-ws sees to.
    holdStream: () => ({ close: (code, reason) => socket.close(code, reason), release() {} }),
  };
}
