import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between a server and its Postgres, and counts every statement that is executed, by its text. */
export interface StatementCounter {
  /** The address of the database through the counter. */
  url: string;
  counts(): Map<string, number>;
  close(): void;
}

const sslRequestCode = 80_877_103;

export async function countStatements(databaseUrl: string): Promise<StatementCounter> {
  const target = new URL(databaseUrl);
  const counts = new Map<string, number>();
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const database = connect({ host: target.hostname, port: Number(target.port || 5432), noDelay: true });
    client.setNoDelay(true);
    const take = createReader((text) => counts.set(text, (counts.get(text) ?? 0) + 1));
    client.on('data', (chunk) => {
      take(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
      database.write(chunk);
    });
    database.on('data', (chunk) => client.write(chunk));
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.href,
    counts: () => new Map(counts),
    close() {
      proxy.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Reads what a client says by Postgres' protocol; a statement is a simple query or an execution of a prepared one. */
function createReader(onStatement: (text: string) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let hasStarted = false;
  const prepared = new Map<string, string>();
  let bound = '';

  function take(type: string, body: Buffer): void {
    const words = () => body.toString('utf8').split('\0');
    if (type === 'Q') onStatement(words()[0] ?? '');
    else if (type === 'P') {
      const [name = '', text = ''] = words();
      prepared.set(name, text);
    } else if (type === 'B') bound = prepared.get(words()[1] ?? '') ?? 'unknown';
    else if (type === 'E') onStatement(bound);
  }

  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    for (;;) {
      // The first message has no type.
      const typeBytes = hasStarted ? 1 : 0;
      if (rest.length < at + typeBytes + 4) break;
      const end = at + typeBytes + rest.readUInt32BE(at + typeBytes);
      if (rest.length < end) break;
      if (hasStarted) take(String.fromCharCode(rest[at] ?? 0), rest.subarray(at + 5, end));
      else if (rest.readUInt32BE(at + 4) !== sslRequestCode) hasStarted = true;
      at = end;
    }
    rest = rest.subarray(at);
  };
}
