import { randomBytes } from 'node:crypto';
import type { FanOut } from '../realtime/fan-out.ts';

/** What carries the word of new jobs from node to node. */
export interface HintsOptions {
  fanOut: FanOut;
  /** Of all channels of this installation. */
  prefix: string;
}

/** Tells the nodes that work of jobs that others enqueued. What is lost is found by polling. */
export interface WakeHints {
  /** Begins to hear of them. */
  listen(): Promise<void>;
  tell(queue: string): void;
  close(): void;
}

/** `onWake` is called with a queue's name, or with null where any of them may have jobs that nobody has told of. */
export function createWakeHints({ fanOut, prefix }: HintsOptions, onWake: (queue: string | null) => void): WakeHints {
  const nodeId = randomBytes(6).toString('hex');
  const channel = `${encodeURIComponent(prefix)}:jobs`;
  let isListening = false;
  let unlisten = (): void => {};
  fanOut.onRestored(() => {
    if (isListening) onWake(null);
  });
  return {
    async listen() {
      isListening = true;
      unlisten = await fanOut.listen(channel, (text) => {
        const [sender, queue = ''] = text.split(' ');
        if (isListening && sender !== nodeId) onWake(queue);
      });
    },
    tell: (queue) => fanOut.publish(channel, `${nodeId} ${queue}`),
    close() {
      isListening = false;
      unlisten();
    },
  };
}
