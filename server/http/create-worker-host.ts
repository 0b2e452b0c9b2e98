import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Services } from '../context.ts';
import type { Host } from './create-host.ts';
import { addProbes, type HealthSources } from './health.ts';
import { listen, stopListening } from './listen.ts';

/** What a node says that serves no clients: whether it lives, and whether it works. */
export function createWorkerHost({ config }: Pick<Services, 'config'>, health: HealthSources): Host {
  let isDraining = false;
  const app = new Hono();
  addProbes(app, health, { isDraining: () => isDraining });
  const server = createServer(getRequestListener(app.fetch));
  return {
    listen: () => listen(server, config.port, config.host),
    async drain() {
      isDraining = true;
    },
    close: () => stopListening(server, 0),
  };
}
