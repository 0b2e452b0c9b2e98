import type { IncomingMessage } from 'node:http';
import { createOutbound, type Outbound, type OutboundOptions } from '../../outbound/create-outbound.ts';

/** With any private addresses, other ports may be asked as well. */
export interface FetchPageOptions extends OutboundOptions {
  signal: AbortSignal;
}

/** Time for everything, from the first name that is looked up to the last byte. */
const timeMsMax = 5_000;
/** What stands behind so much is not read: titles stand at the beginning. */
const bytesMax = 262_144;
const redirectsMax = 3;

/**
 * Reads the beginning of a page, as a stranger would who sits outside: from public addresses alone, at the usual ports,
 * without cookies or names. The address is checked where the connection is made, so a name that means another host the
 * next time gains nothing, and neither does a redirect. Null where there is no page: anything else than HTML, an error,
 * too late.
 */
export async function fetchPage(address: string, options: FetchPageOptions): Promise<string | null> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(timeMsMax)]);
  const outbound = createOutbound({ ...options, keepAlive: false });
  let next = address;
  try {
    for (let hop = 0; hop <= redirectsMax; hop += 1) {
      const url = new URL(next);
      if (!isUsual(url, options.privateAddresses.length > 0)) return null;
      const response = await open(url, outbound, signal);
      const { statusCode = 0, headers } = response;
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
        response.destroy();
        next = new URL(headers.location, url).href;
        continue;
      }
      const isPage = /^(text\/html|application\/xhtml\+xml)\b/i.test(headers['content-type'] ?? '');
      if (statusCode === 200 && isPage && (headers['content-encoding'] ?? 'identity') === 'identity') {
        return decode(await readBeginning(response), headers['content-type'] ?? '');
      }
      response.destroy();
      return null;
    }
    return null;
  } catch (error) {
    // A job that is stopped is tried again; a page that cannot be had has no preview.
    options.signal.throwIfAborted();
    if (error instanceof Error) return null;
    throw error;
  } finally {
    outbound.close();
  }
}

/** A web address without a name and password in it, at its protocol's own port unless private ones are allowed. */
function isUsual({ protocol, port, username, password }: URL, mayUsePort: boolean): boolean {
  const isWeb = protocol === 'http:' || protocol === 'https:';
  return isWeb && username === '' && password === '' && (port === '' || mayUsePort);
}

function open(url: URL, outbound: Outbound, signal: AbortSignal): Promise<IncomingMessage> {
  const headers = {
    accept: 'text/html,application/xhtml+xml',
    // Unpacked by us, a small answer could become a large one.
    'accept-encoding': 'identity',
    'user-agent': 'Tidings (link preview)',
  };
  return new Promise((resolve, reject) => {
    outbound.begin(url, { headers, signal }).on('response', resolve).on('error', reject).end();
  });
}

async function readBeginning(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= bytesMax) break;
  }
  return Buffer.concat(chunks).subarray(0, bytesMax);
}

/** By the header's word, else by the page's own, else as UTF-8. */
function decode(bytes: Buffer, contentType: string): string {
  const told = /charset=["']?([\w-]+)/i;
  const label = told.exec(contentType)?.[1] ?? told.exec(bytes.subarray(0, 1_024).toString('latin1'))?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
