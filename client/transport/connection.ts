import { type Failure, failureOf, offline, TidingsError } from '../errors.ts';
import type { TypedDocumentString } from '../generated/operations.ts';
import { createStore, type Readable } from '../store/create-store.ts';
import { waitBefore } from './backoff.ts';
import { type Verdict, verdictOf } from './close-codes.ts';
import { type Closing, type Link, type LinkKind, OpenError, type Result } from './link.ts';
import { type Quality, qualityOf } from './quality.ts';
import { claimsOf, type GetToken, renewalDelay, type TokenClaims } from './tokens.ts';

/**
 * `idle` before the first `connect`; `connecting`; `open`; `waiting` for the next attempt; `closed` by `disconnect`, because
 * nobody is signed in, or because coming back would not help (`failure` says why).
 */
export type ConnectionStatus = 'idle' | 'connecting' | 'open' | 'waiting' | 'closed';

/** How the client is connected. */
export interface ConnectionState {
  status: ConnectionStatus;
  /** What carries it, while it is open: `tab` is the socket of another tab of the same user. */
  transport: LinkKind | null;
  /** Attempts since it was last open for a while. */
  attempts: number;
  /** When the next attempt is made, in ms since 1970; null: none is waited for. */
  retryAt: number | null;
  /** How long the last ping took. */
  pingMs: number | null;
  quality: Quality | null;
  /** When the server last answered a ping, in ms since 1970. */
  lastPongAt: number | null;
  /** Since when it is not open, or since `connect`; null: it is. For banners, which are best left out for the first 5 s. */
  downSince: number | null;
  /** Why it is waiting or closed. */
  failure: Failure | null;
}

interface ConnectionOptions {
  getToken: GetToken;
  open: (token: string, claims: TokenClaims, onPong: (pingMs: number) => void) => Promise<Link>;
  now: () => number;
  random: () => number;
  /** The viewer is known, before the first link is opened. */
  onAccount: (account: string) => void;
  /** A link is open. */
  onOpen: (link: Link) => void;
}

/** The one connection of a client. */
export interface Connection {
  state: Readable<ConnectionState>;
  connect(): void;
  disconnect(): void;
  /** Ends a wait: the network or the page is back. */
  wake(): void;
  /** Runs an operation on the open link. Rejects with a `TidingsError`. */
  execute<R, V extends object>(document: TypedDocumentString<R, V>, variables: V): Promise<R>;
  /**
   * Follows a subscription on whichever link is open, and opens it anew on the next, or where the server asks to wait. `onEnd`
   * is told why it ended otherwise; null: the server has completed it. Returns how to leave.
   */
  follow<R, V extends object>(
    document: TypedDocumentString<R, V>,
    variables: V,
    onNext: (data: R) => void,
    onEnd?: (failure: Failure | null) => void,
  ): () => void;
}

/** A link that holds for so long has the next break counted as the first. */
const steadyMs = 10_000;
/** What ended without an answer of the server's is asked for again after this time. */
const followRetryMs = 3_000;
/** A token that could not be got is asked for again after this time. */
const tokenRetryMs = 5_000;

export function createConnection(options: ConnectionOptions): Connection {
  const { getToken, open, now, random, onAccount, onOpen } = options;
  const state = createStore<ConnectionState>({
    ...{ status: 'idle', transport: null, attempts: 0, retryAt: null, failure: null },
    ...{ pingMs: null, quality: null, lastPongAt: null, downSince: now() },
  });
  const change = (part: Partial<ConnectionState>) => state.update((before) => ({ ...before, ...part }));
  const opened = new Set<(link: Link) => void>();
  let account: string | null = null;
  let link: Link | null = null;
  let run: AbortController | null = null;
  let wake = () => {};

  const onPong = (pingMs: number) => change({ pingMs, quality: qualityOf(pingMs), lastPongAt: now() });

  async function live({ signal }: AbortController): Promise<void> {
    while (!signal.aborted) {
      change({ status: 'connecting', retryAt: null });
      const ended = await openOnce(signal);
      if (signal.aborted) return;
      if (ended.verdict === 'never') return stop(ended.failure);
      await pause(ended, signal);
    }
  }

  async function openOnce(signal: AbortSignal): Promise<{ verdict: Verdict; failure: Failure }> {
    try {
      const token = await getToken();
      if (token === null) return { verdict: 'never', failure: signedOut };
      const claims = claimsOf(token);
      account ??= claims.account;
      if (claims.account !== null && account !== claims.account) return { verdict: 'never', failure: otherUser };
      if (account !== null) onAccount(account);
      const fresh = await open(token, claims, onPong);
      if (signal.aborted) fresh.close();
      else return causeOf(await hold(fresh, claims, signal));
      return { verdict: 'never', failure: offline() };
    } catch (error) {
      return error instanceof OpenError ? causeOf(error.closing) : { verdict: 'retry', failure: unknownCause(error) };
    }
  }

  /** Keeps a link until it ends. */
  async function hold(fresh: Link, claims: TokenClaims, signal: AbortSignal): Promise<Closing> {
    link = fresh;
    const close = () => fresh.close();
    signal.addEventListener('abort', close, { once: true });
    const renewal = keepToken(fresh, claims);
    const steady = setTimeout(() => change({ attempts: 0 }), steadyMs);
    change({ status: 'open', transport: fresh.kind, downSince: null, failure: null });
    onOpen(fresh);
    for (const begin of [...opened]) begin(fresh);

    const closing = await fresh.closed;
    link = null;
    clearTimeout(steady);
    renewal.abort();
    signal.removeEventListener('abort', close);
    change({ transport: null, downSince: now(), pingMs: null, quality: null });
    return closing;
  }

  /** Renews the token in place before it ends. */
  function keepToken(fresh: Link, claims: TokenClaims): AbortController {
    const ended = new AbortController();
    const after = (delayMs: number | null) => {
      if (delayMs === null) return;
      const timer = setTimeout(() => void renew(), delayMs);
      ended.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    };
    async function renew(): Promise<void> {
      const token = await Promise.resolve()
        .then(getToken)
        .catch(() => undefined);
      if (ended.signal.aborted) return;
      if (token === null) return disconnect(signedOut);
      const next = token === undefined ? null : claimsOf(token);
      if (token === undefined || next === null || next.account !== claims.account) return after(tokenRetryMs);
      // Where the link ends over it, the next one begins with a new token.
      await fresh.renew(token).catch(() => {});
      after(renewalDelay(next, now()));
    }
    after(renewalDelay(claims, now()));
    return ended;
  }

  async function pause({ verdict, failure }: { verdict: Verdict; failure: Failure }, signal: AbortSignal) {
    const attempts = state.getSnapshot().attempts + 1;
    const waitMs = waitBefore(attempts, verdict, random());
    change({ status: 'waiting', attempts, failure, retryAt: now() + waitMs });
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  function stop(failure: Failure | null): void {
    run = null;
    change({ status: 'closed', retryAt: null, failure });
  }

  function disconnect(failure: Failure | null = null): void {
    run?.abort();
    stop(failure);
  }

  return {
    state,
    connect() {
      if (run !== null) return wake();
      run = new AbortController();
      change({ attempts: 0, failure: null, downSince: now() });
      void live(run);
    },
    disconnect: () => disconnect(),
    wake: () => wake(),
    async execute<R, V extends object>(document: TypedDocumentString<R, V>, variables: V): Promise<R> {
      if (link === null) throw new TidingsError(offline());
      const result = await link.execute({
        query: document.toString(),
        variables: variables as Record<string, unknown>,
      });
      return dataOf<R>(result);
    },
    follow<R, V extends object>(
      document: TypedDocumentString<R, V>,
      variables: V,
      onNext: (data: R) => void,
      onEnd: (failure: Failure | null) => void = () => {},
    ) {
      let leave = () => {};
      let again: ReturnType<typeof setTimeout> | undefined;
      const operation = { query: document.toString(), variables: variables as Record<string, unknown> };
      const begin = (on: Link) => {
        clearTimeout(again);
        let refusal: Result['errors'];
        leave = on.subscribe(operation, {
          next({ data, errors }) {
            if (data != null) onNext(data as R);
            else refusal = errors;
          },
          end(errors) {
            const [error] = errors ?? refusal ?? [];
            const failure = error === undefined ? null : failureOf(error);
            const waitMs = waitAfter(failure);
            if (waitMs === null) return onEnd(failure);
            // With a link that has ended, the next one opens it.
            again = setTimeout(() => link === on && begin(on), waitMs);
          },
        });
      };
      opened.add(begin);
      if (link !== null) begin(link);
      return () => {
        opened.delete(begin);
        clearTimeout(again);
        leave();
      };
    },
  };
}

/** The data of a result. Throws what the server answered instead. */
export function dataOf<R>({ data, errors }: Result): R {
  const [error] = errors ?? [];
  if (error !== undefined) throw new TidingsError(failureOf(error));
  if (data == null) throw new TidingsError(failureOf({ message: 'The answer is empty.' }));
  return data as R;
}

const signedOut: Failure = { code: 'UNAUTHENTICATED', message: 'Nobody is signed in: `getToken` gave null.' };
const otherUser: Failure = {
  code: 'FORBIDDEN',
  message: "`getToken` gave another user's token. Make a client for each user.",
};

function causeOf({ code, reason }: Closing): { verdict: Verdict; failure: Failure } {
  const verdict = verdictOf(code);
  const message = `The connection ended with ${code}${reason === '' ? '.' : `: ${reason}`}`;
  if (verdict === 'token') return { verdict, failure: { code: 'UNAUTHENTICATED', message } };
  if (verdict === 'later') return { verdict, failure: { code: 'RATE_LIMITED', message, retryAfterMs: null } };
  if (verdict === 'never') return { verdict, failure: { code: 'INTERNAL', message, requestId: null } };
  return { verdict, failure: offline(message) };
}

/** When a subscription that ended so is asked for again; null: never on this link. */
function waitAfter(failure: Failure | null): number | null {
  if (failure === null) return null;
  if (failure.code === 'OFFLINE') return followRetryMs;
  return 'retryAfterMs' in failure ? (failure.retryAfterMs ?? followRetryMs) : null;
}

const unknownCause = (error: unknown): Failure => offline(error instanceof Error ? error.message : String(error));
