import type { Logger } from 'pino';
import type { Config } from './config.ts';

type Settings = Pick<
  Config,
  'databaseUrl' | 'redisUrl' | 'role' | 'jobsPollIntervalMs' | 'isProduction' | 'vapidSubject'
>;

/** Says at start what a server can do without, and what it then does worse. */
export function warnOfSettings(settings: Settings, log: Pick<Logger, 'warn'>): void {
  warnOfNodes(settings, log);
  const { isProduction, vapidSubject } = settings;
  // In development nobody is to be told of it at each start.
  if (!isProduction || vapidSubject !== null) return;
  log.warn('VAPID_SUBJECT is not set: some push services deliver nothing to browsers. Set mailto:you@example.com.');
}

function warnOfNodes({ databaseUrl, redisUrl, role, jobsPollIntervalMs }: Settings, log: Pick<Logger, 'warn'>): void {
  if (databaseUrl === null || redisUrl !== null) return;
  log.warn('REDIS_URL is not set. One node needs none; several lose nothing, but see events of others a second late.');
  if (role === 'all') return;
  log.warn({ role, jobsPollIntervalMs }, 'Without it, jobs wait until workers look for them the next time.');
}
