import { html } from 'hono/html';
import type { Link, MailContent, MailItem, MailSection } from './mail-content.ts';
import { lines } from './plain.ts';

const bodyLengthMax = 20_000;

/** No colours but those of the mail program, light or dark, and lines that are seen on both. */
const pageStyle = 'margin:0;padding:24px;font-family:system-ui,sans-serif;font-size:16px;line-height:1.5';
const columnStyle = 'max-width:560px;margin:0 auto';
const sectionStyle = 'margin:0 0 24px;padding:0 0 16px;border-bottom:1px solid #8888';
const headingStyle = 'margin:0 0 8px;font-size:18px';
const quoteStyle = 'margin:8px 0;padding:0 0 0 12px;border-left:3px solid #8888';
const footStyle = 'font-size:13px;opacity:.8';

/**
 * A mail as HTML. The tag escapes whatever is put in, so nothing that users wrote is markup; nothing is loaded, pictures
 * neither: a picture from elsewhere tells there that the mail was read.
 */
export async function renderHtml({
  subject,
  sections,
  more,
  unreadCount,
  endType,
  endAll,
}: MailContent): Promise<string> {
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${subject}</title></head>
<body style="${pageStyle}"><div style="${columnStyle}">
${sections.map(renderSection)}
${more > 0 ? html`<p>And ${more} more.</p>` : ''}
<p style="${footStyle}">Unread notifications: ${unreadCount}<br>${endType === null ? '' : html`${renderLink(endType)}<br>`}${renderLink(endAll)}</p>
</div></body></html>`;
  return String(await page);
}

const renderSection = ({ title, count, items, more }: MailSection) => html`<div style="${sectionStyle}" dir="auto">
<h2 style="${headingStyle}">${title}${count > 1 ? ` (${count})` : ''}</h2>
${items.map(renderItem)}
${more > 0 ? html`<p>And ${more} more.</p>` : ''}
</div>`;

function renderItem({ title, body, links }: MailItem) {
  const written = body === null ? [] : lines(body, bodyLengthMax).map((line) => html`${line}<br>`);
  return html`${title === null ? '' : html`<p style="margin:8px 0 0" dir="auto">${title}</p>`}
${body === null ? '' : html`<blockquote style="${quoteStyle}" dir="auto">${written}</blockquote>`}
${links.length === 0 ? '' : html`<p style="margin:8px 0">${links.map((link) => html`${renderLink(link)} &nbsp; `)}</p>`}`;
}

const renderLink = ({ label, url }: Link) => html`<a href="${url}">${label}</a>`;
