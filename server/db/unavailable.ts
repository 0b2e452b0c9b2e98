import { AppError } from '../errors.ts';
import { sqlState } from './sql-state.ts';

/** The database is away, starting, full, or too slow: codes of the driver, of the system, and of Postgres. */
const codes = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now: starting up, shutting down, in recovery
  '57P05', // idle_session_timeout
  '57014', // query_canceled, which is also what statement_timeout gives
  '25P03', // idle_in_transaction_session_timeout
  '25P04', // transaction_timeout
  '55P03', // lock_not_available
]);

/** Class 08 is a broken connection, class 53 a lack of resources: connections, memory, disk. */
const classes = new Set(['08', '53']);

/** Whether an error says that the database can't serve now, and may later. `cause` is followed. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'UNAVAILABLE';
  const code = sqlState(error);
  return code !== undefined && (codes.has(code) || (code.length === 5 && classes.has(code.slice(0, 2))));
}

/** The error itself, or UNAVAILABLE in its place if that is what it says. */
export function asAppError(error: unknown): unknown {
  if (error instanceof AppError || !isUnavailable(error)) return error;
  return new AppError('UNAVAILABLE', 'The database is not available now.', { cause: error });
}
