import addressparser from 'nodemailer/lib/addressparser';
import { z } from 'zod';
import { ConfigError, type Environment, readNumber, readText, readUrl } from './lib/environment.ts';

/** The mail server, and what mails say of where they come from. */
export interface MailSettings {
  /**
   * `SMTP_URL` of the server that takes mails, `smtps://user:password@host:465` or `smtp://host:587`. Name and password go over
   * TLS alone (with `smtp://` by STARTTLS), but for a server on this machine. Absent: notifications go by no mail.
   */
  smtpUrl: string;
  /** `MAIL_FROM`: whom mails are from, such as `Example <hello@example.com>`. */
  from: { name: string; address: string };
  /** `PUBLIC_URL` at which the users' browsers reach this server, for the links that end mails. One-click ones need https. */
  publicUrl: string;
  /**
   * `MAIL_LINK_URL`: the page of the application that a mail about a conversation leads to, such as
   * `https://app.example.com/c/{conversationId}?at={messageSeq}`. Absent: it leads nowhere.
   */
  linkUrl: string | null;
  /**
   * `MAIL_DIGEST_WINDOW_MS` that a notification waits for others of its user, to be in one mail with them. HIGH and URGENT ones do
   * not wait. 0: each goes by itself. @default 900_000 // 15 minutes
   */
  digestWindowMs: number;
}

const windowMsMax = 86_400_000;

/** Reads what mail needs; null where there is no mail server. Throws ConfigError. */
export function readMailSettings(env: Environment): MailSettings | null {
  const smtpUrl = readUrl(env, 'SMTP_URL', ['smtp:', 'smtps:']);
  const publicUrl = readUrl(env, 'PUBLIC_URL', ['https:', 'http:']);
  const linkUrl = readUrl(env, 'MAIL_LINK_URL', ['https:', 'http:']);
  const digestWindowMs = readNumber(env, 'MAIL_DIGEST_WINDOW_MS', 900_000, 0, windowMsMax);
  const from = readText(env, 'MAIL_FROM');
  if (smtpUrl === null) return null;
  if (publicUrl === null) {
    const cure = 'give the address at which browsers reach this server, or leave SMTP_URL out.';
    throw new ConfigError('PUBLIC_URL', undefined, cure);
  }
  return { smtpUrl, from: readFrom(from), publicUrl: publicUrl.replace(/\/+$/, ''), linkUrl, digestWindowMs };
}

function readFrom(text: string | undefined): MailSettings['from'] {
  const [first, ...more] = addressparser(text ?? '', { flatten: true });
  const isOne = first !== undefined && more.length === 0 && z.regexes.html5Email.test(first.address);
  if (isOne) return { name: first.name, address: first.address };
  throw new ConfigError('MAIL_FROM', text, 'give an address such as Example <hello@example.com>.');
}
