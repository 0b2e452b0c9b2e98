import type { Activity, PresenceStore, Put, Whereabouts } from './presence-store.ts';
import type { UserKey } from './user-key.ts';

/** Says to the store what this node has of its users. */
export interface PresencePuts {
  /** The node has this of the user from now on; `open`: the conversations that he has open there. Never waits. */
  set(user: UserKey, activity: Activity | null, open?: readonly string[]): void;
  /** The store answers again: says what it has missed; with `isEmpty` everything. */
  resume(isEmpty: boolean): void;
  close(): void;
}

interface PresencePutsOptions {
  store: Pick<PresenceStore, 'put'>;
  /** The shortest time between two changes of one user; the latest wins. @default 1_000 // 1 second */
  intervalMs: number;
  /** A user is somewhere else than before, over all nodes; or others may not have heard where he is. */
  onMoved: (user: UserKey, whereabouts: Whereabouts) => void;
  /** The store is away: this is all that is known. It is said to the store after `resume`. */
  onAway: (user: UserKey, activity: Activity | null) => void;
}

/** What a node has of a user. */
interface Had {
  activity: Activity | null;
  open: readonly string[];
}

const nothing: Had = { activity: null, open: [] };

const isSame = (a: Had, b: Had | undefined): boolean => a.activity === b?.activity && `${a.open}` === `${b.open}`;

interface Own {
  key: string;
  user: UserKey;
  wanted: Had;
  /** What the store has; undefined: that is not known, and others may not have heard of it. */
  kept: Had | undefined;
  putAt: number;
  isUnderWay: boolean;
  timer: NodeJS.Timeout | undefined;
}

const putOf = (user: UserKey, { activity, open }: Had): Put => ({
  user,
  activity,
  ...(open.length > 0 ? { open } : {}),
});

/** Users in one round: while it is under way, what comes gathers for the next. */
const roundMax = 1_000;

/**
 * One round is under way at a time, so what is said of a user stays in order, and when thousands come at once they go
 * together. The first change goes at once; what follows sooner than an interval waits for its end.
 */
export function createPresencePuts({ store, intervalMs, onMoved, onAway }: PresencePutsOptions): PresencePuts {
  const owns = new Map<string, Own>();
  const waiting = new Set<Own>();
  /** The store did not take it. */
  const missed = new Set<Own>();
  /** Counts how often the store has lost everything: what was put before is not there. */
  let losses = 0;
  let isBusy = false;
  let isClosed = false;

  function consider(own: Own): void {
    clearTimeout(own.timer);
    own.timer = undefined;
    // What is under way comes back here.
    if (own.isUnderWay) return;
    if (isSame(own.wanted, own.kept)) {
      waiting.delete(own);
      if (own.wanted.activity === null) owns.delete(own.key);
      return;
    }
    waiting.add(own);
    if (!isBusy) {
      isBusy = true;
      setImmediate(run);
    }
  }

  function considerInTime(own: Own): void {
    const waitMs = isSame(own.wanted, own.kept) ? 0 : own.putAt + intervalMs - Date.now();
    if (waitMs <= 0) consider(own);
    else own.timer ??= setTimeout(consider, waitMs, own).unref();
  }

  async function run(): Promise<void> {
    const round = [...waiting].slice(0, roundMax).map((own) => ({ own, had: own.wanted }));
    for (const { own } of round) {
      waiting.delete(own);
      own.isUnderWay = true;
    }
    const lossesBefore = losses;
    const outcomes = await store.put(round.map(({ own, had }) => putOf(own.user, had)));
    isBusy = false;
    if (isClosed) return;
    round.forEach(({ own, had }, at) => {
      const outcome = outcomes?.[at];
      own.putAt = Date.now();
      own.isUnderWay = false;
      if (outcome === undefined) {
        own.kept = undefined;
        missed.add(own);
        onAway(own.user, had.activity);
      } else {
        const { isChanged, ...whereabouts } = outcome;
        if (isChanged || missed.has(own)) onMoved(own.user, whereabouts);
        missed.delete(own);
        own.kept = losses === lossesBefore ? had : undefined;
        considerInTime(own);
      }
    });
    const [next] = waiting;
    if (next !== undefined) consider(next);
  }

  return {
    set(user, activity, open = []) {
      const key = `${user.tenantId}\n${user.userId}`;
      const own = owns.get(key) ?? {
        key,
        user,
        wanted: nothing,
        kept: nothing,
        putAt: 0,
        isUnderWay: false,
        timer: undefined,
      };
      owns.set(key, own);
      own.wanted = { activity, open };
      considerInTime(own);
    },
    resume(isEmpty) {
      if (isEmpty) losses += 1;
      for (const own of isEmpty ? owns.values() : missed) {
        own.kept = undefined;
        missed.add(own);
        consider(own);
      }
    },
    close() {
      isClosed = true;
      for (const { timer } of owns.values()) clearTimeout(timer);
    },
  };
}
