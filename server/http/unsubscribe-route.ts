import { createHash, randomUUID } from 'node:crypto';
import type { Context as HonoContext } from 'hono';
import { html, raw } from 'hono/html';
import type { Services } from '../context.ts';
import { AppError } from '../errors.ts';
import { requestScope } from '../log.ts';
import { unsubscribe } from '../modules/mail/unsubscribe.ts';
import { openTicket } from '../modules/mail/unsubscribe-ticket.ts';
import type { Drain } from './drain.ts';
import { asRequestError, type ErrorFormatter } from './errors.ts';
import type { RateLimits } from './rate-limit.ts';

interface UnsubscribeRouteOptions {
  services: Services;
  drain: Drain;
  formatError: ErrorFormatter;
  limits: RateLimits;
}

/**
 * Answers `/unsubscribe`, where the links of mails lead: whoever has one may end these mails, without a login. GET shows a
 * button and changes nothing, since scanners of mails follow links; POST does it, for the button and for a mail program's own
 * (RFC 8058).
 */
export function createUnsubscribeRoute(options: UnsubscribeRouteOptions): (c: HonoContext) => Promise<Response> {
  const { services, drain, limits, formatError } = options;

  async function answer(c: HonoContext): Promise<Response> {
    const { method } = c.req;
    if (!['GET', 'HEAD', 'POST'].includes(method))
      return new Response(null, { status: 405, headers: { allow: 'GET, HEAD, POST' } });
    if (drain.isDraining()) throw new AppError('UNAVAILABLE', 'The server restarts; try again.');
    const ticket = openTicket(services.cursors, c.req.query('token') ?? '', new Date());
    const what = ticket.type === null ? 'all mails of notifications' : 'mails of this kind';
    if (method !== 'POST') return page('Stop mails', `Do you want no more of ${what}?`, 'Stop them');
    await limits.take(
      'mutation',
      `${encodeURIComponent(ticket.tenantId)}/${encodeURIComponent(ticket.userId)}/unsubscribe`,
    );
    await unsubscribe(services, ticket);
    return page('Done', `You get no more of ${what}. You can turn them on again where you set your notifications.`);
  }

  return (c) => {
    const requestId = randomUUID();
    return requestScope.run({ requestId }, async () => {
      const work = answer(c).catch((error: unknown) => refuse(error, formatError));
      const response = await drain.track(work);
      response.headers.set('x-request-id', requestId);
      return response;
    });
  };
}

/** Whoever follows a link reads a page. What is not meant for him is masked, and logged, as everywhere. */
async function refuse(error: unknown, formatError: ErrorFormatter): Promise<Response> {
  const { message, extensions } = formatError(asRequestError(error));
  const { status = 500, headers = {} } = extensions.http ?? {};
  const response = await page('That did not work', message, null, status);
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, String(value));
  return response;
}

const style = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 32rem; margin: 20vh auto 0; padding: 0 1rem; text-align: center }
button { font: inherit; padding: .5rem 1.5rem }`;
const styleTag = raw(`<style>${style}</style>`);
const styleHash = createHash('sha256').update(style).digest('base64');

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  // The address is the permission: no cache, no other site and no index gets it.
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
  'x-content-type-options': 'nosniff',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
};

async function page(title: string, text: string, button: string | null = null, status = 200): Promise<Response> {
  const body = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>${styleTag}</head>
<body><main><h1>${title}</h1><p>${text}</p>${button === null ? '' : html`<form method="post"><button>${button}</button></form>`}</main></body>
</html>`;
  return new Response(String(await body), { status, headers: pageHeaders });
}
