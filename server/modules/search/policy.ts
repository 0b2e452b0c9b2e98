import type { Actor } from '../../context.ts';
import { AppError } from '../../errors.ts';

/** What all users of the tenant search by is the application's to say. */
export function assertMaySetLanguage(actor: Actor): void {
  if (actor.role === 'service') return;
  throw new AppError('FORBIDDEN', 'The search language is set by tokens of the role `service`.');
}
