import type { MailSettings } from '../../mail-settings.ts';
import type { Outgoing, RenderedNotification } from '../deliveries/channel.ts';
import type { NotificationType } from '../notifications/notification.ts';
import { groupItems, type Section } from './group-items.ts';
import { cut, oneLine } from './plain.ts';

/** What a mail needs beside what it tells of. */
export interface MailOptions {
  settings: Pick<MailSettings, 'from' | 'publicUrl' | 'linkUrl'>;
  /** The token of a link that ends mails of a type; of null, all. */
  tokenFor(type: NotificationType | null): string;
}

/** A mail before it is written as text and as HTML. All texts are as they are to be shown, and plain. */
export interface MailContent {
  subject: string;
  sections: MailSection[];
  /** Notifications that are in no section. */
  more: number;
  unreadCount: number;
  /** Ends mails like this one; null where they are of several types. */
  endType: Link | null;
  endAll: Link;
}

export interface MailSection {
  title: string;
  /** How many notifications it is about. */
  count: number;
  items: MailItem[];
  /** Those that are not among `items`. */
  more: number;
}

export interface MailItem {
  /** Null: as the section's. */
  title: string | null;
  body: string | null;
  links: Link[];
}

export interface Link {
  label: string;
  url: string;
}

const subjectLengthMax = 120;
const titleLengthMax = 200;
/** Of a notification that shares its mail with others. */
const excerptLengthMax = 300;

/** What a mail says. */
export function contentOf(
  { items, unreadCount }: Pick<Outgoing, 'items' | 'unreadCount'>,
  { settings, tokenFor }: MailOptions,
): MailContent {
  const { sections, more } = groupItems(items);
  const [first] = sections;
  const isSingle = items.length === 1;
  const types = new Set(items.map(({ notification }) => notification.type));
  const type = types.size === 1 ? items[0]?.notification.type : undefined;
  const endUrl = (of: NotificationType | null) => `${settings.publicUrl}/unsubscribe?token=${tokenFor(of)}`;
  return {
    subject: subjectOf(first, items.length),
    sections: sections.map((section) => sectionOf(section, settings.linkUrl, isSingle)),
    ...{ more, unreadCount },
    endType: type === undefined ? null : { label: 'Stop mails like this one', url: endUrl(type) },
    endAll: { label: 'Stop all mails of notifications', url: endUrl(null) },
  };
}

function subjectOf(newest: Section | undefined, count: number): string {
  const title = oneLine(newest?.shown[0]?.title ?? '', subjectLengthMax) || 'A notification';
  if (count === 1) return title;
  return newest?.count === count ? `${title} (${count})` : `${title}, and ${count - 1} more`;
}

function sectionOf({ count, shown }: Section, linkUrl: string | null, isSingle: boolean): MailSection {
  const title = oneLine(shown[0]?.title ?? '', titleLengthMax) || 'A notification';
  const items = shown.map((notification): MailItem => {
    const own = oneLine(notification.title, titleLengthMax);
    const { body } = notification;
    return {
      title: own === title ? null : own,
      body: body === null || isSingle ? body : cut(body, excerptLengthMax),
      links: linksOf(notification, linkUrl),
    };
  });
  return { title, count, items, more: count - shown.length };
}

/** Where it leads, and those of its actions that lead anywhere. */
function linksOf(notification: RenderedNotification, linkUrl: string | null): Link[] {
  const place = notification.actionUrl ?? placeOf(notification, linkUrl);
  const open = place === null ? [] : [{ label: 'Open', url: place }];
  const actions = notification.actions.flatMap(({ label, url }) => (url === null ? [] : { label, url }));
  return [...open, ...actions].flatMap(({ label, url }) =>
    // Checked when it was sent, too.
    /^https?:\/\//i.test(url) && URL.canParse(url)
      ? { label: oneLine(label, titleLengthMax), url: new URL(url).href }
      : [],
  );
}

function placeOf({ conversationId, messageSeq }: RenderedNotification, linkUrl: string | null): string | null {
  if (conversationId === null || linkUrl === null) return null;
  const seq = messageSeq === null ? '' : `${messageSeq}`;
  return linkUrl
    .replaceAll('{conversationId}', encodeURIComponent(conversationId))
    .replaceAll('{messageSeq}', encodeURIComponent(seq));
}
