import { offline, TidingsError } from '../errors.ts';
import type { Operation, Result } from './link.ts';

/** What is called instead of the global `fetch`. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

interface HttpOptions {
  url: string;
  token: string;
  fetch: Fetch;
}

/** Sends an operation by HTTP. Rejects with OFFLINE where no answer comes. */
export function post(
  { url, token, fetch }: HttpOptions,
  operation: Operation,
  { accept, signal }: { accept: string; signal: AbortSignal },
): Promise<Response> {
  const headers = { accept, 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(operation), signal }).catch(() => {
    throw new TidingsError(offline());
  });
}

/** Runs a query or a mutation by HTTP. */
export async function executeByHttp(options: HttpOptions, operation: Operation, signal: AbortSignal): Promise<Result> {
  const response = await post(options, operation, { accept: 'application/json', signal });
  // A proxy's page of an error is no answer of the server's.
  return response.json().catch(() => {
    throw new TidingsError(offline(`The server cannot be reached (HTTP ${response.status}).`));
  });
}
