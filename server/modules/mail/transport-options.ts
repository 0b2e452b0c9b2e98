import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';

const localHost = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

/** A server that is well answers in milliseconds; all waits together are shorter than what a delivery's lease lasts. */
const connectMsMax = 10_000;
const answerMsMax = 20_000;

/**
 * How to reach the mail server of a URL. Of its query nothing is taken: it could turn off what is set here. A name and password
 * never leave this machine unencrypted; one's own machine's servers are asked for no certificate.
 */
export function transportOptions(smtpUrl: string): SMTPPoolOptions & { pool: true } {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const isLocal = localHost.test(url.hostname);
  const auth = url.username === '' ? undefined : { user: decode(url.username), pass: decode(url.password) };
  return {
    ...{ host: url.hostname.replace(/^\[|\]$/g, ''), secure, auth },
    ...(url.port !== '' && { port: Number(url.port) }),
    ...{ requireTLS: !secure && !isLocal && auth !== undefined, ignoreTLS: isLocal },
    ...{ pool: true, maxConnections: 5, maxMessages: 100 },
    // Once, for a connection that the server has ended while it was idle. All else is tried again by the deliveries.
    maxRequeues: 1,
    ...{ dnsTimeout: connectMsMax, connectionTimeout: connectMsMax, greetingTimeout: connectMsMax },
    socketTimeout: answerMsMax,
  };
}

/** As it was meant, where somebody wrote a `%` as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
