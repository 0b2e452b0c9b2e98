import WebSocket from 'ws';

/** A client of graphql-transport-ws that does as little as it can: the load must not be what is measured. */
export interface SocketClient {
  /** Runs an operation with one answer; fails where that has errors. */
  run(payload: Record<string, unknown>): Promise<string>;
  /** Begins a subscription; each frame's text goes to `onFrame`. */
  subscribe(payload: Record<string, unknown>, onFrame: (frame: string) => void): void;
  close(): void;
}

interface Operation {
  onFrame: (frame: string) => void;
  fail: (error: Error) => void;
}

/** `{"id":"…"`, with whatever stands before it. */
const idPattern = /"id":"(\d+)"/;

export async function openSocketClient(port: number, token: string): Promise<SocketClient> {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
  const operations = new Map<string, Operation>();
  let lastId = 0;

  function begin(payload: Record<string, unknown>, operation: Operation): string {
    lastId += 1;
    const id = String(lastId);
    operations.set(id, operation);
    ws.send(JSON.stringify({ id, type: 'subscribe', payload }));
    return id;
  }

  await new Promise<void>((resolve, reject) => {
    ws.once('error', reject);
    ws.once('open', () => ws.send(JSON.stringify({ type: 'connection_init', payload: { authorization: token } })));
    ws.once('close', (code, reason) => {
      const error = new Error(`The socket was closed: ${code} ${reason}`);
      reject(error);
      for (const { fail } of operations.values()) fail(error);
    });
    ws.on('message', (data) => {
      const frame = String(data);
      if (frame.includes('"connection_ack"')) return resolve();
      if (frame.includes('"type":"ping"')) return ws.send('{"type":"pong"}');
      const operation = operations.get(idPattern.exec(frame)?.[1] ?? '');
      if (operation === undefined || frame.includes('"type":"complete"')) return;
      if (frame.includes('"errors":[') || frame.includes('"type":"error"')) operation.fail(new Error(frame));
      else operation.onFrame(frame);
    });
  });

  return {
    run: (payload) =>
      new Promise((resolve, reject) => {
        const id = begin(payload, {
          onFrame: (frame) => {
            operations.delete(id);
            resolve(frame);
          },
          fail: reject,
        });
      }),
    subscribe(payload, onFrame) {
      begin(payload, {
        onFrame,
        fail: (error) => {
          throw error;
        },
      });
    },
    close() {
      operations.clear();
      ws.close();
    },
  };
}
