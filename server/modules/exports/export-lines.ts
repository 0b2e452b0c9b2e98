import type { StoredConversation, StoredMessage } from '../../realtime/log-event.ts';
import type { ExportRow } from './queries.ts';

/** The first line of an export. `format` is raised when a line's meaning changes; fields may be added without. */
export function conversationLine({ id, kind, title, metadata, createdAt }: StoredConversation, row: ExportRow) {
  const { upToSeq, createdAt: exportedAt } = row;
  return { type: 'conversation', format: 1, id, kind, title, metadata, createdAt, exportedAt, upToSeq };
}

/** A message as the API shows it. */
export function messageLine({
  conversationId: _conversationId,
  threadRootSeq: _seq,
  details,
  ...message
}: StoredMessage) {
  // Whoever sent it does not know that it is withheld.
  const { changedSeq: _changedSeq, withheldFrom: _withheldFrom, attachments = [], ...rest } = details ?? {};
  const files = attachments.map(({ id, name, type, sizeBytes }) => ({ id, name, type, sizeBytes }));
  return { type: 'message', ...message, reactions: message.reactions ?? [], ...rest, attachments: files };
}
