import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context as HonoContext } from 'hono';
import type { Config } from '../config.ts';
import type { NodeBindings } from './graphql-route.ts';

type RouteContext = HonoContext<{ Bindings: NodeBindings }>;

/** Where `scripts/build-chat.ts` puts the demo application. */
const builtAt = new URL('../../web/chat/dist/', import.meta.url);

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Scripts and styles of its own alone, and nothing of other hosts; pictures may be made in the page (`data:`, `blob:`). */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

interface BuiltFile {
  body: Uint8Array<ArrayBuffer>;
  zipped: Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
}

/** Answers with a file of the demo application, by its path; null: there is none. */
export type ChatRoute = (c: RouteContext) => Response | null;

/** The demo application, held in memory. Null: it is off, or was not built. */
export async function createChatRoute(config: Config): Promise<ChatRoute | null> {
  if (!config.chat) return null;
  const names = await readdir(builtAt).catch((): string[] => []);
  if (!names.includes('index.html')) return null;
  const files = new Map<string, BuiltFile>(
    await Promise.all(names.map(async (name) => [`/${name}`, await readBuilt(name)] as const)),
  );
  return (c) => {
    const file = files.get(c.req.path === '/' ? '/index.html' : c.req.path);
    if (file === undefined) return null;
    if (c.req.header('if-none-match') === file.headers.etag) {
      return new Response(null, { status: 304, headers: file.headers });
    }
    if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? ''))
      return new Response(file.body, { headers: file.headers });
    return new Response(file.zipped, { headers: { ...file.headers, 'content-encoding': 'gzip' } });
  };
}

async function readBuilt(name: string): Promise<BuiltFile> {
  const body = new Uint8Array(await readFile(fileURLToPath(new URL(name, builtAt))));
  const zipped = new Uint8Array(await promisify(gzip)(body));
  // Names with a hash of what is in them, as the build gives to all but those that are asked for by a name of their own.
  const isHashed = /-[A-Z0-9]{8}\.\w+$/.test(name);
  return {
    ...{ body, zipped },
    headers: {
      'content-type': types[extname(name)] ?? 'application/octet-stream',
      'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': policy,
      'cross-origin-opener-policy': 'same-origin',
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`,
      'referrer-policy': 'no-referrer',
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
    },
  };
}
