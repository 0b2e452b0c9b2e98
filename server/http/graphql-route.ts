import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context as HonoContext } from 'hono';
import type { Config } from '../config.ts';
import type { Actor } from '../context.ts';
import { AppError } from '../errors.ts';
import { requestScope } from '../log.ts';
import type { Authenticator } from './authenticate.ts';
import { closeCodes } from './close-codes.ts';
import type { Connections, LiveConnection } from './connections.ts';
import type { Drain } from './drain.ts';
import type { Edge } from './edge.ts';
import { type ErrorFormatter, toShown } from './errors.ts';
import { writeEventStream } from './event-stream.ts';
import { isOriginAllowed } from './origins.ts';
import { refusal } from './refusal.ts';
import type { OpenSubscription } from './shared-execution.ts';
import type { GraphqlServer } from './yoga.ts';

interface GraphqlRouteOptions {
  config: Config;
  graphql: GraphqlServer;
  authenticator: Authenticator;
  connections: Connections;
  drain: Drain;
  formatError: ErrorFormatter;
}

/** Where the host keeps Node's own request and response. */
export interface NodeBindings {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
}

type RouteContext = HonoContext<{ Bindings: NodeBindings }>;

/** Answers `/graphql`: origins, media type and token first, then the operation. */
export function createGraphqlRoute(options: GraphqlRouteOptions): (c: RouteContext) => Promise<Response> {
  const { config, graphql, authenticator, drain } = options;
  const streams = new WeakMap<Response, OpenSubscription>();

  async function answer(c: RouteContext, requestId: string): Promise<Response> {
    if (!isOriginAllowed(config, c.req.header('origin'))) {
      throw new AppError('FORBIDDEN', 'This origin may not use the API; see ALLOWED_ORIGINS.');
    }
    if (c.req.method === 'OPTIONS') return new Response(null, { status: 204 });
    assertJson(c);
    if (drain.isDraining()) throw new AppError('UNAVAILABLE', 'The server restarts; try again.');
    const actor = await authenticator.authenticate(c.req.header('authorization'));
    const opened: OpenSubscription[] = [];
    const edge = createEdge(options, c, requestId, actor, (subscription) => opened.push(subscription));
    const response = await drain.track(Promise.resolve(graphql.fetch(c.req.raw, { edge })));
    const [subscription] = opened;
    if (subscription === undefined) return response;
    if (response.headers.get('content-type') === 'text/event-stream') streams.set(response, subscription);
    else subscription.close();
    return response;
  }

  /** Begins a response that goes on: what it brings is written to Node's own. */
  function begin(c: RouteContext, response: Response, subscription: OpenSubscription): Response {
    const { outgoing } = c.env;
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    writeEventStream(outgoing, subscription, (error) => ({ errors: [toShown(options.formatError(error))] }));
    return RESPONSE_ALREADY_SENT;
  }

  return (c) => {
    const requestId = randomUUID();
    return requestScope.run({ requestId }, async () => {
      const response = await answer(c, requestId).catch((error: unknown) => refusal(error, options.formatError));
      addHeaders(c, config, response, requestId);
      const subscription = streams.get(response);
      return subscription === undefined ? response : begin(c, response, subscription);
    });
  };
}

/** Other media types are what a page of any origin may send without asking first. */
function assertJson(c: RouteContext): void {
  if (c.req.method !== 'POST') return;
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json' || type === 'application/graphql+json') return;
  throw new AppError('BAD_USER_INPUT', 'The body is JSON: send `Content-Type: application/json`.');
}

function addHeaders(c: RouteContext, config: Config, response: Response, requestId: string): void {
  const { headers } = response;
  headers.set('x-request-id', requestId);
  headers.set('x-content-type-options', 'nosniff');
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  headers.append('vary', 'Origin');
  // What is left of the body is not read: the connection serves no other request.
  if (response.status === 413) headers.set('connection', 'close');
  const origin = c.req.header('origin');
  if (origin === undefined || !isOriginAllowed(config, origin)) return;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-expose-headers', 'x-request-id, retry-after');
  if (c.req.method !== 'OPTIONS') return;
  headers.set('access-control-allow-methods', 'GET, POST');
  headers.set('access-control-allow-headers', 'authorization, content-type, accept, x-graphql-csrf');
  headers.set('access-control-max-age', '600');
}

function createEdge(
  options: GraphqlRouteOptions,
  c: RouteContext,
  requestId: string,
  actor: Actor | null,
  takeSubscription: (subscription: OpenSubscription) => void,
): Edge {
  const { connections } = options;
  return {
    requestId,
    actor,
    connection: null,
    session: actor,
    takeSubscription,
    holdStream(end) {
      const live: LiveConnection = {
        actor,
        isSocket: false,
        close(code, reason) {
          connections.remove(live);
          if (code === closeCodes.tooSlow) c.env.outgoing.destroy();
          else end(errorOf(code, reason));
        },
      };
      connections.admit(live);
      return { close: live.close, release: () => connections.remove(live) };
    },
  };
}

/** What ends a socket with a code ends an SSE stream with an error. */
function errorOf(code: number, reason: string): AppError {
  return new AppError(code === closeCodes.forbidden ? 'UNAUTHENTICATED' : 'UNAVAILABLE', reason);
}
