import type { Moved, PresenceStore } from './presence-store.ts';

/** Gives this node's sign of life, and takes away what dead nodes had. */
export interface PresenceBeat {
  /** At once, and regularly from then on; fulfilled when it was answered. */
  beat(): Promise<void>;
  /** The store did not answer: looks for it often, until it does. */
  lose(): void;
  /** Ends it, once nothing is under way. */
  stop(): Promise<void>;
}

interface PresenceBeatOptions {
  store: Pick<PresenceStore, 'beat' | 'reap'>;
  /** The time between two signs of life. @default 10_000 // 10 seconds */
  intervalMs: number;
  /** The store answers again; `isEmpty`: it knows nothing of this node. */
  onBack: (isEmpty: boolean) => void;
  /** Somebody is somewhere else, since a node is dead. */
  onMoved: (moved: Moved) => void;
  /** Another node was dead. */
  onReaped: () => void;
}

/** While the store is away, it is looked for so often. */
const awayIntervalMs = 250;

export function createPresenceBeat(options: PresenceBeatOptions): PresenceBeat {
  const { store, intervalMs, onBack, onMoved, onReaped } = options;
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> | null = null;
  let isAway = false;
  let isStopped = false;

  async function beatOnce(): Promise<void> {
    const answer = await store.beat();
    if (answer === null) {
      isAway = true;
      return;
    }
    if (isAway || answer.isNew) onBack(answer.isNew);
    isAway = false;
    for (const id of answer.dead) {
      await store.reap(id, (moved) => {
        for (const each of moved) onMoved(each);
      });
    }
    if (answer.dead.length > 0) onReaped();
  }

  function beat(): Promise<void> {
    beating ??= beatOnce().finally(() => {
      beating = null;
      beatLater();
    });
    return beating;
  }

  function beatLater(): void {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(beat, isAway ? Math.min(awayIntervalMs, intervalMs) : intervalMs).unref();
  }

  return {
    beat,
    lose() {
      if (isAway) return;
      isAway = true;
      beatLater();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await beating;
    },
  };
}
