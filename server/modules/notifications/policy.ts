import type { Actor } from '../../context.ts';
import { AppError } from '../../errors.ts';

/** Only the application's own backend notifies users in its own words, and may know why somebody was not told. */
export function assertMayNotify(actor: Actor): void {
  if (actor.role === 'service') return;
  throw new AppError('FORBIDDEN', 'Only for tokens of the role `service`.');
}
