import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server as TusServer } from '@tus/server';
import { NodeRequest } from 'srvx/node';
import type { Context, Services } from '../context.ts';
import { AppError, type ErrorCode, notFound } from '../errors.ts';
import { beginUpload } from '../modules/attachments/begin-upload.ts';
import { deleteAttachment } from '../modules/attachments/delete-attachment.ts';
import { finishUpload } from '../modules/attachments/finish-upload.ts';
import { requireOwnAttachment } from '../modules/attachments/queries.ts';

/** Resumable uploads, by the tus protocol 1.0 (tus.io). */
export interface Uploads {
  /** What the protocol can do here; no token is asked. */
  options(): Promise<Response>;
  /** Answers a POST without `attachmentId`, or what is about one upload. Throws `AppError`. */
  answer(ctx: Context, attachmentId: string | null, request: UploadRequest): Promise<Response>;
}

/** A request in Node's own form: whoever breaks off in the middle is noticed there, and what came is kept. */
export interface UploadRequest {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
}

/** What is known of a request while the protocol's server works on it. */
interface Upload {
  ctx: Context;
  id: string | null;
  sizeBytes: number;
  failure: AppError | null;
}

const version = { 'tus-resumable': '1.0.0' };

const codes: Record<number, ErrorCode> = {
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  410: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
};

export function createUploads({ config, storage }: Pick<Services, 'config' | 'storage'>): Uploads {
  const underWay = new WeakMap<object, Upload>();
  let opened: Promise<TusServer> | undefined;

  function uploadOf(request: object): Upload {
    const upload = underWay.get(request);
    if (upload === undefined) throw new Error('A request of nobody came to an upload.');
    return upload;
  }

  /** Loaded with the first upload. */
  async function open(): Promise<TusServer> {
    const { Server } = await import('@tus/server');
    const datastore = await storage.openUploads();
    // What is large must be known before it comes, and deletion is a verb of ours.
    datastore.extensions = ['creation', 'creation-with-upload', 'expiration'];
    return new Server({
      ...{ path: '/files', datastore, relativeLocation: true, maxSize: config.limits.attachmentBytesMax },
      async namingFunction(request, metadata) {
        const upload = uploadOf(request);
        const { filename: name = null, conversationId = null } = metadata ?? {};
        upload.id = await beginUpload(upload.ctx, { name, conversationId, sizeBytes: upload.sizeBytes });
        return upload.id;
      },
      onResponseError(request, error) {
        if (error instanceof Error) uploadOf(request).failure = asAppError(error);
        return undefined;
      },
    });
  }

  const use = () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };

  async function pass(upload: Upload, { incoming, outgoing }: UploadRequest): Promise<Response> {
    const request = new NodeRequest({ req: incoming, res: outgoing });
    underWay.set(request, upload);
    const response = await (await use()).handleWeb(request);
    if (response.status < 400) return response;
    if (upload.failure !== null) throw upload.failure;
    const words = (await response.text()).trim();
    throw new AppError(codes[response.status] ?? (response.status < 500 ? 'BAD_USER_INPUT' : 'UNAVAILABLE'), words);
  }

  return {
    async options() {
      return new Response(null, {
        status: 204,
        headers: {
          'tus-version': '1.0.0',
          'tus-extension': 'creation,creation-with-upload,expiration,termination',
          'tus-max-size': String(config.limits.attachmentBytesMax),
        },
      });
    },
    async answer(ctx, attachmentId, request) {
      const { method, headers } = request.incoming;
      const upload: Upload = { ctx, id: attachmentId, sizeBytes: Number(headers['upload-length']), failure: null };
      if (attachmentId === null) {
        if (method !== 'POST') throw notFound('upload');
        if (!Number.isSafeInteger(upload.sizeBytes)) {
          throw new AppError('BAD_USER_INPUT', 'Say how many bytes come: `Upload-Length`.', { field: 'Upload-Length' });
        }
      } else if (method === 'DELETE') {
        await deleteAttachment(ctx, { attachmentId });
        return new Response(null, { status: 204, headers: version });
      } else {
        const { status, sizeBytes } = await requireOwnAttachment(ctx, attachmentId);
        // Whatever became of it since, nothing more is to be sent.
        if (status !== 'UPLOADING') return complete(method, sizeBytes);
        upload.sizeBytes = sizeBytes;
      }
      const response = await pass(upload, request);
      // Also where only the asking brings it to light: the last answer, or what follows here, may have been lost.
      const isWhole = Number(response.headers.get('upload-offset') ?? Number.NaN) === upload.sizeBytes;
      if (isWhole && upload.id !== null) await finishUpload(ctx, ctx.actor.tenantId, upload.id);
      return response;
    },
  };
}

function complete(method: string | undefined, sizeBytes: number): Response {
  if (method !== 'HEAD') throw new AppError('CONFLICT', 'The upload is complete. Begin another for another file.');
  const size = String(sizeBytes);
  return new Response(null, { status: 200, headers: { ...version, 'upload-offset': size, 'upload-length': size } });
}

function asAppError(error: Error): AppError {
  return error instanceof AppError ? error : new AppError('INTERNAL', 'Something went wrong.', { cause: error });
}
