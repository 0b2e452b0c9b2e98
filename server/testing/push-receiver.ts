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
  close(): void;
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
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const receiver: PushReceiver = {
    received: [],
    answer: () => 201,
    subscribe() {
      const path = `/send/${randomUUID()}`;
      const browser = createBrowser(`${origin}${path}`);
      browsers.set(path, browser);
      return browser;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return receiver;
}
