import type { SendOutcome } from '../deliveries/channel.ts';

/** What nodemailer tells of a mail that was not taken. */
export interface SmtpError {
  /** nodemailer's own: EAUTH, EENVELOPE, ESOCKET … */
  code?: string | undefined;
  /** The system's, where there is one: ECONNREFUSED … */
  originalCode?: string | undefined;
  /** What was being asked for: RCPT TO, DATA, AUTH PLAIN … */
  command?: string | undefined;
  /** The server's answer, with its code at the beginning. */
  response?: string | undefined;
  responseCode?: number | undefined;
  /** The server will not take it later either. */
  permanent?: boolean | undefined;
}

/** What became of a mail that was not taken, and who is to mend it. */
export interface SmtpFailure {
  outcome: SendOutcome;
  /** `address`: its user's is no more. `server`: the operator's or the server's. `mail`: this one is not wanted. */
  fault: 'address' | 'server' | 'mail';
}

/** RFC 3463: no such mailbox or host, bad syntax, moved, takes no mail (RFC 7505), mailbox disabled. */
const deadAddress = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1']);
/** The same without such a status: no mailbox, moved, name not allowed. */
const deadMailbox = new Set([550, 551, 553]);
/** Answered for good by many, and mended by whoever tidies up: the mailbox is full. */
const isFull = (code: number, status: string | undefined): boolean => status === '5.2.2' || (code === 552 && !status);

/**
 * Judges a refusal. What is for good and about the recipient ends his address; what is for good and about the mail ends the
 * mail; all else is tried again, also what only the operator can mend (a password, a sender that is not allowed): his users'
 * mails wait for it. A relay that does not want to relay says nothing about the address.
 */
export function judgeSmtpError(error: SmtpError): SmtpFailure {
  const { responseCode: code = null, response = '', command = '' } = error;
  const isAboutMail = command === 'RCPT TO' || command === 'DATA';
  const status = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})(?=\s|$)/.exec(response)?.[1];
  const told = describe(error, status);
  const retry = { kind: 'RETRY', code, error: told, retryAfterMs: null } as const;
  if (code === null || error.permanent !== true) {
    // Only nodemailer itself refuses what it has not sent: an envelope that it could not make.
    if (code === null && error.code === 'EENVELOPE') {
      return { outcome: { kind: 'REFUSED', code, error: told }, fault: 'mail' };
    }
    return { outcome: retry, fault: isAboutMail ? 'mail' : 'server' };
  }
  if (!isAboutMail) return { outcome: retry, fault: 'server' };
  if (isFull(code, status)) return { outcome: retry, fault: 'mail' };
  const isDead =
    status === undefined
      ? command === 'RCPT TO' && deadMailbox.has(code) && !/relay/i.test(response)
      : deadAddress.has(status);
  if (isDead) return { outcome: { kind: 'TARGET_GONE', code }, fault: 'address' };
  return { outcome: { kind: 'REFUSED', code, error: told }, fault: 'mail' };
}

/** Codes alone: answers quote addresses and hosts, and this is kept and shown. */
function describe({ code, originalCode, command, responseCode }: SmtpError, status: string | undefined): string {
  const words = [
    code,
    originalCode === code ? undefined : originalCode,
    responseCode,
    status,
    command && `at ${command}`,
  ];
  return words.filter(Boolean).join(' ') || 'The mail could not be sent.';
}
