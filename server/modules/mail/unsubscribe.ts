import type { Context, Services } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { changePreferences } from '../notifications/change-preferences.ts';
import { type NotificationType, notificationTypes } from '../notifications/notification.ts';
import { readEmail } from '../users/emails.ts';
import { hashAddress, type UnsubscribeTicket } from './unsubscribe-ticket.ts';

/**
 * Turns mail off for the user of a ticket, for its type or for all, in his own name: his devices are told as if one of them
 * had done it. Doing it again changes nothing. Who has no such address any more gets no mail there, so it is done.
 */
export async function unsubscribe(services: Services, ticket: UnsubscribeTicket): Promise<void> {
  const ctx = actAs(services, ticket);
  try {
    await changePreferences(ctx, async (tx, before) => {
      const email = await readEmail(tx, ctx.actor);
      if (email === null || hashAddress(email.address) !== ticket.addressHash) return before;
      const ended = notificationTypes.filter((type) => ticket.type === null || ticket.type === type);
      return { ...before, types: { ...before.types, ...withoutMail(before.types, ended) } };
    });
  } catch (error) {
    // A user who is not there gets no mail either.
    if (error instanceof AppError && error.code === 'NOT_FOUND') return;
    throw error;
  }
}

function withoutMail<Types extends Record<NotificationType, readonly string[]>>(
  types: Types,
  ended: NotificationType[],
) {
  return Object.fromEntries(ended.map((type) => [type, types[type].filter((channel) => channel !== 'EMAIL')]));
}

function actAs(services: Services, { tenantId, userId }: UnsubscribeTicket): Context {
  const now = Date.now();
  const session = { sid: undefined, issuedAtMs: now, expiresAtMs: now, topics: [] };
  return {
    ...services,
    actor: { tenantId, userId, role: 'user', ...session },
    requestId: '',
    connection: null,
    profiles: null,
  };
}
