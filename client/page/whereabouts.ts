import type { TidingsClient } from '../create-client.ts';
import type { Page } from './page.ts';

/** Where a user is among the tabs of his browser. */
export interface Whereabouts {
  /** When he last touched one of them, in ms since 1970. */
  touchedAt(): number;
  /** What he has before him: of several visible tabs, the one with the focus, else the one that he touched last. */
  openConversationId(): string | null;
  /** He looks at this conversation, in whatever tab. */
  isLookedAt(conversationId: string): boolean;
  /** Of the tabs, this is the one that he touched last. */
  isLastTouched(): boolean;
  /** Calls back when any of it may have changed. Returns how to leave. */
  onChange(listener: () => void): () => void;
  close(): void;
}

/** What a tab says of itself. */
interface Standing {
  id: string;
  look: 'focused' | 'visible' | 'hidden';
  touchedAt: number;
  conversationIds: readonly string[];
  /** When it was said. */
  saidAt: number;
}

const topic = 'whereabouts';
/** Each touch is told so often at most. */
const touchMs = 5_000;
/** A visible tab says so often that it is. */
const renewalMs = 60_000;
/** One that has said nothing for so long has crashed. */
const silentMsMax = 2.5 * renewalMs;

/** Follows where the user is, over all tabs that share this one's connection. */
export function createWhereabouts(client: TidingsClient, page: Page): Whereabouts {
  const id = `${Date.now()} ${Math.random()}`;
  /** Those on the screen. */
  const others = new Map<string, Standing>();
  const heardOf = new Set<string>();
  const listeners = new Set<() => void>();
  let touchedAt = Date.now();
  let othersTouchedAt = 0;
  let saidAt = 0;

  const lookOf = () => (page.isFocused() ? 'focused' : page.isVisible() ? 'visible' : 'hidden');
  const own = (): Standing => ({
    ...{ id, look: lookOf(), touchedAt, saidAt: Date.now() },
    conversationIds: client.watched.getSnapshot(),
  });
  const call = () => {
    for (const listener of [...listeners]) listener();
  };

  function say(standing: Standing): void {
    saidAt = standing.saidAt;
    client.otherTabs.tell(topic, standing);
  }

  function change(): void {
    say(own());
    call();
  }

  function touch(): void {
    touchedAt = Date.now();
    if (touchedAt - saidAt >= touchMs) say(own());
    call();
  }

  function hear(what: unknown): void {
    const standing = what as Standing;
    if (!heardOf.has(standing.id)) {
      heardOf.add(standing.id);
      say(own());
    }
    if (standing.look === 'hidden') others.delete(standing.id);
    else others.set(standing.id, standing);
    othersTouchedAt = Math.max(othersTouchedAt, standing.touchedAt);
    call();
  }

  /** The tabs that are on the screen, the one that matters most at the end. */
  function shown(): Standing[] {
    const since = Date.now() - silentMsMax;
    const isShown = ({ look, saidAt: at }: Standing) => look !== 'hidden' && at >= since;
    const rank = ({ look }: Standing) => (look === 'focused' ? 1 : 0);
    return [...others.values(), own()].filter(isShown).sort((a, b) => rank(a) - rank(b) || a.touchedAt - b.touchedAt);
  }

  const renewal = setInterval(() => page.isVisible() && say(own()), renewalMs);
  const stops = [
    page.onChange(() => {
      // To come to a tab is to touch it.
      if (page.isFocused()) touchedAt = Date.now();
      change();
    }),
    page.onTouch(touch),
    client.watched.subscribe(change),
    client.otherTabs.onTold(topic, hear),
    // Told again where the tabs find each other only now.
    client.connection.select(({ status }) => status).subscribe(change),
  ];
  say(own());

  return {
    touchedAt: () => Math.max(touchedAt, othersTouchedAt),
    openConversationId: () => shown().at(-1)?.conversationIds.at(-1) ?? null,
    isLookedAt: (conversationId) =>
      shown().some(({ look, conversationIds }) => look === 'focused' && conversationIds.includes(conversationId)),
    isLastTouched: () => touchedAt >= othersTouchedAt,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      say({ ...own(), look: 'hidden' });
      clearInterval(renewal);
      for (const stop of stops) stop();
    },
  };
}
