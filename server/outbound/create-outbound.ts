import { type ClientRequest, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';

export interface OutboundOptions {
  /** Private addresses and networks (CIDR) that may be asked all the same. */
  privateAddresses: readonly string[];
  /** Finds addresses. @default the system's */
  lookup?: LookupFunction | undefined;
}

/** Requests to addresses that others have named. */
export interface Outbound {
  /** Begins a request. Its connection fails where the address is a private one, and it follows no redirect. */
  begin(url: URL, options: Pick<RequestOptions, 'method' | 'headers' | 'signal'>): ClientRequest;
  /** Ends the connections that are kept. */
  close(): void;
}

/**
 * The one way to addresses that users or applications name: as a stranger would go who sits outside. The address is checked
 * where the connection is made, so a name that means a private host by then gains nothing.
 */
export function createOutbound({
  privateAddresses,
  lookup,
  keepAlive,
}: OutboundOptions & {
  /** The connection is kept for the next request to the same host. */
  keepAlive: boolean;
}): Outbound {
  const filter = { allowIPAddressList: [...privateAddresses], keepAlive };
  const agents = { http: new RequestFilteringHttpAgent(filter), https: new RequestFilteringHttpsAgent(filter) };
  return {
    begin(url, options) {
      const isSecure = url.protocol === 'https:';
      const all = { ...options, agent: isSecure ? agents.https : agents.http, ...(lookup && { lookup }) };
      return (isSecure ? requestHttps : requestHttp)(url, all);
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
