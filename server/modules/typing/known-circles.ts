import type { Circle } from '../privacy/read-circles.ts';

/** The circles of those who type in a room, as new as the last word that one has changed. */
export interface KnownCircles {
  get(userId: string): Circle | undefined;
  /** Fulfilled once those of all these users are known. */
  load(userIds: Iterable<string>): Promise<void>;
  /** Something of it is others now. Until it has been read again, what was known counts. */
  renew(userId: string): void;
  /** Forgets those of all others. */
  keep(userIds: ReadonlySet<string>): void;
}

interface Known {
  circle: Circle | undefined;
  reading: Promise<void> | null;
  /** It has changed while it is read. */
  isStale: boolean;
}

interface KnownCirclesOptions {
  read: (userId: string) => Promise<Circle>;
  /** Called when one is known, others, or not known any more. */
  onChange: () => void;
}

/** Whose circle cannot be read is as one whom nobody may see, until it is asked for again. */
export function createKnownCircles({ read, onChange }: KnownCirclesOptions): KnownCircles {
  const all = new Map<string, Known>();

  async function readUntilFresh(userId: string, known: Known): Promise<void> {
    try {
      do {
        known.isStale = false;
        known.circle = await read(userId);
      } while (known.isStale);
    } catch (error) {
      known.circle = undefined;
      if (all.get(userId) === known) all.delete(userId);
      throw error;
    } finally {
      known.reading = null;
      onChange();
    }
  }

  return {
    get: (userId) => all.get(userId)?.circle,
    async load(userIds) {
      const readings: Promise<void>[] = [];
      for (const userId of userIds) {
        const known = all.get(userId) ?? { circle: undefined, reading: null, isStale: false };
        if (!all.has(userId)) {
          all.set(userId, known);
          known.reading = readUntilFresh(userId, known);
        }
        if (known.reading !== null) readings.push(known.reading);
      }
      await Promise.all(readings);
    },
    renew(userId) {
      const known = all.get(userId);
      if (known === undefined) return;
      known.isStale = true;
      // A failure has been told by `onChange`.
      if (known.reading === null) {
        known.reading = readUntilFresh(userId, known);
        known.reading.catch(() => {});
      }
    },
    keep(userIds) {
      for (const [userId, { reading }] of all) if (reading === null && !userIds.has(userId)) all.delete(userId);
    },
  };
}
