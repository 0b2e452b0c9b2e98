import { Readable } from 'node:stream';
import type { Actor, Services } from '../context.ts';
import { AppError, notFound } from '../errors.ts';
import { prefixOf } from '../lib/ids.ts';
import { type FileTicket, openFileAddress } from '../modules/attachments/file-address.ts';
import { fileKeys } from '../modules/attachments/file-keys.ts';
import { unknownType } from '../modules/attachments/file-kind.ts';
import { type AttachmentRow, requireAttachment } from '../modules/attachments/queries.ts';
import { partKey, requireExport } from '../modules/exports/queries.ts';
import type { ByteRange, Storage } from '../storage/storage.ts';
import type { Authenticator } from './authenticate.ts';
import type { RateLimits } from './rate-limit.ts';

interface DownloadOptions {
  services: Pick<Services, 'db' | 'cursors' | 'storage'>;
  authenticator: Authenticator;
  limits: RateLimits;
}

/** What a download was asked for with. */
interface DownloadRequest {
  method: string;
  attachmentId: string;
  key: string;
  range: string | undefined;
  ifRange: string | undefined;
  ifNoneMatch: string | undefined;
}

/**
 * Answers downloads by the addresses of `Attachment.url`. Whether their viewer may read the file is asked anew each time.
 * Throws FORBIDDEN for an address that is too old, NOT_FOUND for what he may not read any more.
 */
export function createDownloads({ services, authenticator, limits }: DownloadOptions) {
  return async (request: DownloadRequest): Promise<Response> => {
    const ticket = openFileAddress(services.cursors, request.attachmentId, request.key);
    const { actor, variant } = ticket;
    if (actor.expiresAtMs <= Date.now()) {
      throw new AppError('FORBIDDEN', 'This address is too old. Ask for `Attachment.url` again.');
    }
    await authenticator.assertLive(actor);
    await limits.take('query', `${encodeURIComponent(actor.tenantId)}/${encodeURIComponent(actor.userId)}/files`);
    if (prefixOf(request.attachmentId) === 'exp') return sendExport(services, actor, request);
    const row = await requireAttachment({ db: services.db, actor }, request.attachmentId);
    if (row.status !== 'READY' || (variant === 'thumbnail' && !row.hasThumbnail)) throw notFound('attachment');
    return variant === 'thumbnail' ? sendThumbnail(services, row, request) : sendFile(services, row, request);
  };
}

/** It never changes under its id. */
const etagOf = (id: string, variant: FileTicket['variant']): string => `"${id}.${variant}"`;

/** Whatever a browser makes of it, it runs nothing, asks for nothing, and stands in no page of ours. */
const inert = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // Nobody can guess the address, and an application may well show pictures on a site of its own.
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'private, max-age=300',
};

/** A conversation as it was exported, part after part. */
async function sendExport(
  { db, storage }: DownloadOptions['services'],
  actor: Actor,
  { method, attachmentId }: DownloadRequest,
) {
  const { id, status, partCount, sizeBytes, conversationId } = await requireExport({ db, actor }, attachmentId);
  if (status !== 'READY') throw notFound('export');
  const headers = {
    ...{ ...inert, 'content-type': 'application/jsonl; charset=utf-8', 'content-length': String(sizeBytes) },
    'content-disposition': `attachment; filename="${conversationId}.jsonl"`,
  };
  if (method === 'HEAD') return new Response(null, { headers });
  return new Response(toBody(Readable.from(readParts(storage, id, partCount))), { headers });
}

async function* readParts(storage: Storage, id: string, partCount: number): AsyncGenerator<Uint8Array> {
  for (let part = 0; part < partCount; part += 1) {
    const stream = await storage.read(partKey(id, part));
    if (stream === null) throw new Error(`A part of ${id} is not in the storage of this node.`);
    yield* stream;
  }
}

async function sendThumbnail({ storage }: Pick<Services, 'storage'>, row: AttachmentRow, request: DownloadRequest) {
  const etag = etagOf(row.id, 'thumbnail');
  const headers = { ...inert, etag, 'content-type': 'image/webp', 'content-disposition': 'inline' };
  if (request.ifNoneMatch === etag) return new Response(null, { status: 304, headers });
  if (request.method === 'HEAD') return new Response(null, { headers });
  const stream = present(await storage.read(fileKeys(row.id).thumbnail), row);
  return new Response(toBody(stream), { headers });
}

async function sendFile({ storage }: Pick<Services, 'storage'>, row: AttachmentRow, request: DownloadRequest) {
  const { id, name, sizeBytes, type, isRewritten } = row;
  const etag = etagOf(id, 'file');
  const headers = {
    ...{ ...inert, etag, 'accept-ranges': 'bytes', 'content-type': contentTypeOf(type) },
    'content-disposition': `attachment; filename*=UTF-8''${encodeName(name)}`,
  };
  if (request.ifNoneMatch === etag) return new Response(null, { status: 304, headers });
  const range = request.ifRange === undefined || request.ifRange === etag ? readRange(request.range, sizeBytes) : null;
  if (range === 'beyond') {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${sizeBytes}` } });
  }
  const part =
    range === null
      ? { status: 200, headers: { ...headers, 'content-length': String(sizeBytes) } }
      : {
          status: 206,
          headers: {
            ...headers,
            'content-length': String(range.end - range.start + 1),
            'content-range': `bytes ${range.start}-${range.end}/${sizeBytes}`,
          },
        };
  if (request.method === 'HEAD') return new Response(null, part);
  const keys = fileKeys(id);
  const stream = present(await storage.read(isRewritten ? keys.file : keys.upload, range ?? undefined), row);
  return new Response(toBody(stream), part);
}

function contentTypeOf(type: string | null): string {
  return type === 'text/plain' ? 'text/plain; charset=utf-8' : (type ?? unknownType);
}

/** As RFC 8187 wants it; what `encodeURIComponent` leaves alone beyond that is escaped too. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** One range; of several, or of what is not understood, the whole is sent, as RFC 9110 allows. */
function readRange(header: string | undefined, sizeBytes: number): ByteRange | 'beyond' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (first !== '' && last !== '' && Number(last) < start) return null;
  return start > end ? 'beyond' : { start, end };
}

function present(stream: Readable | null, { id }: AttachmentRow): Readable {
  if (stream !== null) return stream;
  throw new Error(`The bytes of ${id} are not in the storage of this node.`);
}

function toBody(stream: Readable): BodyInit {
  return Readable.toWeb(stream) as unknown as BodyInit;
}
