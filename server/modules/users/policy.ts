import type { Actor } from '../../context.ts';
import { AppError } from '../../errors.ts';

/** Only the application's own backend writes profiles that are not its own. */
export function assertMayUpsertUsers(actor: Actor): void {
  if (actor.role === 'service') return;
  throw new AppError(
    'FORBIDDEN',
    'Only for tokens of the role `service`; change your own profile with `updateProfile`.',
  );
}

/** Addresses are between a user and the backend. */
export function assertMayReadEmails(actor: Actor): void {
  if (actor.role === 'service') return;
  throw new AppError('FORBIDDEN', 'Only for tokens of the role `service`; your own is `viewer.email`.');
}
