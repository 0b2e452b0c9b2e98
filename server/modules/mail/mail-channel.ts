import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { Db } from '../../db/transaction.ts';
import type { CursorCodec } from '../../lib/cursor.ts';
import type { MailSettings } from '../../mail-settings.ts';
import type { DeliveryChannel, Outgoing, SendOutcome } from '../deliveries/channel.ts';
import { markBounced, readMailable } from '../users/emails.ts';
import { composeMail, type Recipient } from './compose-mail.ts';
import { judgeSmtpError, type SmtpError, type SmtpFailure } from './smtp-outcome.ts';
import { transportOptions } from './transport-options.ts';
import { hashAddress, sealTicket } from './unsubscribe-ticket.ts';

interface MailChannelOptions {
  settings: MailSettings;
  db: Db;
  /** Signs the links that end mails. */
  cursors: CursorCodec;
  log: Logger;
  /** The time. @default the system's */
  now?: () => Date;
}

/** Mail, as a way out to users. */
export interface MailChannel extends DeliveryChannel {
  /** Ends what is under way, whose outcome is a failure then, and all connections. */
  close(): void;
}

/** Notifications that one mail is made of at most; it shows fewer. */
const atOnceMax = 100;

/** Sends notifications as mails over SMTP: each by itself, or what came in a window as one. */
export function createMailChannel(options: MailChannelOptions): MailChannel {
  const { settings, db, cursors, log, now = () => new Date() } = options;
  const transport = createTransport(transportOptions(settings.smtpUrl));
  // An idle connection that breaks is replaced by the next mail.
  transport.on('error', (err) => log.debug({ err }, 'A connection to the mail server broke.'));
  let isServerAtFault = false;

  /** Says once that the server takes no mails, until it does again: it is asked for every one of them. */
  function noteServer(failure: SmtpFailure | null, err?: unknown): void {
    if (failure === null ? !isServerAtFault : failure.fault !== 'server' || isServerAtFault) return;
    isServerAtFault = failure !== null;
    if (isServerAtFault)
      log.warn({ err }, 'The mail server takes no mails; they are tried again. See SMTP_URL and MAIL_FROM.');
    else log.info('The mail server takes mails again.');
  }

  async function sendTo(outgoing: Outgoing, to: Recipient, stop: AbortSignal): Promise<SendOutcome> {
    const { tenantId, userId } = outgoing;
    const addressHash = hashAddress(to.address);
    const mail = await composeMail(outgoing, to, {
      settings,
      tokenFor: (type) => sealTicket(cursors, { tenantId, userId, type, addressHash }, now()),
    });
    try {
      const { response } = await transport.sendMail({ ...mail, signal: stop });
      noteServer(null);
      return { kind: 'SENT', code: Number(response.slice(0, 3)) || null };
    } catch (error) {
      stop.throwIfAborted();
      const failure = judgeSmtpError(error as SmtpError);
      noteServer(failure, error);
      if (failure.fault === 'address') await markBounced(db, { tenantId, userId, address: to.address });
      return failure.outcome;
    }
  }

  return {
    name: 'EMAIL',
    windowMs: settings.digestWindowMs,
    atOnceMax,
    async targetsOf(tx, tenantId, userIds) {
      const mailable = await readMailable(tx, tenantId, userIds);
      return new Map([...mailable.keys()].map((userId) => [userId, ['']]));
    },
    async send(outgoing, stop) {
      try {
        stop.throwIfAborted();
        const to = (await readMailable(db, outgoing.tenantId, [outgoing.userId])).get(outgoing.userId);
        return to === undefined ? { kind: 'TARGET_GONE', code: null } : await sendTo(outgoing, to, stop);
      } catch (err) {
        stop.throwIfAborted();
        log.error({ err }, 'A mail could not be made.');
        return { kind: 'RETRY', code: null, error: 'The mail could not be made.', retryAfterMs: null };
      }
    },
    close: () => transport.close(),
  };
}
