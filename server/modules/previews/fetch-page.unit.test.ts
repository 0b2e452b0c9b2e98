import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fetchPage } from './fetch-page.ts';
import { findLinks } from './find-links.ts';
import { readPreview } from './read-preview.ts';

let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  answer(request, response);
});
let port: number;
const signal = new AbortController().signal;
const local = ['127.0.0.1'];

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  answer = (_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<title>Here</title>');
  };
});

const at = (path: string) => `http://127.0.0.1:${port}${path}`;
const fetchLocal = (url: string) => fetchPage(url, { privateAddresses: local, signal });

describe('a page', () => {
  it('is read where the operator allows its network', async () => {
    expect(await fetchLocal(at('/page'))).toBe('<title>Here</title>');
  });

  it.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://0.0.0.0/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://user:word@example.com/',
    'http://example.com:6379/',
    'ftp://example.com/',
    'file:///etc/passwd',
  ])('is not asked for at %s', async (url) => {
    expect(await fetchPage(url, { privateAddresses: [], signal })).toBeNull();
    expect(asked).toEqual([]);
  });

  it('is not reached by a name that means a private address when the connection is made', async () => {
    const lookups: string[] = [];
    const lookup: LookupFunction = (name, options, found) => {
      lookups.push(name);
      const address = { address: '127.0.0.1', family: 4 };
      if (options.all === true) found(null, [address]);
      else found(null, address.address, address.family);
    };
    expect(await fetchPage('http://rebinding.example/', { privateAddresses: [], signal, lookup })).toBeNull();
    expect(
      await fetchPage(`http://rebinding.example:${port}/`, { privateAddresses: ['127.0.0.2'], signal, lookup }),
    ).toBeNull();
    expect(lookups).toEqual(['rebinding.example', 'rebinding.example']);
    expect(asked).toEqual([]);
    expect(
      await fetchPage(`http://named.example:${port}/`, { privateAddresses: local, signal, lookup }),
    ).not.toBeNull();
  });

  it('is followed over three redirects, each checked as the first address was', async () => {
    const redirect = (to: (url: string) => string | null) => {
      answer = (request, response) => {
        const location = to(request.url ?? '');
        response.setHeader('content-type', 'text/html');
        if (location !== null) response.writeHead(302, { location });
        response.end('<title>Here</title>');
      };
    };
    redirect((url) => (Number(url.slice(1)) < 3 ? `/${Number(url.slice(1)) + 1}` : null));
    expect(await fetchLocal(at('/0'))).toContain('Here');
    expect(await fetchLocal(at('/-1'))).toBeNull();
    asked = [];
    redirect((url) => (url === '/away' ? `http://127.0.0.2:${port}/secret` : null));
    expect(await fetchLocal(at('/away'))).toBeNull();
    expect(asked).toEqual(['/away']);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['another type', (response) => response.setHeader('content-type', 'image/svg+xml').end('<svg/>')],
    ['an error', (response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<title>No</title>')],
    [
      'what is packed',
      (response) => response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end('x'),
    ],
  ])('is not made of %s', async (_name, respond) => {
    answer = (_request, response) => respond(response);
    expect(await fetchLocal(at('/'))).toBeNull();
  });

  it('is read no further than a quarter of a megabyte, however much comes', async () => {
    answer = (_request, response) => {
      response.setHeader('content-type', 'text/html');
      const more = () => {
        if (!response.destroyed) response.write('a'.repeat(65_536), more);
      };
      more();
    };
    expect(await fetchLocal(at('/'))).toHaveLength(262_144);
  });

  it('is given up after five seconds, also where bytes keep dripping', async () => {
    answer = (_request, response) => {
      response.setHeader('content-type', 'text/html');
      const drip = setInterval(() => response.write('a'), 100);
      response.on('close', () => clearInterval(drip));
    };
    const begun = performance.now();
    expect(await fetchLocal(at('/'))).toBeNull();
    expect(performance.now() - begun).toBeLessThan(8_000);
  }, 15_000);
});

describe('what is said of a page', () => {
  it('is plain text from its head, bounded, without what hides or turns text', () => {
    const html = `<head><title>Plain &amp; simple <b>`;
    expect(readPreview('https://a.example', `${html}</title>`)).toMatchObject({ title: 'Plain & simple <b>' });
    const told = readPreview(
      'https://a.example/x',
      `<meta property="og:title" content="&lt;script&gt;alert(1)&lt;/script&gt; \u202e right
        to left"><meta name="description" content="${'d'.repeat(500)}"><meta property="og:site_name" content="Site">
       <title>Not this</title></head><body><meta property="og:description" content="from the body">`,
    );
    expect(told).toEqual({
      url: 'https://a.example/x',
      title: '<script>alert(1)</script> right to left',
      description: `${'d'.repeat(399)}…`,
      siteName: 'Site',
    });
    expect(readPreview('https://a.example', '<p>No title</p>')).toBeNull();
  });
});

describe('links in a text', () => {
  it('are the first three web addresses, each once', () => {
    const text = `See https://a.example/x_(y), <https://b.example> [c](http://c.example/?q=1) https://a.example/x_(y)
      https://d.example ftp://e.example javascript:alert(1) f.example g@h.example`;
    expect(findLinks(text)).toEqual(['https://a.example/x_(y)', 'https://b.example', 'http://c.example/?q=1']);
    expect(findLinks('nothing here')).toEqual([]);
  });
});
