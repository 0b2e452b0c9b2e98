import { type ClientRequest, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import type { Attempt } from './table.ts';

export interface PosterOptions {
  /** Private addresses and networks (CIDR) that may be told all the same. */
  privateAddresses: readonly string[];
  /** For everything, from the name that is looked up to the status. */
  timeoutMs: number;
  /** Finds addresses. @default the system's */
  lookup?: LookupFunction | undefined;
}

export interface Poster {
  /** One request. An aborted `signal` throws; whatever else happens is told. */
  post(url: string, headers: Record<string, string>, body: string, signal: AbortSignal): Promise<Omit<Attempt, 'at'>>;
  close(): void;
}

/** What a receiver says beyond its status is of no interest, and is not waited for beyond so many bytes. */
const answerBytesMax = 65_536;

/**
 * Tells endpoints, as a stranger would who sits outside: the address is checked where the connection is made, so neither a
 * name that means a private host by now gets there, nor a redirect, since none is followed.
 */
export function createPoster({ privateAddresses, timeoutMs, lookup }: PosterOptions): Poster {
  const filter = { allowIPAddressList: [...privateAddresses], keepAlive: true };
  const agents = { http: new RequestFilteringHttpAgent(filter), https: new RequestFilteringHttpsAgent(filter) };

  function begin(url: URL, headers: Record<string, string>, signal: AbortSignal): ClientRequest {
    const isSecure = url.protocol === 'https:';
    const agent = isSecure ? agents.https : agents.http;
    const options = { method: 'POST', headers, signal, agent, ...(lookup && { lookup }) };
    return (isSecure ? requestHttps : requestHttp)(url, options);
  }

  return {
    async post(url, headers, body, stop) {
      const startedAt = performance.now();
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = AbortSignal.any([stop, timeout]);
      const latencyMs = () => Math.round(performance.now() - startedAt);
      try {
        const status = await new Promise<number>((resolve, reject) => {
          const request = begin(new URL(url), { ...headers, 'content-length': `${Buffer.byteLength(body)}` }, signal);
          request.on('error', reject);
          request.on('response', (response) => {
            let bytes = 0;
            response.on('error', () => {});
            response.on('data', (chunk: Buffer) => {
              bytes += chunk.length;
              if (bytes > answerBytesMax) response.destroy();
            });
            resolve(response.statusCode ?? 0);
          });
          request.end(body);
        });
        const error = status >= 200 && status < 300 ? null : ('STATUS' as const);
        return { status, error, latencyMs: latencyMs() };
      } catch (error) {
        stop.throwIfAborted();
        return { status: null, error: timeout.aborted ? 'TIMEOUT' : faultOf(error), latencyMs: latencyMs() };
      }
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** What went wrong, without a word of which address was found: that would map the network behind the server. */
function faultOf(error: unknown): NonNullable<Attempt['error']> {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (message.includes('is not allowed')) return 'ADDRESS_REFUSED';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'NAME_NOT_FOUND';
  const isCertificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|TLS|SSL|EPROTO/.test(code);
  return isCertificate ? 'CERTIFICATE' : 'CONNECTION';
}
