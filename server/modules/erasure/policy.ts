import type { Actor } from '../../context.ts';
import { AppError } from '../../errors.ts';

/** Whose content goes is for the application to decide. */
export function assertMayErase(actor: Actor): void {
  if (actor.role === 'service') return;
  throw new AppError('FORBIDDEN', 'Erasing users is for tokens of the role `service`.');
}
