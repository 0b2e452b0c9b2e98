import { hash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { CursorCodec } from '../../lib/cursor.ts';
import { type NotificationType, notificationTypes } from '../notifications/notification.ts';

/** What a link in a mail allows to whoever has it, without a login. */
export interface UnsubscribeTicket {
  tenantId: string;
  userId: string;
  /** Whose mails are to end; null: all. */
  type: NotificationType | null;
  /** Of the address that the mail went to: who has another by now is another reader. */
  addressHash: string;
}

/** People keep mails, and a link that does not end them gets them reported instead. */
const validMs = 365 * 86_400_000;
const kind = 'unsubscribe';

const ticketForm = z.object({
  tenantId: z.string(),
  userId: z.string(),
  type: z.enum(notificationTypes).nullable(),
  addressHash: z.string(),
  expiresAtMs: z.number(),
});

export const hashAddress = (address: string): string => hash('sha256', address, 'base64url').slice(0, 16);

/** Signs a ticket, which is good for a year. */
export function sealTicket(cursors: CursorCodec, ticket: UnsubscribeTicket, now: Date): string {
  const sealed: z.input<typeof ticketForm> = { ...ticket, expiresAtMs: now.getTime() + validMs };
  return cursors.seal(kind, '', sealed);
}

/** The ticket of a link. Throws FORBIDDEN for one that is not this installation's, or too old. */
export function openTicket(cursors: CursorCodec, token: string, now: Date): UnsubscribeTicket {
  const ticket = ticketForm.safeParse(openToken(cursors, token));
  if (!ticket.success || ticket.data.expiresAtMs <= now.getTime()) throw badToken();
  const { expiresAtMs: _until, ...opened } = ticket.data;
  return opened;
}

function openToken(cursors: CursorCodec, token: string): unknown {
  try {
    return cursors.open(kind, '', token, 'token');
  } catch {
    throw badToken();
  }
}

const badToken = (): AppError => new AppError('FORBIDDEN', 'This link is not one of this server, or too old.');
