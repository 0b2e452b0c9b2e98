import type { Link } from '../transport/link.ts';
import type { Locks } from './leadership.ts';
import type { TabMessage } from './tab-messages.ts';

interface TabHostOptions {
  say: (message: TabMessage) => void;
  locks: Locks | null;
  /** The lock that a tab holds as long as it lives. */
  lockOf: (tabId: string) => string;
}

/** The leading tab's side: gives the other tabs its link. */
export interface TabHost {
  /** A link is open. */
  offer(link: Link): void;
  hear(message: TabMessage): void;
}

export function createTabHost({ say, locks, lockOf }: TabHostOptions): TabHost {
  /** How to leave each tab's subscriptions. */
  const tabs = new Map<string, Map<number, () => void>>();
  let link: Link | null = null;

  function forget(tabId: string): void {
    for (const leave of tabs.get(tabId)?.values() ?? []) leave();
    tabs.delete(tabId);
  }

  function subscriptionsOf(tabId: string): Map<number, () => void> {
    const known = tabs.get(tabId);
    if (known !== undefined) return known;
    const subscriptions = new Map<number, () => void>();
    tabs.set(tabId, subscriptions);
    // Given when the tab is gone, however it went.
    void locks?.request(lockOf(tabId), {}, async () => forget(tabId));
    return subscriptions;
  }

  return {
    offer(fresh) {
      link = fresh;
      say({ kind: 'open', to: null });
      void fresh.closed.then((closing) => {
        if (link === fresh) link = null;
        tabs.clear();
        say({ kind: 'closed', to: null, closing });
      });
    },
    hear(message) {
      if (!('from' in message)) return;
      const { from } = message;
      switch (message.kind) {
        case 'hello':
          if (link !== null) say({ kind: 'open', to: from });
          return;
        case 'execute': {
          const { id, operation } = message;
          const answer = (result: Awaited<ReturnType<Link['execute']>> | null) =>
            say({ kind: 'result', to: from, id, result });
          if (link === null) return answer(null);
          return void link.execute(operation).then(answer, () => answer(null));
        }
        case 'subscribe': {
          const { id, operation } = message;
          if (link === null) return;
          const leave = link.subscribe(operation, {
            next: (result) => say({ kind: 'next', to: from, id, result }),
            end: (errors) => say({ kind: 'end', to: from, id, errors }),
          });
          return void subscriptionsOf(from).set(id, leave);
        }
        case 'leave': {
          const { id } = message;
          tabs.get(from)?.get(id)?.();
          return void tabs.get(from)?.delete(id);
        }
        case 'bye':
          return forget(from);
      }
    },
  };
}
