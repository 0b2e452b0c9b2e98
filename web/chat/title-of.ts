import type { ConversationSummary } from '../../client/react/index.ts';

/** What a conversation is called: its title, or the other one's name. */
export function titleOf({ fields, peer }: Pick<ConversationSummary, 'fields' | 'peer'>): string {
  return fields.title ?? peer?.name ?? peer?.id ?? `${fields.memberCount} people`;
}
