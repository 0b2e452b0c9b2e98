import { useTicking } from '../shared/use-ticks.ts';
import { useUi } from '../ui-context.tsx';
import { lastSeenText } from './last-seen-text.ts';

/** Props of `LastSeen`. */
export interface LastSeenProps {
  /** RFC 3339. */
  at: string;
  /** Says "Last seen" before it. @default true */
  hasPrefix?: boolean;
}

/** When somebody was last there, kept true as time goes by. */
export function LastSeen({ at, hasPrefix = true }: LastSeenProps) {
  const { messages, locale, now } = useUi();
  const when = useTicking(() => lastSeenText(at, now(), messages, locale));
  return (
    <time className="td td-last-seen" dateTime={at}>
      {hasPrefix ? messages.lastSeen(when) : when}
    </time>
  );
}
