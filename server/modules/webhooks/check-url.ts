import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Config } from '../../config.ts';
import { AppError } from '../../errors.ts';

export type UrlRules = Pick<Config, 'webhookHttp' | 'webhookPrivateAddresses'>;

const urlLengthMax = 2_048;
const lookupMsMax = 2_000;

/**
 * Checks an endpoint's address, and where its name leads at present; returns it as it is called. It is checked again at
 * each delivery, so a name that is not found may come to be one later. Throws BAD_USER_INPUT.
 */
export async function checkUrl(text: string, rules: UrlRules): Promise<string> {
  if (text.length > urlLengthMax) throw refused(`takes at most ${urlLengthMax} characters`);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const protocols = rules.webhookHttp ? ['https:', 'http:'] : ['https:'];
  if (url === undefined || !protocols.includes(url.protocol) || url.hostname === '') {
    throw refused(`takes an address that begins with ${rules.webhookHttp ? 'https:// or http://' : 'https://'}`);
  }
  if (url.username !== '' || url.password !== '') {
    throw refused('takes no name and password; the signature says who calls');
  }
  if (url.hash !== '') throw refused('takes no part after a #');
  for (const address of await addressesOf(url.hostname)) {
    if (!isAllowed(address, rules.webhookPrivateAddresses)) {
      throw refused('leads to a private network; the operator has to allow it, by WEBHOOK_PRIVATE_ADDRESSES');
    }
  }
  return url.href;
}

async function addressesOf(hostname: string): Promise<string[]> {
  // An IPv6 address stands in brackets there.
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0) return [host];
  const found = lookup(host, { all: true }).then(
    (addresses) => addresses.map(({ address }) => address),
    () => [],
  );
  const late = new Promise<string[]>((resolve) => setTimeout(resolve, lookupMsMax, []).unref());
  return Promise.race([found, late]);
}

/** The rule by which connections are made, see `post-event.ts`: public addresses, and those that the operator allows. */
function isAllowed(address: string, allowed: readonly string[]): boolean {
  const parsed = ipaddr.parse(address);
  if (parsed.range() === 'unicast') return true;
  return allowed.some((each) => {
    if (isIP(each) !== 0) return each === address;
    const [network, bits] = ipaddr.parseCIDR(each);
    return network.kind() === parsed.kind() && parsed.match(network, bits);
  });
}

function refused(what: string): AppError {
  return new AppError('BAD_USER_INPUT', `\`url\`: ${what}.`, { field: 'url' });
}
