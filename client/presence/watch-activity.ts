import type { TidingsClient } from '../create-client.ts';
import { ReportActivityDocument } from '../generated/operations.ts';
import { browserPage, type Page } from '../page/page.ts';
import { createWhereabouts } from '../page/whereabouts.ts';

interface ActivityOptions {
  /**
   * Untouched for so long, the device is idle, and its user AWAY. Above the server's `limits.awayAfterIdleMs` (5 minutes) it makes
   * no difference. @default 300_000 // 5 minutes
   */
  idleMs?: number;
  /** What is touched and looked at. @default the browser's page */
  page?: Page;
}

/** The server takes a device for idle after so long; one that is idle sooner says that it has been. */
const awayAfterMs = 300_000;
/** Touches are told so often at most. */
const renewalMs = 60_000;
/** Switching from one conversation to the next is told once. */
const settleMs = 200;
const retryMs = 10_000;

interface Report {
  touchedAt: number;
  isIdle: boolean;
  openConversationId: string | null;
  reportedAt: number;
}

/**
 * Tells the server whether this device is in use, and which conversation it shows, so that its messages are not sent to the
 * user's devices meanwhile: that of `client.watch` in a visible tab. Touched is what any of the user's tabs is; the tab that has
 * the connection says it for all. Returns how to stop, after which the server goes by what it knows.
 */
export function watchActivity(client: TidingsClient, options: ActivityOptions = {}): () => void {
  const { idleMs = awayAfterMs, page = browserPage() } = options;
  const whereabouts = createWhereabouts(client, page);
  let reported: Report | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looksAt = Number.POSITIVE_INFINITY;

  function lookIn(delayMs: number): void {
    const at = Date.now() + delayMs;
    if (at >= looksAt) return;
    clearTimeout(timer);
    looksAt = at;
    // Timers hold 31 bits.
    timer = setTimeout(look, Math.min(delayMs, 2 ** 31 - 1));
  }

  function look(): void {
    looksAt = Number.POSITIVE_INFINITY;
    const { status, transport } = client.connection.getSnapshot();
    if (status !== 'open' || transport === 'tab') {
      // Another connection knows nothing of it.
      reported = null;
      return;
    }
    const now = Date.now();
    const touchedAt = whereabouts.touchedAt();
    const isIdle = now - touchedAt >= idleMs;
    const openConversationId = whereabouts.openConversationId();
    const isNews =
      reported === null ||
      isIdle !== reported.isIdle ||
      openConversationId !== reported.openConversationId ||
      (touchedAt > reported.touchedAt && now - reported.reportedAt >= renewalMs);
    if (isNews) report({ touchedAt, isIdle, openConversationId, reportedAt: now });
    const waits = [
      ...(isIdle ? [] : [touchedAt + idleMs - now]),
      ...(reported !== null && touchedAt > reported.touchedAt ? [reported.reportedAt + renewalMs - now] : []),
    ];
    if (waits.length > 0) lookIn(Math.max(settleMs, Math.min(...waits)));
  }

  function report(next: Report): void {
    const { touchedAt, isIdle, openConversationId, reportedAt } = next;
    reported = next;
    const idleForMs = isIdle ? Math.max(reportedAt - touchedAt, awayAfterMs) : reportedAt - touchedAt;
    const input = { idleSeconds: Math.max(0, Math.floor(idleForMs / 1_000)), openConversationId };
    client.execute(ReportActivityDocument, { input }).catch(() => {
      if (reported !== next) return;
      reported = null;
      lookIn(retryMs);
    });
  }

  const isOpen = client.connection.select(({ status, transport }) => status === 'open' && transport !== 'tab');
  const onConnection = () => {
    reported = null;
    lookIn(0);
  };
  const stops = [isOpen.subscribe(onConnection), whereabouts.onChange(() => lookIn(settleMs))];
  lookIn(0);
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
    whereabouts.close();
    if (reported !== null && reported.openConversationId !== null) report({ ...reported, openConversationId: null });
  };
}
