import { LinkifyIt } from 'linkify-it';

/** Links of one message that are looked at. */
const linksMax = 3;
/** Longer ones are no addresses that people share. */
const linkLengthMax = 2_000;

const linkify = new LinkifyIt({ fuzzyEmail: false });

/** The first addresses in a text of those that browsers open: http and https, each once. */
export function findLinks(text: string): string[] {
  const links = new Set<string>();
  for (const { schema, url } of linkify.match(text) ?? []) {
    if ((schema !== 'http:' && schema !== 'https:') || url.length > linkLengthMax || !URL.canParse(url)) continue;
    links.add(url);
    if (links.size === linksMax) break;
  }
  return [...links];
}
