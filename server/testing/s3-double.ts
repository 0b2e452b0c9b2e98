import { hash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/**
 * As much of S3's protocol as the storage uses, in memory, by Amazon's documents: no package has all of it (ListParts).
 * Signatures are not checked. What a real store does beside that is not shown by tests on it.
 */
export interface S3Double {
  endpoint: string;
  /** Whatever is there: objects, and uploads that are neither completed nor aborted. */
  left(): string[];
  close(): Promise<void>;
}

interface StoredObject {
  bytes: Buffer;
  metadata: Record<string, string>;
}

interface MultipartUpload {
  key: string;
  metadata: Record<string, string>;
  parts: Map<number, Buffer>;
}

/** All parts but the last are at least so large. */
const partBytesMin = 5 * 1024 * 1024;

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

const failed = (status: number, code: string): Answer => ({ status, body: `<Error><Code>${code}</Code></Error>` });
const etagOf = (bytes: Buffer): string => `"${hash('md5', bytes)}"`;

export async function startS3Double(): Promise<S3Double> {
  const objects = new Map<string, StoredObject>();
  const uploads = new Map<string, MultipartUpload>();

  function answerUpload(method: string, uploadId: string, query: URLSearchParams, body: Buffer): Answer {
    const upload = uploads.get(uploadId);
    if (upload === undefined) return failed(404, 'NoSuchUpload');
    const parts = [...upload.parts].sort(([a], [b]) => a - b);
    switch (method) {
      case 'PUT':
        upload.parts.set(Number(query.get('partNumber')), body);
        return { status: 200, headers: { etag: etagOf(body) } };
      case 'GET':
        return { status: 200, body: `<ListPartsResult>${parts.map(describePart).join('')}</ListPartsResult>` };
      case 'DELETE':
        uploads.delete(uploadId);
        return { status: 204 };
      default: {
        if (parts.slice(0, -1).some(([, part]) => part.length < partBytesMin)) return failed(400, 'EntityTooSmall');
        const bytes = Buffer.concat(parts.map(([, part]) => part));
        objects.set(upload.key, { bytes, metadata: upload.metadata });
        uploads.delete(uploadId);
        return { status: 200, body: '<CompleteMultipartUploadResult/>' };
      }
    }
  }

  function answerObject(method: string, key: string, { headers }: IncomingMessage, bytes: Buffer): Answer {
    const object = objects.get(key);
    if (method === 'PUT') {
      objects.set(key, { bytes, metadata: metadataOf(headers) });
      return { status: 200, headers: { etag: etagOf(bytes) } };
    }
    if (method === 'DELETE') {
      objects.delete(key);
      return { status: 204 };
    }
    if (object === undefined) return method === 'HEAD' ? { status: 404 } : failed(404, 'NoSuchKey');
    const range = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '');
    const body = range === null ? object.bytes : object.bytes.subarray(Number(range[1]), Number(range[2]) + 1);
    return { status: range === null ? 200 : 206, headers: object.metadata, body };
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://s3');
    const key = pathname.split('/').slice(2).join('/');
    const body = await buffer(request);
    const { method = '' } = request;
    if (query.has('uploads')) {
      const uploadId = randomUUID();
      uploads.set(uploadId, { key, metadata: metadataOf(request.headers), parts: new Map() });
      const told = `<UploadId>${uploadId}</UploadId><Key>${key}</Key>`;
      return { status: 200, body: `<InitiateMultipartUploadResult>${told}</InitiateMultipartUploadResult>` };
    }
    const uploadId = query.get('uploadId');
    return uploadId === null ? answerObject(method, key, request, body) : answerUpload(method, uploadId, query, body);
  }

  const server = createServer((request, response) => {
    void answer(request).then((told) => send(request, response, told));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    left: () => [...objects.keys(), ...[...uploads.values()].map(({ key }) => key)],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send({ method }: IncomingMessage, response: ServerResponse, { status, headers, body = '' }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(method === 'HEAD' ? undefined : body);
}

function describePart([number, bytes]: [number, Buffer]): string {
  const fields = `<PartNumber>${number}</PartNumber><Size>${bytes.length}</Size><ETag>${etagOf(bytes)}</ETag>`;
  return `<Part>${fields}</Part>`;
}

function metadataOf(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith('x-amz-meta-') && typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}
