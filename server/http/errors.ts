import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import type { Logger } from 'pino';
import { isUnavailable } from '../db/unavailable.ts';
import { AppError, type ErrorCode, errorTable } from '../errors.ts';
import { requestScope } from '../log.ts';

/**
 * Makes of whatever was thrown what a client may see: a message and `extensions` with code, field, retryAfterMs and
 * requestId. No stack, SQL or name of a host passes here. What is nobody's fault but ours goes to the log.
 */
export type ErrorFormatter = (error: unknown) => GraphQLError;

/** Errors that were formatted come by again: at the operation, and at the transport. */
const formatted = new WeakSet<GraphQLError>();

export function createErrorFormatter(log: Logger): ErrorFormatter {
  return (error) => {
    if (error instanceof GraphQLError && formatted.has(error)) return error;
    const requestId = requestScope.getStore()?.requestId ?? randomUUID();
    const appError = toAppError(error);
    if (appError.code === 'INTERNAL' || appError.cause !== undefined) {
      log.error({ err: appError.cause ?? error, code: appError.code, requestId }, 'An operation failed.');
    }
    const result = toGraphQLError(error, appError, requestId);
    formatted.add(result);
    return result;
  };
}

/** An error that is the answer to a whole request, such as a bad token: it decides the HTTP status. */
export function asRequestError(error: unknown): GraphQLError {
  const appError = toAppError(error);
  return new GraphQLError(appError.message, {
    originalError: appError,
    extensions: { http: httpOf(appError.code, appError.retryAfterMs) },
  });
}

/**
 * An error that is the answer to an operation which was not run. As with a document that is not valid, the HTTP status is set
 * where the client takes `application/graphql-response+json`.
 */
export function asOperationError(error: AppError): GraphQLError {
  const http = { ...httpOf(error.code, error.retryAfterMs), spec: true };
  return new GraphQLError(error.message, { originalError: error, extensions: { http } });
}

function httpOf(code: ErrorCode, retryAfterMs: number | undefined) {
  const headers: Record<string, string> =
    retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) };
  return { status: errorTable[code].httpStatus, headers };
}

function toGraphQLError(error: unknown, appError: AppError, requestId: string): GraphQLError {
  const { code, field, retryAfterMs } = appError;
  const at = error instanceof GraphQLError ? error : undefined;
  const http = at === undefined ? undefined : httpOfGraphql(at);
  return new GraphQLError(appError.message, {
    nodes: at?.nodes,
    source: at?.source,
    positions: at?.positions,
    path: at?.path,
    extensions: {
      code,
      ...(field === undefined ? {} : { field }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      requestId,
      ...(http === undefined ? {} : { http }),
    },
  });
}

/**
 * `spec` lets an answer of the media type application/json stay at 200, which the specification wants for a document
 * that is not valid. A body that is no request at all is 400 whatever is accepted.
 */
function httpOfGraphql(error: GraphQLError) {
  const { http, code } = error.extensions;
  return http !== undefined && code === 'BAD_REQUEST' ? { ...http, spec: false } : http;
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isUnavailable(error)) return new AppError('UNAVAILABLE', 'Not possible now; try again.', { cause: error });
  if (!(error instanceof GraphQLError)) return masked(error);
  if (isRequestFault(error)) return requestFault(error);
  return error.originalError === undefined ? masked(error) : toAppError(error.originalError);
}

function masked(cause: unknown): AppError {
  return new AppError('INTERNAL', 'Something went wrong on the server. Quote the requestId.', { cause });
}

/**
 * Whether GraphQL itself refused the request: its syntax, its validity, the values of its variables and arguments. What
 * it says when a resolver's result does not fit has a path and points at a field.
 */
function isRequestFault(error: GraphQLError): boolean {
  const { originalError } = error;
  if (error.path === undefined) return originalError === undefined || variableFault.test(error.message);
  const [node] = originalError instanceof GraphQLError ? (originalError.nodes ?? []) : [];
  return node !== undefined && node.kind !== Kind.FIELD;
}

/** How GraphQL begins the message about a variable, and where in its value the fault is. */
const variableFault = /^Variable "\$(\w+)"(?:[^"]*? at "([^"]+)")?/;

function requestFault(error: GraphQLError): AppError {
  const status = error.extensions.http?.status;
  if (status === 413)
    return new AppError('PAYLOAD_TOO_LARGE', 'The request is too large; see `limits.requestBytesMax`.');
  const code = status === 403 ? 'FORBIDDEN' : 'BAD_USER_INPUT';
  const message = error.message.length > 1_000 ? `${error.message.slice(0, 1_000)}…` : error.message;
  const variable = variableFault.exec(error.message);
  const field = variable?.[2] ?? variable?.[1];
  return new AppError(code, message, field === undefined ? {} : { field });
}

/** An error as it is written into a stream, where there is no HTTP status left to set. */
export function toShown(error: GraphQLError): GraphQLFormattedError {
  const { extensions, ...rest } = error.toJSON();
  return { ...rest, extensions: { ...extensions, http: undefined } };
}
