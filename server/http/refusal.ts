import { asRequestError, type ErrorFormatter } from './errors.ts';

/** The answer to a whole request that failed: as GraphQL's, so that clients read one form. */
export function refusal(error: unknown, formatError: ErrorFormatter): Response {
  const { message, extensions } = formatError(asRequestError(error));
  const { http, ...shown } = extensions;
  const body = JSON.stringify({ errors: [{ message, extensions: shown }] });
  const headers = { ...http?.headers, 'content-type': 'application/json; charset=utf-8' };
  return new Response(body, { status: http?.status ?? 500, headers });
}
