import type { PresenceStatus } from '../types.ts';
import { useUi } from '../ui-context.tsx';

/** Props of `PresenceBadge`. */
export interface PresenceBadgeProps {
  status: PresenceStatus;
  /** What it shows is said beside it. @default false */
  isDecorative?: boolean;
}

/** A dot that tells by colour and by shape whether somebody is there. */
export function PresenceBadge({ status, isDecorative = false }: PresenceBadgeProps) {
  const { messages } = useUi();
  const naming = isDecorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': messages.presence[status] };
  return <span className="td td-presence-badge" data-presence={status} {...naming} />;
}
