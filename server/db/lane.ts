import { connect, type Socket } from 'node:net';
import postgres, { type Options, type Row, type RowList, type Sql } from 'postgres';

export type Rows = RowList<Row[]>;

/** One connection, for as long as it lasts. A lost lane stays lost; the pool opens another. */
export interface Lane {
  /** Runs one statement; several may be under way, and run in their order. */
  run(text: string, parameters?: unknown[], form?: 'objects' | 'arrays'): Promise<Rows>;
  isLost(): boolean;
  /** Since when the oldest statement is under way; null while there is none. */
  busySince(): number | null;
  /** When the last statement began or ended. */
  activeAt(): number;
  /** Breaks the connection off. What is under way is rejected. */
  destroy(): void;
  /** The driver's options, which hold how types are read and written. */
  options: Sql['options'];
}

export interface LaneOptions {
  /** `postgres://…`, with what else a libpq URL may say. Null together with `dial`. */
  url: string | null;
  /** Makes the socket, instead of the URL's host. */
  dial?: () => Promise<Socket>;
  /** Sent at the start, as session settings. */
  parameters: Record<string, string | number>;
  /** Time for the socket, and again for the log-in. */
  connectTimeoutMs: number;
  onLost: (lane: Lane) => void;
}

/** Statements of one text that were seen before it is prepared: a text that varies must not fill Postgres' memory. */
const runsBeforePreparing = 3;
const preparedTextsMax = 500;

class LostError extends Error {
  readonly code = 'CONNECTION_CLOSED';
}

/**
 * Opens a connection. The driver's own pool is not used, for three reasons: it lets a statement wait for a connection
 * without end; it writes a transaction's later statements to a connection that was lost, which ends the process, or to
 * its successor, which is somebody else's transaction; and it reads types in a promise that nobody awaits.
 */
export async function openLane(options: LaneOptions): Promise<Lane> {
  const underWay = new Map<(error: unknown) => void, number>();
  const seen = new Map<string, number>();
  let socket: Socket | undefined;
  let isLost = false;
  let activeAt = Date.now();

  // The second call would be the driver's own reconnecting, on which nothing of the first connection may be sent.
  const dialOnce = async (parsed: Endpoint) => {
    if (socket !== undefined || isLost) throw new LostError('The connection was lost.');
    socket = options.dial === undefined ? await dialHost(parsed, options.connectTimeoutMs) : await options.dial();
    return socket;
  };

  const sql = postgres(options.url ?? '', {
    max: 1,
    socket: dialOnce,
    connect_timeout: options.connectTimeoutMs / 1_000,
    // Both would end the connection within a transaction.
    idle_timeout: 0,
    max_lifetime: null,
    fetch_types: false,
    connection: options.parameters,
    onnotice: () => {},
    onclose: lose,
    ...(options.url === null ? { user: 'postgres', database: 'postgres', host: '/' } : {}),
  } as Options<Record<string, never>>);
  leaveTypesToDrizzle(sql.options);

  function lose(): void {
    if (isLost) return;
    isLost = true;
    socket?.destroy();
    const error = new LostError('The connection to the database was lost.');
    for (const reject of underWay.keys()) reject(error);
    underWay.clear();
    void sql.end({ timeout: 0 }).catch(() => {});
    options.onLost(lane);
  }

  function mayPrepare(text: string): boolean {
    const runs = (seen.get(text) ?? 0) + 1;
    if (runs > 1 || seen.size < preparedTextsMax) seen.set(text, runs);
    return runs >= runsBeforePreparing;
  }

  const lane: Lane = {
    options: sql.options,
    isLost: () => isLost,
    busySince: () => underWay.values().next().value ?? null,
    activeAt: () => activeAt,
    destroy: lose,
    run: (text, parameters = [], form = 'objects') =>
      new Promise((resolve, reject) => {
        if (isLost) return reject(new LostError('The connection to the database was lost.'));
        activeAt = Date.now();
        underWay.set(reject, activeAt);
        const settle = () => {
          underWay.delete(reject);
          activeAt = Date.now();
        };
        const prepare = parameters.length > 0 && mayPrepare(text);
        const query = sql.unsafe(text, parameters as never[], { prepare });
        (form === 'arrays' ? query.values() : query).then(
          (rows) => {
            settle();
            resolve(rows as unknown as Rows);
          },
          (error: unknown) => {
            settle();
            reject(error);
          },
        );
      }),
  };

  try {
    await lane.run('select 1');
    return lane;
  } catch (error) {
    options.onLost = () => {};
    lose();
    throw error;
  }
}

/** Postgres' numbers for times, their arrays, and intervals; and for json. */
const timeTypes = [1082, 1083, 1114, 1115, 1182, 1184, 1185, 1231];
const jsonTypes = [114, 3802];

/**
 * Drizzle reads and writes these types itself, and tells the driver so on the one connection that it is given. Here it
 * must hold for each: another would encode json twice.
 */
function leaveTypesToDrizzle({ parsers, serializers }: Sql['options']): void {
  const asItIs = (value: unknown) => value;
  for (const type of timeTypes) parsers[type] = asItIs;
  for (const type of [...timeTypes, ...jsonTypes]) serializers[type] = asItIs;
}

interface Endpoint {
  host: string[];
  port: number[];
  path: string | false;
}

/** Connects to the first host that answers. */
async function dialHost(endpoint: Endpoint, timeoutMs: number): Promise<Socket> {
  const { host: hosts, port: ports, path } = endpoint;
  // The driver takes a refusal by one of several hosts as a reason to wait, not to fail.
  endpoint.host = hosts.slice(0, 1);
  if (path) return dialAddress({ path }, timeoutMs);
  let failure: unknown;
  for (const [at, host] of hosts.entries()) {
    try {
      const socket = await dialAddress({ host, port: ports[at] ?? 5432 }, timeoutMs);
      // For the name in the certificate, which the driver reads from here.
      return Object.assign(socket, { host });
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** Opens a socket, within the time given. */
export function dialAddress(
  address: { path: string } | { host: string; port: number },
  timeoutMs: number,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...address, noDelay: true });
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error('No answer in time.'), { code: 'ETIMEDOUT' }));
    }, timeoutMs);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('close', () => clearTimeout(timer));
    socket.once('connect', () => clearTimeout(timer));
  });
}
