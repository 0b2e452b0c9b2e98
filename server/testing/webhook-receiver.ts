import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A request as an endpoint got it. */
export interface Received {
  /** The `webhook-id`. */
  id: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** The body as JSON. */
  event: { type: string; timestamp: string; tenantId: string; data: Record<string, unknown> & { seq: number } };
}

type Answer = number | { status: number; headers: Record<string, string> };

export interface WebhookReceiver {
  /** Every request, whatever it was answered with. */
  received: Received[];
  /** The status that it answers with, or that and headers. @default 204 for all */
  answer: (request: Received) => Answer | Promise<Answer>;
  url: string;
  port: number;
  /** Whether the stock verifier takes a request for a genuine one. */
  accepts(request: Pick<Received, 'body' | 'headers'>, secret: string): boolean;
  close(): void;
}

/** An endpoint of an application, as applications write them, by a real server and the stock verifier. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const got: Received = {
        id: String(request.headers['webhook-id']),
        headers: request.headers,
        body,
        event: JSON.parse(body),
      };
      receiver.received.push(got);
      void Promise.resolve(receiver.answer(got)).then((answer) => {
        const { status, headers } = typeof answer === 'number' ? { status: answer, headers: {} } : answer;
        if (status >= 300 && status < 400) response.setHeader('location', `${receiver.url}elsewhere`);
        response.writeHead(status, headers).end();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: WebhookReceiver = {
    received: [],
    answer: () => 204,
    port,
    url: `http://127.0.0.1:${port}/`,
    accepts({ body, headers }, secret) {
      try {
        new Webhook(secret).verify(body, headers as Record<string, string>);
        return true;
      } catch {
        return false;
      }
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return receiver;
}
