import type { Actor } from '../../context.ts';
import { AppError } from '../../errors.ts';

/** Where the application is told of its users' doings is its backend's to say. */
export function assertMayManageWebhooks(actor: Actor): void {
  if (actor.role === 'service') return;
  throw new AppError('FORBIDDEN', 'Webhooks are for tokens of the role `service`.');
}
