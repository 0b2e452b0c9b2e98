import { randomBytes } from 'node:crypto';
import { channelOf } from './channel.ts';
import type { FanOut } from './fan-out.ts';
import type { SignalRoom } from './signals.ts';

/**
 * What is said once, to whoever hears the place now, on whatever node: it is kept nowhere, and what is lost on the way to
 * other nodes stays lost. While Redis is away, only this node hears it.
 */
export interface Broadcasts {
  /** Says a text, of one line as JSON is. Those of this node hear it at once. Never waits, never throws. */
  say(place: SignalRoom, text: string): void;
  /** Hears what one node says in its order, and nothing twice. Fulfilled once it is heard; returns what ends it. */
  hear(place: SignalRoom, onText: (text: string) => void): Promise<() => void>;
}

interface BroadcastsOptions {
  fanOut: FanOut;
  /** Of all channels. */
  prefix: string;
}

const nodeIdLength = 12;

export function createBroadcasts({ fanOut, prefix }: BroadcastsOptions): Broadcasts {
  const nodeId = randomBytes(nodeIdLength / 2).toString('hex');
  const here = new Map<string, Set<(text: string) => void>>();
  /** Of what this node says: hints may come twice. */
  let lastNumber = 0;

  const nameOf = ({ tenantId, name }: SignalRoom): string => channelOf(prefix, tenantId, `broadcasts/${name}`);

  return {
    say(place, text) {
      const channel = nameOf(place);
      lastNumber += 1;
      for (const onText of here.get(channel) ?? []) onText(text);
      fanOut.publish(channel, `${nodeId}${lastNumber} ${text}`);
    },
    async hear(place, onText) {
      const channel = nameOf(place);
      const listener = (text: string): void => onText(text);
      const listeners = here.get(channel) ?? new Set();
      here.set(channel, listeners.add(listener));
      const lastOf = new Map<string, number>();
      const stop = (): void => {
        listeners.delete(listener);
        if (listeners.size === 0 && here.get(channel) === listeners) here.delete(channel);
      };
      try {
        const unlisten = await fanOut.listen(channel, (word) => {
          const sender = word.slice(0, nodeIdLength);
          const end = word.indexOf(' ');
          const number = Number(word.slice(nodeIdLength, end));
          if (sender === nodeId || end < 0 || number <= (lastOf.get(sender) ?? 0)) return;
          lastOf.set(sender, number);
          onText(word.slice(end + 1));
        });
        return () => {
          stop();
          unlisten();
        };
      } catch (error) {
        stop();
        throw error;
      }
    },
  };
}
