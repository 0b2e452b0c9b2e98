import type { Link, MailContent, MailItem, MailSection } from './mail-content.ts';
import { lines } from './plain.ts';

/** Longer than any body that is shown. */
const bodyLengthMax = 20_000;

/** A mail as plain text. What others wrote stands behind `>`, so that it cannot pass for a line of ours. */
export function renderText({ sections, more, unreadCount, endType, endAll }: MailContent): string {
  const blocks = [...sections.map(writeSection), ...(more > 0 ? [`And ${more} more.`] : []), '-- '];
  const ends = [...(endType === null ? [] : [endType]), endAll].map(writeLink);
  return `${blocks.join('\n\n')}\n${[`Unread notifications: ${unreadCount}`, ...ends].join('\n')}\n`;
}

function writeSection({ title, count, items, more }: MailSection): string {
  const heading = count > 1 ? `${title} (${count})` : title;
  return [heading, ...items.map(writeItem).filter(Boolean), ...(more > 0 ? [`And ${more} more.`] : [])].join('\n\n');
}

function writeItem({ title, body, links }: MailItem): string {
  const quoted = body === null ? [] : lines(body, bodyLengthMax).map((line) => `> ${line}`.trimEnd());
  return [...(title === null ? [] : [title]), ...quoted, ...links.map(writeLink)].join('\n');
}

const writeLink = ({ label, url }: Link): string => `${label}: ${url}`;
