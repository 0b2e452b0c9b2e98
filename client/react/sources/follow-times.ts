import type { Readable } from '../../store/create-store.ts';

/** A timer takes no longer wait: some 24 days. */
const waitMsMax = 2 ** 31 - 1;

/** Calls back whenever one of the times (RFC 3339) that a value names has come. Returns how to stop. */
export function followTimes(times: Readable<readonly (string | null)[]>, onTime: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    const now = Date.now();
    const later = times.getSnapshot().flatMap((time) => (time === null ? [] : [Date.parse(time)]));
    const next = Math.min(...later.filter((time) => time > now));
    if (next === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(
      () => {
        onTime();
        wait();
      },
      Math.min(next - now, waitMsMax),
    );
  };
  const leave = times.subscribe(wait);
  wait();
  return () => {
    clearTimeout(timer);
    leave();
  };
}
