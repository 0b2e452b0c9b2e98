const stepMs = 10;

/**
 * Starts a watch; called, it stops and says the milliseconds. It stands still while this thread waits for a core: what is promised
 * within a second is promised by a machine that has time for it, and tests share theirs. What the thread itself works on counts.
 */
export function startStopwatch(): () => number {
  const begunAt = performance.now();
  let starvedMs = 0;
  let lookedAt = begunAt;
  let worked = process.threadCpuUsage();
  const look = () => {
    const now = performance.now();
    const { user, system } = process.threadCpuUsage(worked);
    starvedMs += Math.max(0, now - lookedAt - stepMs - (user + system) / 1_000);
    lookedAt = now;
    worked = process.threadCpuUsage();
  };
  const timer = setInterval(look, stepMs);
  return () => {
    look();
    clearInterval(timer);
    return lookedAt - begunAt - starvedMs;
  };
}
