import { useEffect, useState } from 'react';
import { useUi } from '../ui-context.tsx';

/** Props of `ConnectionBanner`. */
export interface ConnectionBannerProps {
  status: 'idle' | 'connecting' | 'open' | 'waiting' | 'closed';
  /** Since when it is down, in ms since 1970; null: it is up. */
  downSince: number | null;
  /** When it is tried again, in ms since 1970; null: nobody knows. */
  retryAt?: number | null;
  /** Tries it now. */
  onConnect?: () => void;
}

/** Shorter breaks are over before one has read of them. */
const shownAfterMs = 5_000;

/** Says that there is no connection, once that has been so for 5 s. */
export function ConnectionBanner({ status, downSince, retryAt = null, onConnect }: ConnectionBannerProps) {
  const { messages, now } = useUi();
  const time = useSeconds(downSince !== null || status === 'closed', now);
  const isLong = downSince !== null && time - downSince >= shownAfterMs;
  const isShown = status === 'closed' || (isLong && status !== 'open');
  const seconds = retryAt === null ? 0 : Math.ceil((retryAt - time) / 1_000);
  return (
    <div className="td td-connection" role="status" data-shown={isShown || undefined}>
      {isShown && (
        <>
          <span>{status === 'closed' ? messages.signedOut : messages.connectionLost}</span>
          {status === 'connecting' && <span className="td-quiet">{messages.connecting}</span>}
          {status === 'waiting' && seconds > 0 && (
            // Read aloud each second it would drown everything else.
            <span className="td-quiet" aria-hidden="true">
              {messages.connectAgainIn(seconds)}
            </span>
          )}
          {onConnect !== undefined && status !== 'connecting' && (
            <button type="button" className="td-link" onClick={onConnect}>
              {messages.connectNow}
            </button>
          )}
        </>
      )}
    </div>
  );
}

/** The time, a second at a time while it is needed. */
function useSeconds(isNeeded: boolean, now: () => number): number {
  const [time, setTime] = useState(now);
  useEffect(() => {
    setTime(now());
    if (!isNeeded) return;
    const timer = setInterval(() => setTime(now()), 1_000);
    return () => clearInterval(timer);
  }, [isNeeded, now]);
  return time;
}
