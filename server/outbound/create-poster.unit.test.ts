import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPoster } from './create-poster.ts';

let asked: string[] = [];
let connections = 0;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  request.resume();
  answer(request, response);
});
server.on('connection', () => {
  connections += 1;
});
let port: number;
const never = new AbortController().signal;

beforeAll(async () => {
  // Both families, since an address may be written in either.
  await new Promise<void>((resolve) => server.listen(0, '::', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  connections = 0;
  answer = (_request, response) => response.writeHead(204).end();
});

interface Options {
  allowed?: string[];
  lookup?: LookupFunction;
  timeoutMs?: number;
  signal?: AbortSignal;
}

async function post(url: string, { allowed = [], lookup, timeoutMs = 5_000, signal = never }: Options = {}) {
  const poster = createPoster({ privateAddresses: allowed, timeoutMs, lookup });
  try {
    return await poster.post(url, { 'content-type': 'application/json' }, '{"grüße": 1}', signal);
  } finally {
    poster.close();
  }
}

const local = { allowed: ['127.0.0.1'] };
/** A name service that has only this to say. */
const leadsTo =
  (address: string): LookupFunction =>
  (_name, options, found) => {
    const family = address.includes(':') ? 6 : 4;
    if (options.all === true) found(null, [{ address, family }]);
    else found(null, address, family);
  };

describe('a request', () => {
  it('is told by its status, with the time that it took', async () => {
    expect(await post(`http://127.0.0.1:${port}/in`, local)).toEqual({
      status: 204,
      error: null,
      retryAfter: null,
      latencyMs: expect.any(Number),
    });
    expect(asked).toEqual(['POST /in']);
  });

  it.each([200, 201, 299])('has arrived with %i', async (status) => {
    answer = (_request, response) => response.writeHead(status).end('ok');
    expect(await post(`http://127.0.0.1:${port}/`, local)).toMatchObject({ status, error: null });
  });

  it.each([301, 302, 307, 308, 400, 410, 500])('has not arrived with %i, and goes nowhere else', async (status) => {
    answer = (_request, response) => {
      response.writeHead(status, { location: `http://127.0.0.1:${port}/elsewhere` }).end();
    };
    expect(await post(`http://127.0.0.1:${port}/`, local)).toMatchObject({ status, error: 'STATUS' });
    expect(asked).toEqual(['POST /']);
  });

  it('does not wait for an answer that never comes', async () => {
    answer = () => {};
    expect(await post(`http://127.0.0.1:${port}/`, { ...local, timeoutMs: 200 })).toMatchObject({
      status: null,
      error: 'TIMEOUT',
    });
  });

  it('does not wait for the end of an answer, however long', async () => {
    answer = (_request, response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write('x'.repeat(10_000)), 1);
      response.on('close', () => clearInterval(more));
    };
    expect(await post(`http://127.0.0.1:${port}/`, local)).toMatchObject({ status: 200, error: null });
  });

  it('tells how long it is to be left alone', async () => {
    answer = (_request, response) => response.writeHead(429, { 'retry-after': '7' }).end();
    expect(await post(`http://127.0.0.1:${port}/`, local)).toMatchObject({ error: 'STATUS', retryAfter: '7' });
  });

  it('throws where it is stopped, so that it counts as none', async () => {
    answer = () => {};
    const signal = AbortSignal.timeout(50);
    await expect(post(`http://127.0.0.1:${port}/`, { ...local, signal })).rejects.toThrow();
  });

  it('says that a connection broke, that there is none, and that a name leads nowhere', async () => {
    answer = (request) => request.socket.destroy();
    expect(await post(`http://127.0.0.1:${port}/`, local)).toMatchObject({ status: null, error: 'CONNECTION' });
    const gone = createTcpServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port: free } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    expect(await post(`http://127.0.0.1:${free}/`, local)).toMatchObject({ status: null, error: 'CONNECTION' });
    const lookup: LookupFunction = (_name, _options, found) =>
      found(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }), []);
    expect(await post('http://nowhere.example/', { lookup })).toMatchObject({ error: 'NAME_NOT_FOUND' });
    expect(await post(`https://127.0.0.1:${port}/`, local)).toMatchObject({ status: null, error: 'CERTIFICATE' });
  });

  it('goes over the connection of the one before', async () => {
    const poster = createPoster({ privateAddresses: ['127.0.0.1'], timeoutMs: 5_000 });
    for (let at = 0; at < 3; at += 1) await poster.post(`http://127.0.0.1:${port}/`, {}, '{}', never);
    poster.close();
    expect([asked.length, connections]).toEqual([3, 1]);
  });
});

describe('a private address', () => {
  it.each([
    'http://127.0.0.1',
    'http://localhost',
    'http://2130706433',
    'http://0x7f.1',
    'http://0177.0.0.1',
    'http://0.0.0.0',
    'http://[::1]',
    'http://[::]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:7f00:1]',
    'http://[64:ff9b::7f00:1]',
  ])('gets nothing as %s', async (host) => {
    expect(await post(`${host}:${port}/`)).toMatchObject({ status: null, error: 'ADDRESS_REFUSED' });
    expect([asked, connections]).toEqual([[], 0]);
  });

  it.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '::ffff:127.0.0.1', 'fd00::1'])(
    'gets nothing where a name leads to %s when the connection is made',
    async (address) => {
      const lookup = leadsTo(address);
      expect(await post(`http://rebound.example:${port}/`, { lookup })).toMatchObject({ error: 'ADDRESS_REFUSED' });
      expect([asked, connections]).toEqual([[], 0]);
    },
  );

  it('is told where the operator allows it, and no other', async () => {
    expect(await post(`http://named.example:${port}/`, { ...local, lookup: leadsTo('127.0.0.1') })).toMatchObject({
      status: 204,
    });
    const inNetwork = { allowed: ['127.0.0.0/8'], lookup: leadsTo('127.0.0.1') };
    expect(await post(`http://named.example:${port}/`, inNetwork)).toMatchObject({ status: 204 });
    expect(await post(`http://127.0.0.1:${port}/`, { allowed: ['127.0.0.2'] })).toMatchObject({
      error: 'ADDRESS_REFUSED',
    });
  });
});
