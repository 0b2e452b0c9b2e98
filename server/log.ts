import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, type Logger, pino } from 'pino';

/** What belongs to the request that is being served, wherever the code is. */
export const requestScope = new AsyncLocalStorage<{ requestId: string }>();

/** Fields that hold secrets or what people wrote, at the depths at which objects are logged. */
const secretFields = ['authorization', 'token', 'secret', 'password', 'text', 'metadata', 'cookie'];

/**
 * The process's log: one JSON object a line, each with its request's id. Tokens and messages' texts are taken out even
 * where somebody logs the object that holds them.
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const paths = secretFields.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const options = {
    level,
    redact: { paths, censor: '[redacted]' },
    mixin: () => {
      const requestId = requestScope.getStore()?.requestId;
      return requestId === undefined ? {} : { requestId };
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
