import { offline, TidingsError } from '../errors.ts';
import { type Closing, type Link, OpenError, type Result, type Sink } from '../transport/link.ts';
import { offlineError } from '../transport/socket-link.ts';
import type { TabMessage } from './tab-messages.ts';

interface TabLinkOptions {
  tabId: string;
  say: (message: TabMessage) => void;
  /** Calls back with what others say, until what it returns is called. */
  listen: (onMessage: (message: TabMessage) => void) => () => void;
  /** A leader that has no link of its own says nothing: it is asked again after this time. */
  answerMsMax: number;
}

/** A link over the socket of the leading tab. */
export function openTabLink({ tabId, say, listen, answerMsMax }: TabLinkOptions): Promise<Link> {
  const opened = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<Closing>();
  const sinks = new Map<number, Sink>();
  const answers = new Map<number, (result: Result | null) => void>();
  let lastId = 0;
  let isClosed = false;

  const finish = (closing: Closing) => {
    if (isClosed) return;
    isClosed = true;
    leave();
    clearTimeout(timer);
    closed.resolve(closing);
    opened.reject(new OpenError(closing));
    for (const sink of sinks.values()) sink.end([offlineError]);
    for (const answer of answers.values()) answer(null);
  };
  const timer = setTimeout(() => finish({ code: 1006, reason: 'The leading tab is not connected.' }), answerMsMax);

  const leave = listen((message) => {
    if ('to' in message && message.to !== null && message.to !== tabId) return;
    switch (message.kind) {
      case 'open':
        clearTimeout(timer);
        return opened.resolve();
      case 'closed':
        return finish(message.closing);
      case 'result':
        answers.get(message.id)?.(message.result);
        return void answers.delete(message.id);
      case 'next':
        return sinks.get(message.id)?.next(message.result);
      case 'end': {
        const sink = sinks.get(message.id);
        sinks.delete(message.id);
        return sink?.end(message.errors);
      }
      case 'hello':
      case 'execute':
      case 'subscribe':
      case 'leave':
      case 'bye':
      case 'stored':
      case 'told':
        return;
    }
  });

  const link: Link = {
    kind: 'tab',
    closed: closed.promise,
    // The leader keeps its own token; all tabs are of one user.
    renew: async () => {},
    execute: (operation) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new TidingsError(offline()));
        const id = ++lastId;
        answers.set(id, (result) => (result === null ? reject(new TidingsError(offline())) : resolve(result)));
        say({ kind: 'execute', from: tabId, id, operation });
      }),
    subscribe(operation, sink) {
      const id = ++lastId;
      sinks.set(id, sink);
      say({ kind: 'subscribe', from: tabId, id, operation });
      return () => {
        if (sinks.delete(id) && !isClosed) say({ kind: 'leave', from: tabId, id });
      };
    },
    close(code = 1000, reason = '') {
      if (!isClosed) say({ kind: 'bye', from: tabId });
      finish({ code, reason });
    },
  };
  say({ kind: 'hello', from: tabId });
  return opened.promise.then(() => link);
}
