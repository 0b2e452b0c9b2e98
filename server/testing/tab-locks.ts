import type { ClientOptions } from '../../client/index.ts';

type Locks = NonNullable<ClientOptions['tabs']>['locks'];

interface Request {
  tab: object;
  grant: () => Promise<void>;
}

/** The Web Locks of a browser, of which Node has none, and a tab's part of them, which ends when the tab crashes. */
export function createTabLocks(): { tab(): Locks & { crash(): void } } {
  const queues = new Map<string, Request[]>();

  /** Gives a lock to the first in its queue, and to the next when he is done. */
  function grantFirst(name: string): void {
    const [first] = queues.get(name) ?? [];
    if (first === undefined) return;
    void first.grant().then(() => drop(name, first));
  }

  function drop(name: string, request: Request): void {
    const queue = queues.get(name) ?? [];
    const at = queue.indexOf(request);
    if (at < 0) return;
    queue.splice(at, 1);
    if (at === 0) grantFirst(name);
  }

  return {
    tab() {
      const tab = {};
      return {
        async request(name, { signal, ifAvailable = false }, held) {
          const queue = queues.get(name) ?? [];
          queues.set(name, queue);
          if (ifAvailable && queue.length > 0) return held(null);
          await new Promise<void>((resolve, reject) => {
            const request: Request = {
              tab,
              grant: async () => {
                await held({});
                resolve();
              },
            };
            signal?.addEventListener('abort', () => {
              if (queue[0] === request) return;
              drop(name, request);
              reject(signal.reason);
            });
            queue.push(request);
            if (queue[0] === request) grantFirst(name);
          });
        },
        crash() {
          for (const [name, queue] of queues) {
            for (const request of queue.filter((each) => each.tab === tab)) drop(name, request);
          }
        },
      };
    },
  };
}
