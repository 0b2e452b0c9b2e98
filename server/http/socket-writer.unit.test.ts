import { createServer } from 'node:http';
import type { AddressInfo, Socket as NetSocket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createBatch } from '../realtime/batch.ts';
import type { StreamItem } from '../realtime/log-event.ts';
import type { RenderSink } from './render-sink.ts';
import type { OpenSubscription } from './shared-execution.ts';
import { SocketWriter } from './socket-writer.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

interface Connection {
  writer: SocketWriter;
  socket: NetSocket;
  client: WebSocket;
  received: { id: string; type: string; payload: { text: string } }[];
}

/** Opens connections to a server of the test's own, one after the other. */
async function connectAll(count: number): Promise<Connection[]> {
  const server = createServer();
  const wss = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const connect = () =>
    new Promise<Connection>((resolve) => {
      const received: Connection['received'] = [];
      const client = new WebSocket(url);
      closers.push(() => client.terminate());
      client.on('message', (data) => void received.push(JSON.parse(String(data))));
      server.once('upgrade', (request, socket: NetSocket, head) => {
        wss.handleUpgrade(request, socket, head, (ws) => {
          closers.push(() => ws.terminate());
          const writer = new SocketWriter(socket, ws);
          client.once('open', () => resolve({ writer, socket, client, received }));
        });
      });
    });
  const connections: Connection[] = [];
  while (connections.length < count) connections.push(await connect());
  return connections;
}

/** Subscriptions of one group, to which the test itself brings items. */
function createGroup(bytesMax = 1_000_000) {
  const rendered = new WeakMap<object, Buffer>();
  const renderer = {
    start: createBatch(),
    isShared: true,
    render(item: StreamItem) {
      const known = rendered.get(item) ?? Buffer.from(JSON.stringify(item));
      rendered.set(item, known);
      return known;
    },
  };
  const sinks: RenderSink[] = [];
  const subscription: OpenSubscription = {
    close() {},
    pipe(createSink) {
      const sink = createSink({ renderer, bytesMax, leave() {} });
      sinks.push(sink);
      return sink;
    },
  };
  const push = (text: string): boolean[] => {
    const item = { text } as unknown as StreamItem;
    return sinks.map((sink) => sink.push(item));
  };
  return { subscription, push };
}

it('Sockets of a group get the same items, each with its own id, in one write for each turn', async () => {
  const { subscription, push } = createGroup();
  const ids = ['a', 'b', 'longer than the others', 'ü"\\'];
  const connections = await connectAll(ids.length);
  for (const [at, { writer }] of connections.entries()) writer.begin(ids[at] ?? '', subscription, () => {});
  const writes = connections.map(({ socket }) => vi.spyOn(socket, 'write'));
  // Each length has a frame header of its own.
  const texts = ['short', 'x'.repeat(200), 'ä'.repeat(40_000), ''];
  for (const text of texts) push(text);
  for (const [at, { received }] of connections.entries()) {
    await expect.poll(() => received.length).toBe(texts.length);
    expect(received).toEqual(texts.map((text) => ({ id: ids[at], type: 'next', payload: { text } })));
    expect(writes[at]).toHaveBeenCalledTimes(1);
  }
});

it('A socket that does not read keeps what is its own while others go on, up to its bound', async () => {
  const { subscription, push } = createGroup(500_000);
  const [stuck, ...others] = (await connectAll(3)) as [Connection, Connection, Connection];
  for (const [at, { writer }] of [stuck, ...others].entries()) writer.begin(`id ${at}`, subscription, () => {});
  stuck.client.pause();
  const filler = 'x'.repeat(50_000);
  let sent = 0;
  let refused = 0;
  while (refused === 0 && sent < 1_000) {
    const taken = push(`${sent} ${filler}`);
    expect(taken.slice(1)).toEqual([true, true]);
    if (taken[0] === false) refused += 1;
    sent += 1;
    await expect.poll(() => others.every(({ received }) => received.length === sent)).toBe(true);
  }
  expect(refused).toBe(1);
  expect(stuck.socket.writableLength).toBeLessThan(700_000);
  stuck.client.resume();
  await expect.poll(() => stuck.received.length).toBe(sent - 1);
  for (const [at, { received }] of [stuck, ...others].entries()) {
    for (const [index, { id, payload }] of received.entries()) {
      expect({ id, text: payload.text }).toEqual({ id: `id ${at}`, text: `${index} ${filler}` });
    }
  }
});

it('Several operations of one socket leave in one write, and what is flushed early is not written again', async () => {
  const [one, other] = [createGroup(), createGroup()];
  const [{ writer, socket, received }] = (await connectAll(1)) as [Connection];
  writer.begin('1', one.subscription, () => {});
  writer.begin('2', other.subscription, () => {});
  const writev = vi.spyOn(socket, '_writev' as never);
  one.push('a');
  other.push('b');
  one.push('c');
  await turn();
  await expect.poll(() => received.length).toBe(3);
  expect(writev).toHaveBeenCalledTimes(1);
  expect(received.map(({ id, payload }) => `${id} ${payload.text}`).sort()).toEqual(['1 a', '1 c', '2 b']);
  one.push('d');
  writer.flush();
  await expect.poll(() => received.length).toBe(4);
  await turn();
  expect(received).toHaveLength(4);
});

it('What a reader has dropped is not written, and its end is told once', async () => {
  const { subscription, push } = createGroup();
  const [{ writer, received }] = (await connectAll(1)) as [Connection];
  const onEnd = vi.fn();
  const sink = writer.begin('1', subscription, onEnd);
  push('a');
  sink.discard();
  sink.end();
  push('b');
  await turn();
  await turn();
  expect(received).toEqual([]);
  expect(onEnd).toHaveBeenCalledTimes(1);
});
