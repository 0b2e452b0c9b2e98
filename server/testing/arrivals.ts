import { setTimeout as sleep } from 'node:timers/promises';
import type { OutgoingChannel } from '../modules/deliveries/channel.ts';

/** Something that came to a receiver. */
export interface Arrival {
  channel: OutgoingChannel;
  /** By which a receiver knows it again. */
  id: string;
  /** What it tells of. */
  keys: string[];
  cameAt: number;
}

/** A sender was killed. */
export interface Death {
  at: number;
  /** When the next one was started: what came until then, the dead one had sent. */
  untilAt: number;
  /** By their ids, what it had not written down as sent. */
  undone: ReadonlySet<string>;
}

/** What comes to the receivers of a test, each of which takes some milliseconds to answer. */
export function createArrivals(random: () => number) {
  const all: Arrival[] = [];
  const watchers = new Set<() => void>();
  const of = (channel: OutgoingChannel) => all.filter((each) => each.channel === channel);
  const count = (channels: readonly OutgoingChannel[]) =>
    all.filter(({ channel }) => channels.includes(channel)).length;
  return {
    of,
    /** Notes it, and resolves when it is to be answered. */
    async take(channel: OutgoingChannel, id: string, keys: string[]): Promise<void> {
      all.push({ channel, id, keys, cameAt: Date.now() });
      for (const look of watchers) look();
      await sleep(5 + random() * 40);
    },
    /** Resolves at the moment when so many more have come, and before the last of them is answered. */
    more(channels: readonly OutgoingChannel[], wanted: number): Promise<void> {
      const enough = count(channels) + wanted;
      return new Promise((resolve) => {
        const look = () => {
          if (count(channels) < enough) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
      });
    },
    /** Of what was to come, what has not. */
    missing(channel: OutgoingChannel, wanted: ReadonlySet<string>): string[] {
      const came = new Set(of(channel).flatMap(({ keys }) => keys));
      return [...wanted].filter((key) => !came.has(key));
    },
    /** What came under several ids. */
    renamed(channel: OutgoingChannel): string[] {
      const named = of(channel).flatMap(({ id, keys }) => keys.map((key) => ({ id, key })));
      const ids = Map.groupBy(named, ({ key }) => key);
      return [...ids].filter(([, those]) => new Set(those.map(({ id }) => id)).size > 1).map(([key]) => key);
    },
    /** What came again, though no sender was killed in between that had not written down yet that it had arrived. */
    repeated(channel: OutgoingChannel, deaths: readonly Death[]): string[] {
      const several = [...Map.groupBy(of(channel), ({ id }) => id)].filter(([, those]) => those.length > 1);
      const isDoubt = ([id, those]: [string, Arrival[]]) =>
        those
          .slice(1)
          .some((next, at) => !deaths.some((death) => isBetween(those[at], death, next) && death.undone.has(id)));
      return several.filter(isDoubt).map(([id]) => id);
    },
    /** Of what came, how often it was not for the first time. */
    countDoubles: (channel: OutgoingChannel): number =>
      of(channel).length - new Set(of(channel).map(({ id }) => id)).size,
  };
}

const isBetween = (before: Arrival | undefined, { at, untilAt }: Death, after: Arrival): boolean =>
  before !== undefined && before.cameAt <= untilAt && at <= after.cameAt;
