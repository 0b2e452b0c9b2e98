import type { Config } from '../config.ts';

const localHost = /^(localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Whether a browser's page of this origin may use the API, over HTTP and WebSocket alike. Who sends no origin is no
 * browser's page. An origin is compared whole; nothing is let in because it is the same as the host, which a page can
 * choose by its own DNS.
 */
export function isOriginAllowed(config: Config, origin: string | null | undefined): boolean {
  if (origin == null) return true;
  if (config.allowedOrigins.includes(origin)) return true;
  return !config.isProduction && URL.canParse(origin) && localHost.test(new URL(origin).hostname);
}

/** Whether a `Host` header names this machine, and not a name that somebody else's DNS points here. */
export function isLocalHost(host: string | null | undefined): boolean {
  const url = `http://${host ?? ''}`;
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return localHost.test(hostname) || /^[\d.]+$/.test(hostname) || hostname.startsWith('[');
}
