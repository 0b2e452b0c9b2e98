/** Clocks that can be stopped together. */
export interface Countdowns {
  /** Begins one, or begins it anew. */
  start(id: string, durationMs: number): void;
  stop(id: string): void;
  pause(): void;
  resume(): void;
  close(): void;
}

interface Countdown {
  leftMs: number;
  startedAt: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export function createCountdowns(onOver: (id: string) => void): Countdowns {
  const running = new Map<string, Countdown>();
  let isPaused = false;

  function run(id: string, countdown: Countdown): void {
    countdown.startedAt = Date.now();
    countdown.timer = setTimeout(() => {
      running.delete(id);
      onOver(id);
    }, countdown.leftMs);
  }

  function stop(id: string): void {
    clearTimeout(running.get(id)?.timer);
    running.delete(id);
  }

  return {
    stop,
    start(id, leftMs) {
      stop(id);
      const countdown: Countdown = { leftMs, startedAt: 0, timer: undefined };
      running.set(id, countdown);
      if (!isPaused) run(id, countdown);
    },
    pause() {
      if (isPaused) return;
      isPaused = true;
      for (const countdown of running.values()) {
        clearTimeout(countdown.timer);
        countdown.leftMs -= Date.now() - countdown.startedAt;
      }
    },
    resume() {
      if (!isPaused) return;
      isPaused = false;
      for (const [id, countdown] of running) run(id, countdown);
    },
    close() {
      for (const id of [...running.keys()]) stop(id);
    },
  };
}
