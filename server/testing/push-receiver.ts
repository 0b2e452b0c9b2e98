import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, createBrowser } from './browser.ts';

/** A push as the browser that it is for reads it. */
export interface ReceivedPush {
  headers: IncomingHttpHeaders;
  payload: { deliveryId: string; userId: string; title: string; body?: string } & Record<string, unknown>;
}

export interface PushReceiver {
  /** Every push, whatever it was answered with. */
  received: ReceivedPush[];
  /** The status that it answers with. @default 201 for all */
  answer: (push: ReceivedPush) => number | Promise<number>;
  /** A browser that has subscribed here. */
  subscribe(): Browser;
  /** No connection is taken any more. Browsers stay, and `open` takes connections again at the same place. */
  close(): Promise<void>;
  open(): Promise<void>;
}

/** A push service with its browsers, which decrypt what comes as RFC 8291 says. */
export async function startPushReceiver(): Promise<PushReceiver> {
  const browsers = new Map<string, Browser>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = `${browsers.get(request.url ?? '')?.decrypt(Buffer.concat(chunks))}`;
      const push: ReceivedPush = { headers: request.headers, payload: JSON.parse(text) };
      receiver.received.push(push);
      void Promise.resolve(receiver.answer(push)).then((status) => response.writeHead(status).end());
    });
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const receiver: PushReceiver = {
    received: [],
    answer: () => 201,
    subscribe() {
      const path = `/send/${randomUUID()}`;
      const browser = createBrowser(`http://127.0.0.1:${port}${path}`);
      browsers.set(path, browser);
      return browser;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    open: () => listen(port),
  };
  return receiver;
}
