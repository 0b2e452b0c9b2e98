import { createOutbound, type OutboundOptions } from './create-outbound.ts';

/** Why a request did not arrive. */
export type PostError = 'STATUS' | 'TIMEOUT' | 'CONNECTION' | 'NAME_NOT_FOUND' | 'CERTIFICATE' | 'ADDRESS_REFUSED';

/** What became of a request. Nothing of its answer's body is kept: it may hold what was sent. */
export interface PostResult {
  /** The HTTP status; null: there was no answer. */
  status: number | null;
  /** Null: it has arrived, by a status of 2xx. */
  error: PostError | null;
  latencyMs: number;
  /** The answer's `retry-after`, as `readRetryAfter` takes it. */
  retryAfter: string | null;
}

export interface PosterOptions extends OutboundOptions {
  /** For everything, from the name that is looked up to the status. */
  timeoutMs: number;
}

export interface Poster {
  /** One request. An aborted `signal` throws; whatever else happens is told. */
  post(url: string, headers: Record<string, string>, body: string | Buffer, signal: AbortSignal): Promise<PostResult>;
  close(): void;
}

/** What a receiver says beyond its status is of no interest, and is not waited for beyond so many bytes. */
const answerBytesMax = 65_536;

interface Answer {
  status: number;
  retryAfter: string | null;
}

/** Tells others, over connections that are kept. Redirects are not followed, private networks not reached. */
export function createPoster({ timeoutMs, ...options }: PosterOptions): Poster {
  const outbound = createOutbound({ ...options, keepAlive: true });

  function ask(
    url: string,
    headers: Record<string, string>,
    body: string | Buffer,
    signal: AbortSignal,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const measured = { ...headers, 'content-length': `${Buffer.byteLength(body)}` };
      const request = outbound.begin(new URL(url), { method: 'POST', headers: measured, signal });
      request.on('error', reject);
      request.on('response', (response) => {
        let bytes = 0;
        response.on('error', () => {});
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > answerBytesMax) response.destroy();
        });
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] ?? null });
      });
      request.end(body);
    });
  }

  return {
    async post(url, headers, body, stop) {
      const startedAt = performance.now();
      const timeout = AbortSignal.timeout(timeoutMs);
      const latencyMs = () => Math.round(performance.now() - startedAt);
      try {
        const { status, retryAfter } = await ask(url, headers, body, AbortSignal.any([stop, timeout]));
        const error = status >= 200 && status < 300 ? null : 'STATUS';
        return { status, error, latencyMs: latencyMs(), retryAfter };
      } catch (error) {
        stop.throwIfAborted();
        const fault = timeout.aborted ? 'TIMEOUT' : faultOf(error);
        return { status: null, error: fault, latencyMs: latencyMs(), retryAfter: null };
      }
    },
    close: () => outbound.close(),
  };
}

/** What went wrong, without a word of which address was found: that would map the network behind the server. */
function faultOf(error: unknown): PostError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (message.includes('is not allowed')) return 'ADDRESS_REFUSED';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'NAME_NOT_FOUND';
  const isCertificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|TLS|SSL|EPROTO/.test(code);
  return isCertificate ? 'CERTIFICATE' : 'CONNECTION';
}
