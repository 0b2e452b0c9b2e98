import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';

export type UrlRules = Pick<Config, 'webhookHttp' | 'webhookPrivateAddresses'>;

const urlLengthMax = 2_048;
const lookupMsMax = 2_000;

/**
 * Checks the form of an address that somebody names, and no name's meaning: an address that is written as numbers may be
 * private by that alone. Throws BAD_USER_INPUT for `field`.
 */
export function checkUrlForm(text: string, rules: UrlRules, field: string): URL {
  if (text.length > urlLengthMax) throw refused(field, `takes at most ${urlLengthMax} characters`);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const protocols = rules.webhookHttp ? ['https:', 'http:'] : ['https:'];
  if (url === undefined || !protocols.includes(url.protocol) || url.hostname === '') {
    throw refused(field, `takes an address that begins with ${rules.webhookHttp ? 'https:// or http://' : 'https://'}`);
  }
  if (url.username !== '' || url.password !== '') throw refused(field, 'takes no name and password');
  if (url.hash !== '') throw refused(field, 'takes no part after a #');
  const host = hostOf(url);
  if (isIP(host) !== 0) assertAllowed([host], rules, field);
  return url;
}

/**
 * As `checkUrlForm`, and where its name leads at present; returns it as it is called. It is checked again at each request, so a
 * name that is not found may come to be one later. Only for the application's own backend: the answer tells which names the
 * server's network knows. Throws BAD_USER_INPUT.
 */
export async function checkUrl(text: string, rules: UrlRules, field = 'url'): Promise<string> {
  const url = checkUrlForm(text, rules, field);
  assertAllowed(await addressesOf(hostOf(url)), rules, field);
  return url.href;
}

/** An IPv6 address stands in brackets there. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

async function addressesOf(host: string): Promise<string[]> {
  if (isIP(host) !== 0) return [host];
  const found = lookup(host, { all: true }).then(
    (addresses) => addresses.map(({ address }) => address),
    () => [],
  );
  const late = new Promise<string[]>((resolve) => setTimeout(resolve, lookupMsMax, []).unref());
  return Promise.race([found, late]);
}

function assertAllowed(addresses: readonly string[], rules: UrlRules, field: string): void {
  if (addresses.every((address) => isAllowed(address, rules.webhookPrivateAddresses))) return;
  throw refused(field, 'leads to a private network; the operator has to allow it, by WEBHOOK_PRIVATE_ADDRESSES');
}

/** The rule by which connections are made, see `create-outbound.ts`: public addresses, and those that the operator allows. */
function isAllowed(address: string, allowed: readonly string[]): boolean {
  const parsed = ipaddr.parse(address);
  if (parsed.range() === 'unicast') return true;
  return allowed.some((each) => {
    if (isIP(each) !== 0) return each === address;
    const [network, bits] = ipaddr.parseCIDR(each);
    return network.kind() === parsed.kind() && parsed.match(network, bits);
  });
}

function refused(field: string, what: string): AppError {
  return new AppError('BAD_USER_INPUT', `\`${field}\`: ${what}.`, { field });
}
