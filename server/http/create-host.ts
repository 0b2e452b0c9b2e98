import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Profiles, Services } from '../context.ts';
import { AppError, errorTable } from '../errors.ts';
import { issueDevelopmentToken } from '../modules/auth/issue-development-token.ts';
import { createAuthenticator } from './authenticate.ts';
import { createChatRoute } from './chat-route.ts';
import { closeCodes } from './close-codes.ts';
import { createConnections } from './connections.ts';
import { cutSockets } from './cut-sockets.ts';
import { createDrain } from './drain.ts';
import { createErrorFormatter } from './errors.ts';
import { createFilesRoute } from './files-route.ts';
import { createGraphqlRoute, type NodeBindings } from './graphql-route.ts';
import { guardRootFields } from './guard.ts';
import { addProbes, type HealthSources } from './health.ts';
import { createKnownOperations } from './known-operations.ts';
import { listen, stopListening } from './listen.ts';
import { isLocalHost } from './origins.ts';
import { createRateLimits } from './rate-limit.ts';
import { createGraphqlSchema } from './schema.ts';
import { createSharedExecution } from './shared-execution.ts';
import { createUnsubscribeRoute } from './unsubscribe-route.ts';
import { createWebsocketServer } from './websocket.ts';
import { createGraphqlServer } from './yoga.ts';

/** Everything of this node that speaks HTTP or WebSocket. */
export interface Host {
  /** Takes the port of the configuration. Rejects with Node's own error, such as EADDRINUSE. */
  listen(): Promise<{ port: number }>;
  /** Refuses new work, sends everybody away, and ends what runs; see `Drain`. */
  drain(deadline: number): Promise<void>;
  /** Cuts off what is left. */
  close(): Promise<void>;
}

export async function createHost(services: Services, profiles: Profiles, health: HealthSources): Promise<Host> {
  const { config, log } = services;
  const formatError = createErrorFormatter(log);
  const limits = createRateLimits(config, log);
  const connections = createConnections(config, services.realtime.presence);
  const stopCutting = config.chaosSeed === null ? () => {} : cutSockets(connections, config.chaosSeed);
  const drain = createDrain(connections, log);
  const authenticator = createAuthenticator(services);
  const schema = guardRootFields(createGraphqlSchema(), limits);
  const execution = createSharedExecution(services, profiles, formatError);
  const known = await createKnownOperations(config);
  const graphql = await createGraphqlServer(services, schema, execution, known, formatError);
  const shared = { config, graphql, execution, known, authenticator, connections, drain, formatError, limits, log };

  const app = new Hono<{ Bindings: NodeBindings }>();
  addProbes(app, health, drain);
  app.all('/graphql', createGraphqlRoute(shared));
  const answerFiles = createFilesRoute({ services, ...shared });
  app.all('/files', answerFiles);
  app.all('/files/:id', answerFiles);
  app.all('/unsubscribe', createUnsubscribeRoute({ services, ...shared }));
  if (!config.isProduction) addDevelopmentRoutes(app, services);
  const answerChat = await createChatRoute(config);
  if (answerChat !== null) app.get('*', (c) => answerChat(c) ?? c.notFound());
  else if (!config.isProduction) app.get('/', (c) => c.redirect('/graphql'));
  app.onError((error, c) => {
    log.error({ err: error }, 'A request failed.');
    return c.text('Something went wrong on the server.', 500);
  });

  const server = createServer(getRequestListener(app.fetch));
  const websocket = createWebsocketServer(shared);
  server.on('upgrade', (request, socket, head) => websocket.handleUpgrade(request, socket, head));

  return {
    listen: () => listen(server, config.port, config.host),
    async drain(deadline) {
      await drain.begin(deadline);
      await stopListening(server, deadline);
    },
    async close() {
      stopCutting();
      connections.stop();
      for (const each of connections.all()) each.close(closeCodes.goingAway, 'The server goes away.');
      await stopListening(server, 0);
      limits.close();
      await graphql.dispose();
    },
  };
}

function addDevelopmentRoutes(app: Hono<{ Bindings: NodeBindings }>, { config }: Services): void {
  app.get('/dev/token', async (c) => {
    // A page whose name was pointed at this machine reads what it likes of it; it must not read a token.
    if (!isLocalHost(c.req.header('host'))) return c.text('Ask by `localhost` or an IP address.', 403);
    try {
      return c.text(await issueDevelopmentToken(config, claimsOf(c.req.query())));
    } catch (error) {
      if (error instanceof AppError) return c.text(error.message, errorTable[error.code].httpStatus);
      throw error;
    }
  });
}

/** A query's values are texts; those of lists have commas between them. */
function claimsOf({ topics, ...claims }: Record<string, string>) {
  return { ...claims, ...(topics !== undefined && { topics: topics.split(',') }) };
}
