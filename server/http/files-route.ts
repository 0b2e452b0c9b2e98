import { randomUUID } from 'node:crypto';
import type { Context as HonoContext } from 'hono';
import type { Actor, Context, Services } from '../context.ts';
import { AppError } from '../errors.ts';
import { requestScope } from '../log.ts';
import type { Authenticator } from './authenticate.ts';
import { createDownloads } from './downloads.ts';
import type { Drain } from './drain.ts';
import type { ErrorFormatter } from './errors.ts';
import type { NodeBindings } from './graphql-route.ts';
import { isOriginAllowed } from './origins.ts';
import type { RateLimits } from './rate-limit.ts';
import { refusal } from './refusal.ts';
import { createUploads } from './uploads.ts';

interface FilesRouteOptions {
  services: Services;
  authenticator: Authenticator;
  drain: Drain;
  formatError: ErrorFormatter;
  limits: RateLimits;
}

type RouteContext = HonoContext<{ Bindings: NodeBindings }>;

/** Answers `/files`: uploads with a token, and downloads by the address that `Attachment.url` gave. */
export function createFilesRoute(options: FilesRouteOptions): (c: RouteContext) => Promise<Response> {
  const { services, authenticator, drain, limits, formatError } = options;
  const { config } = services;
  const uploads = createUploads(services);
  const download = createDownloads(options);

  async function answer(c: RouteContext, requestId: string): Promise<Response> {
    const { method } = c.req;
    if (!isOriginAllowed(config, c.req.header('origin'))) {
      throw new AppError('FORBIDDEN', 'This origin may not use the API; see ALLOWED_ORIGINS.');
    }
    if (method === 'OPTIONS') return uploads.options();
    if (drain.isDraining()) throw new AppError('UNAVAILABLE', 'The server restarts; try again.');
    const attachmentId = c.req.param('id') ?? null;
    const key = c.req.query('key');
    if (method === 'GET' || (method === 'HEAD' && key !== undefined)) {
      if (attachmentId === null || key === undefined) {
        throw new AppError('FORBIDDEN', 'Files are downloaded by the address that `Attachment.url` tells.');
      }
      const [range, ifRange, ifNoneMatch] = ['range', 'if-range', 'if-none-match'].map((name) => c.req.header(name));
      return download({ method, attachmentId, key, range, ifRange, ifNoneMatch });
    }
    const actor = await authenticator.authenticate(c.req.header('authorization'));
    if (actor === null) throw new AppError('UNAUTHENTICATED', 'Uploading needs a token: `Authorization: Bearer …`.');
    await limits.take('mutation', `${encodeURIComponent(actor.tenantId)}/${encodeURIComponent(actor.userId)}/files`);
    const { incoming, outgoing } = c.env;
    return uploads.answer(contextOf(services, actor, requestId), attachmentId, { incoming, outgoing });
  }

  return (c) => {
    const requestId = randomUUID();
    return requestScope.run({ requestId }, async () => {
      const work = answer(c, requestId).catch((error: unknown) => refusal(error, formatError));
      return withHeaders(c, await drain.track(work), services, requestId);
    });
  };
}

function contextOf(services: Services, actor: Actor, requestId: string): Context {
  return { ...services, actor, requestId, connection: null, profiles: null };
}

const exposed = [
  ...['accept-ranges', 'content-disposition', 'content-length', 'content-range', 'etag', 'location', 'retry-after'],
  ...['tus-extension', 'tus-max-size', 'tus-resumable', 'tus-version', 'upload-expires', 'upload-length'],
  ...['upload-metadata', 'upload-offset', 'x-request-id'],
];
const accepted = [
  ...['authorization', 'content-type', 'if-none-match', 'if-range', 'range', 'tus-resumable', 'upload-length'],
  ...['upload-metadata', 'upload-offset'],
];

function withHeaders(c: RouteContext, response: Response, { config }: Services, requestId: string): Response {
  const { status, body } = response;
  const headers = new Headers(response.headers);
  headers.set('x-request-id', requestId);
  headers.set('x-content-type-options', 'nosniff');
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  headers.append('vary', 'Origin');
  // The protocol's own server would let every origin in.
  for (const name of [...headers.keys()]) if (name.startsWith('access-control-')) headers.delete(name);
  const origin = c.req.header('origin');
  if (origin !== undefined && isOriginAllowed(config, origin)) {
    headers.set('access-control-allow-origin', origin);
    headers.set('access-control-expose-headers', exposed.join(', '));
    if (c.req.method === 'OPTIONS') {
      headers.set('access-control-allow-methods', 'GET, HEAD, POST, PATCH, DELETE');
      headers.set('access-control-allow-headers', accepted.join(', '));
      headers.set('access-control-max-age', '600');
    }
  }
  return new Response(body, { status, headers });
}
