import { hash } from 'node:crypto';
import type { Outgoing } from '../deliveries/channel.ts';
import { groupItems, type Section } from './group-items.ts';
import { contentOf, type MailOptions } from './mail-content.ts';
import { oneLine } from './plain.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';

/** Who gets a mail. */
export interface Recipient {
  address: string;
  name: string | null;
}

const nameLengthMax = 200;

/** A mail as nodemailer takes it. */
export async function composeMail(outgoing: Outgoing, to: Recipient, options: MailOptions) {
  const content = contentOf(outgoing, options);
  const { sections } = groupItems(outgoing.items);
  const host = new URL(options.settings.publicUrl).hostname;
  const isUrgent = outgoing.items.some(({ notification }) => notification.priority === 'URGENT');
  const thread = sections.length === 1 && sections[0] ? `<${threadOf(outgoing, sections[0])}@${host}>` : undefined;
  return {
    from: options.settings.from,
    to: { address: to.address, name: oneLine(to.name ?? '', nameLengthMax) },
    subject: content.subject,
    text: renderText(content),
    html: await renderHtml(content),
    // Of the oldest, so that a mail that is sent again is the same mail to those who sort out doubles.
    messageId: `<${outgoing.items[0]?.deliveryId}@${host}>`,
    ...(thread !== undefined && { inReplyTo: thread, references: thread }),
    ...(isUrgent && { priority: 'high' as const }),
    headers: { ...automatic, ...unsubscribeHeaders(content.endAll.url) },
    // What is shown is text: nothing that stands in it is ever read or fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Nobody wrote it by hand, so no machine shall answer it (RFC 3834, and what Exchange and older ones know). */
const automatic = {
  'Auto-Submitted': 'auto-generated',
  Precedence: 'bulk',
  'X-Auto-Response-Suppress': 'All',
};

/** RFC 2369 and, where the link is https as it asks for, RFC 8058: a button of the mail program's own. */
function unsubscribeHeaders(url: string): Record<string, string> {
  const oneClick = url.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
  return { 'List-Unsubscribe': `<${url}>`, ...oneClick };
}

/** A root that no mail has: mail programs put those together that refer to the same. */
const threadOf = ({ tenantId, userId }: Outgoing, { key }: Section): string =>
  hash('sha256', JSON.stringify([tenantId, userId, key]), 'base64url').slice(0, 24);
