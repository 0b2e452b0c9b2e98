import type { PresenceStatus } from '../types.ts';
import { useUi } from '../ui-context.tsx';
import { LastSeen } from './last-seen.tsx';

/** Props of `PresenceText`. */
export interface PresenceTextProps {
  status: PresenceStatus;
  /** RFC 3339; null: it is not shown. */
  lastSeenAt?: string | null | undefined;
  customStatus?: { text: string | null; emoji: string | null } | null | undefined;
}

/** What somebody says of himself, else whether he is there, else when he was. */
export function PresenceText({ status, lastSeenAt = null, customStatus = null }: PresenceTextProps) {
  const { messages } = useUi();
  const custom = [customStatus?.emoji, customStatus?.text].filter(Boolean).join(' ');
  return (
    <span className="td td-presence-text">
      {status === 'OFFLINE' && lastSeenAt !== null ? <LastSeen at={lastSeenAt} /> : messages.presence[status]}
      {custom !== '' && ` · ${custom}`}
    </span>
  );
}
