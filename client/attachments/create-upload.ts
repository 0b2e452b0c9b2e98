import type { DetailedError, UploadOptions as TusOptions, Upload as TusUpload } from 'tus-js-client';
import type { TidingsClient } from '../create-client.ts';
import { type Failure, failureOf, type GraphQLErrorShape, offline, TidingsError } from '../errors.ts';
import { AttachmentDocument, type AttachmentFailure, DeleteAttachmentDocument } from '../generated/operations.ts';
import { createStore, type Readable } from '../store/create-store.ts';
import { waitBefore } from '../transport/backoff.ts';
import { blobReader } from './blob-reader.ts';

/**
 * Why an upload came to nothing: what the server refused (`PAYLOAD_TOO_LARGE`: the file is above `limits.attachmentBytesMax`), what
 * it found in the bytes (`UNSUPPORTED_IMAGE`, `UNREADABLE`, `TOO_MANY_PIXELS`, `NOT_PROCESSED`), or `cancel`.
 */
export type UploadFailure = Failure | { code: AttachmentFailure | 'CANCELLED'; message: string };

/** What `done` rejects with. */
export class UploadError extends Error {
  readonly failure: UploadFailure;

  constructor(failure: UploadFailure) {
    super(failure.message);
    this.name = 'UploadError';
    this.failure = failure;
  }
}

/** How far an upload is. */
export interface UploadState {
  /** `waiting` for the connection; `processing`: the server looks at it; `ready` to be sent in a message. */
  status: 'waiting' | 'uploading' | 'paused' | 'processing' | 'ready' | 'failed' | 'cancelled';
  /** Bytes that are on their way or there. It falls where some were lost. */
  bytesSent: number;
  bytes: number;
  /** Known once the server has taken it on. */
  attachmentId: string | null;
  /** Why it failed, or why it waits. */
  failure: UploadFailure | null;
}

/** A file on its way to the server. */
export interface Upload {
  state: Readable<UploadState>;
  /** Stops sending; what is there stays for a day. */
  pause(): void;
  resume(): void;
  /** Gives it up, and deletes what is there. */
  cancel(): void;
  /** The attachment's id, when it can be sent. Rejects with an `UploadError`. */
  done: Promise<string>;
}

interface UploadOptions {
  /** What the file is called, at most 255 bytes. @default its own name, or `file` */
  name?: string;
  /** The conversation that it is meant for, whose members may then not be too many for it. @default none */
  conversationId?: string;
  /** Bytes a request, for proxies that bound them. @default the whole file in one */
  chunkBytes?: number;
}

/** Lost attempts in a row after which it is given up, with a connection and a server that answers. */
const attemptsMax = 10;

/**
 * Uploads a file by the tus protocol, begun at once. It goes on after a break of the network from where it was, with a fresh
 * token for each request, and is done when the server has looked at it. The protocol's client (tus-js-client) is loaded with the
 * first upload.
 */
export function createUpload(client: TidingsClient, file: File | Blob, options: UploadOptions = {}): Upload {
  const { name = 'name' in file ? file.name : 'file', conversationId, chunkBytes = Number.POSITIVE_INFINITY } = options;
  const done = Promise.withResolvers<string>();
  // Who only looks at the state need not catch it.
  done.promise.catch(() => {});
  const state = createStore<UploadState>({
    ...{ status: 'waiting', bytesSent: 0, bytes: file.size, attachmentId: null, failure: null },
  });
  const change = (part: Partial<UploadState>) => state.update((before) => ({ ...before, ...part }));
  const is = (...statuses: UploadState['status'][]) => statuses.includes(state.getSnapshot().status);
  const isOver = () => is('ready', 'failed', 'cancelled');
  let tus: Promise<TusUpload> | null = null;
  let attempts = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function settle(part: Partial<UploadState> & { failure: UploadFailure | null }): void {
    if (isOver()) return;
    clearTimeout(retry);
    for (const stop of stops) stop();
    change(part);
    const { failure, attachmentId } = state.getSnapshot();
    if (failure !== null) done.reject(new UploadError(failure));
    else if (attachmentId !== null) done.resolve(attachmentId);
  }

  async function open(): Promise<TusUpload> {
    const { Upload: Tus } = await import('tus-js-client');
    const upload: TusUpload = new Tus(file as File, {
      endpoint: new URL('files', client.url).href,
      metadata: { filename: name, ...(conversationId !== undefined && { conversationId }) },
      ...{ chunkSize: chunkBytes, retryDelays: null, storeFingerprintForResuming: false },
      fingerprint: async () => name,
      // Without XMLHttpRequest it is Node, for which the library reads no blobs.
      ...(typeof XMLHttpRequest === 'undefined' && { fileReader: blobReader }),
      async onBeforeRequest(request) {
        const token = await client.getToken();
        if (token === null) throw new TidingsError({ code: 'UNAUTHENTICATED', message: 'Nobody is signed in.' });
        request.setHeader('authorization', `Bearer ${token}`);
      },
      onUploadUrlAvailable() {
        const attachmentId = upload.url?.split('/').at(-1) ?? null;
        change({ attachmentId });
        // Where it cannot be gone on with, the library would begin another.
        upload.options.endpoint = null;
        if (is('cancelled')) discard(attachmentId);
      },
      onProgress(bytesSent) {
        attempts = 0;
        if (is('uploading')) change({ bytesSent });
      },
      onSuccess: () => process(),
      onError: (error) => refused(error as Partial<DetailedError>),
    } satisfies TusOptions);
    return upload;
  }

  async function start(): Promise<void> {
    clearTimeout(retry);
    change({ status: 'uploading', failure: null });
    tus ??= open();
    try {
      const upload = await tus;
      if (is('uploading')) upload.start();
    } catch (error) {
      // The library could not be loaded.
      tus = null;
      wait(offline(String(error)));
    }
  }

  function refused({ originalResponse, causingError, message = '' }: Partial<DetailedError>): void {
    if (!is('uploading')) return;
    const failure =
      causingError instanceof TidingsError ? causingError.failure : failureIn(originalResponse ?? null, message);
    attempts += 1;
    const isTokenOld = failure.code === 'UNAUTHENTICATED' && originalResponse != null;
    const isLost = failure.code === 'OFFLINE' && !isOpen.getSnapshot();
    if (isLost || ((isTokenOld || mayPass(failure)) && attempts < attemptsMax)) wait(failure);
    else settle({ status: 'failed', failure });
  }

  /** Goes on when the connection is back, or after a while where it never was away. */
  function wait(failure: Failure): void {
    change({ status: 'waiting', failure });
    const retryAfterMs = 'retryAfterMs' in failure ? (failure.retryAfterMs ?? 0) : 0;
    const waitMs = Math.max(retryAfterMs, waitBefore(attempts, 'retry', Math.random()));
    retry = setTimeout(() => void start(), waitMs);
  }

  /** All bytes are there: the stream tells what becomes of them. */
  function process(): void {
    change({ status: 'processing', bytesSent: file.size, failure: null });
    look();
  }

  function look(): void {
    const { attachmentId } = state.getSnapshot();
    if (!is('processing') || attachmentId === null) return;
    judge(client.state.getSnapshot()?.attachments.get(attachmentId) ?? null);
    if (!is('processing')) return;
    // It may have been told before this asks, or in what was read afresh.
    client.execute(AttachmentDocument, { id: attachmentId }).then(
      ({ attachment }) => judge(attachment),
      () => {},
    );
  }

  function judge(attachment: { status: string; failure: AttachmentFailure | null } | null): void {
    if (attachment?.status === 'READY') settle({ status: 'ready', failure: null });
    if (attachment?.status !== 'FAILED') return;
    const code = attachment.failure ?? 'NOT_PROCESSED';
    settle({ status: 'failed', failure: { code, message: `The server cannot take this file: ${code}.` } });
  }

  function discard(attachmentId: string | null): void {
    if (attachmentId === null) return;
    // What stays is swept after a day.
    client.execute(DeleteAttachmentDocument, { input: { attachmentId } }).catch(() => {});
  }

  const isOpen = client.connection.select(({ status }) => status === 'open');
  const stops = [
    isOpen.subscribe(() => {
      if (!isOpen.getSnapshot()) return;
      if (is('waiting')) void start();
      look();
    }),
    client.state
      .select((all) => all?.attachments)
      .subscribe(() => {
        const { attachmentId } = state.getSnapshot();
        if (is('processing') && attachmentId !== null)
          judge(client.state.getSnapshot()?.attachments.get(attachmentId) ?? null);
      }),
  ];
  void start();

  return {
    state,
    done: done.promise,
    pause() {
      if (!is('uploading', 'waiting')) return;
      clearTimeout(retry);
      change({ status: 'paused' });
      void tus?.then((upload) => upload.abort());
    },
    resume() {
      if (is('paused')) void start();
    },
    cancel() {
      if (isOver()) return;
      const { attachmentId } = state.getSnapshot();
      settle({ status: 'cancelled', failure: { code: 'CANCELLED', message: 'The upload was cancelled.' } });
      void tus?.then((upload) => upload.abort()).catch(() => {});
      discard(attachmentId);
    },
  };
}

/** CONFLICT: an earlier request of the upload, which was cut off, is not over yet. */
const mayPass = (failure: Failure): boolean =>
  ['OFFLINE', 'INTERNAL', 'CONFLICT'].includes(failure.code) || 'retryAfterMs' in failure;

/** What the server said; OFFLINE where it said nothing, or a proxy did in its place. */
function failureIn(response: { getStatus(): number; getBody(): string } | null, message: string): Failure {
  if (response === null) return offline(message);
  try {
    const { errors } = JSON.parse(response.getBody()) as { errors: [GraphQLErrorShape] };
    return failureOf(errors[0]);
  } catch {
    const status = response.getStatus();
    if (status === 413) return { code: 'PAYLOAD_TOO_LARGE', message };
    return status === 404 || status === 410 ? { code: 'NOT_FOUND', message } : offline(message);
  }
}
