import { z } from 'zod';
import type { Actor, Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import type { CursorCodec } from '../../lib/cursor.ts';

/** A download, as its address says. */
export interface FileTicket {
  attachmentId: string;
  variant: 'file' | 'thumbnail';
  /** For whom it was made. */
  actor: Actor;
}

const validMs = 300_000;
/** Addresses of one minute are the same, so that a browser finds in its cache what it has. */
const stepMs = 60_000;
const kind = 'file';

const ticketForm = z.object({
  id: z.string(),
  variant: z.enum(['file', 'thumbnail']),
  tenantId: z.string(),
  userId: z.string(),
  sid: z.string().nullable(),
  issuedAtMs: z.number(),
  expiresAtMs: z.number(),
});

/** The address of a file for the actor, good for four to five minutes, and no longer than his token. */
export function fileAddress(
  { cursors, actor }: Pick<Context, 'cursors' | 'actor'>,
  id: string,
  variant: FileTicket['variant'],
  now = Date.now(),
): string {
  const expiresAtMs = Math.min(Math.floor(now / stepMs) * stepMs + validMs, actor.expiresAtMs);
  const { tenantId, userId, sid = null, issuedAtMs } = actor;
  const ticket: z.input<typeof ticketForm> = { id, variant, tenantId, userId, sid, issuedAtMs, expiresAtMs };
  return `/files/${id}?key=${cursors.seal(kind, '', ticket)}`;
}

/**
 * What an address allows to download, as long as its actor still may. Throws FORBIDDEN for one that is not this server's,
 * or is another file's; the caller sees to it that it is not too old.
 */
export function openFileAddress(cursors: CursorCodec, attachmentId: string, key: string): FileTicket {
  const ticket = ticketForm.safeParse(openKey(cursors, key));
  if (!ticket.success || ticket.data.id !== attachmentId) throw badAddress();
  const { variant, tenantId, userId, sid, issuedAtMs, expiresAtMs } = ticket.data;
  const actor: Actor = { tenantId, userId, role: 'user', sid: sid ?? undefined, issuedAtMs, expiresAtMs, topics: [] };
  return { attachmentId, variant, actor };
}

function openKey(cursors: CursorCodec, key: string): unknown {
  try {
    return cursors.open(kind, '', key, 'key');
  } catch {
    throw badAddress();
  }
}

function badAddress(): AppError {
  return new AppError('FORBIDDEN', 'This address is not one of this server. Ask for `Attachment.url` again.');
}
